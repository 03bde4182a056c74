//! `on:EVENT.MODIFIERS=` among the tokens of a template that has not been parsed.

use proc_macro2::{Delimiter, Punct, Spacing, TokenTree};

/// The event of the `on:EVENT.MODIFIERS=` that ends `tokens`.
pub(crate) fn event_before(tokens: &[TokenTree]) -> Option<String> {
    let (last, head) = tokens.split_last()?;
    if !is_mark(last, '=') {
        return None;
    }
    let modifiers = head.iter().rev().take_while(|token| is_modifier(token)).count();
    let start = head.len() - modifiers;
    let (colon, event) = (head.get(start.checked_sub(1)?)?, head.get(start)?);
    let on = head.get(start.checked_sub(2)?)?;
    let is_on = matches!(on, TokenTree::Ident(word) if word == "on");
    (is_on && is_single_colon(colon)).then(|| event.to_string())
}

/// How many tokens of `:EVENT.MODIFIERS=` begin `tokens`, and the event.
pub(crate) fn event_ahead(tokens: &[TokenTree]) -> Option<(usize, String)> {
    let (TokenTree::Ident(event), true) = (tokens.get(1)?, is_single_colon(tokens.first()?)) else { return None };
    let length = tokens.iter().position(|token| is_mark(token, '='))? + 1;
    tokens.get(2..length - 1)?.iter().all(is_modifier).then(|| (length, event.to_string()))
}

pub(crate) fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// A part of `click.debounce(300).prevent`.
fn is_modifier(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(_) => true,
        TokenTree::Group(times) => times.delimiter() == Delimiter::Parenthesis,
        token => is_mark(token, '.'),
    }
}

fn is_single_colon(token: &TokenTree) -> bool {
    let is_alone = |mark: &Punct| mark.spacing() == Spacing::Alone;
    matches!(token, TokenTree::Punct(colon) if colon.as_char() == ':' && is_alone(colon))
}
