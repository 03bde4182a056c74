//! A little of CSS's selectors.

use super::document::Element;
use crate::{Error, Result};

/// What to look for: the last part is the element, those before it stand around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Selector {
    parts: Vec<Compound>,
    /// Which of the elements that match, from 1; 0 for any.
    nth: usize,
}

/// What one element has to be.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compound {
    /// Its name; empty for any.
    tag: String,
    conditions: Vec<Condition>,
}

#[derive(Debug, PartialEq, Eq)]
enum Condition {
    Class(String),
    Attribute(String, Option<String>),
    Text(String),
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// It has not the form of one.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut selector = Self { parts: vec![Compound::default()], nth: 0 };
        let mut rest = text.trim();
        while let Some(first) = rest.chars().next() {
            let after = rest.get(first.len_utf8()..).unwrap_or_default();
            rest = match first {
                ' ' => {
                    selector.parts.push(Compound::default());
                    after.trim_start()
                }
                '#' | '.' => {
                    let (name, tail) = word(after);
                    let condition = match first {
                        '#' => Condition::Attribute("id".to_owned(), Some(name.to_owned())),
                        _ => Condition::Class(name.to_owned()),
                    };
                    selector.add(condition);
                    tail
                }
                '[' => {
                    let (inside, tail) = after.split_once(']').ok_or_else(|| wrong(text))?;
                    let (name, value) = match inside.split_once('=') {
                        Some((name, value)) => (name, Some(value.trim_matches(['"', '\'']).to_owned())),
                        None => (inside, None),
                    };
                    selector.add(Condition::Attribute(name.trim().to_owned(), value));
                    tail
                }
                ':' => {
                    let (name, tail) = after.split_once('(').ok_or_else(|| wrong(text))?;
                    let (inside, tail) = tail.split_once(')').ok_or_else(|| wrong(text))?;
                    match name {
                        "text" => selector.add(Condition::Text(inside.trim_matches(['"', '\'']).to_owned())),
                        "nth" => selector.nth = inside.parse().map_err(|_| wrong(text))?,
                        _ => return Err(wrong(text)),
                    }
                    tail
                }
                _ => {
                    let (name, tail) = word(rest);
                    match selector.parts.last_mut() {
                        Some(part) if part.tag.is_empty() && !name.is_empty() => part.tag = name.to_ascii_lowercase(),
                        _ => return Err(wrong(text)),
                    }
                    tail
                }
            };
        }
        Ok(selector)
    }

    fn add(&mut self, condition: Condition) {
        if let Some(part) = self.parts.last_mut() {
            part.conditions.push(condition);
        }
    }

    /// The elements in `root` that match, in document order.
    pub(super) fn find<'e>(&self, root: &'e Element) -> Vec<&'e Element> {
        self.find_parts(root).into_iter().map(|(element, _)| element).collect()
    }

    /// The same, each with the token of the nested component that it is part of.
    pub(super) fn find_parts<'e>(&self, root: &'e Element) -> Vec<(&'e Element, Option<&'e str>)> {
        let mut found = Vec::new();
        root.descendants(&mut Vec::new(), &mut |around, element| {
            if self.matches(around, element) {
                found.push((element, around.iter().rev().find_map(|around| around.attribute("data-l-token"))));
            }
        });
        match self.nth {
            0 => found,
            nth => found.into_iter().skip(nth - 1).take(1).collect(),
        }
    }

    fn matches(&self, around: &[&Element], element: &Element) -> bool {
        let Some((last, outer)) = self.parts.split_last() else { return false };
        let mut around = around.iter();
        last.matches(element) && outer.iter().all(|part| around.any(|element| part.matches(element)))
    }
}

impl Compound {
    fn matches(&self, element: &Element) -> bool {
        let named = self.tag.is_empty() || self.tag == "*" || self.tag == element.tag();
        named && self.conditions.iter().all(|condition| condition.holds(element))
    }
}

impl Condition {
    fn holds(&self, element: &Element) -> bool {
        match self {
            Self::Class(name) => {
                element.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == name))
            }
            Self::Attribute(name, None) => element.attribute(name).is_some(),
            Self::Attribute(name, Some(value)) => element.attribute(name) == Some(value),
            Self::Text(text) => element.text() == *text,
        }
    }
}

/// A name at the start of `text`, and what stands after it.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !(c.is_alphanumeric() || "-_*".contains(c))).unwrap_or(text.len()))
}

fn wrong(selector: &str) -> Error {
    Error::msg(format_args!("`{selector}` is not a selector that is understood here; see `loom::testing`"))
}

#[cfg(test)]
mod tests {
    use super::{super::parse::parse, *};

    fn texts(selector: &str) -> Vec<String> {
        let root = parse(
            "<ul id=\"list\"><li class=\"a b\">one</li><li class=\"b\" data-x=\"1\">two</li></ul><p><b>one</b></p>",
        );
        match Selector::parse(selector) {
            Ok(selector) => selector.find(&root).iter().map(|element| element.text()).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn elements_are_found() {
        assert_eq!(texts("li"), ["one", "two"]);
        assert_eq!(texts("#list .b"), ["one", "two"]);
        assert_eq!(texts("li.a.b"), ["one"]);
        assert_eq!(texts("ul [data-x=1]"), ["two"]);
        assert_eq!(texts("[data-x]"), ["two"]);
        assert_eq!(texts(":text(one)"), ["one", "one", "one"]);
        assert_eq!(texts("li:nth(2)"), ["two"]);
        assert_eq!(texts("p li"), Vec::<String>::new());
    }

    #[test]
    fn text_that_is_no_selector_is_an_error() {
        for wrong in ["li:hover", "[x", ":text(", "li>b", "a:nth(x)"] {
            assert!(Selector::parse(wrong).is_err(), "{wrong}");
        }
    }
}
