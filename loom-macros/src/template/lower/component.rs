//! Calls of components.

use proc_macro2::{Ident, Span};
use quote::ToTokens;

use super::{Context, Lower, events, shows};
use crate::template::{
    ast::{self, Action, Attribute, Node},
    plan::{Component, Prop, Step},
};

impl Lower {
    pub(super) fn component(&mut self, node: &ast::Component, steps: &mut Vec<Step>) {
        let mut props = Vec::new();
        for attribute in &node.attributes {
            match attribute {
                Attribute::Plain { name, value } => {
                    let Some(ident) = method(&name.text, name.span) else { continue };
                    props.push((ident, Prop::Value(value.to_token_stream())));
                }
                Attribute::Spread(value) => {
                    props.push((Ident::new("rest", value.span), Prop::Value(value.to_token_stream())));
                }
                Attribute::On(on) => {
                    let Some(ident) = method(&format!("on_{}", on.event.text), on.event.span) else { continue };
                    props.extend(on.actions.iter().filter_map(|action| match action {
                        Action::Server(handler) => Some((ident.clone(), Prop::Handler(events::source(handler)))),
                        // The check refused it.
                        Action::Local(_) => None,
                    }));
                }
                Attribute::Recovered(value) => steps.push(Step::Recovered(value.clone())),
                Attribute::Class { value, .. } => steps.push(Step::Recovered(value.clone())),
                Attribute::Bind(bind) => steps.push(Step::Recovered(bind.value.clone())),
                Attribute::Data(data) => steps.push(Step::Recovered(data.value.clone())),
                Attribute::Key { .. } | Attribute::Style { .. } => {}
            }
        }
        for slot in &node.slots {
            props.extend(self.children(&slot.children).map(|prop| (slot.name.clone(), prop)));
        }
        let children = Ident::new("children", node.span);
        props.extend(self.children(&node.children).map(|prop| (children, prop)));
        steps.push(Step::Component(Box::new(Component {
            path: node.path.clone(),
            generics: node.generics.clone(),
            span: node.span,
            props,
        })));
    }

    /// HTML that is given to a component, which stands wherever the component puts it.
    fn children(&mut self, nodes: &[Node]) -> Option<Prop> {
        let cx = Context::of_roots(nodes);
        nodes.iter().any(shows).then(|| Prop::Children(self.branch_tree(nodes, &cx)))
    }
}

/// The builder's method for a prop; nothing for what is no name in Rust.
fn method(name: &str, span: Span) -> Option<Ident> {
    if syn::parse_str::<Ident>(name).is_ok() {
        return Some(Ident::new(name, span));
    }
    syn::parse_str::<Ident>(&format!("r#{name}")).is_ok().then(|| Ident::new_raw(name, span))
}
