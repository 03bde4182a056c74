//! Handlers on elements: static where nothing is bound to them, else slots.

use syn::ext::IdentExt;

use super::{Lower, frame::Frame};
use crate::template::{
    ast::{Attribute, Element, Handler, Modifier, ModifierKind},
    plan::{Binding, Control, Slot, Source, Step},
};

impl Lower {
    /// The `on:` and `bind:` of an element.
    pub(super) fn bound(&mut self, element: &Element, ordinal: u16, control: Control, steps: &mut Vec<Step>) {
        for attribute in &element.attributes {
            match attribute {
                Attribute::On(on) => {
                    let Some(source) = source(&on.handler) else { continue };
                    let name = on.filter.apply(&on.event.text);
                    let slot = match &source {
                        Source::Named { name: handler, args, .. } if args_empty(args.as_ref()) => {
                            self.frame.attribute(&format!("data-l-{name}"), &handler.unraw().to_string());
                            false
                        }
                        _ => {
                            self.frame.slot(Slot::Event { element: ordinal, name });
                            true
                        }
                    };
                    let binding = Binding { event: on.event.text.clone(), source, control };
                    steps.push(Step::Bind { binding, slot });
                }
                Attribute::Bind(bind) => self.bind(bind, element, ordinal, control, steps),
                _ => {}
            }
        }
    }
}

/// The handler that was written, if one was.
pub(super) fn source(handler: &Handler) -> Option<Source> {
    match handler {
        Handler::Named { owner, name, args } => {
            Some(Source::Named { owner: owner.clone(), name: name.clone(), args: args.clone() })
        }
        Handler::Value(value) => Some(Source::Value(value.clone())),
        Handler::Missing => None,
    }
}

fn args_empty(args: Option<&crate::template::ast::Rust>) -> bool {
    args.is_none_or(|args| args.tokens.is_empty())
}

/// `data-l-prevent`, `data-l-debounce` and their like: bare for an element's only event, else with its events' names.
pub(super) fn modifiers(element: &Element, frame: &mut Frame) {
    let mut events: Vec<(String, &[Modifier])> = Vec::new();
    for attribute in &element.attributes {
        match attribute {
            Attribute::On(on) => events.push((on.filter.apply(&on.event.text), &on.modifiers)),
            Attribute::Bind(bind) if bind.target.text != "error" => {
                events.push((super::bind::event(element, bind).to_owned(), &bind.modifiers));
            }
            _ => {}
        }
    }
    let alone = events.len() == 1;
    let kinds = [
        ("prevent", ModifierKind::Prevent),
        ("stop", ModifierKind::Stop),
        ("once", ModifierKind::Once),
        ("self", ModifierKind::OnlySelf),
        ("debounce", ModifierKind::Debounce(0)),
        ("throttle", ModifierKind::Throttle(0)),
    ];
    for (attribute, kind) in kinds {
        let mut values = Vec::new();
        for (event, modifiers) in &events {
            for modifier in *modifiers {
                if std::mem::discriminant(&modifier.kind) == std::mem::discriminant(&kind) {
                    values.push(match modifier.kind {
                        ModifierKind::Debounce(time) | ModifierKind::Throttle(time) if alone => time.to_string(),
                        ModifierKind::Debounce(time) | ModifierKind::Throttle(time) => format!("{event}:{time}"),
                        _ => event.clone(),
                    });
                }
            }
        }
        let bare = alone && !matches!(kind, ModifierKind::Debounce(_) | ModifierKind::Throttle(_));
        match (values.is_empty(), bare) {
            (true, _) => {}
            (false, true) => frame.raw(&format!(" data-l-{attribute}")),
            (false, false) => frame.attribute(&format!("data-l-{attribute}"), &values.join(" ")),
        }
    }
}
