//! Tests of what a template becomes, without the compiler.

mod habits;
mod lowering;
mod messages;
mod random;
mod recovery;
mod structure;
mod transitions;

use std::fmt::Write as _;

use proc_macro2::TokenStream;

use super::{
    check, cursors, jumps, lower, parse,
    plan::{Namespace, Plan, Slot, Step, Template},
};
use crate::diagnostics::Diagnostics;

/// The plan of a template, and what is wrong with it.
fn read(source: &str) -> (Plan, Vec<String>) {
    let diagnostics = Diagnostics::new();
    let tokens: TokenStream = source.parse().unwrap_or_else(|error| panic!("{source}: {error}"));
    let (mut nodes, is_clear) = parse::template(tokens, &diagnostics);
    jumps::refuse(&mut nodes, &diagnostics);
    if is_clear {
        check::check(&nodes, &diagnostics);
    }
    cursors::expand(&mut nodes, &diagnostics);
    let plan = lower::plan(&nodes);
    (plan, diagnostics.messages())
}

/// A plan for people: each template with its slots in place, then the steps.
fn show(plan: &Plan) -> String {
    let mut text = String::new();
    for (index, template) in plan.templates.iter().enumerate() {
        let namespace = match template.namespace {
            Namespace::Html => "",
            Namespace::Svg => " svg",
            Namespace::MathMl => " mathml",
        };
        let anchored = if template.anchored { " anchored" } else { "" };
        let _ = writeln!(text, "#{index}{namespace}{anchored} {}", laid_flat(template, mark));
    }
    show_steps(&plan.steps, 0, &mut text);
    text
}

/// The statics with something in the place of each slot.
fn laid_flat(template: &Template, slot: impl Fn(&Slot) -> String) -> String {
    let mut text = String::new();
    for (index, part) in template.statics.iter().enumerate() {
        text.push_str(part);
        text.extend(template.slots.get(index).map(&slot));
    }
    text
}

/// A slot as the wire calls it, in brackets.
fn mark(slot: &Slot) -> String {
    let text = match slot {
        Slot::Content { text: true } => String::new(),
        Slot::Content { text: false } => "no text".to_owned(),
        Slot::Text { element } => format!("{element}="),
        Slot::Attribute { element, name, url } => format!("{element}@{name}{}", if *url { " url" } else { "" }),
        Slot::Class { element, name } => format!("{element}.{name}"),
        Slot::Classes { element } => format!("{element}."),
        Slot::Style { element, name } => format!("{element}:{name}"),
        Slot::Event { element, name } => format!("{element}!{name}"),
        Slot::Spread { element, written } => format!("{element}*{}", written.join(",")),
    };
    format!("[{text}]")
}

fn show_steps(steps: &[Step], depth: usize, text: &mut String) {
    for step in steps {
        let (line, inner) = show_step(step);
        if !line.is_empty() {
            let _ = writeln!(text, "{:1$}{line}", "", depth * 2);
        }
        for (head, steps) in inner {
            let _ = writeln!(text, "{:1$}{head}", "", depth * 2);
            show_steps(steps, depth + 1, text);
        }
    }
}

/// The line of a step, and the steps within it, each under its head.
fn show_step(step: &Step) -> (String, Vec<(String, &[Step])>) {
    match step {
        Step::Open(index) => (format!("open #{index}"), Vec::new()),
        Step::Close => ("close".to_owned(), Vec::new()),
        Step::Empty => ("empty".to_owned(), Vec::new()),
        Step::Literal(literal) => (format!("literal {literal:?}"), Vec::new()),
        Step::Fill(kind, value) => (format!("{kind:?} {}", value.tokens).to_lowercase(), Vec::new()),
        Step::Joined(parts) => (format!("joined {} parts", parts.len()), Vec::new()),
        Step::Local(name, value) => (format!("local {name:?} = {}", value.tokens), Vec::new()),
        Step::Bind { binding, slot } => {
            let word = if *slot { "event" } else { "offer" };
            (format!("{word} {} {:?}", binding.event, binding.control), Vec::new())
        }
        Step::Place { bound, place, is_error, is_named } => {
            let word = if *is_error { "error place" } else { "place" };
            let path = place.fixed().unwrap_or_else(|| "made".to_owned());
            (format!("{word} {} {path}{}", bound.number, if *is_named { "" } else { " checked" }), Vec::new())
        }
        Step::Path(bound) => (format!("path {}", bound.number), Vec::new()),
        Step::Field { bound, show } => (format!("field {} {show:?}", bound.number), Vec::new()),
        Step::Chooser { bound, several, slot, control } => {
            let (several, slot) = (if *several { " several" } else { "" }, if *slot { " slot" } else { "" });
            (format!("chooser {}{several}{slot} {control:?}", bound.number), Vec::new())
        }
        Step::Offers { bound, value, by, control } => {
            (format!("offers {} {} {by:?} {control:?}", bound.number, value.tokens), Vec::new())
        }
        Step::If { branches, otherwise, .. } => {
            let mut inner: Vec<_> =
                branches.iter().map(|(test, steps)| (format!("if {test}"), steps.as_slice())).collect();
            inner.push(("else".to_owned(), otherwise.as_slice()));
            (String::new(), inner)
        }
        Step::List { pattern, items, body, .. } => {
            (String::new(), vec![(format!("for {pattern} in {items}"), body.as_slice())])
        }
        Step::Item(key) => {
            (key.as_ref().map_or_else(|| "item".to_owned(), |key| format!("item {}", key.tokens)), Vec::new())
        }
        Step::Match { value, arms, .. } => {
            let inner =
                arms.iter().map(|(pattern, steps)| (format!("{} =>", pattern.tokens), steps.as_slice())).collect();
            (format!("match {value}"), inner)
        }
        Step::Let(statement) => (statement.to_string(), Vec::new()),
        Step::Whole(_, steps) => (String::new(), vec![("whole".to_owned(), steps.as_slice())]),
        Step::Scope(steps) => (String::new(), vec![("scope".to_owned(), steps.as_slice())]),
        Step::Component(component) => {
            let props: Vec<String> = component.props.iter().map(|(name, _)| name.to_string()).collect();
            (format!("component {} {}({})", component.path, component.generics, props.join(", ")), Vec::new())
        }
        Step::Fieldset(control) => (format!("fieldset {control:?}"), Vec::new()),
        Step::EndFieldset => ("end fieldset".to_owned(), Vec::new()),
        Step::Legend => ("legend".to_owned(), Vec::new()),
        Step::EndLegend => ("end legend".to_owned(), Vec::new()),
        Step::Recovered(rust) => (format!("recovered {}", rust.tokens), Vec::new()),
    }
}
