//! Checks of `prop:` and `use:`, which hand data to scripts of the application.

use super::{Check, names::dashed, place};
use crate::template::{
    ast::{Attribute, Data, Element, Receiver},
    tables::elements,
};

/// Properties by which content is written, which is the template's; some of them make elements of text.
const CONTENT: &[&str] =
    &["innerhtml", "outerhtml", "textcontent", "innertext", "outertext", "nodevalue", "text", "content"];

/// Properties that the visitor changes too, which the client keeps under the attribute's name.
const SHARED: &[&str] = &["value", "checked", "selected", "open", "muted", "disabled"];

/// Properties that are the same as an attribute, or are no data.
const RESERVED: &[&str] = &["__proto__", "constructor", "prototype", "nonce", "classname", "classlist", "attributes"];

impl Check<'_> {
    pub(super) fn data(&self, element: &Element) {
        for attribute in &element.attributes {
            let Attribute::Data(data) = attribute else { continue };
            match data.to {
                Receiver::Property => self.property(element, data),
                Receiver::Hook => self.hook(element, data),
            }
        }
    }

    fn property(&self, element: &Element, data: &Data) {
        let name = data.name.text.as_str();
        let lower = name.to_ascii_lowercase();
        let is_custom = elements::is_custom(&element.name.text);
        let message = if name.contains('-') || !name.starts_with(|first: char| first.is_ascii_lowercase()) {
            format!("a property is a name of JavaScript that begins with a small letter: `prop:{}`", camel(name))
        } else if CONTENT.contains(&lower.as_str()) && !(is_custom && matches!(name, "text" | "content")) {
            format!("`{name}` would write the element's content: write it between the tags")
        } else if lower.starts_with("on") {
            "properties that begin with `on` hold code: bind an event, `on:click=handler`".to_owned()
        } else if lower == "srcdoc" {
            "`srcdoc` would make a page of text, with its scripts: give the frame a `src`".to_owned()
        } else if lower == "style" {
            "styles are set one by one: `style:color={...}`".to_owned()
        } else if RESERVED.contains(&lower.as_str()) {
            format!("`{name}` holds no data: a script's property has a name of its own")
        } else if !is_custom && loom_vocabulary::url_attributes().any(|url| url == lower) {
            format!("`{name}` holds an address, which the server checks: write the attribute, `{lower}={{...}}`")
        } else if !is_custom && SHARED.contains(&lower.as_str()) {
            format!("the visitor changes `{name}` too, which Loom minds: write the attribute, `{lower}={{...}}`")
        } else {
            return;
        };
        self.diagnostics.error_between(data.name.span, data.name.end, message);
    }

    fn hook(&self, element: &Element, data: &Data) {
        let name = data.name.text.as_str();
        if name.contains(|letter: char| letter.is_ascii_uppercase()) {
            let message = format!("the name of a hook has small letters and dashes: `use:{}`", dashed(name));
            self.diagnostics.error_between(data.name.span, data.name.end, message);
        }
        if element.children.iter().any(place::shows) {
            let message = format!("the content of an element with `use:{name}` is the hook's: leave it empty");
            self.diagnostics.error_between(data.name.span, data.name.end, message);
        }
    }
}

/// `zoom-level` as `zoomLevel`.
fn camel(name: &str) -> String {
    let mut text = String::new();
    let mut is_next = false;
    for letter in name.chars() {
        match letter {
            '-' => is_next = !text.is_empty(),
            _ if text.is_empty() => text.push(letter.to_ascii_lowercase()),
            _ if std::mem::take(&mut is_next) => text.push(letter.to_ascii_uppercase()),
            _ => text.push(letter),
        }
    }
    text
}
