//! The macros of Loom. Use them through `loom`.

mod diagnostics;
mod paths;
mod template;

use proc_macro::TokenStream;

// The documentation of each macro stands where its examples can run: at its re-export in `loom`.

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    template::html(input.into()).into()
}
