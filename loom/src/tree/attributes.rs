//! [`Attributes`], the attributes that a spread puts into a tag.

use std::{borrow::Cow, fmt};

use loom_vocabulary::{NOTICES, PREFIX};

/// Attributes that no spread may set: a document of its own, a redirect, the target of an animation.
const REFUSED: [&str; 3] = ["srcdoc", "http-equiv", "attributename"];

/// Attributes that are put together at run time, for `..attributes` in a template.
///
/// Names that could run script (`on...`, `srcdoc`), that are Loom's own (`data-l-...`, but for those that show notices, as
/// `data-l-flash`) or that are not names are left out; values of URL attributes and of `style` are kept from running script, as they are
/// everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// In order; `None` stands for an attribute without a value.
    entries: Vec<(Cow<'static, str>, Option<String>)>,
}

impl Attributes {
    /// No attributes.
    #[must_use]
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// With this attribute too; a later one of the same name replaces an earlier.
    #[must_use]
    pub fn set(mut self, name: impl Into<Cow<'static, str>>, value: impl fmt::Display) -> Self {
        self.put(name.into(), Some(value.to_string()));
        self
    }

    /// With this attribute, without a value, if `present`.
    #[must_use]
    pub fn flag(mut self, name: impl Into<Cow<'static, str>>, present: bool) -> Self {
        let name = name.into();
        if present {
            self.put(name, None);
        } else {
            self.entries.retain(|entry| !entry.0.eq_ignore_ascii_case(&name));
        }
        self
    }

    /// The attributes in order, with `None` for one that has no value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.entries.iter().map(|(name, value)| (name.as_ref(), value.as_deref()))
    }

    /// Whether they disable the control they are put on.
    #[must_use]
    pub fn disables(&self) -> bool {
        self.entries.iter().any(|entry| entry.0.eq_ignore_ascii_case("disabled"))
    }

    fn put(&mut self, name: Cow<'static, str>, value: Option<String>) {
        let bad = |c: char| c.is_whitespace() || c.is_control() || "\"'<>/=".contains(c);
        let lower = name.to_ascii_lowercase();
        let own = lower.strip_prefix(PREFIX).is_some_and(|name| !NOTICES.contains(&name));
        let refused = lower.starts_with("on") || own || REFUSED.contains(&lower.as_str());
        if name.is_empty() || name.contains(bad) || refused {
            return;
        }
        match self.entries.iter_mut().find(|entry| entry.0.eq_ignore_ascii_case(&name)) {
            Some(entry) => entry.1 = value,
            None => self.entries.push((name, value)),
        }
    }
}
