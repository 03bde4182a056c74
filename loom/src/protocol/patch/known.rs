//! Which templates have crossed a connection.

use loom_vocabulary::SlotForm;

use super::value;
use crate::{
    protocol::json::write_text,
    tree::{Namespace, SlotKind, Template},
};

/// The templates that the client at the other end of a connection knows.
#[derive(Debug, Default)]
pub(super) struct KnownTemplates {
    /// One bit for each template's number.
    bits: Vec<u64>,
    /// The templates that the message being written uses first.
    fresh: Vec<&'static Template>,
}

impl KnownTemplates {
    /// The message being written uses `template`.
    pub(super) fn need(&mut self, template: &'static Template) {
        let (word, bit) = place(template);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(word)
            && *word & bit == 0
        {
            *word |= bit;
            self.fresh.push(template);
        }
    }

    /// The client has `template` already.
    pub(super) fn learn(&mut self, template: &'static Template) {
        self.need(template);
        self.fresh.clear();
    }

    /// The message is sent: gives the one that must go before it, if any.
    pub(super) fn commit(&mut self) -> Option<String> {
        if self.fresh.is_empty() {
            return None;
        }
        let mut out = String::from("[\"t\"");
        for known in self.fresh.drain(..) {
            out.push(',');
            template(&mut out, known);
        }
        out.push(']');
        Some(out)
    }

    /// The message is not sent.
    pub(super) fn roll_back(&mut self) {
        for template in self.fresh.drain(..) {
            let (word, bit) = place(template);
            if let Some(word) = self.bits.get_mut(word) {
                *word &= !bit;
            }
        }
    }
}

fn place(template: &'static Template) -> (usize, u64) {
    let number = template.number();
    (number as usize / 64, 1 << (number % 64))
}

/// Appends `TEMPLATE`: `[fingerprint,[statics],[slots],namespace]`.
pub(in crate::protocol) fn template(out: &mut String, template: &Template) {
    out.push_str("[\"");
    value::fingerprint(out, template.fingerprint);
    out.push_str("\",[");
    for (index, part) in template.statics.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        write_text(out, part);
    }
    out.push_str("],[");
    for (index, kind) in template.slots.iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        write_text(out, &slot(kind));
    }
    out.push_str(match template.namespace {
        Namespace::Html => "],0]",
        Namespace::Svg => "],1]",
        Namespace::MathMl => "],2]",
    });
}

fn slot(kind: &SlotKind) -> String {
    let (form, element, name) = match kind {
        SlotKind::Content { .. } => return SlotForm::Content.mark().to_owned(),
        SlotKind::Text { element } => (SlotForm::Text, element, ""),
        SlotKind::Attribute { element, name, .. } => (SlotForm::Attribute, element, *name),
        SlotKind::Class { element, name } => (SlotForm::Class, element, *name),
        SlotKind::Classes { element } => (SlotForm::Classes, element, ""),
        SlotKind::Style { element, name } => (SlotForm::Style, element, *name),
        SlotKind::Event { element, name } => (SlotForm::Event, element, *name),
        SlotKind::Spread { element, .. } => (SlotForm::Spread, element, ""),
    };
    format!("{element}{}{name}", form.mark())
}
