//! Handlers that a function component names as if it had events of its own.

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::quote;

use crate::{
    bindings::{event_ahead, is_mark},
    diagnostics::Diagnostics,
};

/// Reports each `on:click=save` of an element in `body`, and puts a handler in its place that compiles, so that this is the only error.
pub(super) fn refuse(body: TokenStream, door: &TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let mut out = Vec::with_capacity(tokens.len());
    let mut rest = tokens.as_slice();
    let mut in_component = false;
    while let [token, after @ ..] = rest {
        rest = after;
        match token {
            TokenTree::Group(group) => {
                let inner = refuse(group.stream(), door, diagnostics);
                let mut replaced = Group::new(group.delimiter(), inner);
                replaced.set_span(group.span());
                out.push(TokenTree::Group(replaced));
                continue;
            }
            TokenTree::Punct(mark) if mark.as_char() == '<' => {
                let is_large = |name: &Ident| name.to_string().starts_with(char::is_uppercase);
                in_component = matches!(after, [TokenTree::Ident(name), ..] if is_large(name));
            }
            _ => {}
        }
        out.push(token.clone());
        if is_on(token)
            && !in_component
            && let Some((written, handler, args)) = handler(rest)
        {
            let message = format!(
                "a component's function has no events: take a prop `on_{event}: DomHandler<event::{event}>`, and bind it with `on:{event}={{on_{event}}}`",
                event = written.event
            );
            diagnostics.error_at(handler, message);
            out.extend(rest.get(..written.length).unwrap_or_default().iter().cloned());
            out.extend(quote!({ #door::Option::<#door::DomHandler<_>>::None }));
            rest = rest.get(written.length + 1 + usize::from(args)..).unwrap_or_default();
        }
    }
    out.into_iter().collect()
}

/// `:click.prevent=` in front of a handler.
struct Written {
    /// The event's name.
    event: String,
    /// The number of tokens.
    length: usize,
}

fn is_on(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if word == "on")
}

/// The name behind `:EVENT.MODIFIERS=`, and whether arguments follow it. A path, as `Counter::add`, names its component itself.
fn handler(tokens: &[TokenTree]) -> Option<(Written, &Ident, bool)> {
    let (length, event) = event_ahead(tokens)?;
    let Some(TokenTree::Ident(name)) = tokens.get(length) else { return None };
    let next = tokens.get(length + 1);
    let is_next = |mark| next.is_some_and(|token| is_mark(token, mark));
    let is_path = is_next(':') && tokens.get(length + 2).is_some_and(|token| is_mark(token, ':'));
    if is_path || is_next('.') || name == "move" {
        return None;
    }
    let has_arguments =
        matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == proc_macro2::Delimiter::Parenthesis);
    Some((Written { event, length }, name, has_arguments))
}
