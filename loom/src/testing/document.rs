//! The document as a visitor sees it: the HTML of the page, with what was typed, and what is said of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{
    controls::PROBLEM,
    element::{ControlEntry, Element, Node},
    parse::parse,
};

/// Why what was typed into bound fields cannot be used, by component and field.
pub(super) type Problems = BTreeMap<(u64, String), String>;

/// The values that the visitor has put into controls.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    /// By the control's name in the document: what it showed before, and what it shows now.
    made: HashMap<String, (String, ControlEntry)>,
    /// The names of controls whose entries the server has answered.
    answered: HashSet<String>,
}

impl Entries {
    /// The visitor puts something into a control.
    pub(super) fn put(&mut self, control: &Element, entry: ControlEntry) {
        self.answered.remove(&control.name);
        self.made.insert(control.name.clone(), (shown_by_page(control), entry));
    }

    /// The server has answered the entry of the control of this name: if that is bound, it shows the field from now on.
    pub(super) fn answer(&mut self, name: String) {
        self.answered.insert(name);
    }
}

/// The component that an element stands in directly, by the id in its wrapper.
pub(super) fn component_of(path: &[&Element]) -> Option<u64> {
    path.iter().rev().find_map(|element| element.attribute("data-l-token")).and_then(|id| id.parse().ok())
}

/// Parses `html` into a document, with the values that the visitor has put into its controls. A new value of the page in a control replaces the
/// visitor's. Elements outside wrappers are part of `outermost`, if that is given.
pub(super) fn document(html: &str, outermost: Option<u64>, entries: &mut Entries, problems: &Problems) -> Element {
    let mut root = parse(html);
    let mut pass = Pass { entries, problems, seen: HashMap::new(), kept: HashMap::new() };
    pass.visit(&mut root, outermost);
    pass.entries.made = pass.kept;
    root
}

/// One pass over a document.
struct Pass<'p> {
    entries: &'p mut Entries,
    problems: &'p Problems,
    /// How many controls of a name there were so far.
    seen: HashMap<String, usize>,
    /// The entries that still hold.
    kept: HashMap<String, (String, ControlEntry)>,
}

impl Pass<'_> {
    fn visit(&mut self, element: &mut Element, component: Option<u64>) {
        let component = element.attribute("data-l-token").and_then(|id| id.parse().ok()).or(component);
        element.take_actions();
        if element.is_control() {
            self.enter(element, component);
        }
        let problem = |field: &str| self.problem(component, field);
        if let Some(field) = element.attribute("data-l-error-of").map(str::to_owned) {
            element.children = problem(&field).map(|text| Node::Text(text.clone())).into_iter().collect();
        }
        let refusal = element.fields().find_map(problem);
        if let Some(text) = refusal {
            let marks = [("aria-invalid", "true"), (PROBLEM, text.as_str())];
            element.attributes.extend(marks.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.visit(child, component);
            }
        }
    }

    fn problem(&self, component: Option<u64>, field: &str) -> Option<&String> {
        self.problems.get(&(component.unwrap_or_default(), field.to_owned()))
    }

    /// Gives a control its name, and what the visitor has put into it.
    fn enter(&mut self, element: &mut Element, component: Option<u64>) {
        let known = ["id", "name", "aria-label", "type"].map(|name| element.attribute(name).unwrap_or_default());
        let choice = if element.kind() == "radio" { element.attribute("value") } else { None };
        let name = format!("{component:?} {} {known:?} {choice:?}", element.tag());
        let number = self.seen.entry(name.clone()).or_default();
        *number += 1;
        element.name = format!("{name} {number}");
        let is_refused = element.fields().any(|field| self.problem(component, field).is_some());
        // A bound control keeps only what the server could not use.
        let is_over = self.entries.answered.contains(&element.name) && element.is_bound() && !is_refused;
        if let Some((before, entry)) = self.entries.made.remove(&element.name)
            && before == shown_by_page(element)
            && !is_over
        {
            element.entry = Some(entry.clone());
            self.kept.insert(element.name.clone(), (before, entry));
        }
    }
}

/// The value of a control by its attributes alone.
fn shown_by_page(control: &Element) -> String {
    let plain = Element { entry: None, ..control.clone() };
    format!("{:?} {} {:?}", plain.value(), plain.is_checked(), plain.chosen())
}
