//! Props of components, as far as they can be judged without knowing the component.

use std::collections::BTreeSet;

use super::Check;
use crate::template::ast::{Attribute, Component};

impl Check<'_> {
    pub(super) fn props(&self, component: &Component) {
        let mut seen = BTreeSet::new();
        let mut once = |name: String, span| {
            if !seen.insert(name.clone()) {
                self.diagnostics.error(span, format_args!("the prop `{name}` is there twice: remove one of them"));
            }
        };
        for attribute in &component.attributes {
            match attribute {
                Attribute::Plain { name, .. } => {
                    if name.text.contains(['-', ':']) {
                        let message = format!("a prop is a name of Rust: `{}`", name.text.replace(['-', ':'], "_"));
                        self.diagnostics.error_between(name.span, name.end, message);
                    } else {
                        once(name.text.clone(), name.span);
                    }
                }
                Attribute::Spread(value) => once("rest".to_owned(), value.span),
                Attribute::Key { span, .. } => once("key".to_owned(), *span),
                Attribute::On(on) => {
                    once(format!("on_{}", on.event.text), on.event.span);
                    let filter = on.filter.0.iter().map(|part| part.span);
                    if let Some(span) = filter.chain(on.modifiers.iter().map(|modifier| modifier.span)).next() {
                        let message = "modifiers stand on the element that the component binds the handler to";
                        self.diagnostics.error(span, message);
                    }
                }
                Attribute::Class { name, .. } | Attribute::Style { name, .. } => {
                    let message = "`class:` and `style:` stand on elements; a component takes props";
                    self.diagnostics.error(name.span, message);
                }
                Attribute::Bind(bind) => {
                    let message = "`bind:` stands on form controls; give the component the value and a handler";
                    self.diagnostics.error(bind.target.span, message);
                }
                Attribute::Data(data) => {
                    let message = "`prop:` and `use:` stand on elements; a component takes props";
                    self.diagnostics.error(data.name.span, message);
                }
                Attribute::Recovered(_) => {}
            }
        }
        for slot in &component.slots {
            once(slot.name.to_string(), slot.name.span());
        }
        if component.children.iter().any(super::place::shows) {
            once("children".to_owned(), component.span);
        }
    }
}
