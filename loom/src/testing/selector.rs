//! CSS selectors, as far as tests need them.

use super::{controls, element::Element};
use crate::{Error, Result};

/// A parsed selector.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Selector {
    /// One of these has to match.
    alternatives: Vec<Complex>,
    /// Which of the elements that match, from 1; 0 for any.
    nth: usize,
}

/// An element, and what has to stand around it and before it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Complex {
    /// The element itself.
    element: Compound,
    /// From the nearest to the farthest.
    context: Vec<(Combinator, Compound)>,
}

/// How an element stands to the one before it in a selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Combinator {
    /// `a b`: somewhere in it.
    Descendant,
    /// `a > b`: directly in it.
    Child,
    /// `a + b`: directly after it.
    Next,
    /// `a ~ b`: somewhere after it.
    Later,
}

/// The conditions on one element.
#[derive(Debug, Default, PartialEq, Eq)]
struct Compound {
    /// Its name; empty for any.
    tag: String,
    conditions: Vec<Condition>,
}

#[derive(Debug, PartialEq, Eq)]
enum Condition {
    Class(String),
    Attribute(String, Test, String),
    Text(String),
    Not(Compound),
    /// It is this one of its siblings, from 1.
    NthChild(usize),
    LastChild,
    Checked,
    Disabled,
    Enabled,
}

/// The test of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Test {
    IsThere,
    Is,
    StartsWith,
    EndsWith,
    Contains,
    HasWord,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// It has not the form of one that is known here.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut parser = Parser { rest: text.trim(), nth: 0 };
        let read = parser.list().filter(|_| parser.rest.is_empty());
        let alternatives = read.ok_or_else(|| {
            Error::msg(format_args!("`{text}` is not a selector that is understood here; see `loom::testing`"))
        })?;
        Ok(Self { alternatives, nth: parser.nth })
    }

    /// The elements in `root` that match, in document order, each with those around it: the root first, itself last.
    pub(super) fn find<'e>(&self, root: &'e Element) -> Vec<Vec<&'e Element>> {
        let mut found = Vec::new();
        root.walk(&mut Vec::new(), &mut |path| {
            if self.alternatives.iter().any(|complex| complex.matches(path)) {
                found.push(path.to_vec());
            }
        });
        match self.nth {
            0 => found,
            nth => found.into_iter().skip(nth - 1).take(1).collect(),
        }
    }
}

impl Complex {
    fn matches(&self, path: &[&Element]) -> bool {
        self.element.matches(path) && stands_in(path, &self.context)
    }
}

/// Whether the last element of `path` stands in this context.
fn stands_in(path: &[&Element], context: &[(Combinator, Compound)]) -> bool {
    let Some(((combinator, compound), rest)) = context.split_first() else { return true };
    let fits = |path: &[&Element]| compound.matches(path) && stands_in(path, rest);
    let Some((element, around)) = path.split_last() else { return false };
    match combinator {
        Combinator::Descendant => (2..path.len()).any(|length| path.get(..length).is_some_and(fits)),
        Combinator::Child => fits(around),
        Combinator::Next => siblings_before(around, element).last().is_some_and(|path| fits(path)),
        Combinator::Later => siblings_before(around, element).iter().any(|path| fits(path)),
    }
}

/// The paths of the elements that stand before `element` in the last of `around`.
fn siblings_before<'e>(around: &[&'e Element], element: &Element) -> Vec<Vec<&'e Element>> {
    let Some(parent) = around.last() else { return Vec::new() };
    let before = parent.elements().take_while(|other| !std::ptr::eq(*other, element));
    before.map(|sibling| [around, &[sibling]].concat()).collect()
}

impl Compound {
    fn matches(&self, path: &[&Element]) -> bool {
        let [_, .., element] = path else { return false };
        let named = self.tag.is_empty() || self.tag == "*" || self.tag == element.tag();
        named && self.conditions.iter().all(|condition| condition.holds(element, path))
    }
}

impl Condition {
    fn holds(&self, element: &Element, path: &[&Element]) -> bool {
        let place = || siblings_before(path.get(..path.len() - 1).unwrap_or_default(), element).len();
        let siblings = || path.iter().rev().nth(1).map_or(0, |parent| parent.elements().count());
        match self {
            Self::Class(name) => element.attribute("class").is_some_and(|value| Test::HasWord.holds(value, name)),
            Self::Attribute(name, test, wanted) => {
                element.attribute(name).is_some_and(|value| test.holds(value, wanted))
            }
            Self::Text(text) => element.text() == *text,
            Self::Not(compound) => !compound.matches(path),
            Self::NthChild(number) => place() + 1 == *number,
            Self::LastChild => place() + 1 == siblings(),
            Self::Checked => element.is_checked(),
            Self::Disabled => controls::is_disabled(path),
            Self::Enabled => element.is_control() && !controls::is_disabled(path),
        }
    }
}

impl Test {
    fn holds(self, value: &str, wanted: &str) -> bool {
        match self {
            Self::IsThere => true,
            Self::Is => value == wanted,
            Self::StartsWith => value.starts_with(wanted),
            Self::EndsWith => value.ends_with(wanted),
            Self::Contains => value.contains(wanted),
            Self::HasWord => value.split_whitespace().any(|word| word == wanted),
        }
    }
}

/// Reads a selector; `None` is what it cannot read.
struct Parser<'s> {
    rest: &'s str,
    /// The number of `:nth(..)`.
    nth: usize,
}

impl<'s> Parser<'s> {
    fn takes(&mut self, expected: char) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// A list of selectors with commas between them.
    fn list(&mut self) -> Option<Vec<Complex>> {
        let mut list = vec![self.complex()?];
        while self.takes(',') {
            self.rest = self.rest.trim_start();
            list.push(self.complex()?);
        }
        Some(list)
    }

    fn complex(&mut self) -> Option<Complex> {
        let mut complex = Complex { element: self.compound()?, ..Complex::default() };
        while let Some(combinator) = self.combinator() {
            let outer = std::mem::replace(&mut complex.element, self.compound()?);
            complex.context.insert(0, (combinator, outer));
        }
        Some(complex)
    }

    fn combinator(&mut self) -> Option<Combinator> {
        let trimmed = self.rest.trim_start();
        if trimmed.is_empty() || trimmed.starts_with(',') {
            self.rest = trimmed;
            return None;
        }
        let combinator = match trimmed.chars().next()? {
            '>' => Combinator::Child,
            '+' => Combinator::Next,
            '~' => Combinator::Later,
            _ if trimmed.len() < self.rest.len() => {
                self.rest = trimmed;
                return Some(Combinator::Descendant);
            }
            _ => return None,
        };
        self.rest = trimmed.get(1..)?.trim_start();
        Some(combinator)
    }

    /// Parses the conditions on one element: at least one.
    fn compound(&mut self) -> Option<Compound> {
        let start = self.rest;
        let mut compound = Compound { tag: self.word().to_ascii_lowercase(), conditions: Vec::new() };
        loop {
            let condition = if self.takes('#') {
                Condition::Attribute("id".to_owned(), Test::Is, self.name()?)
            } else if self.takes('.') {
                Condition::Class(self.name()?)
            } else if self.takes('[') {
                attribute(self.until(']')?)?
            } else if self.takes(':') {
                match self.pseudo()? {
                    Some(condition) => condition,
                    None => continue,
                }
            } else {
                break;
            };
            compound.conditions.push(condition);
        }
        (self.rest.len() < start.len()).then_some(compound)
    }

    /// A class with a colon before it; nothing for `:nth(..)`, which is no condition of one element.
    fn pseudo(&mut self) -> Option<Option<Condition>> {
        let name = self.name()?;
        let inside = if self.takes('(') { Some(self.parenthesised()?) } else { None };
        Some(Some(match (name.as_str(), inside) {
            ("text", Some(text)) => Condition::Text(text.trim_matches(['"', '\'']).to_owned()),
            ("nth", Some(number)) => {
                self.nth = number.parse().ok().filter(|number| *number > 0)?;
                return Some(None);
            }
            ("not", Some(inner)) => {
                let mut parser = Parser { rest: inner.trim(), nth: 0 };
                Condition::Not(parser.compound().filter(|_| parser.rest.is_empty() && parser.nth == 0)?)
            }
            ("nth-child", Some(number)) => Condition::NthChild(number.trim().parse().ok()?),
            ("first-child", None) => Condition::NthChild(1),
            ("last-child", None) => Condition::LastChild,
            ("checked", None) => Condition::Checked,
            ("disabled", None) => Condition::Disabled,
            ("enabled", None) => Condition::Enabled,
            _ => return None,
        }))
    }

    /// The text up to the parenthesis that closes the one before it.
    fn parenthesised(&mut self) -> Option<&'s str> {
        let mut depth = 1;
        for (at, c) in self.rest.char_indices() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let (inside, rest) = self.rest.split_at_checked(at)?;
                self.rest = rest.get(1..)?;
                return Some(inside);
            }
        }
        None
    }

    fn until(&mut self, end: char) -> Option<&'s str> {
        let (inside, rest) = self.rest.split_once(end)?;
        self.rest = rest;
        Some(inside)
    }

    /// A name, which may be empty.
    fn word(&mut self) -> &'s str {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "-_*".contains(c))).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn name(&mut self) -> Option<String> {
        Some(self.word()).filter(|name| !name.is_empty()).map(str::to_owned)
    }
}

/// Parses the text in brackets: `name`, `name=value`, `name^="value"`.
fn attribute(inside: &str) -> Option<Condition> {
    let Some((name, value)) = inside.split_once('=') else {
        let name = inside.trim();
        return (!name.is_empty()).then(|| Condition::Attribute(name.to_owned(), Test::IsThere, String::new()));
    };
    let tests = [('^', Test::StartsWith), ('$', Test::EndsWith), ('*', Test::Contains), ('~', Test::HasWord)];
    let found = tests.iter().find_map(|(sign, test)| Some((name.strip_suffix(*sign)?, *test)));
    let (name, test) = found.unwrap_or((name, Test::Is));
    let value = value.trim().trim_matches(['"', '\'']);
    Some(Condition::Attribute(name.trim().to_owned(), test, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{super::parse::parse, *};

    const PAGE: &str = r#"<ul id="list"><li class="a b">one</li><li class="b" data-x="1">two</li><li data-x="1 2">three</li></ul>
        <p><b>one</b> <i>x (y)</i></p>
        <fieldset disabled><input name="in" checked></fieldset><input name="out">"#;

    fn texts(selector: &str) -> Vec<String> {
        let root = parse(PAGE);
        let show = |element: &Element| match element.attribute("name") {
            Some(name) => name.to_owned(),
            None => element.text(),
        };
        match Selector::parse(selector) {
            Ok(selector) => selector.find(&root).iter().filter_map(|path| path.last()).map(|last| show(last)).collect(),
            Err(error) => vec![error.to_string()],
        }
    }

    #[test]
    fn elements_are_found_by_what_they_are() {
        assert_eq!(texts("li"), ["one", "two", "three"]);
        assert_eq!(texts("li.a.b"), ["one"]);
        assert_eq!(texts("[data-x]"), ["two", "three"]);
        assert_eq!(texts("[data-x=1]"), ["two"]);
        assert_eq!(texts("[data-x^=1]"), ["two", "three"]);
        assert_eq!(texts("[data-x$=\"2\"]"), ["three"]);
        assert_eq!(texts("[data-x~='2'], .a"), ["one", "three"]);
        assert_eq!(texts("[data-x*=' ']"), ["three"]);
        assert_eq!(texts(":text(one)"), ["one", "one"]);
        assert_eq!(texts(":text(x (y))"), ["x (y)"]);
        assert_eq!(texts("li:not(.b)"), ["three"]);
        assert_eq!(texts("input:checked"), ["in"]);
        assert_eq!(texts("input:disabled"), ["in"]);
        assert_eq!(texts("input:enabled"), ["out"]);
    }

    #[test]
    fn elements_are_found_by_where_they_are() {
        assert_eq!(texts("#list .b"), ["one", "two"]);
        assert_eq!(texts("ul > [data-x=1]"), ["two"]);
        assert_eq!(texts("li + li"), ["two", "three"]);
        assert_eq!(texts(".a ~ li:not([data-x=1])"), ["three"]);
        assert_eq!(texts("li:nth(2)"), ["two"]);
        assert_eq!(texts("li:nth-child(3)"), ["three"]);
        assert_eq!(texts("li:first-child, li:last-child"), ["one", "three"]);
        assert_eq!(texts("ul + p > b"), ["one"]);
        assert_eq!(texts("p li"), Vec::<String>::new());
        assert_eq!(texts("fieldset > input + input"), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_selector_is_said() {
        for wrong in
            ["", "li:hover", "[x", ":text(", "li >", "a:nth(x)", "a:nth(0)", "a,", "a $", ":not()", "a:not(b c)"]
        {
            assert!(Selector::parse(wrong).is_err(), "{wrong}");
        }
    }
}
