//! Attributes and directives that stand twice on one element.

use std::collections::BTreeSet;

use proc_macro2::Span;

use super::Check;
use crate::template::{
    ast::{Attribute, Element, Receiver, Value},
    lower::bound_event,
};

impl Check<'_> {
    pub(super) fn duplicates(&self, element: &Element) {
        let (mut names, mut classes, mut spreads) = (BTreeSet::new(), BTreeSet::new(), 0);
        for attribute in &element.attributes {
            let (name, span, what) = match attribute {
                Attribute::Plain { name, value: Value::Static { text, span, .. } } if name.text == "class" => {
                    for class in text.split_whitespace() {
                        self.once(&mut classes, class, *span, "class");
                    }
                    ("class=\"...\"".to_owned(), name.span, "attribute")
                }
                // A fixed and a computed list of classes go together.
                Attribute::Plain { name, value: Value::Dynamic(_) } if name.text == "class" => {
                    ("class={...}".to_owned(), name.span, "attribute")
                }
                Attribute::Plain { name, .. } => (name.text.to_ascii_lowercase(), name.span, "attribute"),
                Attribute::Key { span, .. } => ("key".to_owned(), *span, "attribute"),
                Attribute::Class { name, .. } => {
                    self.once(&mut classes, &name.text, name.span, "class");
                    continue;
                }
                Attribute::Style { name, .. } => (format!("style:{}", name.text), name.span, "property"),
                Attribute::Spread(value) => {
                    spreads += 1;
                    if spreads == 2 {
                        let message = "an element takes one `..attributes`: put them together before";
                        self.diagnostics.error(value.span, message);
                    }
                    continue;
                }
                Attribute::On(on) => (format!("on:{}", on.filter.apply(&on.event.text)), on.event.span, "event"),
                Attribute::Data(data) => {
                    let what = if data.to == Receiver::Hook { "hook" } else { "property" };
                    (data.shown(), data.name.span, what)
                }
                Attribute::Bind(bind) => {
                    self.bound_twice(element, bind, &mut names);
                    continue;
                }
                Attribute::Recovered(_) => continue,
            };
            self.once(&mut names, &name, span, what);
        }
    }

    /// A two-way bound field takes an attribute and an event.
    fn bound_twice(&self, element: &Element, bind: &crate::template::ast::Bind, names: &mut BTreeSet<String>) {
        let (target, span) = (bind.target.text.as_str(), bind.target.span);
        if target == "error" {
            return self.once(names, "bind:error", span, "binding");
        }
        let attribute = if target == "value" { "value" } else { "checked" };
        let event = format!("on:{}", bound_event(element, bind));
        for other in &element.attributes {
            match other {
                Attribute::Plain { name, .. } if name.text == attribute => {
                    let message = format!("`bind:{target}` gives `{attribute}` its value: remove `{attribute}`");
                    self.diagnostics.error(name.span, message);
                }
                Attribute::On(on) if format!("on:{}", on.filter.apply(&on.event.text)) == event => {
                    let message = format!(
                        "`bind:{target}` takes `{event}` already: do in `render` what depends on the field, or hear `{event}` at an element around it"
                    );
                    self.diagnostics.error(on.event.span, message);
                }
                _ => {}
            }
        }
        self.once(names, &format!("bind:{target}"), span, "binding");
    }

    fn once(&self, names: &mut BTreeSet<String>, name: &str, span: Span, what: &str) {
        if !names.insert(name.to_owned()) {
            let shown = name.split('=').next().unwrap_or(name);
            self.diagnostics.error(span, format_args!("the {what} `{shown}` is there twice: remove one of them"));
        }
    }
}
