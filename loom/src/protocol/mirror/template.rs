//! [`Template`], as it crosses the wire, and [`Templates`], those that a page knows.

use std::{collections::HashMap, sync::Arc};

use loom_vocabulary::PREFIX;
use serde::Deserialize;
use serde_json::Value as Json;

use super::mismatch;
use crate::Result;

/// The fixed part of a tree, and what its slots are.
#[derive(Debug)]
pub(super) struct Template {
    /// The fingerprint by which it is known.
    pub(super) fingerprint: String,
    /// The HTML before, between and after the slots.
    pub(super) statics: Vec<String>,
    /// Its slots, in document order.
    pub(super) slots: Vec<Slot>,
    /// By the slots that the browser computes: how many arguments the server gives, the code, and whether a `bool` says that an attribute is there.
    pub(super) codes: HashMap<usize, Code>,
}

/// The code of a slot: `[arguments, code, bare?]`.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Code(pub(super) usize, pub(super) Json, #[serde(default)] u8);

/// A slot of a template.
#[derive(Debug)]
pub(super) struct Slot {
    /// Which of the template's own elements it belongs to; 0 for content.
    pub(super) element: usize,
    pub(super) kind: Kind,
}

/// The kind of a slot.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text, a tree, a list, raw HTML or a nested component.
    Content,
    /// The whole text of an element.
    Text,
    /// An attribute of this name; a handler is one too.
    Attribute(String),
    /// One class.
    Class(String),
    /// Any number of classes.
    Classes,
    /// A style property.
    Style(String),
    /// Any number of attributes.
    Spread,
}

/// A template as a frame or a page holds it: `[fingerprint, [statics], [slots], namespace, {slot: code}?]`.
#[derive(Debug, Deserialize)]
pub struct WireTemplate(
    String,
    Vec<String>,
    Vec<String>,
    #[expect(dead_code, reason = "it is for parsers")] u8,
    #[serde(default)] HashMap<usize, Code>,
);

/// The templates that a page knows.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    known: HashMap<String, Arc<Template>>,
    /// The templates that came with the page, by the numbers that its markers name.
    numbered: Vec<Arc<Template>>,
}

impl Templates {
    /// Takes templates that a frame brings.
    ///
    /// # Errors
    /// One of them is not a template.
    pub fn add(&mut self, templates: Vec<WireTemplate>) -> Result<()> {
        for template in templates {
            let template = Template::read(template)?;
            self.known.insert(template.fingerprint.clone(), Arc::new(template));
        }
        Ok(())
    }

    /// Takes the templates that a page brings.
    ///
    /// # Errors
    /// One of them is not a template.
    pub(super) fn add_numbered(&mut self, templates: Vec<WireTemplate>) -> Result<()> {
        for template in templates {
            let template = Arc::new(Template::read(template)?);
            self.known.insert(template.fingerprint.clone(), Arc::clone(&template));
            self.numbered.push(template);
        }
        Ok(())
    }

    /// The template of this fingerprint.
    pub(super) fn find(&self, fingerprint: &str) -> Result<Arc<Template>> {
        let known = self.known.get(fingerprint).cloned();
        known.ok_or_else(|| mismatch(format_args!("there is no template `{fingerprint}`")))
    }

    /// The template of this number on the page.
    pub(super) fn numbered(&self, number: usize) -> Result<Arc<Template>> {
        let known = self.numbered.get(number).cloned();
        known.ok_or_else(|| mismatch(format_args!("there is no template {number} on the page")))
    }
}

impl Template {
    fn read(WireTemplate(fingerprint, statics, slots, _, codes): WireTemplate) -> Result<Self> {
        if statics.len() != slots.len() + 1 {
            return Err(mismatch(format_args!(
                "`{fingerprint}` has {} statics around {} slots",
                statics.len(),
                slots.len()
            )));
        }
        let slots = slots.iter().map(|text| Slot::read(text)).collect::<Result<_>>()?;
        Ok(Self { fingerprint, statics, slots, codes })
    }
}

impl Code {
    /// Whether a `bool` says that the attribute is there.
    pub(super) fn is_bare(&self) -> bool {
        self.2 == 1
    }
}

impl Slot {
    /// The event that its handler hears, with its filter.
    pub(super) fn binding(&self) -> Option<&str> {
        match &self.kind {
            Kind::Attribute(name) => name.strip_prefix(PREFIX),
            _ => None,
        }
    }

    /// Reads the text of a slot, `3@href`.
    fn read(text: &str) -> Result<Self> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (element, kind) = text.split_at(digits);
        let mut rest = kind.chars();
        let kind = match (rest.next(), rest.as_str()) {
            (None, _) => Kind::Content,
            (Some('='), "") => Kind::Text,
            (Some('@'), name) => Kind::Attribute(name.to_owned()),
            (Some('!'), name) => Kind::Attribute(format!("{PREFIX}{name}")),
            (Some('.'), "") => Kind::Classes,
            (Some('.'), name) => Kind::Class(name.to_owned()),
            (Some(':'), name) => Kind::Style(name.to_owned()),
            (Some('*'), "") => Kind::Spread,
            _ => return Err(mismatch(format_args!("`{text}` is not a slot"))),
        };
        Ok(Self { element: element.parse().unwrap_or_default(), kind })
    }
}
