//! Which names an expression mentions: those that only the browser knows, and those that only the server knows.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{LitStr, ext::IdentExt as _};

use super::format;

/// The names that need no evaluation.
const PLAIN: [&str; 36] = [
    "true", "false", "if", "else", "match", "let", "mut", "ref", "as", "in", "move", "return", "i8", "i16", "i32",
    "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "bool", "str", "char", "_",
    "crate", "super", "std", "core", "alloc", "for",
];

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mentions {
    /// A field of the component, a local of the expression, or the event.
    pub(super) browser: bool,
    /// Anything that has to be evaluated when the page is rendered.
    pub(super) server: bool,
}

/// The names in `tokens`; `is_local` tells those of the expression itself.
pub(super) fn mentions(tokens: &TokenStream, is_local: &dyn Fn(&str) -> bool) -> Mentions {
    let mut found = Mentions::default();
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let name = |text: &str, found: &mut Mentions| {
        if text == "self" || is_local(text) {
            found.browser = true;
        } else if !PLAIN.contains(&text) && text.starts_with(|first: char| first.is_lowercase() || first == '_') {
            found.server = true;
        }
    };
    for (index, token) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| tokens.get(index));
        match token {
            TokenTree::Ident(ident) => {
                let is_member =
                    is_punct(before, '.') && !is_punct(index.checked_sub(2).and_then(|at| tokens.get(at)), '.');
                let is_macro = is_punct(tokens.get(index + 1), '!') && !is_punct(tokens.get(index + 2), '=');
                if !is_member && !is_macro {
                    name(&ident.unraw().to_string(), &mut found);
                }
            }
            TokenTree::Group(group) => {
                let is_format = group.delimiter() != Delimiter::None
                    && is_punct(before, '!')
                    && matches!(index.checked_sub(2).and_then(|at| tokens.get(at)), Some(TokenTree::Ident(ident)) if ident == "format");
                if is_format && let Some(TokenTree::Literal(first)) = group.stream().into_iter().next() {
                    let text = syn::parse2::<LitStr>(TokenTree::Literal(first).into()).map(|text| text.value());
                    format::names(&text.unwrap_or_default()).iter().for_each(|inline| name(inline, &mut found));
                }
                let inner = mentions(&group.stream(), is_local);
                found.browser |= inner.browser;
                found.server |= inner.server;
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    found
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}
