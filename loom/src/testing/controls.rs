//! The rules by which a browser lets its visitor use the elements of a document. Paths begin with the root and end with the element.

use std::collections::BTreeSet;

use super::element::{ControlEntry, Element};
use crate::{Error, Result};

/// Whether the element is a control that is disabled, by itself or by a `<fieldset>`.
pub(super) fn is_disabled(path: &[&Element]) -> bool {
    let Some((element, around)) = path.split_last() else { return false };
    let can_be = element.is_control() || matches!(element.tag(), "fieldset" | "option" | "optgroup");
    if !can_be {
        return false;
    }
    let by_group = || {
        element.tag == "option" && around.last().is_some_and(|group| has(group, "disabled") && group.tag == "optgroup")
    };
    has(element, "disabled") || by_group() || (0..around.len()).any(|at| disables(path, at))
}

/// Whether the element at this place of the path is a `<fieldset>` that disables the last one.
fn disables(path: &[&Element], at: usize) -> bool {
    let Some(fieldset) = path.get(at).filter(|element| element.tag == "fieldset" && has(element, "disabled")) else {
        return false;
    };
    // The content of its first legend stays enabled.
    let legend = fieldset.elements().find(|child| child.tag == "legend");
    !path.get(at + 1).is_some_and(|inner| legend.is_some_and(|legend| std::ptr::eq(legend, *inner)))
}

/// Why a visitor cannot reach the element, if so.
pub(super) fn out_of_reach(path: &[&Element]) -> Option<&'static str> {
    let is_disabled_control =
        |path: &[&Element]| path.last().is_some_and(|last| last.is_control()) && is_disabled(path);
    if (1..=path.len()).any(|length| path.get(..length).is_some_and(is_disabled_control)) {
        return Some("disabled");
    }
    let is_hidden = |element: &&Element| {
        let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
        has(element, "hidden")
            || (element.tag == "input" && element.kind() == "hidden")
            || ["display:none", "visibility:hidden"].iter().any(|hides| style.contains(hides))
    };
    if path.iter().any(is_hidden) {
        return Some("hidden");
    }
    path.iter().any(|element| has(element, "inert")).then_some("inert")
}

/// The entry of a control after `value` was typed into it.
///
/// # Errors
/// A visitor cannot do that.
pub(super) fn typed(element: &Element, value: &str) -> Result<ControlEntry> {
    let refused = |why: &str| Err(Error::msg(format_args!("{value:?} cannot be typed here: {why}")));
    match (element.tag(), element.kind()) {
        ("select", _) => chosen(element, &[value]),
        ("input", "checkbox" | "radio") => refused("use `check`"),
        ("input", "button" | "submit" | "reset" | "image") => refused("it is a button"),
        ("input" | "textarea", _) if has(element, "readonly") => refused("it is read-only"),
        ("input" | "textarea", _) => {
            let most = element.attribute("maxlength").and_then(|most| most.parse().ok()).unwrap_or(usize::MAX);
            if value.encode_utf16().count() > most {
                return refused("it is too long");
            }
            Ok(ControlEntry::Value(value.to_owned()))
        }
        _ => refused("it is not a field"),
    }
}

/// The entry of a `<select>` after these options were chosen.
///
/// # Errors
/// It has no such options.
pub(super) fn chosen(select: &Element, values: &[&str]) -> Result<ControlEntry> {
    if select.tag != "select" || (values.len() != 1 && !has(select, "multiple")) {
        return Err(Error::msg(format_args!("it is no list from which {values:?} can be chosen")));
    }
    let mut options = Vec::new();
    select.walk(&mut Vec::new(), &mut |path| {
        options.extend(
            path.last().filter(|option| option.tag == "option" && !is_disabled(path)).map(|option| option.value()),
        );
    });
    if let Some(missing) = values.iter().find(|value| options.iter().all(|option| option != *value)) {
        return Err(Error::msg(format_args!("{missing:?} cannot be chosen here")));
    }
    // In the order in which they stand there.
    options.retain(|option| values.contains(&option.as_str()));
    Ok(ControlEntry::Chosen(options))
}

/// Whether a click on the element submits its form.
pub(super) fn submits(element: &Element) -> bool {
    matches!((element.tag(), element.kind()), ("button", "submit") | ("input", "submit" | "image"))
}

/// The path of the form that an element belongs to.
pub(super) fn form_of<'e>(path: &[&'e Element]) -> Option<Vec<&'e Element>> {
    let (element, root) = (path.last()?, path.first()?);
    if let Some(id) = element.attribute("form") {
        let mut found = None;
        root.walk(&mut Vec::new(), &mut |path| {
            if path.last().is_some_and(|form| form.tag == "form" && form.attribute("id") == Some(id)) {
                found.get_or_insert_with(|| path.to_vec());
            }
        });
        return found;
    }
    let at = path.iter().rposition(|around| around.tag == "form")?;
    path.get(..=at).map(<[_]>::to_vec)
}

/// The controls of a form, with their paths.
fn controls_of<'e>(form: &[&'e Element]) -> Vec<Vec<&'e Element>> {
    let (Some(root), Some(form)) = (form.first(), form.last()) else { return Vec::new() };
    let mut controls = Vec::new();
    root.walk(&mut Vec::new(), &mut |path| {
        let is_control = path.last().is_some_and(|element| element.is_control());
        if is_control && form_of(path).and_then(|path| path.last().copied()).is_some_and(|of| std::ptr::eq(of, *form)) {
            controls.push(path.to_vec());
        }
    });
    controls
}

/// The other radio buttons of a button's group.
pub(super) fn group_of<'e>(path: &[&'e Element]) -> Vec<&'e Element> {
    let (Some(root), Some(button)) = (path.first(), path.last()) else { return Vec::new() };
    let form = |path: &[&'e Element]| form_of(path).and_then(|form| form.last().map(|form| std::ptr::from_ref(*form)));
    let (own, name) = (form(path), button.attribute("name"));
    let mut group = Vec::new();
    root.walk(&mut Vec::new(), &mut |path| {
        let is_one = |other: &&&Element| {
            other.tag == "input"
                && other.kind() == "radio"
                && other.attribute("name") == name
                && !std::ptr::eq(**other, *button)
        };
        group.extend(path.last().filter(is_one).filter(|_| name.is_some() && form(path) == own));
    });
    group
}

/// Why the browser would not submit a form, if so: a field that is required is empty, or what was typed into a bound one cannot be used.
/// Fields of the names in `given` get another value.
pub(super) fn invalid(form: &[&Element], given: &BTreeSet<&str>) -> Option<String> {
    let element = form.last()?;
    if has(element, "novalidate") {
        return None;
    }
    let controls = controls_of(form);
    let is_chosen = |name: Option<&str>| {
        controls
            .iter()
            .filter_map(|path| path.last())
            .any(|other| other.kind() == "radio" && other.attribute("name") == name && other.is_checked())
    };
    controls.iter().filter(|path| !is_disabled(path)).find_map(|path| {
        let control =
            path.last().filter(|control| !control.attribute("name").is_some_and(|name| given.contains(name)))?;
        let is_empty = match (control.tag(), control.kind()) {
            ("input", "checkbox") => !control.is_checked(),
            ("input", "radio") => !is_chosen(control.attribute("name")),
            ("button", _) => false,
            _ => control.value().is_empty(),
        };
        if has(control, "required") && is_empty {
            return Some(format!("`{}` is required, and empty", name_of(control)));
        }
        let is_invalid = control.attribute("aria-invalid") == Some("true") && control.attribute(PROBLEM).is_some();
        is_invalid.then(|| format!("the text typed into `{}` cannot be used", name_of(control)))
    })
}

/// The attribute by which a test's document marks controls that the server has refused a value of.
pub(super) const PROBLEM: &str = "data-l-problem";

fn name_of(control: &Element) -> &str {
    ["name", "id", "aria-label"].iter().find_map(|name| control.attribute(name)).unwrap_or(control.tag())
}

/// The form's data as a browser submits it, with the button that submits. `given` are values for some of its controls, by name.
///
/// # Errors
/// The form has no control for one of them.
pub(super) fn encode(form: &[&Element], submitter: Option<&Element>, given: &[(&str, &str)]) -> Result<String> {
    let mut pairs = Vec::new();
    for path in controls_of(form).iter().filter(|path| !is_disabled(path)) {
        let Some((control, name)) = path.last().and_then(|control| Some((*control, control.attribute("name")?))) else {
            continue;
        };
        if name.is_empty() || given.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let values = match (control.tag(), control.kind()) {
            ("button", _) | ("input", "button" | "submit" | "image" | "reset") => match submitter {
                Some(button) if std::ptr::eq(button, control) => vec![control.value()],
                _ => Vec::new(),
            },
            ("input", "checkbox" | "radio") if !control.is_checked() => Vec::new(),
            ("select", _) => control.chosen(),
            _ => vec![control.value()],
        };
        pairs.extend(values.into_iter().map(|value| (name.to_owned(), lines(&value))));
    }
    for (name, value) in given {
        let named = controls_of(form);
        let mut named =
            named.iter().filter(|path| path.last().is_some_and(|control| control.attribute("name") == Some(name)));
        if !named.any(|path| !is_disabled(path) && path.last().is_some_and(|control| takes(control, value))) {
            return Err(Error::msg(format_args!("the form has no control `{name}` that can hold {value:?}")));
        }
        pairs.push(((*name).to_owned(), lines(value)));
    }
    Ok(serde_html_form::to_string(pairs)?)
}

/// Whether a form can be submitted with this value of the control.
fn takes(control: &Element, value: &str) -> bool {
    match (control.tag(), control.kind()) {
        ("input", "checkbox" | "radio" | "hidden") | ("button", _) => control.value() == value,
        ("select", _) => control.options().iter().any(|option| option.value() == value),
        _ => typed(control, value).is_ok(),
    }
}

/// Text as forms hold it.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

fn has(element: &Element, attribute: &str) -> bool {
    element.attribute(attribute).is_some()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{parse::parse, selector::Selector},
        *,
    };

    fn with<T>(html: &str, selector: &str, ask: impl FnOnce(&[&Element]) -> T) -> T {
        let root = parse(html);
        let Ok(selector) = Selector::parse(selector) else { unreachable!("a selector") };
        let found = selector.find(&root);
        ask(found.first().map_or(&[], |path| path.as_slice()))
    }

    #[test]
    fn what_a_visitor_cannot_reach_is_known() {
        for (html, expected) in [
            ("<p id=x>", None),
            ("<button id=x disabled>", Some("disabled")),
            ("<button disabled><b id=x></b></button>", Some("disabled")),
            ("<fieldset disabled><input id=x></fieldset>", Some("disabled")),
            ("<fieldset disabled><legend><input id=x></legend></fieldset>", None),
            ("<fieldset disabled><legend></legend><legend><input id=x></legend></fieldset>", Some("disabled")),
            ("<fieldset disabled><p id=x></p></fieldset>", None),
            ("<div hidden><p id=x></p></div>", Some("hidden")),
            ("<div style=\"color:red; display: none\"><p id=x></p></div>", Some("hidden")),
            ("<input type=hidden id=x>", Some("hidden")),
            ("<div inert><p id=x></p></div>", Some("inert")),
        ] {
            assert_eq!(with(html, "#x", out_of_reach), expected, "{html}");
        }
    }

    #[test]
    fn only_what_a_field_takes_can_be_typed() {
        for (html, value, is_taken) in [
            ("<input id=x>", "abc", true),
            ("<input id=x maxlength=2>", "abc", false),
            ("<textarea id=x readonly></textarea>", "abc", false),
            ("<input id=x type=checkbox>", "on", false),
            ("<p id=x></p>", "abc", false),
            ("<select id=x><option>abc</select>", "abc", true),
            ("<select id=x><option>abd</select>", "abc", false),
            ("<select id=x><option disabled>abc</select>", "abc", false),
        ] {
            let taken = with(html, "#x", |path| path.last().is_some_and(|element| typed(element, value).is_ok()));
            assert_eq!(taken, is_taken, "{html}");
        }
    }

    const FORM: &str = "<input name=far form=f value=7><form id=f><input name=a value=1><input name=no disabled value=2>\
        <input type=checkbox name=c value=x><input type=checkbox name=c value=y checked><select name=s><option>p<option selected>q\
        </select><textarea name=t>two\nlines</textarea><button name=go value=now>Go</button><button name=other>Other</button></form>";

    #[test]
    fn a_form_is_what_a_browser_submits() {
        let encoded = |given: &[(&str, &str)]| {
            with(FORM, "button", |path| {
                let form = form_of(path).unwrap_or_default();
                encode(&form, path.last().copied(), given).map_err(|error| error.to_string())
            })
        };
        assert_eq!(encoded(&[]).as_deref(), Ok("far=7&a=1&c=y&s=q&t=two%0D%0Alines&go=now"));
        assert_eq!(encoded(&[("a", "9"), ("c", "x")]).as_deref(), Ok("far=7&s=q&t=two%0D%0Alines&go=now&a=9&c=x"));
        for wrong in [("b", "1"), ("no", "1"), ("c", "z"), ("s", "r")] {
            assert!(encoded(&[wrong]).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_form_with_an_empty_field_that_is_required_is_not_submitted() {
        for (html, is_valid) in [
            ("<form><input required></form>", false),
            ("<form novalidate><input required></form>", true),
            ("<form><input required value=a></form>", true),
            ("<form><input required disabled></form>", true),
            ("<form><input type=radio name=r required><input type=radio name=r checked></form>", true),
            ("<form><input type=checkbox required></form>", false),
        ] {
            assert_eq!(with(html, "form", |form| invalid(form, &BTreeSet::new())).is_none(), is_valid, "{html}");
        }
    }
}
