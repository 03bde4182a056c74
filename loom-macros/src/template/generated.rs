//! The names in the generated code.

use proc_macro2::{Ident, Span};

/// The name of the local that everything is written to.
pub(super) fn out() -> Ident {
    Ident::new("out", Span::mixed_site())
}

/// The name of the `static` that holds the templates.
pub(super) fn templates() -> Ident {
    Ident::new("__LOOM", Span::mixed_site())
}

/// The name of the local that says which keys the handler of a list takes.
pub(super) fn sort_keys() -> Ident {
    Ident::new("keys", Span::mixed_site())
}
