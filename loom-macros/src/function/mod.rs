//! `#[component]` on a function.

mod handlers;
mod lifetimes;
mod model;

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::ItemFn;

use self::model::Function;
use crate::{component::Options, diagnostics::Diagnostics, editor};

/// Expands `#[component(options)] item`.
pub(crate) fn component(options: TokenStream, item: TokenStream) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let options = Options::parse(options, &diagnostics);
    if let Some(name) = &options.name {
        diagnostics.error_at(name, "a function component has no registered name: take this away");
    }
    options.refuse_saving("a function component has no state: take this away", &diagnostics);
    let expanded = match syn::parse2::<ItemFn>(item.clone()) {
        Ok(item) => match Function::parse(item, &options, &diagnostics) {
            Ok(function) => function.expand(&options),
            Err(item) => editor::only(item.to_token_stream()),
        },
        Err(error) => {
            diagnostics.error(error.span(), "`#[component]` stands on a function outside of an `impl`");
            item
        }
    };
    let errors = diagnostics.finish();
    quote!(#expanded #errors)
}
