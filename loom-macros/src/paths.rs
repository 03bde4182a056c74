//! The one file that knows where generated code finds things: `::loom::__private`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

/// The name under which generated code of a template calls the door.
const DOOR: &str = "__loom";

/// The absolute path of the door, for code outside of templates: `::loom::__private`.
#[allow(dead_code, reason = "the component macros name it")]
pub(crate) fn private() -> TokenStream {
    let span = Span::mixed_site();
    quote_spanned!(span=> ::loom::__private)
}

/// The door's short name for items, which are not hygienic.
pub(crate) fn short() -> Ident {
    Ident::new(DOOR, Span::call_site())
}

/// The `use` that gives `door` its short name.
pub(crate) fn shorten(door: &TokenStream) -> TokenStream {
    let short = short();
    quote!(use #door as #short;)
}

/// A `use` that brings the door into a block, short, with the traits that slots are written through.
pub(crate) fn open_door() -> TokenStream {
    let door = door(Span::call_site());
    let span = Span::mixed_site();
    quote_spanned! {span=>
        #[allow(unused_imports)]
        use ::loom::__private::{self as #door, RenderIter as _, RenderOnce as _, RenderRef as _};
    }
}

/// The door's short name; errors about what is named through it are reported at `span`.
pub(crate) fn door(span: Span) -> Ident {
    Ident::new(DOOR, Span::mixed_site().located_at(span))
}

/// The door's short name for items; errors about what is named through it are reported at `span`.
pub(crate) fn short_at(span: Span) -> Ident {
    Ident::new(DOOR, Span::call_site().located_at(span))
}
