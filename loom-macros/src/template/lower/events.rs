//! Handlers on elements: static where nothing is bound to them, else slots.

use std::rc::Rc;

use loom_vocabulary::{ModifierName, OBSERVED, PREFIX};
use syn::ext::IdentExt;

use super::{Lower, template::TemplateBuilder};
use crate::template::{
    ast::{self, Attribute, Element, Handler, Modifier},
    plan::{Action, Binding, Control, Mode, Slot, Source, Step},
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
                    let local = actions.iter().find_map(|action| match action {
                        Action::Local(local) => Some(Rc::clone(local)),
                        Action::Server(_) => None,
                    });
                    if let Some(local) = local {
                        let mode = if actions.len() > 1 { Mode::RunAhead } else { Mode::Set };
                        self.template.slot(Slot::Event { element: ordinal, name });
                        self.code(&local, mode, false);
                        let binding = Binding { event: on.event.text.clone(), actions, control };
                        steps.push(Step::Bind { binding, slot: true });
                        continue;
                    }
                    let slot = match written_handler(&actions) {
                        Some(handler) => {
                            self.template.attribute(&format!("{PREFIX}{name}"), &handler);
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
        ast::Action::Local(local) => Action::Local(Rc::clone(local)),
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
        Action::Server(_) | Action::Local(_) => None,
    })
}

/// The events that have no default to prevent.
const NEVER_PREVENTED: [&str; 4] = ["input", "change", "focus", "blur"];

/// `data-l-places`, which lists the events that the element hears at other places, the marks of modules that it needs, and `data-l-prevent`, `data-l-debounce` and their like: `true` where a modifier holds for all events of the element but those of certain keys, else a
/// list of those for which it does.
///
/// Loom's client prevents each bound `submit` by itself. The client of dialect 1 has to be told, for the whole element, and knows no filters of keys.
pub(super) fn modifiers(element: &Element, template: &mut TemplateBuilder) {
    let events = events(element);
    let elsewhere: Vec<&str> =
        events.iter().filter(|event| event.is_elsewhere).map(|event| event.name.as_str()).collect();
    if !elsewhere.is_empty() {
        template.attribute(&format!("{PREFIX}places"), &elsewhere.join(" "));
    }
    if events.iter().any(|event| OBSERVED.contains(&event.name.as_str())) {
        template.raw(" data-l-observers");
    }
    if [ModifierName::Exclusive, ModifierName::Reset].iter().any(|more| events.iter().any(|event| event.has(*more))) {
        template.raw(" data-l-loading");
    }
    for &modifier in ModifierName::ALL.iter().filter(|modifier| modifier.measure().is_none()) {
        if let Some(value) = flag(modifier, &events) {
            template.attribute(&format!("{PREFIX}{}", modifier.attribute()), &value);
        }
    }
    if leads_elsewhere(element, &events) {
        template.raw(" data-l-no-nav");
    }
    for &modifier in ModifierName::ALL.iter().filter(|modifier| modifier.measure().is_some()) {
        if let Some(value) = measures(modifier, &events) {
            template.attribute(&format!("{PREFIX}{}", modifier.attribute()), &value);
        }
    }
}

/// An event of an element, with its filter of keys, and how it is bound.
struct Event<'e> {
    name: String,
    /// Whether it is heard at another place than the element.
    is_elsewhere: bool,
    modifiers: &'e [Modifier],
}

impl Event<'_> {
    fn measure(&self, modifier: ModifierName) -> Option<u32> {
        self.modifiers.iter().find(|other| other.name == modifier).map(|found| found.measure)
    }

    fn has(&self, modifier: ModifierName) -> bool {
        self.measure(modifier).is_some() || modifier == ModifierName::Prevent && self.name == "submit"
    }
}

fn events(element: &Element) -> Vec<Event<'_>> {
    let events = element.attributes.iter().filter_map(|attribute| match attribute {
        Attribute::On(on) => Some(Event {
            name: on.filter.apply(&on.event.text),
            is_elsewhere: on.filter.place().is_some(),
            modifiers: &on.modifiers,
        }),
        Attribute::Bind(bind) if bind.target.text != "error" => Some(Event {
            name: super::bind::event(element, bind).to_owned(),
            is_elsewhere: false,
            modifiers: &bind.modifiers,
        }),
        _ => None,
    });
    events.collect()
}

/// The value of the attribute of a modifier that holds or does not; none where it holds for no event.
fn flag(modifier: ModifierName, events: &[Event<'_>]) -> Option<String> {
    let named: Vec<&str> = events.iter().filter(|event| event.has(modifier)).map(|event| event.name.as_str()).collect();
    let deviates = |event: &Event<'_>| {
        let is_bare = !event.name.contains('.');
        let has_default = modifier != ModifierName::Prevent || !NEVER_PREVENTED.contains(&event.name.as_str());
        has_default && is_bare != event.has(modifier)
    };
    match named.as_slice() {
        [] => None,
        named if events.iter().any(deviates) => Some(named.join(" ")),
        _ => Some("true".to_owned()),
    }
}

/// The value of the attribute of a modifier that has a measure; none where it holds for no event.
fn measures(modifier: ModifierName, events: &[Event<'_>]) -> Option<String> {
    let times = events.iter().filter_map(|event| Some((&event.name, event.measure(modifier)?)));
    match times.collect::<Vec<_>>().as_slice() {
        [] => None,
        [(_, time)] if events.len() == 1 => Some(time.to_string()),
        times => Some(times.iter().map(|(event, time)| format!("{event}:{time}")).collect::<Vec<_>>().join(" ")),
    }
}

/// Whether it is a link or a form whose event is prevented: the client of dialect 1 goes where it leads nevertheless.
fn leads_elsewhere(element: &Element, events: &[Event<'_>]) -> bool {
    let event = match element.name.text.as_str() {
        "form" => "submit",
        "a" | "area" => "click",
        _ => return false,
    };
    events.iter().any(|found| found.name == event && found.has(ModifierName::Prevent))
}
