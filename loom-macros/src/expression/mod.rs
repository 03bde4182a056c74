//! Browser expressions: `local(...)`, Rust that runs in the browser.
//!
//! The user's Rust is translated twice: to Rust that the server evaluates for the first render, and by which rustc checks the types; and
//! to [code](code::Code) that the browser interprets. The Rust is the user's own tokens, but for arithmetic, which must not panic, and
//! for what the server knows already, which is evaluated before and sent along as an argument.

mod action;
mod block;
mod call;
mod code;
mod format;
mod mentions;
mod methods;
mod model;
mod operators;
mod pattern;
mod translation;
mod value;

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::Expr;

pub(crate) use code::{Hole, Piece};
pub(crate) use model::{Expression, Named};
use translation::Translation;
pub(crate) use translation::{argument, run, witness};

use crate::diagnostics::Diagnostics;

/// The content of `local(...)`, if `tokens` are that.
pub(crate) fn content(tokens: &TokenStream) -> Option<TokenStream> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next(), tokens.next()) {
        (Some(TokenTree::Ident(name)), Some(TokenTree::Group(content)), None)
            if name == "local" && content.delimiter() == Delimiter::Parenthesis =>
        {
            Some(content.stream())
        }
        _ => None,
    }
}

/// Translates the content of `local(...)` that is a value; nothing where what is wrong with it is reported.
pub(crate) fn value(tokens: TokenStream, span: Span, serial: usize, diagnostics: &Diagnostics) -> Option<Expression> {
    translate(tokens, span, serial, diagnostics, |translation, expr| translation.value(expr))
}

/// Translates the content of `local(...)` that is an action.
pub(crate) fn action(tokens: TokenStream, span: Span, serial: usize, diagnostics: &Diagnostics) -> Option<Expression> {
    translate(tokens, span, serial, diagnostics, |translation, expr| {
        (translation.acts, translation.assigns) = (true, true);
        translation.action(expr)
    })
}

fn translate(
    tokens: TokenStream,
    span: Span,
    serial: usize,
    diagnostics: &Diagnostics,
    translate: impl FnOnce(&mut Translation, &Expr) -> syn::Result<translation::Both>,
) -> Option<Expression> {
    if tokens.is_empty() {
        diagnostics.error(span, "expected an expression in `local(...)`: `local(self.open)`");
        return None;
    }
    let expr = diagnostics.take(syn::parse2::<Expr>(tokens))?;
    let mut translation = Translation::new(serial);
    let both = diagnostics.take(translate(&mut translation, &expr))?;
    Some(translation.finish(both, span))
}
