//! Ways to write that other template languages have: what they are called here.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::{Ident, Token, parse::ParseStream};

/// The advice on an attribute that other libraries have, by its name in lower case.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    Some(match name {
        "bind" => "`bind` names the property that it binds: `bind:value={self.name}` or `bind:checked={self.done}`",
        "innerhtml" | "dangerouslysetinnerhtml" | "v-html" => {
            "HTML that is not escaped is content: a value whose `Render` calls `dangerously_html`"
        }
        "v-if" | "v-show" | "*ngif" | "x-if" | "x-show" => {
            "conditional content stands in an `if`: `if self.open { ... }`"
        }
        "v-for" | "*ngfor" | "x-for" => "repeated content stands in a `for`: `for item in &self.items { ... }`",
        "v-model" | "x-model" | "ngmodel" => {
            "a field is bound with `bind:value={self.name}` or `bind:checked={self.done}`"
        }
        _ => return None,
    })
}

/// The advice on what stands in braces and is no Rust, and where it begins.
pub(super) fn expression(content: &TokenStream) -> Option<syn::Error> {
    let tokens: Vec<TokenTree> = content.clone().into_iter().collect();
    let marks = |from: usize, text: &str| {
        text.chars()
            .enumerate()
            .all(|(at, mark)| matches!(tokens.get(from + at), Some(TokenTree::Punct(punct)) if punct.as_char() == mark))
    };
    if let Some(at) = (1..tokens.len()).find(|at| marks(*at, "&&<")) {
        let span = tokens.get(at + 2)?.span();
        return Some(syn::Error::new(
            span,
            "conditional content stands in an `if`, without braces around it: `if condition { ... }`",
        ));
    }
    let question = (1..tokens.len()).find(|at| marks(*at, "?"))?;
    let is_else = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Spacing::Alone);
    let rest = tokens.get(question + 1..)?;
    let otherwise = rest
        .iter()
        .enumerate()
        .any(|(at, token)| is_else(token) && (at == 0 || !rest.get(at - 1).is_some_and(is_colon)));
    otherwise.then(|| {
        let message = "Rust has no `? :`: write `if condition { ... } else { ... }` without braces around it, or in braces between two values";
        syn::Error::new_spanned(tokens.get(question), message)
    })
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':')
}

/// Whether the braces hold nothing but braces, as in `style={{color: "red"}}`.
pub(super) fn is_object(content: ParseStream) -> bool {
    let Some((TokenTree::Group(braces), rest)) = content.cursor().token_tree() else { return false };
    if braces.delimiter() != Delimiter::Brace {
        return false;
    }
    let inner: Vec<TokenTree> = braces.stream().into_iter().collect();
    let is_member =
        matches!(inner.as_slice(), [] | [TokenTree::Ident(_) | TokenTree::Literal(_), TokenTree::Punct(_), ..])
            && inner.get(1).is_none_or(is_colon)
            && !inner.get(2).is_some_and(is_colon);
    rest.eof() && is_member
}

/// Reads `elseif`, `elif` and `elsif`.
pub(super) fn else_if(input: ParseStream) -> Option<Ident> {
    let word = input.fork().parse::<Ident>().ok()?;
    let is_one = ["elseif", "elif", "elsif"].iter().any(|known| word == known);
    if is_one { input.parse().ok() } else { None }
}

/// Whether the tokens in braces are a closure, as handlers are in other libraries.
pub(super) fn is_closure(content: &TokenStream) -> bool {
    let mut tokens = content.clone().into_iter();
    let is_bar = |token: Option<TokenTree>| matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == '|');
    match tokens.next() {
        Some(TokenTree::Ident(word)) if word == "move" => is_bar(tokens.next()),
        first => is_bar(first),
    }
}

/// `:name`, as a value of a script's is marked elsewhere; the name is read.
pub(super) fn colon(input: ParseStream) -> syn::Result<syn::Error> {
    let colon: Token![:] = input.parse()?;
    let name = super::name::dashed(input)?;
    let also = if name.text == "class" { ", and a class that is there at times `class:name={condition}`" } else { "" };
    let message = format!("a value stands in braces, without `:` before the name: `{0}={{...}}`{also}", name.text);
    Ok(syn::Error::new(colon.span, message))
}
