//! Mistakes in the bodies of methods that only the whole component shows: fields of the browser that the server reads, and effects on elements that no
//! template of the component has.

use std::collections::BTreeSet;

use loom_vocabulary::{PageArgument, page_effect};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use syn::{Expr, ImplItem, ImplItemFn, ItemImpl, LitStr, Stmt, ext::IdentExt as _};

use crate::{bindings::is_mark, diagnostics::Diagnostics, template::unknown_id};

/// Reports both. `locals` are the component's fields under `#[local]`.
pub(super) fn check(item: &ItemImpl, locals: &[String], diagnostics: &Diagnostics) {
    let mut found = Found { locals, ..Found::default() };
    for method in item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method) => Some(method),
        _ => None,
    }) {
        if let Some(body) = body(method) {
            // `mount` decides with which values the browser begins.
            found.is_first = method.sig.ident == "mount";
            found.walk(body);
        }
    }
    for (name, span) in found.read {
        let message = format!(
            "the browser has the value of `{name}`, and the server only the first one: write `local(self.{name})` in a template; a handler \
             takes it as a parameter, `{name}: Local<..>`, and a field that handlers set is `#[mirror]`"
        );
        diagnostics.error(span, message);
    }
    for (id, span) in &found.named {
        if !found.ids.contains(id) {
            diagnostics
                .error(*span, unknown_id(id, found.ids.iter().map(String::as_str), "this component's templates"));
        }
    }
}

fn body(method: &ImplItemFn) -> Option<&TokenStream> {
    match method.block.stmts.as_slice() {
        [Stmt::Expr(Expr::Verbatim(body), None)] => Some(body),
        _ => None,
    }
}

#[derive(Default)]
struct Found<'c> {
    locals: &'c [String],
    /// In `mount`.
    is_first: bool,
    /// Fields of the browser that the server reads or sets.
    read: Vec<(String, Span)>,
    /// The static ids of elements.
    ids: BTreeSet<String>,
    /// The ids that effects name.
    named: Vec<(String, Span)>,
}

impl Found<'_> {
    fn walk(&mut self, tokens: &TokenStream) {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            let (before, behind) = (tokens.get(..at).unwrap_or_default(), tokens.get(at + 1..).unwrap_or_default());
            match token {
                TokenTree::Ident(word) if word == "self" && !self.is_first => self.field(behind),
                TokenTree::Ident(word) if word == "id" => self.id(before, behind),
                TokenTree::Ident(word) if word == "page" && before.last().is_some_and(|dot| is_mark(dot, '.')) => {
                    self.effects(behind);
                }
                TokenTree::Group(group) if !is_local(before, group) => self.walk(&group.stream()),
                _ => {}
            }
        }
    }

    /// `.open` behind `self`.
    fn field(&mut self, behind: &[TokenTree]) {
        let [dot, TokenTree::Ident(name), rest @ ..] = behind else { return };
        let is_call =
            matches!(rest.first(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
        let text = name.unraw().to_string();
        if is_mark(dot, '.') && !is_call && self.locals.contains(&text) {
            self.read.push((text, name.span()));
        }
    }

    /// `="menu"` behind `id`.
    fn id(&mut self, before: &[TokenTree], behind: &[TokenTree]) {
        let is_whole = !before.last().is_some_and(|mark| is_mark(mark, '-') || is_mark(mark, ':'));
        if let [equals, TokenTree::Literal(text), ..] = behind
            && is_whole
            && is_mark(equals, '=')
            && let Some(text) = text_of(text)
        {
            self.ids.insert(text);
        }
    }

    /// `().show("menu").focus("first")` behind `page`.
    fn effects(&mut self, behind: &[TokenTree]) {
        let [TokenTree::Group(none), calls @ ..] = behind else { return };
        let mut calls = calls;
        if !none.stream().is_empty() {
            return;
        }
        while let [dot, TokenTree::Ident(name), TokenTree::Group(arguments), rest @ ..] = calls {
            if !is_mark(dot, '.') {
                return;
            }
            self.effect(name, arguments);
            calls = rest;
        }
    }

    fn effect(&mut self, name: &Ident, arguments: &Group) {
        let Some(effect) = page_effect(&name.to_string()) else { return };
        let tokens: Vec<TokenTree> = arguments.stream().into_iter().collect();
        let given = tokens.split(|token| is_mark(token, ','));
        for (kind, given) in effect.arguments.iter().zip(given) {
            if let (PageArgument::Id, [TokenTree::Literal(literal)]) = (kind, given)
                && let Some(text) = text_of(literal)
            {
                self.named.push((text, literal.span()));
            }
        }
    }
}

/// Whether the group is the content of `local(...)`.
fn is_local(before: &[TokenTree], group: &Group) -> bool {
    group.delimiter() == Delimiter::Parenthesis
        && matches!(before.last(), Some(TokenTree::Ident(word)) if word == "local")
}

fn text_of(literal: &Literal) -> Option<String> {
    syn::parse2::<LitStr>(TokenTree::from(literal.clone()).into()).ok().map(|text| text.value())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages for a component with the `#[local]` field `open` and this method.
    fn read(method: &str) -> Vec<String> {
        let tokens: TokenStream = format!("impl Menu {{ {method} }}").parse().expect("tokens");
        let Ok(syn::Item::Impl(item)) = super::super::bodies::parse(tokens) else { panic!("no impl") };
        let diagnostics = Diagnostics::new();
        check(&item, &["open".to_owned()], &diagnostics);
        diagnostics.messages()
    }

    #[test]
    fn a_field_of_the_browser_is_read_in_the_browser_only() {
        for wrong in [
            "fn render(&self) -> Html { html! { if self.open { <p></p> } } }",
            "fn render(&self) -> Html { html! { <p>{self.open}</p> } }",
            "fn render(&self) -> Html { html! { <p on:click=set(self.open)></p> } }",
            "fn flip(&mut self) { self.open = !self.other; }",
            "fn shown(&self) -> bool { matches!(self.open, true) }",
        ] {
            assert_eq!(read(wrong).len(), 1, "{wrong}");
        }
        for fine in [
            "fn render(&self) -> Html { html! { <p hidden={local(!self.open)} on:click=(add, local(self.open = false))></p> } }",
            "fn mount(&mut self) { self.open = true; }",
            "fn other(&self) { self.open(); self.opened; other.open; }",
        ] {
            assert!(read(fine).is_empty(), "{fine}");
        }
    }

    #[test]
    fn an_effect_names_an_element_of_the_component() {
        let template = "fn render(&self) -> Html { html! { <dialog id=\"menu\" data-id=\"other\"></dialog> } }";
        let with = |body: &str| read(&format!("fn f(&mut self, cx: &mut Cx<Self>) {{ {body} }} {template}"));
        assert_eq!(with("cx.page().show(\"menu\").focus(\"first\");").len(), 1);
        assert_eq!(with("cx.page().show(\"other\");").len(), 1);
        assert_eq!(with("if yes { cx.page().set_attribute(\"men\", \"title\", \"x\"); }").len(), 1);
        for fine in [
            "cx.page().show(\"menu\").close(ELSEWHERE).focus(self.id());",
            "cx.page().copy(\"text\"); cx.page().dispatch(\"menu\", \"go\", \"x\");",
            "live.page(\"Title\").show(\"x\"); cx.other().show(\"x\");",
        ] {
            assert!(with(fine).is_empty(), "{fine}");
        }
    }
}
