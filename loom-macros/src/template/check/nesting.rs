//! Elements that the browser's parser would move or close: the page would no longer be what was written.

use super::{Check, place::Place};
use crate::template::{
    ast::{Element, Node},
    plan::Namespace,
    tables::elements,
};

impl Check<'_> {
    pub(super) fn nesting(&self, element: &Element, place: &Place<'_>, namespace: Namespace) {
        let name = element.name.text.as_str();
        if place.namespace() != Namespace::Html || (namespace != Namespace::Html && place.name().is_none()) {
            return;
        }
        let wrong = wrong_parent(name, place)
            .or_else(|| closes_paragraph(name, place))
            .or_else(|| closes_item(name, place))
            .or_else(|| in_itself(name, place));
        if let Some((around, message)) = wrong {
            match around {
                Some(around) => self.diagnostics.error_between(around, element.name.span, message),
                None => self.diagnostics.error(element.name.span, message),
            }
        }
    }
}

impl Check<'_> {
    /// Parts of a table at the root of a template, whose parent is elsewhere, bear only their like beside them.
    pub(super) fn roots(&self, nodes: &[Node]) {
        let part = nodes.iter().find_map(|node| match node {
            Node::Element(element) => {
                let name = element.name.text.as_str();
                elements::only_parents(name).filter(|parents| !parents.is_empty()).map(|parents| (name, parents))
            }
            _ => None,
        });
        let Some((name, parents)) = part else { return };
        for node in nodes {
            let (span, what) = match node {
                Node::Text(text) if !text.value.trim().is_empty() => (text.span, "text".to_owned()),
                Node::Element(element) if elements::only_parents(&element.name.text) != Some(parents) => {
                    (element.name.span, format!("`<{}>`", element.name.text))
                }
                _ => continue,
            };
            self.diagnostics
                .error(span, format_args!("{what} cannot stand beside a `<{name}>`: a table holds only its parts"));
        }
    }
}

type Wrong = Option<(Option<proc_macro2::Span>, String)>;

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`<{name}>`")).collect();
    match quoted.as_slice() {
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
        [] => String::new(),
    }
}

/// The parent holds only certain elements, or the element stands only in certain parents.
fn wrong_parent(name: &str, place: &Place<'_>) -> Wrong {
    let parent = place.around()?;
    if place.name().is_some_and(elements::is_raw) {
        return None;
    }
    if let Some(children) = place.name().and_then(elements::only_children)
        && !children.contains(&name)
    {
        let message = match (parent, name) {
            ("table", "tr") => "a `<tr>` stands in a `<tbody>`, `<thead>` or `<tfoot>`, not directly in a `<table>`: \
                                the browser would add a `<tbody>`"
                .to_owned(),
            ("thead" | "tbody" | "tfoot", "td" | "th") => {
                format!("a `<{name}>` stands in a `<tr>`: the browser would add one")
            }
            ("table", "col") => "a `<col>` stands in a `<colgroup>`: the browser would add one".to_owned(),
            ("select", "button") | ("option", "selectedcontent") => CUSTOMIZABLE.to_owned(),
            ("option", _) => "an `<option>` holds text only: the browser would drop the tag".to_owned(),
            ("textarea" | "title", _) => format!("a `<{parent}>` holds text only: the tag would be shown as text"),
            _ => {
                let children: Vec<&str> =
                    children.iter().copied().filter(|child| !matches!(*child, "script" | "template")).collect();
                format!("`<{name}>` cannot stand directly in `<{parent}>`, which holds {}", list(&children))
            }
        };
        return Some((None, message));
    }
    let parents = elements::only_parents(name)?;
    if parents.contains(&parent) {
        return None;
    }
    let message = if parents.is_empty() {
        format!("`<{name}>` stands at the root of a page only")
    } else {
        format!("a `<{name}>` stands only in {}: in `<{parent}>` the browser would drop the tag", list(parents))
    };
    Some((None, message))
}

/// A block in a `<p>`.
fn closes_paragraph(name: &str, place: &Place<'_>) -> Wrong {
    if !elements::closes_paragraph(name) {
        return None;
    }
    let (_, around) = place
        .ancestors()
        .take_while(|(around, _)| {
            // Some keep the paragraph open; what stands in a block is that block's affair.
            !matches!(*around, "button" | "caption" | "td" | "th" | "object" | "template")
                && (*around == "p" || !elements::closes_paragraph(around))
        })
        .find(|(around, _)| *around == "p")?;
    let mend = if name == "p" { "close the first before the second" } else { "use a `<div>` in place of the `<p>`" };
    Some((Some(around), format!("`<{name}>` cannot stand in a `<p>`, which the browser would close before it: {mend}")))
}

/// An `<li>` in an `<li>`, and its like: the browser would close the first.
fn closes_item(name: &str, place: &Place<'_>) -> Wrong {
    let closed: &[&str] = match name {
        "li" => &["li"],
        "dd" | "dt" => &["dd", "dt"],
        "option" | "optgroup" => {
            let (parent, around) = place.ancestors().next()?;
            let closes = parent == "option" || (parent == "optgroup" && name == "optgroup");
            return closes
                .then(|| (Some(around), format!("`<{name}>` cannot stand in an `<{parent}>`: close it first")));
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let (parent, around) = place.ancestors().next()?;
            let closes = matches!(parent, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            let message = format!("a heading cannot stand in a heading: close `<{parent}>` before `<{name}>`");
            return closes.then_some((Some(around), message));
        }
        "rt" | "rp" => {
            let (parent, around) = place.ancestors().next()?;
            let in_ruby = place.ancestors().any(|(around, _)| around == "ruby");
            let closes = match parent {
                "rt" | "rp" => true,
                "dd" | "dt" | "li" | "option" | "optgroup" | "p" => in_ruby,
                _ => false,
            };
            let message = format!("`<{name}>` cannot stand in `<{parent}>`: it stands directly in a `<ruby>`");
            return closes.then_some((Some(around), message));
        }
        _ => return None,
    };
    for (around, span) in place.ancestors() {
        if closed.contains(&around) {
            let list = if name == "li" { "`<ul>` or `<ol>`" } else { "`<dl>`" };
            let message = format!("`<{name}>` cannot stand in a `<{around}>` without a {list} between: close it first");
            return Some((Some(span), message));
        }
        if elements::stops_list_item(around) {
            return None;
        }
    }
    None
}

/// A link in a link, a button in a button, a form in a form.
fn in_itself(name: &str, place: &Place<'_>) -> Wrong {
    let limits: &[&str] = match name {
        "a" => &["td", "th", "caption", "object", "template"],
        "button" => &["td", "th", "caption", "object", "template"],
        "form" => &["template"],
        "select" => &["template"],
        _ => return None,
    };
    let (_, around) =
        place.ancestors().take_while(|(around, _)| !limits.contains(around)).find(|(around, _)| *around == name)?;
    let article = if name == "a" { "an" } else { "a" };
    let message =
        format!("{article} `<{name}>` cannot stand in {article} `<{name}>`, which the browser would close before it");
    Some((Some(around), message))
}

/// The message for the parts of a customizable select.
const CUSTOMIZABLE: &str = "a customizable select cannot be written: a browser that does not know it drops the tags, and Loom's client \
     would not find what was sent; style the `<select>` itself, or write a list of buttons";
