//! [`Element`], a part of the document as a test sees it.

use loom_vocabulary::PREFIX;

use crate::protocol::mirror::ACTION_PREFIX;

/// An element of a [`View`](super::View)'s document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name; empty for the root.
    pub(super) tag: String,
    /// In order, with their values unescaped.
    pub(super) attributes: Vec<(String, String)>,
    /// Its content.
    pub(super) children: Vec<Node>,
    /// By which a control is found again when the document has changed; empty for other elements.
    pub(super) name: String,
    /// The actions of the browser, by their bindings: their numbers in the component.
    pub(super) actions: Vec<(String, usize)>,
    /// The visitor's entry, if it is a control.
    pub(super) entry: Option<ControlEntry>,
}

/// A node of an element's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Element(Element),
}

/// The visitor's entry in a control, if it differs from the attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ControlEntry {
    /// The text of a field.
    Value(String),
    /// Whether a checkbox or radio button is checked.
    Checked(bool),
    /// The chosen options of a `<select>`.
    Chosen(Vec<String>),
}

impl Element {
    /// Its name, in lower case.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// An attribute's value, empty for one that has none; `None` if it is not there.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All text in it, with white space as a browser shows it.
    #[must_use]
    pub fn text(&self) -> String {
        self.raw_text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The value of a control: what the visitor has typed or chosen, else what the page says; empty for any other element.
    #[must_use]
    pub fn value(&self) -> String {
        match (&self.entry, self.tag.as_str()) {
            (Some(ControlEntry::Value(value)), _) => value.clone(),
            (_, "select") => self.chosen().into_iter().next().unwrap_or_default(),
            (_, "textarea") => self.raw_text(),
            (_, "input") if matches!(self.kind(), "checkbox" | "radio") => {
                self.attribute("value").unwrap_or("on").to_owned()
            }
            (_, "option") => self.attribute("value").map_or_else(|| self.text(), str::to_owned),
            _ => self.attribute("value").unwrap_or_default().to_owned(),
        }
    }

    /// Whether a checkbox or radio button is checked, or an option chosen by the page.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        match self.entry {
            Some(ControlEntry::Checked(checked)) => checked,
            _ => self.attribute("checked").or_else(|| self.attribute("selected")).is_some(),
        }
    }

    /// The values of the chosen options of a `<select>`.
    #[must_use]
    pub fn chosen(&self) -> Vec<String> {
        if let Some(ControlEntry::Chosen(values)) = &self.entry {
            return values.clone();
        }
        let options = self.options();
        let (selected, several) = (self.attribute("value"), self.attribute("multiple").is_some());
        let is_selected = |option: &&Element| match selected {
            Some(value) if !several => option.value() == value,
            _ => option.is_checked(),
        };
        let chosen: Vec<String> = options.iter().copied().filter(is_selected).map(Self::value).collect();
        match chosen.last() {
            // The client shows none where the bound field has none of the options.
            None if self.is_bound() => Vec::new(),
            // One of a list that drops down is always chosen.
            None if !several => options
                .iter()
                .find(|option| option.attribute("disabled").is_none())
                .map(|first| first.value())
                .into_iter()
                .collect(),
            Some(last) if !several => vec![last.clone()],
            _ => chosen,
        }
    }

    /// Whether it is bound both ways.
    pub(super) fn is_bound(&self) -> bool {
        self.fields().next().is_some()
    }

    /// The fields that it is bound to.
    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        let handlers = ["input", "change"].into_iter().filter_map(|event| self.attribute(&format!("{PREFIX}{event}")));
        handlers.filter_map(|handler| handler.strip_suffix('='))
    }

    /// Takes the numbers of its actions out of its attributes.
    pub(super) fn take_actions(&mut self) {
        let marks = self.attributes.extract_if(.., |(name, _)| name.starts_with(ACTION_PREFIX));
        let actions = marks
            .filter_map(|(name, number)| Some((name.strip_prefix(ACTION_PREFIX)?.to_owned(), number.parse().ok()?)));
        self.actions = actions.collect();
    }

    /// The number of the action of a binding, if it has one.
    pub(super) fn action(&self, binding: &str) -> Option<usize> {
        self.actions.iter().find(|(known, _)| known == binding).map(|(_, number)| *number)
    }

    /// The options in it, in document order.
    pub(super) fn options(&self) -> Vec<&Self> {
        let mut options = Vec::new();
        self.walk(&mut vec![], &mut |path| options.extend(path.last().filter(|element| element.tag == "option")));
        options
    }

    /// The `type` of an `<input>` or `<button>`, in lower case; `text` or `submit` without one.
    pub(super) fn kind(&self) -> &str {
        let default = if self.tag == "button" { "submit" } else { "text" };
        self.attribute("type").filter(|kind| !kind.is_empty()).unwrap_or(default)
    }

    /// Whether it is an element that has a value.
    pub(super) fn is_control(&self) -> bool {
        matches!(self.tag.as_str(), "input" | "select" | "textarea" | "button")
    }

    /// The elements that stand directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// All text in it as it is.
    pub(super) fn raw_text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.gather(out),
            }
        }
    }

    /// Visits the elements in it, in document order. Each is the last of its path, which begins with those in `path` and this one.
    pub(super) fn walk<'e>(&'e self, path: &mut Vec<&'e Self>, visit: &mut dyn FnMut(&[&'e Self])) {
        path.push(self);
        for element in self.elements() {
            path.push(element);
            visit(path);
            path.pop();
            element.walk(path, visit);
        }
        path.pop();
    }
}
