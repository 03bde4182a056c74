//! The options in the parentheses of `#[live_component(...)]` and `#[component(...)]`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::{
    LitStr, Path, Token, parenthesized,
    parse::{ParseStream, Parser as _},
    punctuated::Punctuated,
    spanned::Spanned as _,
};

use crate::{diagnostics::Diagnostics, paths, props};

/// The options in the parentheses.
pub(crate) struct Options {
    /// `name = "..."`: the registered name.
    pub(crate) name: Option<LitStr>,
    /// `resume = "..."`: the variant of `Resume`.
    pub(crate) resume: Option<Ident>,
    /// `secret`: the whole state is encrypted.
    pub(crate) secret: Option<Span>,
    /// `removed("...")`: fields that older versions had.
    pub(crate) removed: Vec<LitStr>,
    /// The short name of `loom::__private`, for what stands behind [`Options::open`].
    pub(crate) door: Ident,
    /// The path of `loom::__private`, under `crate = "..."` where that is given.
    pub(crate) private: TokenStream,
    /// The `use` that makes the short name, under `crate = "..."` where that is given. Short paths are less to read for rustc.
    pub(crate) open: TokenStream,
}

impl Options {
    /// Reads `name = "...", resume = "...", secret, removed("..."), crate = "..."`.
    pub(crate) fn parse(tokens: TokenStream, diagnostics: &Diagnostics) -> Self {
        let mut options = Self {
            name: None,
            resume: None,
            secret: None,
            removed: Vec::new(),
            door: paths::short(),
            private: paths::private(&paths::library()),
            open: TokenStream::new(),
        };
        let parser = syn::meta::parser(|meta| {
            let input = meta.input;
            let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let result = match name.as_str() {
                "name" => meta.value().and_then(|value| value.parse()).map(|name| options.name = Some(name)),
                "crate" => meta
                    .value()
                    .and_then(paths::parse_library)
                    .map(|library| options.private = paths::private(&library)),
                "resume" => meta
                    .value()
                    .and_then(|value| value.parse())
                    .and_then(|text: LitStr| resume(&text))
                    .map(|variant| options.resume = Some(variant)),
                "secret" => {
                    options.secret = Some(meta.path.span());
                    Ok(())
                }
                "removed" => removed(input).map(|names| options.removed.extend(names)),
                _ => Err(syn::Error::new(
                    meta.path.span(),
                    format_args!(
                        "no option `{}` here; there are `name = \"...\"`, `resume = \"...\"`, `secret`, `removed(\"...\")` and `crate = \"...\"`",
                        text(&meta.path)
                    ),
                )),
            };
            if let Err(error) = result {
                diagnostics.push(error);
                props::skip_value(input)?;
            }
            Ok(())
        });
        diagnostics.take(parser.parse2(tokens));
        options.open = paths::shorten(&options.private);
        if let Some(name) = &options.name {
            check_name(name, diagnostics);
        }
        options
    }

    /// Reports what says how a state is saved, where there is no state; `message` says what to do.
    pub(crate) fn refuse_saving(&self, message: &str, diagnostics: &Diagnostics) {
        let spans = self.resume.iter().map(Ident::span).chain(self.secret).chain(self.removed.iter().map(LitStr::span));
        for span in spans {
            diagnostics.error(span, message);
        }
    }
}

/// The variant of `Resume` that is meant.
fn resume(text: &LitStr) -> syn::Result<Ident> {
    let variant = match text.value().as_str() {
        "token" => "Token",
        "server" => "Server",
        "none" => "None",
        _ => {
            let message = "a state is resumed from the page's `\"token\"`, which is the default, from the `\"server\"` only, or not: `\"none\"`";
            return Err(syn::Error::new(text.span(), message));
        }
    };
    Ok(Ident::new(variant, text.span()))
}

/// The names in `removed("a", "b")`.
fn removed(input: ParseStream<'_>) -> syn::Result<Punctuated<LitStr, Token![,]>> {
    let names;
    parenthesized!(names in input);
    Punctuated::parse_terminated(&names)
}

/// A registered name stands before a colon in the token, and in an HTML attribute.
fn check_name(name: &LitStr, diagnostics: &Diagnostics) {
    let value = name.value();
    let good = |c: char| c.is_alphanumeric() || "_-./:".contains(c);
    if value.is_empty() || !value.chars().all(good) {
        diagnostics.error_at(name, "a registered name is made of letters, digits and `_ - . / :`");
    } else if value.ends_with(':') || value.replace("::", "").contains(':') {
        diagnostics.error_at(name, "colons stand in pairs, as in `shop::cart`");
    }
}

fn text(path: &Path) -> String {
    path.to_token_stream().to_string().replace(' ', "")
}
