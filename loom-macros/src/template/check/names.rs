//! Names of elements, attributes and events, and values that can be judged.

use loom_vocabulary::{ELSEWHERE, ModifierName, STAYS};

use super::{Check, place::Place, text::entity};
use crate::template::{
    ast::{Action, Attribute, Element, Modifier, Name, On, Value},
    plan::Namespace,
    tables::{
        attributes::{self, Kind, Known},
        distance, elements, events, foreign, nearest_of,
    },
};

impl Check<'_> {
    pub(super) fn element_name(&self, element: &Element, place: &Place<'_>, namespace: Namespace) {
        let name = element.name.text.as_str();
        let root = matches!((name, namespace), ("svg", Namespace::Svg) | ("math", Namespace::MathMl));
        if root || elements::is_custom(name) {
            return;
        }
        // The check of nesting has reported customizable selects.
        if name == "selectedcontent" && place.ancestors().any(|(around, _)| around == "select") {
            return;
        }
        let message = match namespace {
            Namespace::Html => html_name(name),
            Namespace::Svg => foreign_name(name, foreign::SVG, "SVG", "a `<foreignObject>`"),
            Namespace::MathMl => foreign_name(name, foreign::MATHML, "MathML", "an `<mtext>`"),
        };
        // The check of nesting has reported elements in a place that takes only text.
        if let Some(message) = message.filter(|_| !place.name().is_some_and(elements::is_text_only)) {
            self.diagnostics.error(element.name.span, message);
        }
    }

    pub(super) fn attributes(&self, element: &Element, namespace: Namespace) {
        for attribute in &element.attributes {
            match attribute {
                Attribute::Plain { name, value } => self.attribute(element, name, value, namespace),
                Attribute::On(on) => self.event(element, on),
                _ => {}
            }
        }
        for property in element.attributes.iter().filter_map(style_property) {
            if property.text.contains(char::is_uppercase) && !property.text.starts_with("--") {
                let mended = dashed(&property.text);
                let message = format!("properties of CSS are written with dashes: `style:{mended}`");
                self.diagnostics.error_between(property.span, property.end, message);
            }
        }
        let styles: Vec<&Name> = element.attributes.iter().filter_map(style_property).collect();
        let whole = element.attributes.iter().find_map(|attribute| match attribute {
            Attribute::Plain { name, value: Value::Dynamic(_) } if name.text == "style" => Some(name),
            _ => None,
        });
        if let (Some(whole), [property, ..]) = (whole, styles.as_slice()) {
            let message = format!(
                "`style={{...}}` and `style:{}` exclude each other: give each property its `style:`",
                property.text
            );
            self.diagnostics.error(whole.span, message);
        }
    }

    fn attribute(&self, element: &Element, name: &Name, value: &Value, namespace: Namespace) {
        let (tag, attribute) = (element.name.text.as_str(), name.text.as_str());
        let lower = attribute.to_ascii_lowercase();
        let event = lower
            .strip_prefix("on")
            .filter(|event| !event.is_empty() && (events::EVENTS.contains(event) || !elements::is_custom(tag)));
        if let Some(event) = event {
            let event = events::EVENTS.iter().find(|known| *known == &event).copied().unwrap_or("click");
            let message = format!("`{attribute}` would run script; bind a handler: `on:{event}=...`");
            return self.diagnostics.error_between(name.span, name.end, message);
        }
        let own = lower.strip_prefix(loom_vocabulary::PREFIX);
        if own.is_some_and(|name| !loom_vocabulary::NOTICES.contains(&name)) {
            let message =
                format!("`{attribute}` is Loom's own; write `on:`, `bind:` or a modifier such as `.debounce(300)`");
            return self.diagnostics.error_between(name.span, name.end, message);
        }
        if lower == "srcdoc" && matches!(value, Value::Dynamic(_)) {
            let message = "a value in `srcdoc` would be read as a page: give the `<iframe>` a `src`";
            return self.diagnostics.error_between(name.span, name.end, message);
        }
        let known = match namespace {
            _ if elements::is_custom(tag) => Known::Yes,
            Namespace::Html if elements::own_attributes(tag).is_none() => Known::Yes,
            Namespace::Html => attributes::html(tag, attribute),
            Namespace::Svg | Namespace::MathMl => attributes::foreign(attribute),
        };
        if let Known::No(near) = known {
            let help = near.map_or_else(|| other_way(tag, attribute), |near| format!("; did you mean `{near}`?"));
            return self.diagnostics.error_between(
                name.span,
                name.end,
                format_args!("`<{tag}>` has no attribute `{attribute}`{help}"),
            );
        }
        self.attribute_value(tag, name, value);
    }

    fn attribute_value(&self, tag: &str, name: &Name, value: &Value) {
        let Value::Static { text, span, .. } = value else { return };
        if let Some(expression) = interpolation(&name.text, text) {
            let message = format!(
                "a quoted value is fixed text: write `{}={{format!(...)}}` to put `{expression}` into it",
                name.text
            );
            return self.diagnostics.error(*span, message);
        }
        match attributes::kind(tag, &name.text) {
            Kind::Url if runs_script(text) => {
                let message = "an address with `javascript:` runs script; bind a handler: `on:click=...`";
                self.diagnostics.error(*span, message);
            }
            Kind::Boolean if !(text.is_empty() || matches!(text.as_str(), "true" | "false") || *text == name.text) => {
                let message = format!("`{0}` is there or it is not: write `{0}` or `{0}={{condition}}`", name.text);
                self.diagnostics.error(*span, message);
            }
            Kind::Value if entity(text).is_some() => self.entity(text, *span),
            Kind::Value if name.text == "id" && (text.is_empty() || text.contains(char::is_whitespace)) => {
                self.diagnostics.error(*span, "an id is one word, without spaces");
            }
            _ => {}
        }
    }

    fn event(&self, element: &Element, on: &On) {
        let event = on.event.text.as_str();
        if loom_vocabulary::is_reserved(event) {
            let message = format!(
                "`data-l-{event}` is an attribute of Loom's own, so no handler is bound to an event of this name: dispatch it under another, as `my-{event}`"
            );
            return self.diagnostics.error(on.event.span, message);
        }
        if events::EVENTS.contains(&event) || event.contains('-') || elements::is_custom(&element.name.text) {
            self.event_modifiers(on);
            return self.event_place(on);
        }
        let other = events::OTHER_NAMES.iter().find(|(name, _)| *name == event).map(|(_, near)| *near);
        let near = other.or_else(|| nearest_of(event.trim_start_matches("on"), events::EVENTS.iter().copied()));
        let help = near.map_or_else(
            || "; events of your own have a dash in their name".to_owned(),
            |near| format!("; did you mean `on:{near}`?"),
        );
        self.diagnostics.error(on.event.span, format_args!("unknown event `{event}`{help}"));
    }

    /// Modifiers that are for some events only.
    fn event_modifiers(&self, on: &On) {
        let event = on.event.text.as_str();
        let is_sent = on.actions.is_empty() || on.actions.iter().any(|action| matches!(action, Action::Server(_)));
        for modifier in &on.modifiers {
            let message = match modifier.name {
                ModifierName::Margin if !matches!(event, "visible" | "hidden") => {
                    "`margin` is for what comes into view and leaves it: `on:visible.margin(200)`"
                }
                ModifierName::Reset if event != "submit" => {
                    "`reset` empties a form that is submitted: `on:submit.reset`"
                }
                ModifierName::Debounce | ModifierName::Throttle if event == "sort" => {
                    "each drop is one event, which the server answers: `on:sort` waits for nothing more"
                }
                ModifierName::Exclusive if !is_sent => {
                    "`exclusive` holds until the server has answered, and this goes to no handler of the server"
                }
                _ => continue,
            };
            self.diagnostics.error(modifier.span, message);
        }
    }

    /// An event that is heard elsewhere than at the element, or has to be.
    fn event_place(&self, on: &On) {
        let event = on.event.text.as_str();
        let only = ELSEWHERE.iter().find(|(name, _)| *name == event).and_then(|(_, places)| places.first());
        let Some((place, written)) = on.filter.place() else {
            if let Some(place) = only {
                let message =
                    format!("`{event}` happens at no element: listen at the {0}, `on:{event}.{0}`", place.as_str());
                self.diagnostics.error(on.event.span, message);
            }
            return;
        };
        if !place.hears(event, STAYS.contains(&event)) {
            let message = match only {
                Some(only) => format!("`{event}` is heard at the {0}: `on:{event}.{0}`", only.as_str()),
                None => format!("`{event}` is heard where it happens only, so not with `.{}`", written.text),
            };
            self.diagnostics.error(written.span, message);
        }
        let vain = |modifier: &&Modifier| matches!(modifier.name, ModifierName::Itself | ModifierName::Stop);
        if let Some(modifier) = on.modifiers.iter().find(vain) {
            let message = format!(
                "`.{}` is for what happens at the element, so not with `.{}`",
                modifier.name.as_str(),
                written.text
            );
            self.diagnostics.error(modifier.span, message);
        }
    }
}

fn html_name(name: &str) -> Option<String> {
    if elements::own_attributes(name).is_some() {
        return None;
    }
    if let Some((_, mend)) = elements::OBSOLETE.iter().find(|(old, _)| *old == name) {
        return Some(format!("`<{name}>` is obsolete: use `<{mend}>`"));
    }
    if foreign::is_svg(name) {
        return Some(format!("`<{name}>` is SVG, and stands in an `<svg>`"));
    }
    if foreign::is_mathml(name) {
        return Some(format!("`<{name}>` is MathML, and stands in a `<math>`"));
    }
    Some(match nearest_of(name, elements::ELEMENTS.iter().map(|(known, _)| *known)) {
        Some(near) if distance(name, near) < 2 => format!("unknown element `<{name}>`; did you mean `<{near}>`?"),
        Some(near) => {
            format!(
                "unknown element `<{name}>`; did you mean `<{near}>`, or the component `<{}/>`?",
                component_of(name)
            )
        }
        None => format!(
            "unknown element `<{name}>`; a component begins with a capital letter, `<{}/>`, and a custom element has a dash in its name",
            component_of(name)
        ),
    })
}

/// The name that a component would have which is meant by the name of an element.
fn component_of(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn foreign_name(name: &str, known: &str, language: &str, island: &str) -> Option<String> {
    if known.split_whitespace().any(|known| known == name) {
        return None;
    }
    if elements::own_attributes(name).is_some() {
        return Some(format!("`<{name}>` is HTML; in {language} it stands in {island}"));
    }
    if matches!(name, "svg" | "math") {
        return Some(format!("in {language} an `<{name}>` stands in {island}"));
    }
    let help = nearest_of(name, known.split_whitespace()).map(|near| format!("; did you mean `<{near}>`?"));
    Some(format!("unknown element `<{name}>` of {language}{}", help.unwrap_or_default()))
}

/// Says how else to get what an attribute was meant for, or which elements have it.
fn other_way(tag: &str, attribute: &str) -> String {
    match (tag, attribute) {
        ("textarea", "value") => return ": its text is its content, `<textarea>{text}</textarea>`".to_owned(),
        ("select", "value") => {
            return ": bind it, `bind:value={self.field}`, or give an `<option>` `selected={condition}`".to_owned();
        }
        _ => {}
    }
    if attribute.contains('_') {
        return format!("; names of HTML have a dash: `{}`", attribute.replace('_', "-"));
    }
    if let Some(role) = attribute.strip_prefix("aria").filter(|role| role.starts_with(char::is_uppercase)) {
        return format!("; did you mean `aria-{}`?", role.to_ascii_lowercase());
    }
    let bearers: Vec<String> = elements::ELEMENTS
        .iter()
        .filter(|(_, own)| own.split_whitespace().any(|own| own == attribute))
        .map(|(name, _)| format!("`<{name}>`"))
        .collect();
    match bearers.as_slice() {
        [] if attribute.starts_with("l-") => {
            let known: Vec<String> = attributes::LOOM.iter().map(|own| format!("`{own}`")).collect();
            format!("; of Loom's there are {}", known.join(", "))
        }
        [] => format!("; data of your own is called `data-{attribute}`"),
        [first, second, third, _, ..] => format!("; {first}, {second}, {third} and others have it"),
        [one] => format!("; {one} has it"),
        some => format!("; {} have it", some.join(", ")),
    }
}

fn style_property(attribute: &Attribute) -> Option<&Name> {
    match attribute {
        Attribute::Style { name, .. } => Some(name),
        _ => None,
    }
}

/// The text in braces where it looks like an expression and braces have no other use: `{self.x}` anywhere, `{x}` in names and addresses.
fn interpolation<'t>(attribute: &str, text: &'t str) -> Option<&'t str> {
    let (_, rest) = text.split_once('{')?;
    let (inside, _) = rest.split_once('}')?;
    let is_path = inside.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && inside.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.' | '(' | ')'));
    let has_no_braces = matches!(attribute, "class" | "id" | "href" | "src" | "for" | "name");
    (is_path && (has_no_braces || inside.starts_with("self."))).then_some(inside)
}

/// `background-color` for `backgroundColor`.
pub(super) fn dashed(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

/// As the browser reads the scheme of an address: without spaces, controls and capital letters.
fn runs_script(address: &str) -> bool {
    let scheme: String = address.chars().filter(|letter| *letter > ' ').collect();
    let scheme = scheme.to_ascii_lowercase();
    scheme.starts_with("javascript:") || scheme.starts_with("vbscript:")
}
