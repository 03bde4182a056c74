//! `#[prop(...)]`, and how lists of options are read.

use proc_macro2::Span;
use syn::{Attribute, Expr, Meta, Token, meta::ParseNestedMeta, spanned::Spanned as _};

use crate::diagnostics::Diagnostics;

/// The options of `#[prop(...)]`.
#[derive(Debug, Default)]
pub(crate) struct PropOptions {
    /// `default`, with its expression if it has one, and where it stands.
    pub(crate) default: Option<(Span, Option<Expr>)>,
    /// `into`, where it stands.
    pub(crate) into: Option<Span>,
}

impl PropOptions {
    /// Reads a `#[prop]` or `#[prop(...)]`.
    pub(crate) fn parse(attr: &Attribute, diagnostics: &Diagnostics) -> Self {
        let mut options = Self::default();
        each_option(attr, diagnostics, |name, meta| {
            let span = meta.path.span();
            match name {
                "default" if options.default.is_none() => {
                    let expr = meta.input.peek(Token![=]).then(|| meta.value()?.parse()).transpose()?;
                    options.default = Some((span, expr));
                }
                "into" if options.into.is_none() => options.into = Some(span),
                "default" | "into" => return Err(meta.error(format_args!("`{name}` is given twice"))),
                _ => return Err(unknown(&meta, "#[prop]", "`default`, `default = ...` and `into`")),
            }
            Ok(())
        });
        options
    }
}

/// Calls `each` for every option in the parentheses of `attr`, if it has any, and reports what goes wrong.
pub(crate) fn each_option(
    attr: &Attribute,
    diagnostics: &Diagnostics,
    mut each: impl FnMut(&str, ParseNestedMeta<'_>) -> syn::Result<()>,
) {
    if let Meta::NameValue(_) = attr.meta {
        let name = attr.path().get_ident().map(ToString::to_string).unwrap_or_default();
        diagnostics.error_at(&attr.meta, format_args!("options stand in parentheses: `#[{name}(...)]`"));
        return;
    }
    if let Meta::Path(_) = attr.meta {
        return;
    }
    let result = attr.parse_nested_meta(|meta| {
        let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        let input = meta.input;
        if let Err(error) = each(&name, meta) {
            diagnostics.push(error);
            skip_value(input)?;
        }
        Ok(())
    });
    diagnostics.take(result);
}

/// The error for an option that there is not.
pub(crate) fn unknown(meta: &ParseNestedMeta<'_>, attribute: &str, known: &str) -> syn::Error {
    let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
    syn::Error::new_spanned(&meta.path, format_args!("`{attribute}` has no option `{name}`; it takes {known}"))
}

/// Goes on to the next option.
pub(crate) fn skip_value(input: syn::parse::ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    Ok(())
}
