//! All elided lifetimes of a component's signature become one, as what it returns borrows from all it is given.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::Lifetime;

/// `tokens`, a type, with every elided lifetime written out as `lifetime`.
///
/// That is `&` without a lifetime, `'_`, and `Html` without arguments. The parameters of `Fn(...)` and `fn(...)` have
/// lifetimes of their own and stay.
pub(super) fn name_elided(tokens: TokenStream, lifetime: &Lifetime) -> TokenStream {
    let mut named = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    let mut last: Option<Ident> = None;
    while let Some(token) = tokens.next() {
        let before = last.take();
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                named.extend([TokenTree::Punct(punct)]);
                let next = tokens.peek();
                if !matches!(next, Some(TokenTree::Punct(next)) if next.as_char() == '\'') {
                    named.extend(quote!(#lifetime));
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.next() {
                Some(TokenTree::Ident(name)) if name == "_" => named.extend(quote!(#lifetime)),
                name => {
                    named.extend([TokenTree::Punct(punct)]);
                    named.extend(name);
                }
            },
            TokenTree::Ident(ident) => {
                named.extend([TokenTree::Ident(ident.clone())]);
                let has_arguments = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '<');
                if ident == "Html" && !has_arguments {
                    named.extend(quote!(<#lifetime>));
                }
                last = Some(ident);
            }
            TokenTree::Group(group) => {
                let is_own = group.delimiter() == Delimiter::Parenthesis
                    && before.is_some_and(|name| ["Fn", "FnMut", "FnOnce", "fn"].iter().any(|own| name == own));
                let stream = if is_own { group.stream() } else { name_elided(group.stream(), lifetime) };
                let mut inner = Group::new(group.delimiter(), stream);
                inner.set_span(group.span());
                named.extend([TokenTree::Group(inner)]);
            }
            other => named.extend([other]),
        }
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ty: &str, expected: &str) {
        let named = name_elided(ty.parse().unwrap_or_default(), &syn::parse_quote!('l));
        // How tokens are spaced when they are shown is not what is tested.
        let shown = |tokens: TokenStream| tokens.to_string().replace(' ', "");
        assert_eq!(shown(named), shown(expected.parse().unwrap_or_default()));
    }

    #[test]
    fn elided_lifetimes_are_named_and_others_stay() {
        check("&str", "&'l str");
        check("&mut [&'static str]", "&'l mut [&'static str]");
        check("Html", "Html<'l>");
        check("Option<loom::Html<'_>>", "Option<loom::Html<'l>>");
        check("Cow<'a, str>", "Cow<'a, str>");
        check("&dyn Fn(&str) -> u8", "&'l dyn Fn(&str) -> u8");
    }
}
