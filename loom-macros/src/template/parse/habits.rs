//! Ways to write that other template languages have: what they are called here.

use proc_macro2::{Delimiter, Ident, Spacing, Span, TokenStream, TokenTree};
use syn::{Token, ext::IdentExt as _, parse::ParseStream, token};

use super::parser::skip;
use crate::template::ast::Name;

/// How handlers are bound.
pub(super) const ON: &str = "a handler is bound with `on:`, as in `on:click=save`";

/// The advice on an attribute that other libraries have, by its name in lower case and what follows it.
pub(super) fn attribute(name: &str, input: ParseStream) -> Option<&'static str> {
    let is_prefix = input.peek(Token![:]) && !input.peek(Token![::]);
    // A custom element may have an attribute of such a name, but no handler without braces.
    let is_handler = (input.peek(Token![.]) && !input.peek(Token![..])) || bare_name(input).is_some();
    if name == "v-on" || (!is_prefix && is_handler && (name == "on" || name.starts_with("on-"))) {
        return Some(ON);
    }
    if is_prefix {
        return None;
    }
    Some(match name {
        "bind" => "`bind` names the property that it binds: `bind:value={self.name}` or `bind:checked={self.done}`",
        "innerhtml" | "dangerouslysetinnerhtml" | "v-html" => {
            "HTML that is not escaped is content: a value whose `Render` calls `dangerously_html`"
        }
        "v-if" | "v-show" | "*ngif" | "x-if" | "x-show" => {
            "conditional content stands in an `if`: `if self.open { ... }`"
        }
        "v-for" | "*ngfor" | "x-for" => "repeated content stands in a `for`: `for item in &self.items { ... }`",
        "x-transition" | "phx-remove" | "phx-mounted" => {
            "animations are your styles': `transition=\"fade\"` names them, as in `[l-leave=fade] { opacity: 0; transition: opacity 200ms }`"
        }
        "v-model" | "x-model" | "ngmodel" => {
            "a field is bound with `bind:value={self.name}` or `bind:checked={self.done}`"
        }
        _ => return None,
    })
}

/// The advice on `on_save=handler` at a component, where it would be a prop.
pub(super) fn handler_as_prop(name: &str, input: ParseStream) -> Option<String> {
    let event = name.strip_prefix("on_")?;
    let handler = bare_name(input)?;
    Some(format!("a handler is given with `on:`: `on:{event}={handler}`"))
}

/// The error where an attribute cannot begin, for marks that other languages have there.
pub(super) fn no_attribute(input: ParseStream) -> Option<syn::Error> {
    let separator = [(input.peek(Token![,]), ","), (input.peek(Token![;]), ";")];
    if let Some((_, mark)) = separator.iter().find(|(is_there, _)| *is_there) {
        return Some(input.error(format_args!("attributes stand one behind the other, without `{mark}`")));
    }
    if input.peek(Token![#]) {
        let message = "an attribute has no `#[cfg(...)]`: write `if cfg!(...) { ... }` around the element, or a value that is an `Option`";
        return Some(input.error(message));
    }
    if input.peek(token::Paren) {
        return Some(input.error(ON));
    }
    input.peek(token::Bracket).then(|| {
        input.error("a value stands in braces, `name={value}`, and a field is bound with `bind:value={self.name}`")
    })
}

/// Passes over what belongs to an attribute behind its name: `.prevent`, `:click`, `=value`.
pub(super) fn skip_value(input: ParseStream) {
    while input.peek(Token![.]) || input.peek(Token![:]) {
        skip(input);
        skip(input);
    }
    if input.peek(Token![=]) {
        skip(input);
        let is_call = input.peek(Ident::peek_any);
        if !input.peek(Token![>]) && !input.peek(Token![/]) {
            skip(input);
        }
        while is_call && (input.peek(token::Paren) || input.peek(Token![.])) {
            skip(input);
        }
    }
}

/// The name in `=name`.
pub(super) fn bare_name(input: ParseStream) -> Option<Ident> {
    let ahead = input.fork();
    ahead.parse::<Token![=]>().ok()?;
    ahead.parse().ok()
}

/// The error of `href=/home`, which is read up to the end of the tag or a space that can be seen.
pub(super) fn bare_address(input: ParseStream, name: &Name) -> syn::Error {
    let mut address: Vec<TokenTree> = Vec::new();
    while !(input.is_empty() || input.peek(Token![>]) || input.peek(Token![/]) && input.peek2(Token![>])) {
        let is_next = matches!(address.last(), Some(TokenTree::Ident(_) | TokenTree::Literal(_)))
            && (input.peek(Ident::peek_any) || input.peek(token::Brace));
        match input.parse() {
            Ok(token) if !is_next => address.push(token),
            _ => break,
        }
    }
    let text: String = address.iter().map(ToString::to_string).collect();
    let mut tokens = TokenStream::new();
    tokens.extend(address);
    syn::Error::new_spanned(tokens, format_args!("text stands in quotes: `{}=\"{text}\"`", name.text))
}

/// The advice on what stands in braces and is no Rust, and where it begins.
pub(super) fn expression(content: &TokenStream) -> Option<syn::Error> {
    let tokens: Vec<TokenTree> = content.clone().into_iter().collect();
    if let Some(TokenTree::Punct(first)) = tokens.first()
        && matches!(first.as_char(), '#' | '%' | '/' | ':' | '@')
    {
        let message = "control flow is written bare, with its content in braces: `if condition { ... } else { ... }`, `for item in items { ... }`";
        return Some(syn::Error::new(first.span(), message));
    }
    let is_match = matches!(tokens.first(), Some(TokenTree::Ident(word)) if word == "match");
    if let Some(span) = element_in_closure(content).filter(|_| !is_match) {
        let message = "an element stands in a template: write `for item in items { ... }` in place of the closure, or `html! { ... }` in it";
        return Some(syn::Error::new(span, message));
    }
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

/// Whether the braces are the end of a block in another language: `{/if}`, `{% endif %}`.
pub(super) fn is_closing(content: &TokenStream) -> bool {
    matches!(content.clone().into_iter().next(), Some(TokenTree::Punct(mark)) if matches!(mark.as_char(), '/' | '%'))
}

/// The tag behind the parameters of a closure, as in `items.map(|item| <li>...)`.
fn element_in_closure(content: &TokenStream) -> Option<Span> {
    let tokens: Vec<TokenTree> = content.clone().into_iter().collect();
    let mark = |at: usize| match tokens.get(at) {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()),
        _ => None,
    };
    tokens.iter().enumerate().find_map(|(at, token)| match token {
        TokenTree::Group(group) => element_in_closure(&group.stream()),
        TokenTree::Punct(_) => {
            let begins = mark(at) == Some('|') || (mark(at) == Some('>') && at > 0 && mark(at - 1) == Some('='));
            let is_tag = matches!(tokens.get(at + 2), Some(TokenTree::Ident(_))) || mark(at + 2) == Some('>');
            (begins && at > 0 && mark(at + 1) == Some('<') && is_tag)
                .then(|| tokens.get(at + 1).map(TokenTree::span))?
        }
        _ => None,
    })
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':')
}

/// The error of `style={{color: "red"}}`, whose braces are read.
pub(super) fn object(input: ParseStream) -> syn::Result<()> {
    let ahead = input.fork();
    let content;
    let braces = syn::braced!(content in ahead);
    if is_object(&content) {
        skip(input);
        let message = "each property is written by itself: `style:color=\"red\" style:width={width}`";
        return Err(syn::Error::new(braces.span.open(), message));
    }
    Ok(())
}

/// Whether the braces hold nothing but braces, as in `style={{color: "red"}}`.
fn is_object(content: ParseStream) -> bool {
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

/// Whether the tokens in braces assign something, or are an arrow function, as handlers are in other libraries.
fn is_statement(content: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = content.clone().into_iter().collect();
    let mark = |at: Option<usize>| match at.and_then(|at| tokens.get(at)) {
        Some(TokenTree::Punct(mark)) => Some((mark.as_char(), mark.spacing() == Spacing::Joint)),
        _ => None,
    };
    (0..tokens.len()).any(|at| match mark(Some(at)) {
        Some(('=', joint)) => {
            let compared = matches!(mark(at.checked_sub(1)), Some(('=' | '!' | '<' | '>', true)));
            let compares = joint && matches!(mark(Some(at + 1)), Some(('=', _)));
            !compared && !compares
        }
        _ => false,
    })
}

/// Whether the tokens in braces are what a handler does, and not a handler.
pub(super) fn is_action(content: &TokenStream) -> bool {
    is_closure(content) || is_statement(content)
}

/// Reads `elseif`, `elif` and `elsif`.
pub(super) fn else_if(input: ParseStream) -> Option<Ident> {
    let word = input.fork().parse::<Ident>().ok()?;
    let is_one = ["elseif", "elif", "elsif"].iter().any(|known| word == known);
    if is_one { input.parse().ok() } else { None }
}

/// Whether the tokens in braces are a closure, as handlers are in other libraries.
fn is_closure(content: &TokenStream) -> bool {
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
