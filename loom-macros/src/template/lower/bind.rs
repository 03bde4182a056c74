//! Two-way bound fields.

use loom_vocabulary::PREFIX;

use super::{
    Context, Lower,
    written::{has, static_value, value_tokens},
};
use crate::template::{
    ast::{Attribute, Bind, Element, Node, Rust},
    plan::{Action, Binding, Chooses, Control, FieldView, Slot, Source, Step},
};

impl Lower {
    pub(super) fn bind(
        &mut self,
        bind: &Bind,
        element: &Element,
        ordinal: u16,
        control: Control,
        steps: &mut Vec<Step>,
    ) {
        let Some(field) = &bind.field else { return steps.push(Step::Recovered(bind.value.clone())) };
        let name = syn::ext::IdentExt::unraw(&field.name).to_string();
        if bind.target.text == "error" {
            self.template.attribute("data-l-error-of", &name);
            let role = element
                .attributes
                .iter()
                .any(|attribute| matches!(attribute, Attribute::Plain { name, .. } if name.text == "role"));
            if !role {
                self.template.attribute("role", "alert");
            }
            return steps.push(Step::Names(field.clone()));
        }
        let several = element.name.text == "select" && has(element, "multiple");
        let (shown, show) = match (bind.target.text.as_str(), element.name.text.as_str()) {
            ("value", "textarea") => (None, None),
            ("value", "select") if several => (None, None),
            ("value", _) => (Some("value"), Some(FieldView::Text)),
            ("checked", _) => (Some("checked"), Some(FieldView::Checked)),
            _ => (Some("checked"), None),
        };
        if let Some(attribute) = shown {
            self.template.slot(Slot::Attribute { element: ordinal, name: attribute.to_owned(), url: false });
        }
        steps.extend(show.map(|show| Step::Field { field: field.clone(), show }));
        let event = event(element, bind);
        self.template.attribute(&format!("{PREFIX}{event}"), &format!("{name}="));
        let is_group = bind.target.text == "group";
        if is_group {
            let value =
                value_tokens(element, "value").unwrap_or_else(|| Rust::new(quote::quote!("on"), bind.target.span));
            let is_checkbox = static_value(element, "type") == Some("checkbox");
            let by = if is_checkbox { Chooses::Checkbox } else { Chooses::Radio };
            steps.push(Step::Offers { field: field.clone(), value, by, control });
        }
        if is_group || element.name.text == "select" {
            return steps.push(Step::Chooser { field: field.clone(), several, control });
        }
        let actions = vec![Action::Server(Source::Field(field.clone()))];
        let binding = Binding { event: event.to_owned(), actions, control };
        steps.push(Step::Bind { binding, slot: false });
    }

    /// The content of a bound `<textarea>`.
    pub(super) fn bound_text(&mut self, element: &Element, ordinal: u16, steps: &mut Vec<Step>) {
        for attribute in &element.attributes {
            if let Attribute::Bind(Bind { field: Some(field), .. }) = attribute {
                self.template.raw("\n");
                self.template.slot(Slot::Text { element: ordinal });
                return steps.push(Step::Field { field: field.clone(), show: FieldView::Text });
            }
        }
    }

    /// An `<option>` in a bound `<select>` offers its value, and is selected when the field has it, so that a page without
    /// its script shows it too.
    pub(super) fn option(
        &mut self,
        element: &Element,
        ordinal: u16,
        control: Control,
        cx: &Context,
        steps: &mut Vec<Step>,
    ) {
        let Some(field) = &cx.select else { return };
        let (value, text) = match value_tokens(element, "value") {
            Some(value) => (value, false),
            None => match text_of(element) {
                Some(text) => (text, true),
                None => return,
            },
        };
        let shows = !has(element, "selected");
        if shows {
            self.template.slot(Slot::Attribute { element: ordinal, name: "selected".to_owned(), url: false });
        }
        steps.push(Step::Offers { field: field.clone(), value, by: Chooses::Option { shows, text }, control });
    }
}

/// The DOM event by which a bound control tells its new value.
pub(crate) fn event(element: &Element, bind: &Bind) -> &'static str {
    let ticked = matches!(static_value(element, "type"), Some("checkbox" | "radio" | "file"));
    if bind.target.text != "value" || element.name.text == "select" || ticked { "change" } else { "input" }
}

/// The text of an `<option>`, if it is one piece.
fn text_of(option: &Element) -> Option<Rust> {
    match option.children.as_slice() {
        [] => Some(Rust::new(quote::quote!(""), option.name.span)),
        [Node::Text(text)] => {
            let value = &text.value;
            Some(Rust::new(quote::quote!(#value), text.span))
        }
        [Node::Value(value)] => Some(value.clone()),
        _ => None,
    }
}
