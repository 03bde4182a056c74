//! `#[live_component]` on an `impl`.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{ImplItem, ItemImpl, spanned::Spanned as _};

use super::{
    companion::Companion,
    methods::{Methods, take_event},
    options::Options,
    stub,
};
use crate::diagnostics::Diagnostics;

/// Expands the `impl` half.
pub(super) fn expand(options: &Options, mut item: ItemImpl, diagnostics: &Diagnostics) -> TokenStream {
    if let Some(name) = &options.name {
        diagnostics
            .error_at(name, "the name is given where the struct is: `#[live_component(name = \"...\")] struct ...`");
    }
    let Some(mut methods) = Methods::head(&item, diagnostics) else {
        for item in &mut item.items {
            if let ImplItem::Fn(method) = item {
                take_event(method, diagnostics);
            }
        }
        stub::empty(&mut item);
        return item.to_token_stream();
    };
    for inner in &mut item.items {
        if let ImplItem::Fn(method) = inner {
            methods.take(method, diagnostics);
        }
    }
    if !methods.has_render && !has_method(&item, "render") {
        diagnostics.error(item.self_ty.span(), MISSING_RENDER);
    }
    let companion = Companion { options, methods: &methods }.expand();
    // The signature of an event is not only its own affair. Allowed once for all methods, since each `allow` takes time.
    quote! {
        #[allow(
            mismatched_lifetime_syntaxes, elided_lifetimes_in_paths, clippy::unused_async, clippy::unused_self,
            clippy::needless_pass_by_value, clippy::unnecessary_wraps, clippy::needless_pass_by_ref_mut
        )]
        #item
        #companion
    }
}

/// The message where there is no `render`.
const MISSING_RENDER: &str =
    "a live component has a `render`: write `fn render(&self) -> Html { html! { ... } }` into this `impl`";

fn has_method(item: &ItemImpl, name: &str) -> bool {
    item.items.iter().any(|item| matches!(item, ImplItem::Fn(method) if method.sig.ident == name))
}
