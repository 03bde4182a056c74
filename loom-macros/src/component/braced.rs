//! Events that a template names in braces, `on:click={save(1)}`, as values of other kinds stand there.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{Expr, ImplItem, ItemImpl, Stmt, ext::IdentExt as _};

use super::event::Event;
use crate::{bindings, diagnostics::Diagnostics};

/// Reports each event of `events` that stands in braces, and takes the braces away, so that this is the only error.
pub(super) fn refuse(item: &mut ItemImpl, events: &[Event], diagnostics: &Diagnostics) {
    if events.is_empty() {
        return;
    }
    for method in item.items.iter_mut().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    }) {
        let [Stmt::Expr(Expr::Verbatim(body), None)] = method.block.stmts.as_mut_slice() else { continue };
        let parameters = method.sig.inputs.to_token_stream();
        let braced = Braced { events, scope: [&parameters, body], diagnostics };
        if let Some(mended) = braced.mended(body) {
            *body = mended;
        }
    }
}

struct Braced<'m> {
    events: &'m [Event],
    /// Where a name may be given to something else: the method's parameters and its body.
    scope: [&'m TokenStream; 2],
    diagnostics: &'m Diagnostics,
}

impl Braced<'_> {
    /// The tokens without the braces around events; nothing if there are none.
    fn mended(&self, tokens: &TokenStream) -> Option<TokenStream> {
        let mut tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let mut is_changed = false;
        for at in 0..tokens.len() {
            let Some(TokenTree::Group(group)) = tokens.get(at) else { continue };
            let (inner, delimiter) = (group.stream(), group.delimiter());
            let handler = bindings::event_before(tokens.get(..at).unwrap_or_default())
                .filter(|_| delimiter == Delimiter::Brace)
                .and_then(|event| self.handler(&event, &inner));
            let (stream, delimiter) = match (handler, self.mended(&inner)) {
                (Some(handler), _) => (handler, Delimiter::None),
                (None, Some(mended)) => (mended, delimiter),
                (None, None) => continue,
            };
            let mut mended = Group::new(delimiter, stream);
            mended.set_span(group.span());
            if let Some(place) = tokens.get_mut(at) {
                *place = mended.into();
                is_changed = true;
            }
        }
        // A group without delimiters is no name to a template: what is in it stands there instead.
        let flat = |token| match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None && is_changed => group.stream(),
            token => token.into(),
        };
        is_changed.then(|| tokens.into_iter().map(flat).collect())
    }

    /// The handler that is meant by what stands in braces, which is reported.
    fn handler(&self, event: &str, inner: &TokenStream) -> Option<TokenStream> {
        let tokens: Vec<TokenTree> = inner.clone().into_iter().collect();
        let (name, arguments) = match tokens.as_slice() {
            [TokenTree::Ident(name)] if !self.is_other(name) => (name, None),
            [TokenTree::Ident(name), TokenTree::Group(arguments)] if !self.is_other(name) => (name, Some(arguments)),
            [TokenTree::Ident(this), TokenTree::Punct(dot), TokenTree::Ident(name), TokenTree::Group(arguments)]
                if this == "self" && dot.as_char() == '.' =>
            {
                (name, Some(arguments))
            }
            [TokenTree::Ident(this), TokenTree::Punct(_), TokenTree::Punct(_), TokenTree::Ident(name)]
                if this == "Self" =>
            {
                (name, None)
            }
            [
                TokenTree::Ident(this),
                TokenTree::Punct(_),
                TokenTree::Punct(_),
                TokenTree::Ident(name),
                TokenTree::Group(arguments),
            ] if this == "Self" => (name, Some(arguments)),
            _ => return None,
        };
        let arguments = match arguments {
            Some(arguments) if arguments.delimiter() != Delimiter::Parenthesis => return None,
            Some(arguments) if arguments.stream().is_empty() => None,
            arguments => arguments,
        };
        let known = self.events.iter().find(|event| name.unraw() == event.name())?;
        let mended = quote!(#name #arguments);
        let text = mended.to_string().replace(' ', "");
        let missing = arguments.is_none() && known.bound().next().is_some();
        let text = if missing { format!("{text}(...)") } else { text };
        let message =
            format!("an event is named without braces and without `self`, and is not called: `on:{event}={text}`");
        self.diagnostics.error_at(inner, message);
        Some(mended)
    }

    /// Whether the method gives the name to something of its own, as `let save = ...` does.
    fn is_other(&self, name: &Ident) -> bool {
        self.scope.iter().any(|tokens| gives(tokens, name))
    }
}

/// Whether `name` stands anywhere but in a path, behind a dot, alone in braces, or as a handler.
fn gives(tokens: &TokenStream, name: &Ident) -> bool {
    let mut before = None;
    for token in tokens.clone() {
        let gives = match &token {
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let is_alone = matches!(inner.as_slice(), [TokenTree::Ident(first)] | [TokenTree::Ident(first), TokenTree::Group(_)] if first == name);
                !(is_alone && group.delimiter() == Delimiter::Brace) && gives(&group.stream(), name)
            }
            TokenTree::Ident(word) => word == name && !matches!(before, Some('.' | ':' | '=')),
            _ => false,
        };
        if gives {
            return true;
        }
        before = match token {
            TokenTree::Punct(mark) => Some(mark.as_char()),
            _ => None,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages for a method with this template, in a component with the events `save` and `add`, and the template without braces.
    fn read(template: &str) -> (Vec<String>, String) {
        let diagnostics = Diagnostics::new();
        let this: syn::Type = syn::parse_quote!(Counter);
        let events = ["fn save(&mut self) {}", "fn add(&mut self, n: i32) {}"]
            .map(|method| Event::parse(&mut syn::parse_str(method).expect("a method"), &this, &diagnostics));
        let mut item: ItemImpl = syn::parse_quote!(impl Counter { fn render(&self) -> Html {} });
        let body: TokenStream = format!("html! {{ {template} }}").parse().expect("tokens");
        if let Some(ImplItem::Fn(method)) = item.items.first_mut() {
            method.block.stmts = vec![Stmt::Expr(Expr::Verbatim(body), None)];
        }
        refuse(&mut item, &events, &diagnostics);
        (diagnostics.messages(), item.to_token_stream().to_string().replace(' ', ""))
    }

    #[test]
    fn an_event_stands_without_braces() {
        let stands = "an event is named without braces and without `self`, and is not called: ";
        for (written, mended) in [
            ("on:click={save}", "on:click=save"),
            ("on:click.prevent={add(3)}", "on:click=add(3)"),
            ("on:click={self.save()}", "on:click=save"),
            ("on:click={self.add(self.n)}", "on:click=add(self.n)"),
            ("on:click={Self::save}", "on:click=save"),
            ("on:click={Self::add(1)}", "on:click=add(1)"),
        ] {
            let (messages, item) = read(&format!("<button {written}>\"x\"</button>"));
            assert_eq!(messages, [format!("{stands}`{mended}`")], "{written}");
            let handler = mended.split_once('=').map(|(_, handler)| handler).unwrap_or_default();
            assert!(item.contains(&format!("={handler}>")), "{written}: {item}");
        }
    }

    #[test]
    fn values_in_braces_are_left_alone() {
        for fine in [
            "<button on:click=save>\"x\"</button>",
            "<button on:click={on_save}>\"x\"</button>",
            "<button on:click={self.saved()}>\"x\"</button>",
            "<p title={save}>\"x\"</p>",
            "let save = &self.on_save; <button on:click={save}>\"x\"</button>",
            "for save in saves { <button key={save} on:click={save}>\"x\"</button> }",
        ] {
            assert!(read(fine).0.is_empty(), "{fine}");
        }
    }
}
