//! Random trees of elements: whatever the checks let through is what a parser of the standard reads.

use proptest::prelude::*;
use scraper::{Html, Node};

use super::{laid_flat, read};
use crate::template::{plan::Slot, tables::elements};

const NAMES: &[&str] = &[
    "p",
    "div",
    "ul",
    "li",
    "a",
    "b",
    "i",
    "button",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "caption",
    "colgroup",
    "col",
    "form",
    "select",
    "option",
    "optgroup",
    "h1",
    "h2",
    "dl",
    "dt",
    "dd",
    "pre",
    "textarea",
    "ruby",
    "rt",
    "details",
    "summary",
    "fieldset",
    "legend",
    "label",
    "input",
    "br",
    "hr",
    "img",
    "section",
    "span",
    "em",
    "nav",
    "main",
    "blockquote",
    "figure",
    "object",
    "svg",
    "g",
    "foreignObject",
    "title",
    "math",
    "mi",
    "mtext",
    "my-part",
];

#[derive(Clone, Debug)]
enum Tree {
    Text,
    Slot,
    Element(&'static str, Vec<Tree>),
}

fn trees() -> impl Strategy<Value = Vec<Tree>> {
    let leaf = prop_oneof![Just(Tree::Text), Just(Tree::Slot), name().prop_map(|name| Tree::Element(name, Vec::new()))];
    let tree = leaf.prop_recursive(6, 24, 4, |inner| {
        (name(), prop::collection::vec(inner, 0..4)).prop_map(|(name, children)| Tree::Element(name, children))
    });
    prop::collection::vec(tree, 1..3)
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(NAMES)
}

/// The template's source, and its elements with their depth.
fn write(trees: &[Tree], depth: usize, source: &mut String, found: &mut Vec<(usize, String)>) {
    for tree in trees {
        match tree {
            Tree::Text => source.push_str(" \"text\" "),
            Tree::Slot => source.push_str(" {slot} "),
            Tree::Element(name, children) => {
                found.push((depth, (*name).to_owned()));
                source.push_str(&format!("<{name}>"));
                if !elements::is_void(name) {
                    write(children, depth + 1, source, found);
                    source.push_str(&format!("</{name}>"));
                }
            }
        }
    }
}

/// The elements in the `<template>`, with their depth.
fn parse(html: &str) -> Vec<(usize, String)> {
    let document = Html::parse_document(&format!("<!DOCTYPE html><body><template>{html}</template>"));
    let is_template = |node: &Node| node.as_element().is_some_and(|element| element.name() == "template");
    let Some(template) = document.tree.root().descendants().find(|node| is_template(node.value())) else {
        return Vec::new();
    };
    let elements = template.descendants().skip(1).filter_map(|node| {
        let depth = node.ancestors().take_while(|around| around.id() != template.id());
        let depth = depth.filter(|around| around.value().is_element()).count();
        node.value().as_element().map(|element| (depth, element.name().to_owned()))
    });
    elements.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, max_global_rejects: 1 << 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_accepted_template_is_read_as_written(trees in trees()) {
        let (mut source, mut expected) = (String::new(), Vec::new());
        write(&trees, 0, &mut source, &mut expected);
        let (plan, messages) = read(&source);
        if let ([], [template]) = (messages.as_slice(), plan.templates.as_slice()) {
            let html = laid_flat(template, |slot| match slot {
                Slot::Content { .. } => "<!--?-->".to_owned(),
                _ => String::new(),
            });
            prop_assume!(template.namespace == crate::template::plan::Namespace::Html);
            prop_assert_eq!(parse(&html), expected, "{}\n{}", source, html);
        }
    }
}
