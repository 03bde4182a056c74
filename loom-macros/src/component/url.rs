//! `#[url]`: what it says of one field.

use proc_macro2::Span;
use syn::{Attribute, Expr, Ident, LitStr, Token, Type, ext::IdentExt as _, spanned::Spanned as _};

use crate::{
    diagnostics::Diagnostics,
    props::{each_option, inside_option, unknown},
};

/// `#[url]` on a field, checked.
pub(super) struct Url {
    /// The name in the query.
    pub(super) name: LitStr,
    /// `push`: an event that changes the field makes an entry in the browser's history.
    pub(super) pushes: bool,
    /// Where the attribute stands.
    pub(super) span: Span,
}

/// The options of `#[url(...)]`.
pub(super) struct UrlOptions {
    span: Span,
    name: Option<LitStr>,
    default: Option<(Span, Expr)>,
    pushes: bool,
}

impl UrlOptions {
    /// Reads a `#[url]` or `#[url(...)]`.
    pub(super) fn parse(attr: &Attribute, diagnostics: &Diagnostics) -> Self {
        let mut options = Self { span: attr.path().span(), name: None, default: None, pushes: false };
        each_option(attr, diagnostics, |name, meta| {
            let span = meta.path.span();
            match name {
                "name" if options.name.is_none() => {
                    options.name = Some(check_name(meta.value()?.parse()?, diagnostics))
                }
                "default" if options.default.is_none() && meta.input.peek(Token![=]) => {
                    options.default = Some((span, meta.value()?.parse()?));
                }
                "default" if options.default.is_none() => {
                    let message = "without an option the field is left out while it is its `Default`; here stands `default = ...`";
                    return Err(syn::Error::new(span, message));
                }
                "push" => options.pushes = true,
                "name" | "default" => return Err(meta.error(format_args!("`{name}` is given twice"))),
                _ => return Err(unknown(&meta, "#[url]", "`name = \"...\"`, `default = ...` and `push`")),
            }
            Ok(())
        });
        options
    }

    /// Reports what does not go together with the rest of the field, and moves the default to where those of fields are.
    pub(super) fn check(
        self,
        (ident, ty): (&Ident, &Type),
        is_skipped: bool,
        default: &mut Option<(Span, Expr)>,
        is_prop: bool,
        diagnostics: &Diagnostics,
    ) -> Url {
        let Self { span, name, default: own, pushes } = self;
        if is_prop {
            let message = "a prop is what the page gives, and visitors change what stands in the address: take `#[prop]` or `#[url]` away";
            diagnostics.error(span, message);
        }
        if is_skipped {
            diagnostics.error(span, "a field in the address is part of the state: take `#[url]` or what skips it away");
        }
        match (own, &default) {
            (Some((span, _)), Some(_)) => diagnostics.error(span, "the field has two defaults: take one away"),
            (Some(own), None) => *default = Some(own),
            (None, _) => {}
        }
        if let (Some((span, _)), Some(_)) = (default, inside_option(ty)) {
            let message = "an `Option` is left out of the address while it is `None`, so that is its default: take `default = ...` away";
            diagnostics.error(*span, message);
        }
        let name = name.unwrap_or_else(|| LitStr::new(&ident.unraw().to_string(), ident.span()));
        Url { name, pushes, span }
    }
}

/// Reports a name that cannot stand in an address as it is.
fn check_name(name: LitStr, diagnostics: &Diagnostics) -> LitStr {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if name.value().is_empty() || !name.value().chars().all(is_plain) {
        diagnostics.error(name.span(), "a name in the address is made of letters, digits, `-`, `_` and `.`");
    }
    name
}
