//! The one file that knows where generated code finds things: `__private` in the library, by the path of the library.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{LitStr, Path, parse::ParseStream};

/// The name under which generated code of a template calls the door.
const DOOR: &str = "__loom";

/// The path of the library where nothing else is given: `::loom`.
pub(crate) fn library() -> TokenStream {
    let span = Span::mixed_site();
    quote_spanned!(span=> ::loom)
}

/// The path of the door in the library at `library`.
pub(crate) fn private(library: &TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    quote_spanned!(span=> #library::__private)
}

/// Parts the token in front, which is the `$crate` of the library's own `html!`, from the template.
pub(crate) fn split_library(tokens: TokenStream) -> (TokenStream, TokenStream) {
    let mut tokens = tokens.into_iter();
    let library = tokens.next().map_or_else(library, TokenTree::into);
    (library, tokens.collect())
}

/// Reads the path in `crate = "web::loom"`, or in `crate = $crate::loom`, which a macro by example writes.
pub(crate) fn parse_library(input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let path: Path = if input.peek(LitStr) { input.parse::<LitStr>()?.parse()? } else { input.parse()? };
    Ok(path.to_token_stream())
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
pub(crate) fn open_door(private: &TokenStream) -> TokenStream {
    let door = door(Span::call_site());
    let span = Span::mixed_site();
    quote_spanned! {span=>
        #[allow(unused_imports)]
        use #private::{self as #door, RenderIter as _, RenderOnce as _, RenderRef as _};
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
