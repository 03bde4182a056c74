//! `#[live_component]` on an `impl`.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{ImplItem, ItemImpl, spanned::Spanned as _};

use super::{
    braced,
    companion::Companion,
    halves,
    methods::{Methods, take_event},
    options::Options,
    stub, uses,
};
use crate::{diagnostics::Diagnostics, editor};

/// Expands the `impl` half.
pub(super) fn expand(options: &Options, mut item: ItemImpl, diagnostics: &Diagnostics) -> TokenStream {
    if let Some(name) = &options.name {
        diagnostics
            .error_at(name, "the name is given where the struct is: `#[live_component(name = \"...\")] struct ...`");
    }
    if item.trait_.is_some() {
        // The component's other half, if it was not there before, so that nothing is said of that.
        let companion = Methods::of_trait(&item, diagnostics)
            .filter(|methods| !halves::is_complete(&methods.ident))
            .map(|methods| Companion { options, methods: &methods }.expand());
        let item = editor::only(item.to_token_stream());
        return quote!(#item #companion);
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
    uses::check(&item, &halves::locals_of(&methods.ident), diagnostics);
    braced::refuse(&mut item, &methods.events, diagnostics);
    if methods.has_render || methods.is_broken {
        halves::note_impl(&methods.ident);
    } else if halves::is_complete(&methods.ident) {
        diagnostics.error(item.self_ty.span(), SECOND_IMPL);
        return item.to_token_stream();
    } else {
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

/// The message where another `impl` of the component has its `render`.
const SECOND_IMPL: &str = "a live component has one `#[live_component] impl`: its events stand in the one with `render`, and other methods in a plain `impl`";

/// The message where there is no `render`.
const MISSING_RENDER: &str =
    "a live component has a `render`: write `fn render(&self) -> Html { html! { ... } }` into this `impl`";
