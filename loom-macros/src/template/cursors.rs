//! `bind(self.order.lines)` in the Rust of a template: a part of what is bound, for a loop, a component or a `let`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{
    ast::{Attribute, Component, Node, Nodes, Value},
    data_path::DataPath,
    walk,
};
use crate::diagnostics::Diagnostics;

/// Puts in the place of each `bind(...)` what it stands for.
pub(crate) fn expand(nodes: &mut Nodes, diagnostics: &Diagnostics) {
    for node in nodes {
        match node {
            Node::Let(tokens) => replace(tokens, diagnostics),
            Node::Value(value) => replace(&mut value.tokens, diagnostics),
            Node::Element(element) => expand(&mut element.children, diagnostics),
            Node::Component(component) => of_component(component, diagnostics),
            Node::If(node) => {
                for (condition, nodes) in &mut node.branches {
                    replace(condition, diagnostics);
                    expand(nodes, diagnostics);
                }
                node.otherwise.iter_mut().for_each(|nodes| expand(nodes, diagnostics));
            }
            Node::For(node) => {
                match rows(&node.items) {
                    Some(rows) => node.items = rows,
                    None => replace(&mut node.items, diagnostics),
                }
                expand(&mut node.body, diagnostics);
            }
            Node::Match(node) => {
                replace(&mut node.value, diagnostics);
                node.arms.iter_mut().for_each(|(_, nodes)| expand(nodes, diagnostics));
            }
            Node::Text(_) | Node::Doctype(_) | Node::Recovered(_) => {}
        }
    }
}

fn of_component(component: &mut Component, diagnostics: &Diagnostics) {
    for attribute in &mut component.attributes {
        if let Attribute::Plain { value: Value::Dynamic(value), .. } = attribute {
            replace(&mut value.tokens, diagnostics);
        }
    }
    expand(&mut component.children, diagnostics);
    component.slots.iter_mut().for_each(|slot| expand(&mut slot.children, diagnostics));
}

fn replace(tokens: &mut TokenStream, diagnostics: &Diagnostics) {
    if is_mentioned(tokens) {
        *tokens = replaced(std::mem::take(tokens), diagnostics);
    }
}

/// The rows that a `for` goes through, if its head is `bind(...)` and nothing else.
fn rows(items: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = items.clone().into_iter().collect();
    let [TokenTree::Ident(word), TokenTree::Group(group)] = tokens.as_slice() else { return None };
    let is_bind = word == "bind" && group.delimiter() == Delimiter::Parenthesis;
    DataPath::parse(&group.stream()).filter(|_| is_bind).map(|place| walk::rows(&place))
}

/// Whether `bind` stands anywhere in the tokens.
fn is_mentioned(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "bind",
        TokenTree::Group(group) => is_mentioned(&group.stream()),
        _ => false,
    })
}

fn replaced(tokens: TokenStream, diagnostics: &Diagnostics) -> TokenStream {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            // `bind` of a path or a method is somebody else's.
            TokenTree::Ident(word) if word == "bind" && !is_qualified(out.last()) => match tokens.peek() {
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                    out.extend(part(&group.stream(), &word.into(), diagnostics));
                    tokens.next();
                }
                _ => out.push(word.into()),
            },
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replaced(group.stream(), diagnostics));
                inner.set_span(group.span());
                out.push(inner.into());
            }
            other => out.push(other),
        }
    }
    out.into_iter().collect()
}

fn is_qualified(before: Option<&TokenTree>) -> bool {
    matches!(before, Some(TokenTree::Punct(mark)) if matches!(mark.as_char(), '.' | ':'))
}

/// The part of a form that stands in the parentheses.
fn part(tokens: &TokenStream, word: &TokenTree, diagnostics: &Diagnostics) -> TokenStream {
    if let Some(place) = DataPath::parse(tokens) {
        return walk::cursor(&place).into();
    }
    let message = "`bind(...)` takes a field of the component or a part of it: `bind(self.order.lines)`";
    if tokens.is_empty() {
        diagnostics.error(word.span(), message);
    } else {
        diagnostics.error_at(tokens, message);
    }
    quote::quote!(::core::todo!())
}
