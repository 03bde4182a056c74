//! Two-way bound fields.

use loom_vocabulary::PREFIX;

use super::{
    Context, Lower,
    written::{has, static_value, value_tokens},
};
use crate::template::{
    ast::{Attribute, Bind, Element, Node, Rust},
    data_path::DataPath,
    plan::{Action, Binding, Bound, Chooses, Control, FieldView, Slot, Source, Step},
};

/// The attribute of the element that says why what was typed cannot be used.
const ERROR_OF: &str = "data-l-error-of";

impl Lower {
    pub(super) fn bind(
        &mut self,
        bind: &Bind,
        element: &Element,
        ordinal: u16,
        control: Control,
        steps: &mut Vec<Step>,
    ) {
        let Some(place) = &bind.place else { return steps.push(Step::Recovered(bind.value.clone())) };
        let fixed = place.fixed();
        let is_error = bind.target.text == "error";
        let bound = self.place(place, is_error, steps);
        if is_error {
            match &fixed {
                Some(path) => self.template.attribute(ERROR_OF, path),
                None => {
                    self.template.slot(Slot::Attribute { element: ordinal, name: ERROR_OF.to_owned(), url: false });
                    steps.push(Step::Path(bound));
                }
            }
            let role = element
                .attributes
                .iter()
                .any(|attribute| matches!(attribute, Attribute::Plain { name, .. } if name.text == "role"));
            if !role {
                self.template.attribute("role", "alert");
            }
            return;
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
        steps.extend(show.map(|show| Step::Field { bound, show }));
        let event = event(element, bind);
        let slot = fixed.is_none();
        match fixed {
            Some(path) => self.template.attribute(&format!("{PREFIX}{event}"), &format!("{path}=")),
            None => self.template.slot(Slot::Event { element: ordinal, name: event.to_owned() }),
        }
        let is_group = bind.target.text == "group";
        if is_group {
            let value =
                value_tokens(element, "value").unwrap_or_else(|| Rust::new(quote::quote!("on"), bind.target.span));
            let is_checkbox = static_value(element, "type") == Some("checkbox");
            let by = if is_checkbox { Chooses::Checkbox } else { Chooses::Radio };
            steps.push(Step::Offers { bound, value, by, control });
        }
        if is_group || element.name.text == "select" {
            return steps.push(Step::Chooser { bound, several, slot, control });
        }
        let actions = vec![Action::Server(Source::Bound(bound))];
        let binding = Binding { event: event.to_owned(), actions, control };
        steps.push(Step::Bind { binding, slot });
    }

    /// Adds the step that goes to a place; other steps name what is found there.
    fn place(&mut self, place: &DataPath, is_error: bool, steps: &mut Vec<Step>) -> Bound {
        let bound = Bound { number: self.bounds, span: place.span() };
        self.bounds += 1;
        let is_named = !is_error || place.fixed().is_none();
        steps.push(Step::Place { bound, place: place.clone(), is_error, is_named });
        if !is_error {
            self.last_bound = Some(bound);
        }
        bound
    }

    /// The content of a bound `<textarea>`.
    pub(super) fn bound_text(&mut self, bound: Bound, ordinal: u16, steps: &mut Vec<Step>) {
        self.template.raw("\n");
        self.template.slot(Slot::Text { element: ordinal });
        steps.push(Step::Field { bound, show: FieldView::Text });
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
        let Some(bound) = cx.select else { return };
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
        steps.push(Step::Offers { bound, value, by: Chooses::Option { shows, text }, control });
    }
}

/// The DOM event by which a bound control tells its new value.
pub(crate) fn event(element: &Element, bind: &Bind) -> &'static str {
    let ticked = matches!(static_value(element, "type"), Some("checkbox" | "radio" | "file"));
    if bind.lazy.is_some() || bind.target.text != "value" || element.name.text == "select" || ticked {
        "change"
    } else {
        "input"
    }
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
