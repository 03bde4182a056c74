//! HTML as a tree of elements.

/// An element of a [`View`](super::View)'s HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name; empty for the root.
    pub(super) tag: String,
    /// In order, with their values unescaped.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in it.
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Text(String),
    Element(Element),
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
        let mut text = String::new();
        self.gather(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.gather(out),
            }
        }
    }

    /// The elements in it, in document order, each with those around it, outermost first.
    pub(super) fn descendants<'e>(&'e self, around: &mut Vec<&'e Self>, visit: &mut dyn FnMut(&[&'e Self], &'e Self)) {
        for child in &self.children {
            if let Node::Element(element) = child {
                visit(around, element);
                around.push(element);
                element.descendants(around, visit);
                around.pop();
            }
        }
    }
}
