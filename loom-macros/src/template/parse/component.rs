//! Components, `<Card title="x">...</Card>`, and their named slots.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{
    AngleBracketedGenericArguments, Token,
    ext::IdentExt,
    parse::{ParseStream, Result},
};

use super::parser::{Parser, at_closing_tag, skip};
use crate::template::ast::{Component, NamedSlot, Node, Nodes};

/// Whether a component's tag stands here rather than an element's: it has a path, or begins with a capital letter.
pub(super) fn ahead(input: ParseStream) -> bool {
    let ahead = input.fork();
    if ahead.parse::<Token![<]>().is_err() {
        return false;
    }
    if ahead.peek(Token![::]) {
        return true;
    }
    let Ok(first) = ahead.call(Ident::parse_any) else { return false };
    ahead.peek(Token![::]) || first.unraw().to_string().starts_with(char::is_uppercase)
}

impl Parser<'_> {
    pub(super) fn component(&mut self, input: ParseStream) -> Result<Node> {
        input.parse::<Token![<]>()?;
        let (name, path, span) = path(input)?;
        let attributes = self.attributes(input, true);
        let mut component = Component { name, path, span, attributes, children: Nodes::new(), slots: Vec::new() };
        if !self.end_of_tag(input, &component.name, span) {
            self.open.push(component.name.clone());
            self.content(input, &mut component);
            self.open.pop();
            self.close(input, &component.name, span);
        }
        Ok(Node::Component(component))
    }

    /// Children and named slots, in any order.
    fn content(&mut self, input: ParseStream, component: &mut Component) {
        while !input.is_empty() {
            if input.peek(Token![<]) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
                match self.named_slot(input) {
                    Ok((name, children)) => component.slots.push(NamedSlot { name, children }),
                    Err(error) => self.diagnostics.push(error),
                }
            } else if at_closing_tag(input) {
                if !self.stray_closing_tag(input) {
                    return;
                }
            } else {
                let before = input.cursor();
                if let Err(error) = self.node(input, &mut component.children) {
                    self.diagnostics.push(error);
                }
                if input.cursor() == before {
                    skip(input);
                }
            }
        }
    }

    /// `<:header>...</:header>`
    pub(super) fn named_slot(&mut self, input: ParseStream) -> Result<(Ident, Nodes)> {
        input.parse::<Token![<]>()?;
        input.parse::<Token![:]>()?;
        let name = input.call(Ident::parse_any)?;
        let text = format!(":{name}");
        while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) {
            self.diagnostics.error(input.span(), "a slot takes no attributes: it is a prop of the component");
            while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) {
                skip(input);
            }
        }
        let closed = self.end_of_tag(input, &text, name.span());
        let children = if closed { Nodes::new() } else { self.children(input, &text, name.span()) };
        Ok((name, children))
    }
}

/// `ui::Card`, `Select<T>`: its name, the path of an expression, and its last name's span.
fn path(input: ParseStream) -> Result<(String, TokenStream, Span)> {
    let (mut name, mut path) = (String::new(), TokenStream::new());
    if input.peek(Token![::]) {
        input.parse::<Token![::]>()?.to_tokens(&mut path);
        name.push_str("::");
    }
    loop {
        let part = input.call(Ident::parse_any)?;
        name.push_str(&part.unraw().to_string());
        let span = part.span();
        part.to_tokens(&mut path);
        if input.peek(Token![<]) && !at_closing_tag(input) {
            let generics: AngleBracketedGenericArguments = input.parse()?;
            <Token![::]>::default().to_tokens(&mut path);
            generics.to_tokens(&mut path);
            return Ok((name, path, span));
        }
        if !input.peek(Token![::]) {
            return Ok((name, path, span));
        }
        if input.peek3(Token![<]) {
            AngleBracketedGenericArguments::parse_turbofish(input)?.to_tokens(&mut path);
            return Ok((name, path, span));
        }
        input.parse::<Token![::]>()?.to_tokens(&mut path);
        name.push_str("::");
    }
}
