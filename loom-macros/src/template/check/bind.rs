//! Two-way bound fields.

use super::Check;
use crate::template::{
    ast::{Attribute, Bind, Element, Node, Value},
    plan::Namespace,
    tables::{events::written_modifiers, nearest},
};

impl Check<'_> {
    pub(super) fn bound(&self, element: &Element, namespace: Namespace) {
        for attribute in &element.attributes {
            if let Attribute::Bind(bind) = attribute {
                let wrong = if namespace == Namespace::Html { wrong(element, bind) } else { wrong_element(bind) };
                if let Some(message) = wrong {
                    self.diagnostics.error(bind.target.span, message);
                } else if bind.place.is_none() {
                    let written = bind.value.tokens.to_string().replace(' ', "");
                    let field = written.trim_start_matches("&mut").trim_start_matches('&').trim_start_matches("self.");
                    let is_name = field.chars().all(|letter| letter.is_alphanumeric() || letter == '_');
                    let message = format!(
                        "`bind:{0}` takes a field of the component: `bind:{0}={{self.{1}}}`",
                        bind.target.text,
                        if is_name { field } else { "name" }
                    );
                    self.diagnostics.error_at(&bind.value.tokens, message);
                }
                if let Some(span) = bind.lazy {
                    let message = match bind.target.text.as_str() {
                        "value" if element.name.text != "select" => None,
                        _ => Some("`.lazy` is for text: this control tells its value when it is chosen".to_owned()),
                    };
                    let timed = bind.modifiers.first().map(|modifier| {
                        let name = modifier.name.as_str();
                        format!("`.lazy` waits until the field is done, and `.{name}` for a pause: take one of them")
                    });
                    if let Some(message) = message.or(timed) {
                        self.diagnostics.error(span, message);
                    }
                }
                for modifier in &bind.modifiers {
                    if !modifier.name.is_timed() {
                        let timed = written_modifiers(|other| other.is_timed());
                        let message = format!("a two-way bound field takes {timed} only");
                        self.diagnostics.error(modifier.span, message);
                    }
                }
            }
        }
    }
}

fn wrong_element(bind: &Bind) -> Option<String> {
    let bearers = match bind.target.text.as_str() {
        "value" => "`<input>`, `<select>` and `<textarea>`",
        "checked" => "`<input type=\"checkbox\">`",
        _ => "`<input type=\"radio\">` and `<input type=\"checkbox\">`",
    };
    Some(format!("`bind:{}` stands on {bearers}", bind.target.text))
}

/// Why a binding cannot stand on its element.
fn wrong(element: &Element, bind: &Bind) -> Option<String> {
    let (target, name) = (bind.target.text.as_str(), element.name.text.as_str());
    if !matches!(target, "value" | "checked" | "group" | "error") {
        let help = nearest(target, &["value", "checked", "group", "error"]).map_or_else(
            || "there are `bind:value`, `bind:checked`, `bind:group` and `bind:error`".to_owned(),
            |near| format!("did you mean `bind:{near}`?"),
        );
        return Some(format!("unknown binding `bind:{target}`; {help}"));
    }
    if target == "error" {
        let content = element.children.iter().any(|node| !matches!(node, Node::Let(_) | Node::Recovered(_)));
        return content.then(|| "the element with `bind:error` is empty: the message is its content".to_owned());
    }
    if !(name == "input" || (target == "value" && matches!(name, "select" | "textarea"))) {
        return wrong_element(bind);
    }
    if target == "value" && name == "textarea" && !element.children.is_empty() {
        return Some(
            "the content of a `<textarea>` with `bind:value` is the field's: remove what stands in it".to_owned(),
        );
    }
    if name != "input" {
        return None;
    }
    wrong_input(element, bind)
}

/// Why a binding to a value, a mark or a group cannot stand on an `<input>`.
fn wrong_input(element: &Element, bind: &Bind) -> Option<String> {
    let target = bind.target.text.as_str();
    let kind = element.attributes.iter().find_map(|attribute| match attribute {
        Attribute::Plain { name, value } if name.text == "type" => Some(value),
        _ => None,
    });
    let kind = match kind {
        Some(Value::Static { text, .. }) => text.as_str(),
        Some(Value::Dynamic(_)) if target != "value" => {
            return Some(format!("`bind:{target}` needs a fixed type: write `type=\"checkbox\"`"));
        }
        _ => "text",
    };
    let has_value = element.attributes.iter().any(|attribute| {
        matches!(attribute, Attribute::Plain { name, value: Value::Static { .. } | Value::Dynamic(_) } if name.text == "value")
    });
    match (target, kind) {
        ("value", "checkbox") => Some("a checkbox is bound with `bind:checked`".to_owned()),
        ("value", "radio") => Some("radio buttons are bound with `bind:group`".to_owned()),
        ("value", "file") => Some("a file cannot be bound: send it in a form to a route of your own, with `method=\"post\" enctype=\"multipart/form-data\"`".to_owned()),
        ("value", "submit" | "button" | "reset" | "image") => {
            Some(format!("an `<input type=\"{kind}\">` has no value to bind"))
        }
        ("checked", "radio") => Some("radio buttons are bound with `bind:group`".to_owned()),
        ("checked", "checkbox") => None,
        ("checked", _) => wrong_element(bind),
        ("group", "radio" | "checkbox") if has_value => None,
        ("group", "radio" | "checkbox") => Some("`bind:group` needs a `value`, which the field takes".to_owned()),
        ("group", _) => wrong_element(bind),
        _ => None,
    }
}
