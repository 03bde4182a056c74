//! Which templates have crossed a connection.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use loom_vocabulary::SlotForm;

use super::value;
use crate::{
    protocol::json::write_text,
    tree::{Namespace, SlotKind, Template},
};

/// The templates that the client at the other end of a connection knows.
#[derive(Debug, Default)]
pub(crate) struct KnownTemplates {
    /// One bit for each template's number.
    bits: Vec<u64>,
    /// The first bytes of the fingerprints that the client says it knows, in order.
    claimed: Vec<[u8; CLAIM]>,
    /// The templates that the message being written uses first.
    fresh: Vec<&'static Template>,
    /// Whether data for scripts of the application stands in a template that was used.
    has_data: bool,
}

/// How many bytes of a fingerprint a client names. A template that it does not know is taken for one of `n` that it does in `n` of 2^24
/// cases; then it asks for the page as HTML.
const CLAIM: usize = 3;
/// The most fingerprints that are read of a client.
const CLAIMS: usize = 1024;

impl KnownTemplates {
    /// Of a client that names the templates it knows: the first four characters of each fingerprint, one after the other.
    pub(crate) fn claimed(text: &str) -> Self {
        let claims = text.as_bytes().chunks_exact(4).take(CLAIMS);
        let mut claimed: Vec<_> =
            claims.filter_map(|claim| URL_SAFE_NO_PAD.decode(claim).ok()?.try_into().ok()).collect();
        claimed.sort_unstable();
        Self { claimed, ..Self::default() }
    }

    /// Whether the client has said that it knows it.
    fn is_claimed(&self, template: &Template) -> bool {
        let start = template.fingerprint.to_be_bytes();
        let start = start.first_chunk().unwrap_or(&[0; CLAIM]);
        self.claimed.binary_search(start).is_ok()
    }

    /// Whether data for scripts of the application stands in a template that was used.
    pub(crate) const fn has_data(&self) -> bool {
        self.has_data
    }

    /// The templates that were used first since the last message.
    pub(crate) fn fresh(&self) -> &[&'static Template] {
        &self.fresh
    }

    /// The message being written uses `template`.
    pub(in crate::protocol) fn need(&mut self, template: &'static Template) {
        if template.is_clashing() {
            // It has no number of its own, and the render fails.
            return;
        }
        let (word, bit) = place(template);
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(word)
            && *word & bit == 0
        {
            *word |= bit;
            self.has_data |= template.slots.iter().any(SlotKind::is_data);
            if self.claimed.is_empty() || !self.is_claimed(template) {
                self.fresh.push(template);
            }
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

/// Appends `TEMPLATE`: `[fingerprint,[statics],[slots],namespace]`, behind which `{slot:[arguments,code,bare?]}` stands for the slots that the browser computes.
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
        Namespace::Html => "],0",
        Namespace::Svg => "],1",
        Namespace::MathMl => "],2",
    });
    for (index, code) in template.codes.iter().enumerate() {
        out.push_str(if index > 0 { ",\"" } else { ",{\"" });
        value::index(out, code.slot);
        out.push_str("\":[");
        value::index(out, code.arguments);
        out.push(',');
        out.push_str(code.text);
        out.push_str(if code.is_bare { ",1]" } else { "]" });
    }
    out.push_str(if template.codes.is_empty() { "]" } else { "}]" });
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
