//! `#[live_component]`, on a struct and on its `impl`.

mod address;
mod bodies;
mod braced;
mod companion;
mod event;
mod field;
mod halves;
mod implementation;
mod methods;
mod options;
mod serde;
mod structure;
mod stub;
mod url;
mod uses;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

pub(crate) use self::options::Options;
use crate::{diagnostics::Diagnostics, editor};

/// Expands `#[live_component(options)] item`.
pub(crate) fn live_component(options: TokenStream, item: TokenStream) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let options = Options::parse(options, &diagnostics);
    let expanded = match bodies::parse(item.clone()) {
        Ok(Item::Struct(item)) => structure::expand(&options, item, &diagnostics),
        Ok(Item::Impl(item)) => {
            options.refuse_saving("how the state is saved is said at the struct", &diagnostics);
            implementation::expand(&options, item, &diagnostics)
        }
        Ok(Item::Enum(item)) => {
            diagnostics.error_at(&item.ident, structure::NAMED_FIELDS);
            let stub = stub::structure(&options, &item.ident, &item.generics);
            quote!(#item #stub)
        }
        Ok(other) => {
            diagnostics.error_at(&other, "`#[live_component]` stands on a struct and on its `impl`");
            editor::only(item)
        }
        Err(error) => {
            diagnostics.push(error);
            item
        }
    };
    let errors = diagnostics.finish();
    quote!(#expanded #errors)
}

/// Expands an `#[event]` that no `#[live_component]` around it has taken.
pub(crate) fn stray_event(_: TokenStream, item: TokenStream) -> TokenStream {
    let diagnostics = Diagnostics::new();
    let message = "an `#[event]` stands in the `impl` under `#[live_component]`: write that attribute above this `impl`, or move the event into the `impl` that has it";
    diagnostics.error(proc_macro2::Span::call_site(), message);
    let errors = diagnostics.finish();
    quote!(#item #errors)
}
