//! The lowering's view of the elements agrees with a standard parser's view of the statics.

use scraper::{Html, Node};

use super::{laid_flat, read};
use crate::template::plan::{Namespace, Slot};

const TEMPLATES: &[&str] = &[
    r#"<ul><li>"a"</li> {b} <li>{c}</li></ul> <p>"x" {y} "z"</p>"#,
    r#"<table><caption>"c"</caption><colgroup><col><col></colgroup><thead><tr><th>"x"</th></tr></thead>
       <tbody>{rows}<tr><td>{x}</td><td><p>"y"</p></td></tr></tbody></table> <p></p>"#,
    r#"<tr><td>{a}</td><th>"b"</th></tr>"#,
    r#"<tr><td><input></td></tr>"#,
    r#"<td>{a}</td><td><ul><li>"x"</li></ul></td>"#,
    r#"<col><col>"#,
    r#"<tbody><tr><td>"x"</td></tr></tbody><tfoot></tfoot>"#,
    r#"<li>"x"</li><li><p>"y"</p></li>"#,
    r#"<option>"x"</option><option>"y"</option>"#,
    r#"<select><optgroup label="x"><option>"y"</option></optgroup><hr><option>{z}</option></select> <p></p>"#,
    r#"<dl><dt>"a"</dt><dd>"b"<p>"c"</p></dd><dt>"d"</dt></dl>"#,
    r#"<p><b><i>"x"</i></b><button><span>"y"</span></button></p><hr><pre>"z"</pre>"#,
    r#"<form><fieldset><legend>"x"</legend><label>"y" <input></label><textarea>"z"</textarea></fieldset></form> <br>"#,
    r#"<svg viewBox="0 0 1 1"><g><path d=""/><circle r="1"/><foreignObject><div><p>"x"</p></div></foreignObject>
       <title>"t"</title></g><linearGradient/></svg> <p></p>"#,
    r#"<circle r="1"/><g><path d=""/></g>"#,
    r#"<math><mrow><mi>"x"</mi><mo>"+"</mo><mn>"1"</mn></mrow></math> <i>"x"</i>"#,
    r#"<script>"let a = '<p></p>';"</script><style>"p > b {}"</style> <p></p>"#,
    r#"<template><p>"x"</p><tr></tr></template> <p></p>"#,
    r#"<noscript>"x < y"</noscript> <iframe src="/x"></iframe> <p></p>"#,
    r#"<a href="/"><div><h1>"x"</h1></div></a> <details><summary>"x"</summary><p>"y"</p></details>"#,
    r#"<video controls><source src="a"><track src="b"></video> <picture><source srcset="a"><img src="b"></picture>"#,
    r#"<ruby>"x"<rp>"("</rp><rt>"y"</rt><rp>")"</rp></ruby> <my-element><slot name="x"></slot></my-element>"#,
    r#"<object data="x"><p>"y"</p></object> <map name="x"><area></map> <dialog open><form></form></dialog>"#,
    r#"<h1>"a"</h1><hgroup><h2>"b"</h2><p>"c"</p></hgroup><blockquote><p>"x"</p></blockquote>"#,
    r#"<title>{x}</title> <textarea>{y}</textarea> <p></p>"#,
    r#"<p class:a={b} style:c={d} title={e} on:click=pick(1) ..rest>{f}</p><b>"g"</b>"#,
];

#[test]
fn elements_are_numbered_as_the_parser_finds_them() {
    for source in TEMPLATES {
        let (plan, messages) = read(source);
        assert_eq!(messages, Vec::<String>::new(), "{source}");
        for template in &plan.templates {
            let html = laid_flat(template, |slot| match slot {
                Slot::Content { .. } => "<!--?-->".to_owned(),
                _ => String::new(),
            });
            let (open, close) = match template.namespace {
                Namespace::Html => ("<template>", "</template>"),
                Namespace::Svg => ("<template><svg>", "</svg></template>"),
                Namespace::MathMl => ("<template><math>", "</math></template>"),
            };
            let document = Html::parse_document(&format!("<!DOCTYPE html><body>{open}{html}{close}"));
            let skipped = if template.namespace == Namespace::Html { 0 } else { 1 };
            let found: Vec<String> = elements(&document).into_iter().skip(skipped).collect();
            assert_eq!(found, template.elements, "{source}\n{html}");
            assert_eq!(comments(&document), comments_in(&html), "{source}\n{html}");
        }
    }
}

/// The elements of the first `<template>`, in document order, without those in templates in it.
fn elements(document: &Html) -> Vec<String> {
    let is_template = |node: &Node| node.as_element().is_some_and(|element| element.name() == "template");
    let Some(template) = document.tree.root().descendants().find(|node| is_template(node.value())) else {
        return Vec::new();
    };
    template
        .descendants()
        .skip(1)
        .filter(|node| {
            node.ancestors()
                .take_while(|around| around.id() != template.id())
                .all(|around| !is_template(around.value()))
        })
        .filter_map(|node| node.value().as_element().map(|element| element.name().to_owned()))
        .collect()
}

fn comments(document: &Html) -> usize {
    document.tree.nodes().filter(|node| matches!(node.value(), Node::Comment(_))).count()
}

fn comments_in(html: &str) -> usize {
    html.matches("<!--").count()
}
