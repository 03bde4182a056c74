//! The stub for a struct or `impl` that cannot be expanded, so that one mistake gives one message.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Block, Generics, ImplItem, ItemImpl, parse_quote};

use super::options::Options;

/// The message for generic components.
pub(super) const GENERIC: &str = "a live component cannot be generic: a page may come back after a restart, and the program then has to find \
     the one type that its name stands for; write a struct for each type, or a generic function under `#[component]`";

/// The message at their `impl`: the struct has said the rest.
pub(super) const GENERIC_IMPL: &str = "a live component cannot be generic";

/// The traits of a struct half, without any content.
pub(super) fn structure(options: &Options, ident: &Ident, generics: &Generics) -> TokenStream {
    if !generics.params.is_empty() {
        return TokenStream::new();
    }
    let Options { door, open, .. } = options;
    quote! {
        const _: () = {
            #open
            impl #door::State for #ident {
                const MODULE: &'static str = "";
                const SCHEMA: u64 = 0;
                fn save(&self, _: &mut #door::StateWriter) {}
                fn load(_: &mut #door::StateReader<'_>) -> ::core::option::Option<Self> {
                    ::core::option::Option::None
                }
            }
        };
    }
}

/// Empties the methods of an `impl` that does not become a component, so that nothing in them is an error of its own.
pub(super) fn empty(item: &mut ItemImpl) {
    for item in &mut item.items {
        if let ImplItem::Fn(method) = item {
            let body: Block = parse_quote!({ ::core::unreachable!() });
            method.block = body;
            method.attrs.push(parse_quote!(#[allow(unused_variables, dead_code)]));
        }
    }
}
