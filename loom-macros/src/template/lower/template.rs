//! One template while it is written.

use crate::template::plan::{Code, Namespace, Slot, Template};

#[derive(Default)]
pub(super) struct TemplateBuilder {
    template: Template,
    /// The static text since the last slot.
    text: String,
    last: Last,
    /// Set by the first root node.
    anchored: Option<bool>,
}

/// The kind of node directly before the place that is being written.
#[derive(Default, PartialEq, Eq)]
enum Last {
    /// A tag, or the beginning.
    #[default]
    Tag,
    Text,
    Content,
}

impl TemplateBuilder {
    pub(super) fn new(namespace: Namespace) -> Self {
        Self { template: Template { namespace, ..Template::default() }, ..Self::default() }
    }

    /// An element begins: its ordinal.
    pub(super) fn element(&mut self, name: &str) -> u16 {
        let ordinal = self.template.elements.len();
        self.template.elements.push(name.to_owned());
        self.anchored.get_or_insert(true);
        self.last = Last::Tag;
        u16::try_from(ordinal).unwrap_or(u16::MAX)
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
        self.last = Last::Tag;
    }

    /// Text of content.
    pub(super) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.last == Last::Content {
            self.text.push_str("<!---->");
        }
        self.anchored.get_or_insert(false);
        escape_text(text, &mut self.text);
        self.last = Last::Text;
    }

    /// A slot of content.
    pub(super) fn content(&mut self, text: bool) {
        if self.last != Last::Tag {
            self.text.push_str("<!---->");
        }
        self.anchored.get_or_insert(false);
        self.slot(Slot::Content { text });
        self.last = Last::Content;
    }

    /// ` name="value"`
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.raw(&format!(" {name}=\""));
        escape_attribute(value, &mut self.text);
        self.text.push('"');
    }

    /// Part of an attribute's value.
    pub(super) fn attribute_text(&mut self, text: &str) {
        escape_attribute(text, &mut self.text);
    }

    pub(super) fn slot(&mut self, slot: Slot) {
        self.template.statics.push(std::mem::take(&mut self.text));
        self.template.slots.push(slot);
    }

    /// The browser computes the slot that was made last; `is_bare` if a `bool` says whether the attribute is there.
    pub(super) fn code(&mut self, arguments: usize, is_bare: bool, code: &str) {
        let slot = self.template.slots.len().saturating_sub(1);
        self.template.codes.push(Code { slot, arguments, is_bare, text: code.to_owned() });
    }

    pub(super) fn finish(mut self) -> Template {
        self.template.statics.push(self.text);
        self.template.anchored = self.anchored.unwrap_or(false);
        self.template
    }
}

fn escape_text(text: &str, into: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '>' => into.push_str("&gt;"),
            letter => into.push(letter),
        }
    }
}

fn escape_attribute(text: &str, into: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => into.push_str("&amp;"),
            '<' => into.push_str("&lt;"),
            '"' => into.push_str("&quot;"),
            letter => into.push(letter),
        }
    }
}
