//! Attributes in the opening tag.

use std::collections::BTreeSet;

use loom_vocabulary::{ITEM, TRANSITIONS};

use super::{Context, Lower, events};
use crate::template::{
    ast::{Attribute, Element, Value},
    plan::{Control, Fill, Local, Slot, Step},
    sorted,
    tables::{
        attributes::{Kind, kind},
        elements,
    },
};

impl Lower {
    /// Everything between `<name` and `>`. Returns what is known of whether the element can be used.
    pub(super) fn open_tag(
        &mut self,
        element: &Element,
        ordinal: u16,
        html: bool,
        cx: &Context,
        steps: &mut Vec<Step>,
    ) -> Control {
        let name = element.name.text.as_str();
        let control = if html && elements::is_control(name) { control(element) } else { Control::Never };
        let bound = element.attributes.iter().any(|attribute| match attribute {
            Attribute::On(_) => true,
            Attribute::Bind(bind) => bind.target.text != "error",
            _ => false,
        });
        let chosen = cx.select.is_some() && matches!(name, "option" | "optgroup");
        let locals = bound || chosen || name == "fieldset";
        let reused = if locals { control } else { Control::Never };
        self.locals(element, reused, steps);
        self.written(element, ordinal, reused, steps);
        self.bound(element, ordinal, control, steps);
        if html && name == "option" {
            self.option(element, ordinal, control, cx, steps);
        }
        events::modifiers(element, &mut self.template);
        self.spreads(element, ordinal, reused, steps);
        control
    }

    /// The attributes that are written out. `reused`: whether the element can be used, where locals say so.
    fn written(&mut self, element: &Element, ordinal: u16, reused: Control, steps: &mut Vec<Step>) {
        let (mut class, mut style, mut marked) = (false, false, false);
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value: Value::Dynamic(_) | Value::Static { .. } } if name.text == "class" => {
                    self.classes(element, ordinal, &mut class, steps);
                }
                Attribute::Class { .. } => self.classes(element, ordinal, &mut class, steps),
                Attribute::Plain { name, value: Value::Static { .. } } if name.text == "style" => {
                    self.styles(element, ordinal, &mut style, steps);
                }
                Attribute::Style { .. } => self.styles(element, ordinal, &mut style, steps),
                Attribute::Plain { name, value } => {
                    let local = name.text == "disabled" && matches!(reused, Control::Dynamic { .. });
                    self.plain(&element.name.text, &name.text, value, ordinal, local, steps);
                }
                Attribute::Recovered(rust) => steps.push(Step::Recovered(rust.clone())),
                Attribute::Data(data) => {
                    // The client finds the element by it.
                    if !std::mem::replace(&mut marked, true) {
                        self.template.raw(" l-js");
                    }
                    self.template.slot(Slot::Attribute { element: ordinal, name: data.attribute(), url: false });
                    steps.push(Step::Fill(Fill::Json, data.value.clone()));
                }
                Attribute::Key { value, shown: true, .. } => {
                    self.template.slot(Slot::Attribute { element: ordinal, name: ITEM.to_owned(), url: false });
                    steps.push(Step::Fill(Fill::SortKey, value.clone()));
                    if sorted::wants_focus(element) {
                        self.template.attribute("tabindex", "0");
                    }
                }
                Attribute::On(_) | Attribute::Bind(_) | Attribute::Key { .. } | Attribute::Spread(_) => {}
            }
        }
    }

    /// Attributes that are spread, which come last.
    fn spreads(&mut self, element: &Element, ordinal: u16, reused: Control, steps: &mut Vec<Step>) {
        for attribute in &element.attributes {
            if let Attribute::Spread(value) = attribute {
                self.template.slot(Slot::Spread { element: ordinal, written: written(element) });
                let local = matches!(reused, Control::Dynamic { spread: true, .. });
                let fill = if local { Fill::SpreadLocal } else { Fill::Spread };
                steps.push(Step::Fill(fill, value.clone()));
            }
        }
    }

    /// Values that are looked at twice.
    fn locals(&mut self, element: &Element, control: Control, steps: &mut Vec<Step>) {
        let Control::Dynamic { .. } = control else { return };
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value: Value::Dynamic(value) } if name.text == "disabled" => {
                    steps.push(Step::Local(Local::Disabled, value.clone()));
                }
                Attribute::Spread(value) if matches!(control, Control::Dynamic { spread: true, .. }) => {
                    steps.push(Step::Local(Local::Spread, value.clone()));
                }
                _ => {}
            }
        }
    }

    fn plain(&mut self, element: &str, name: &str, value: &Value, ordinal: u16, local: bool, steps: &mut Vec<Step>) {
        let name = shown(name);
        let kind = kind(element, name);
        let value = match value {
            Value::Bare => return self.template.raw(&format!(" {name}")),
            Value::Static { text, .. } if kind == Kind::Boolean && matches!(text.as_str(), "true" | "false") => {
                if text == "true" {
                    self.template.raw(&format!(" {name}"));
                }
                return;
            }
            Value::Static { text, .. } => return self.template.attribute(name, text),
            Value::Dynamic(value) => value,
        };
        if let (Some(text), Kind::Value) = (value.literal(), kind) {
            return self.template.attribute(name, &text);
        }
        let slot = Slot::Attribute { element: ordinal, name: name.to_owned(), url: kind == Kind::Url };
        let fill = match kind {
            Kind::Boolean if local => Fill::Disabled,
            Kind::Boolean => Fill::Flag,
            Kind::Presence => Fill::Presence,
            Kind::Value | Kind::Url => Fill::Attribute,
        };
        self.template.slot(slot);
        self.computed(value, fill);
        steps.push(Step::Fill(fill, value.clone()));
    }

    /// `class="..."` for everything that says something of classes, where the first of it stands.
    fn classes(&mut self, element: &Element, ordinal: u16, done: &mut bool, steps: &mut Vec<Step>) {
        if std::mem::replace(done, true) {
            return;
        }
        let mut fixed: Vec<String> = Vec::new();
        let mut slots: Vec<(Slot, Step)> = Vec::new();
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value: Value::Static { text, .. } } if name.text == "class" => {
                    fixed.extend(text.split_whitespace().map(str::to_owned));
                }
                Attribute::Plain { name, value: Value::Dynamic(value) } if name.text == "class" => {
                    match value.literal() {
                        Some(text) => fixed.extend(text.split_whitespace().map(str::to_owned)),
                        None => {
                            let step = Step::Fill(Fill::Attribute, value.clone());
                            slots.push((Slot::Classes { element: ordinal }, step));
                        }
                    }
                }
                Attribute::Class { name, value } => {
                    let slot = Slot::Class { element: ordinal, name: name.text.clone() };
                    slots.push((slot, Step::Fill(Fill::Flag, value.clone())));
                }
                _ => {}
            }
        }
        self.template.raw(" class=\"");
        self.template.attribute_text(&fixed.join(" "));
        self.close_value(slots, steps);
    }

    /// `style="..."` for a static style and everything under `style:`.
    fn styles(&mut self, element: &Element, ordinal: u16, done: &mut bool, steps: &mut Vec<Step>) {
        if std::mem::replace(done, true) {
            return;
        }
        let mut fixed = String::new();
        let mut slots: Vec<(Slot, Step)> = Vec::new();
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value: Value::Static { text, .. } } if name.text == "style" => {
                    fixed.push_str(text.trim());
                    let several = element.attributes.iter().any(|other| matches!(other, Attribute::Style { .. }));
                    if several && !fixed.is_empty() && !fixed.ends_with(';') {
                        fixed.push(';');
                    }
                }
                Attribute::Style { name, value: Value::Static { text, .. } } => {
                    fixed.push_str(&format!("{}:{text};", name.text));
                }
                Attribute::Style { name, value: Value::Dynamic(value) } => {
                    let slot = Slot::Style { element: ordinal, name: name.text.clone() };
                    slots.push((slot, Step::Fill(Fill::Attribute, value.clone())));
                }
                _ => {}
            }
        }
        self.template.raw(" style=\"");
        self.template.attribute_text(&fixed);
        self.close_value(slots, steps);
    }

    fn close_value(&mut self, slots: Vec<(Slot, Step)>, steps: &mut Vec<Step>) {
        for (slot, step) in slots {
            self.template.slot(slot);
            if let Step::Fill(fill, value) = &step {
                self.computed(value, *fill);
            }
            steps.push(step);
        }
        self.template.raw("\"");
    }
}

/// The name under which an attribute stands in the page.
fn shown(name: &str) -> &str {
    if name == "transition" { TRANSITIONS } else { name }
}

/// The attributes that are written on an element, in lower case: those that a spread on it does not set, whatever they hold.
fn written(element: &Element) -> Vec<String> {
    let mut names = BTreeSet::new();
    for attribute in &element.attributes {
        match attribute {
            Attribute::Plain { name, .. } => drop(names.insert(shown(&name.text).to_ascii_lowercase())),
            Attribute::Class { .. } => drop(names.insert("class".to_owned())),
            Attribute::Style { .. } => drop(names.insert("style".to_owned())),
            Attribute::Bind(bind) => match bind.target.text.as_str() {
                "error" => {}
                "value" => drop(names.insert("value".to_owned())),
                _ => drop(names.insert("checked".to_owned())),
            },
            Attribute::Data(data) => {
                names.insert(data.attribute());
                names.insert("l-js".to_owned());
            }
            Attribute::On(_) | Attribute::Key { .. } | Attribute::Spread(_) | Attribute::Recovered(_) => {}
        }
    }
    names.into_iter().collect()
}

/// Whether a control can be used, by its attributes.
fn control(element: &Element) -> Control {
    let spread = element.attributes.iter().any(|attribute| matches!(attribute, Attribute::Spread(_)));
    let disabled = element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Plain { name, value } if name.text == "disabled" => Some(value),
        _ => None,
    });
    match disabled {
        // An attribute that is written out wins over a spread.
        // The server offers what the browser may enable: it knows the first value only.
        Some(Value::Dynamic(value)) if value.local.is_some() => Control::Enabled,
        Some(Value::Dynamic(_)) => Control::Dynamic { disabled: true, spread: false },
        Some(Value::Static { text, .. }) if text == "false" => Control::Enabled,
        Some(_) => Control::Disabled,
        None if spread => Control::Dynamic { disabled: false, spread },
        None => Control::Enabled,
    }
}
