//! Checks of the content of an element that is not an element: text, slots, raw text.

use super::{Check, place::Place};
use crate::template::{
    ast::{Attribute, Element, Node, Value},
    tables::elements,
};

impl Check<'_> {
    /// Text where there can be none, and anything but text where there is only text.
    pub(super) fn content(&self, node: &Node, place: &Place<'_>) {
        let Some(parent) = place.name() else { return };
        match node {
            Node::Text(text) if elements::takes_no_text(parent) && !text.value.trim().is_empty() => {
                let message = format!("text cannot stand directly in `<{parent}>`: the browser would move or drop it");
                self.diagnostics.error(text.span, message);
            }
            Node::If(_) | Node::For(_) | Node::Match(_) | Node::Component(_) if elements::is_text_only(parent) => {
                let (span, what) = match node {
                    Node::If(node) => (node.span, "an `if`"),
                    Node::For(node) => (node.span, "a `for`"),
                    Node::Match(node) => (node.span, "a `match`"),
                    Node::Component(node) => (node.span, "a component"),
                    _ => return,
                };
                let message = format!("a `<{parent}>` holds text and values, not {what}: put the text together before");
                self.diagnostics.error(span, message);
            }
            Node::Doctype(span) => self.diagnostics.error(*span, "`<!DOCTYPE html>` stands before `<html>` only"),
            _ => {}
        }
    }

    /// Checks that a `<script>` and its like have static content only.
    pub(super) fn static_content(&self, element: &Element) {
        let name = element.name.text.as_str();
        for node in &element.children {
            match node {
                Node::Text(text) => self.raw_text(element, &text.value, text.span),
                Node::Value(value) => match (name, value.literal()) {
                    (_, Some(text)) => self.raw_text(element, &text, value.span),
                    ("script", None) => self.diagnostics.error(
                        value.span,
                        "a value in a `<script>` would be run: put it into a `data-` attribute and read it from there",
                    ),
                    ("style", None) => self.diagnostics.error(
                        value.span,
                        "a value in a `<style>` could be any rule: use `style:name={...}` on an element",
                    ),
                    (_, None) => self.not_fixed(name, value.span),
                },
                Node::Element(inner) if name == "template" => {
                    self.fixed_element(inner);
                    self.static_content(inner);
                }
                Node::Element(inner) if name == "noscript" => self.diagnostics.error(
                    inner.name.span,
                    "a `<noscript>` holds text only: where scripts run, the browser reads its tags as text",
                ),
                Node::Element(inner) if elements::is_raw(name) => {
                    let message = format!("`<{}>` cannot stand in a `<{name}>`", inner.name.text);
                    self.diagnostics.error(inner.name.span, message);
                }
                Node::Element(inner) => {
                    self.fixed_element(inner);
                    self.static_content(inner);
                }
                Node::If(node) => self.not_fixed(name, node.span),
                Node::For(node) => self.not_fixed(name, node.span),
                Node::Match(node) => self.not_fixed(name, node.span),
                Node::Component(node) => self.not_fixed(name, node.span),
                Node::Doctype(_) | Node::Let(_) | Node::Recovered(_) => {}
            }
        }
    }

    fn not_fixed(&self, name: &str, span: proc_macro2::Span) {
        self.diagnostics.error(span, format_args!("the content of a `<{name}>` is fixed: only text can stand here"));
    }

    fn fixed_element(&self, element: &Element) {
        for attribute in &element.attributes {
            let span = match attribute {
                Attribute::Plain { value: Value::Static { .. } | Value::Bare, .. } | Attribute::Recovered(_) => {
                    continue;
                }
                Attribute::Plain { name, .. } | Attribute::Class { name, .. } | Attribute::Style { name, .. } => {
                    name.span
                }
                Attribute::Key { span, .. } => *span,
                Attribute::Spread(value) => value.span,
                Attribute::On(on) => on.event.span,
                Attribute::Bind(bind) => bind.target.span,
                Attribute::Data(data) => data.name.span,
            };
            self.diagnostics
                .error(span, "the content of a `<template>` is fixed: only static attributes can stand here");
        }
    }

    fn raw_text(&self, element: &Element, text: &str, span: proc_macro2::Span) {
        let name = element.name.text.as_str();
        let lower = text.to_ascii_lowercase();
        if name == "iframe" {
            self.diagnostics.error(span, "an `<iframe>` has no content: give it a `src`");
        } else if matches!(name, "script" | "style") && lower.contains(&format!("</{name}")) {
            self.diagnostics.error(span, format_args!("`</{name}` in the text would end the `<{name}>`"));
        } else if name == "script" && lower.contains("<!--") {
            self.diagnostics.error(span, "`<!--` in a `<script>` would hide its closing tag");
        }
    }
}
