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
        let Path { name, path, generics, span } = path(input)?;
        let errors = self.diagnostics.len();
        let attributes = self.attributes(input, true);
        let mut component =
            Component { name, path, generics, span, attributes, children: Nodes::new(), slots: Vec::new() };
        if !self.end_of_tag(input, &component.name, span, errors) {
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
                    Err(error) => {
                        self.diagnostics.push(error);
                        self.lose();
                    }
                }
            } else if at_closing_tag(input) {
                if !self.stray_closing_tag(input) {
                    return;
                }
            } else {
                let before = input.cursor();
                if let Err(error) = self.node(input, &mut component.children) {
                    self.diagnostics.push(error);
                    self.lose();
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
        let errors = self.diagnostics.len();
        while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) {
            self.diagnostics.error(input.span(), "a slot takes no attributes: it is a prop of the component");
            while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) {
                skip(input);
            }
        }
        let closed = self.end_of_tag(input, &text, name.span(), errors);
        let children = if closed { Nodes::new() } else { self.children(input, &text, name.span()) };
        Ok((name, children))
    }
}

/// The path of a component's tag.
struct Path {
    name: String,
    path: TokenStream,
    generics: TokenStream,
    /// Its last name.
    span: Span,
}

/// `ui::Card`, `Select<T>`, `Select::<T>`.
fn path(input: ParseStream) -> Result<Path> {
    let (mut name, mut path, mut generics) = (String::new(), TokenStream::new(), TokenStream::new());
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
            let arguments: AngleBracketedGenericArguments = input.parse()?;
            <Token![::]>::default().to_tokens(&mut generics);
            arguments.to_tokens(&mut generics);
            return Ok(Path { name, path, generics, span });
        }
        if !input.peek(Token![::]) {
            return Ok(Path { name, path, generics, span });
        }
        if input.peek3(Token![<]) {
            AngleBracketedGenericArguments::parse_turbofish(input)?.to_tokens(&mut generics);
            return Ok(Path { name, path, generics, span });
        }
        input.parse::<Token![::]>()?.to_tokens(&mut path);
        name.push_str("::");
    }
}
