//! `continue`, `break` and `return` where they would leave what is being written half written.
//!
//! A template is written from its beginning to its end. A jump out of an element leaves it open, and a `return` the whole template. Only at the
//! beginning of a `for`'s body nothing of the item has been written, so there a `let ... else` may go on with the next. Jumps
//! inside the user's own closures, `async` blocks and loops lead nowhere else.
//!
//! Rust is read as tokens here, so the arguments of a macro are read too. A jump that a macro produces is refused by rustc: the expansion puts
//! each item into a labeled block, which no bare `continue` leaves, and its result can only be made by coming to the end.

mod rust;

use proc_macro2::TokenStream;

use self::rust::Progress;
pub(crate) use self::rust::mend;
use super::{
    ast::{Action, Attribute, Component, Handler, Node, Nodes, Rust, Value},
    lower::shows,
};
use crate::diagnostics::Diagnostics;

/// Reports the jumps that a template cannot have, and takes them out, so that rustc does not report them again.
pub(crate) fn refuse(nodes: &mut Nodes, diagnostics: &Diagnostics) {
    Jumps { diagnostics }.nodes(nodes, Progress::Template);
}

struct Jumps<'d> {
    diagnostics: &'d Diagnostics,
}

impl Jumps<'_> {
    fn nodes(&self, nodes: &mut Nodes, place: Progress<'_>) {
        let only_one = nodes.iter().filter(|node| shows(node)).count() == 1;
        let mut here = place;
        for node in nodes {
            let inside = match here {
                Progress::Item if !only_one => Progress::Template,
                place => place,
            };
            match node {
                Node::Let(statement) => _ = self.tokens(statement, here),
                Node::Value(value) => {
                    if self.rust(value, begun(here)) {
                        *node = Node::Recovered(value.clone());
                        continue;
                    }
                }
                Node::Element(element) => {
                    let place = Progress::Element(&element.name.text);
                    element.attributes.iter_mut().for_each(|attribute| self.attribute(attribute, place));
                    self.nodes(&mut element.children, place);
                }
                Node::Component(component) => self.component(component),
                Node::If(node) => {
                    for (condition, nodes) in &mut node.branches {
                        self.tokens(condition, begun(here));
                        self.nodes(nodes, inside);
                    }
                    node.otherwise.iter_mut().for_each(|nodes| self.nodes(nodes, inside));
                }
                Node::Match(node) => {
                    self.tokens(&mut node.value, begun(here));
                    for (pattern, nodes) in &mut node.arms {
                        self.tokens(&mut pattern.tokens, begun(here));
                        self.nodes(nodes, inside);
                    }
                }
                Node::For(node) => {
                    self.tokens(&mut node.items, begun(here));
                    self.nodes(&mut node.body, Progress::Item);
                }
                Node::Recovered(rust) => _ = self.rust(rust, begun(here)),
                Node::Text(_) | Node::Doctype(_) => {}
            }
            if shows(node) {
                here = begun(here);
            }
        }
    }

    fn component(&self, component: &mut Component) {
        let place = Progress::Element(&component.name);
        component.attributes.iter_mut().for_each(|attribute| match attribute {
            // A prop stays, so that it is not missed.
            Attribute::Plain { value: Value::Dynamic(value), .. } => _ = self.rust(value, place),
            attribute => self.attribute(attribute, place),
        });
        self.nodes(&mut component.children, place);
        component.slots.iter_mut().for_each(|slot| self.nodes(&mut slot.children, place));
    }

    fn attribute(&self, attribute: &mut Attribute, place: Progress<'_>) {
        let value = match attribute {
            Attribute::Plain { value: Value::Dynamic(value), .. }
            | Attribute::Style { value: Value::Dynamic(value), .. }
            | Attribute::Class { value, .. }
            | Attribute::Spread(value)
            | Attribute::Recovered(value) => value,
            // A key stays, so that it is not missed.
            Attribute::Key { value, .. } => {
                self.rust(value, place);
                return;
            }
            Attribute::Bind(bind) => &mut bind.value,
            Attribute::Data(data) => &mut data.value,
            Attribute::On(on) => {
                on.actions.retain_mut(|action| match action {
                    Action::Server(Handler::Named { args: Some(value), .. } | Handler::Value(value)) => {
                        !self.rust(value, place)
                    }
                    Action::Server(Handler::Named { .. }) | Action::Local(_) => true,
                });
                return;
            }
            Attribute::Plain { .. } | Attribute::Style { .. } => return,
        };
        if self.rust(value, place) {
            *attribute = Attribute::Recovered(value.clone());
        }
    }

    /// Whether a jump was taken out.
    fn rust(&self, rust: &mut Rust, place: Progress<'_>) -> bool {
        self.tokens(&mut rust.tokens, place)
    }

    fn tokens(&self, tokens: &mut TokenStream, place: Progress<'_>) -> bool {
        rust::refuse(tokens, place, self.diagnostics)
    }
}

/// The place behind something that was written.
fn begun(place: Progress<'_>) -> Progress<'_> {
    match place {
        Progress::Item => Progress::Template,
        place => place,
    }
}
