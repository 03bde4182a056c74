//! The macros of Loom. Use them through `loom`.

mod bind;
mod bindings;
mod choice;
mod component;
mod diagnostics;
mod editor;
mod expression;
mod function;
mod hash;
mod nearest;
mod paths;
mod props;
mod template;

use proc_macro::TokenStream;

// The documentation of the others stands where its examples can run: at its re-export in `loom`.

/// `$crate` and a template: what the macro by example `loom::html!` expands to, so that the library is found under any name.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    let (library, template) = paths::split_library(input.into());
    template::html(&library, template).into()
}

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro_attribute]
pub fn live_component(options: TokenStream, item: TokenStream) -> TokenStream {
    component::live_component(options.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro_attribute]
pub fn component(options: TokenStream, item: TokenStream) -> TokenStream {
    function::component(options.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro_attribute]
pub fn event(options: TokenStream, item: TokenStream) -> TokenStream {
    component::stray_event(options.into(), item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro_derive(Bind, attributes(bind))]
pub fn bind(item: TokenStream) -> TokenStream {
    bind::derive(item.into()).into()
}

#[allow(missing_docs, reason = "documented at the re-export in `loom`")]
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(item: TokenStream) -> TokenStream {
    choice::derive(item.into()).into()
}
