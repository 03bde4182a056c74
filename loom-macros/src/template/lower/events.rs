//! Handlers on elements: static where nothing is bound to them, else slots.

use syn::ext::IdentExt;

use super::{Lower, template::TemplateBuilder};
use crate::template::{
    ast::{self, Attribute, Element, Handler, Listens, Modifier, ModifierKind},
    plan::{Action, Binding, Control, Slot, Source, Step},
};

impl Lower {
    /// The `on:` and `bind:` of an element.
    pub(super) fn bound(&mut self, element: &Element, ordinal: u16, control: Control, steps: &mut Vec<Step>) {
        for attribute in &element.attributes {
            match attribute {
                Attribute::On(on) => {
                    let actions: Vec<Action> = on.actions.iter().map(action).collect();
                    if actions.is_empty() {
                        continue;
                    }
                    let name = on.filter.apply(&on.event.text);
                    let slot = match written_handler(&actions) {
                        Some(handler) => {
                            self.template.attribute(&format!("data-l-{name}"), &handler);
                            false
                        }
                        None => {
                            self.template.slot(Slot::Event { element: ordinal, name });
                            true
                        }
                    };
                    let binding = Binding { event: on.event.text.clone(), actions, control };
                    steps.push(Step::Bind { binding, slot });
                }
                Attribute::Bind(bind) => self.bind(bind, element, ordinal, control, steps),
                _ => {}
            }
        }
    }
}

fn action(action: &ast::Action) -> Action {
    match action {
        ast::Action::Server(handler) => Action::Server(source(handler)),
    }
}

/// The server's handler, from where it is written.
pub(super) fn source(handler: &Handler) -> Source {
    match handler {
        Handler::Named { owner, name, args } => {
            Source::Named { owner: owner.clone(), name: name.clone(), args: args.clone() }
        }
        Handler::Value(value) => Source::Value(value.clone()),
    }
}

/// The text of the server's handler, if it is the same in every render.
fn written_handler(actions: &[Action]) -> Option<String> {
    actions.iter().find_map(|action| match action {
        Action::Server(Source::Named { name, args, .. }) if args.as_ref().is_none_or(|args| args.tokens.is_empty()) => {
            Some(name.unraw().to_string())
        }
        Action::Server(_) => None,
    })
}

/// The events that have no default to prevent.
const NEVER_PREVENTED: [&str; 4] = ["input", "change", "focus", "blur"];

/// `data-l-prevent`, `data-l-debounce` and their like: `true` where a modifier holds for all events of the element but those of certain keys, else a
/// list of those for which it does.
///
/// Loom's client prevents each bound `submit` by itself. The client of dialect 1 has to be told, for the whole element, and knows no filters of keys.
pub(super) fn modifiers(element: &Element, template: &mut TemplateBuilder) {
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
    let flags = [
        ("prevent", ModifierKind::Prevent),
        ("stop", ModifierKind::Stop),
        ("once", ModifierKind::Once),
        ("self", ModifierKind::Listens(Listens::Itself)),
    ];
    for (attribute, kind) in flags {
        let prevents = kind == ModifierKind::Prevent;
        let holds = |event: &str, modifiers: &[Modifier]| {
            prevents && event == "submit" || modifiers.iter().any(|modifier| modifier.kind == kind)
        };
        let deviates = |(event, modifiers): &(String, &[Modifier])| {
            let has_default = !prevents || !NEVER_PREVENTED.contains(&event.as_str());
            let is_bare = !event.contains('.');
            has_default && is_bare != holds(event, modifiers)
        };
        let named: Vec<&str> =
            events.iter().filter(|(event, of)| holds(event, of)).map(|(event, _)| event.as_str()).collect();
        if named.is_empty() {
            continue;
        }
        let value = if events.iter().any(deviates) { named.join(" ") } else { "true".to_owned() };
        template.attribute(&format!("data-l-{attribute}"), &value);
    }
    // The client of dialect 1 goes where a link or a form leads even if its event was prevented.
    let leads = match element.name.text.as_str() {
        "form" => events.iter().any(|(event, _)| event == "submit"),
        "a" | "area" => events
            .iter()
            .any(|(event, of)| event == "click" && of.iter().any(|modifier| modifier.kind == ModifierKind::Prevent)),
        _ => false,
    };
    if leads {
        template.raw(" data-l-no-nav");
    }
    for attribute in ["debounce", "throttle"] {
        let mut values = Vec::new();
        for (event, modifiers) in &events {
            for modifier in *modifiers {
                match modifier.kind {
                    ModifierKind::Debounce(time) if attribute == "debounce" => values.push((event, time)),
                    ModifierKind::Throttle(time) if attribute == "throttle" => values.push((event, time)),
                    _ => {}
                }
            }
        }
        let value = match values.as_slice() {
            [] => continue,
            [(_, time)] if events.len() == 1 => time.to_string(),
            values => values.iter().map(|(event, time)| format!("{event}:{time}")).collect::<Vec<_>>().join(" "),
        };
        template.attribute(&format!("data-l-{attribute}"), &value);
    }
}
