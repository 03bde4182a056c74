//! [`Templates`], the templates of one `html!` as the macro writes them.
//!
//! It says it in one literal, because rustc checks and evaluates what is written as values, and that took longer than
//! all else of a template. The text is read once, when the first of them is opened.
//!
//! ```text
//! text     := template*
//! template := piece(FINGERPRINT NAMESPACE ANCHORED SLOTS CODES) piece(static) (piece(slot) piece(static))* piece(code)*
//! code     := SLOT ARGUMENTS BARE EXPRESSION  with holes, U+0001 NUMBER U+0002, that the types fill
//! piece    := LENGTH ":" TEXT            the length in bytes
//! ```

use std::sync::OnceLock;

use loom_vocabulary::{NEEDED, SlotForm};

use super::{Code, EMPTY, Namespace, SlotKind, Template};

/// A filling of a hole in the code of a browser expression: the part that only rustc knows when it has inferred the types.
pub trait Hole {
    /// Appends it.
    fn fill(&self, out: &mut String);
}

/// The templates of one `html!`: one for the whole, and one for each branch and loop body that needs it.
#[derive(Debug)]
pub struct Templates {
    text: &'static str,
    read: OnceLock<Vec<Template>>,
}

impl Templates {
    /// The templates that `text` describes.
    #[must_use]
    pub const fn new(text: &'static str) -> Self {
        Self { text, read: OnceLock::new() }
    }

    /// Template `index`. The macro names none that is not there.
    #[inline]
    pub(crate) fn get(&'static self, index: usize) -> &'static Template {
        self.read.get_or_init(|| read(self.text, &[])).get(index).unwrap_or(&EMPTY)
    }

    /// Reads the text, if that was not done, with what fills the holes of its code.
    #[inline]
    pub(crate) fn fill(&'static self, holes: &[&dyn Hole]) {
        self.read.get_or_init(|| read(self.text, holes));
    }
}

fn read(text: &'static str, holes: &[&dyn Hole]) -> Vec<Template> {
    let mut pieces = Pieces(text);
    let templates = std::iter::from_fn(|| template(&mut pieces, holes)).collect();
    debug_assert!(pieces.0.is_empty(), "the macro and the library are of two versions: {:?}", pieces.0);
    templates
}

fn template(pieces: &mut Pieces, holes: &[&dyn Hole]) -> Option<Template> {
    let mut head = pieces.next()?.split(' ');
    let fingerprint = u64::from_str_radix(head.next()?, 16).ok()?;
    let namespace = match head.next()? {
        "svg" => Namespace::Svg,
        "math" => Namespace::MathMl,
        _ => Namespace::Html,
    };
    let anchored = head.next()? == "anchored";
    let count = head.next()?.parse().ok()?;
    let codes: usize = head.next()?.parse().ok()?;
    let mut statics = vec![pieces.next()?];
    let mut slots: Vec<SlotKind> = Vec::new();
    while slots.len() < count {
        slots.push(slot(pieces.next()?)?);
        statics.push(pieces.next()?);
    }
    let codes: Vec<Code> = (0..codes).map(|_| code(pieces.next()?, holes)).collect::<Option<_>>()?;
    let mut template = Template::new(fingerprint, statics.leak(), slots.leak(), namespace, anchored);
    for code in &codes {
        // Two templates of one text may differ in the types of their expressions.
        template.fingerprint = code
            .text
            .bytes()
            .fold(template.fingerprint, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    }
    template.codes = codes.leak();
    template.modules = modules(template.statics, template.slots);
    Some(template)
}

/// The modules that attributes ask for: `data-l-places`, `l-loading-text`, `data-l-submit`.
fn modules(statics: &[&str], slots: &[SlotKind]) -> u8 {
    let written = statics.iter().flat_map(|html| [" l-", " data-l-"].map(|before| html.split(before).skip(1)));
    let computed = slots.iter().filter_map(|slot| match slot {
        SlotKind::Attribute { name, .. } => name.strip_prefix("l-"),
        SlotKind::Event { name, .. } => Some(*name),
        _ => None,
    });
    let names: Vec<&str> = written.flatten().chain(computed).collect();
    let is_for =
        |name: &str, module: &str| name.starts_with(module) || (name.starts_with("submit") && module == "loading");
    let needed = |module: &&str| names.iter().any(|name| is_for(name, module));
    NEEDED.iter().enumerate().filter(|(_, module)| needed(module)).fold(0, |bits, (index, _)| bits | 1 << index)
}

/// `SLOT ARGUMENTS BARE EXPRESSION`
fn code(text: &'static str, holes: &[&dyn Hole]) -> Option<Code> {
    let mut parts = text.splitn(4, ' ');
    let (slot, arguments) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let is_bare = parts.next()? == "1";
    let mut filled = String::new();
    let mut rest = parts.next()?;
    while let Some((before, after)) = rest.split_once('\u{1}') {
        let (hole, after) = after.split_once('\u{2}')?;
        filled.push_str(before);
        holes.get(hole.parse::<usize>().ok()?)?.fill(&mut filled);
        rest = after;
    }
    filled.push_str(rest);
    Some(Code { slot, arguments, is_bare, text: filled.leak() })
}

/// `KIND [ELEMENT [NAME]]`
fn slot(text: &'static str) -> Option<SlotKind> {
    let mut parts = text.splitn(3, ' ');
    let form = SlotForm::of_word(parts.next()?)?;
    let mut element = || parts.next()?.parse().ok();
    Some(match form {
        SlotForm::Content => SlotKind::Content { text: true },
        SlotForm::Tags => SlotKind::Content { text: false },
        SlotForm::Text => SlotKind::Text { element: element()? },
        SlotForm::Classes => SlotKind::Classes { element: element()? },
        SlotForm::Spread => SlotKind::Spread { element: element()?, written: parts.next()? },
        SlotForm::Attribute => SlotKind::Attribute { element: element()?, name: parts.next()?, url: false },
        SlotForm::Url => SlotKind::Attribute { element: element()?, name: parts.next()?, url: true },
        SlotForm::Class => SlotKind::Class { element: element()?, name: parts.next()? },
        SlotForm::Style => SlotKind::Style { element: element()?, name: parts.next()? },
        SlotForm::Event => SlotKind::Event { element: element()?, name: parts.next()? },
    })
}

/// Texts with their lengths before them.
struct Pieces(&'static str);

impl Iterator for Pieces {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let (length, rest) = self.0.split_once(':')?;
        let (piece, rest) = rest.split_at_checked(length.parse().ok()?)?;
        self.0 = rest;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[test]
    fn a_description_is_read_as_the_macro_wrote_it() {
        static ALL: Templates = Templates::new(
            "20:ff html anchored 1 16:<i>1: 7:content4:</i>22:0 2 0 [\"+\u{1}0\u{2}\",[0],[1]]13:1d math - 0 03:\"é",
        );
        struct Tag;
        impl Hole for Tag {
            fn fill(&self, out: &mut String) {
                out.push('c');
            }
        }
        ALL.fill(&[&Tag]);
        let (first, second) = (ALL.get(0), ALL.get(1));
        assert_eq!(first.codes, &[Code { slot: 0, arguments: 2, is_bare: false, text: "[\"+c\",[0],[1]]" }][..]);
        assert_eq!((first.namespace, first.anchored), (Namespace::Html, true));
        assert_ne!(first.fingerprint, 255, "the types are a part of it");
        assert_eq!((first.statics, first.slots), (&["<i>1: ", "</i>"][..], &[SlotKind::Content { text: true }][..]));
        assert_eq!((second.fingerprint, second.namespace, second.anchored), (29, Namespace::MathMl, false));
        assert_eq!(ALL.get(2).fingerprint, EMPTY.fingerprint);
        assert_eq!((second.statics, second.slots), (&["\"é"][..], &[][..]));
    }

    #[test]
    fn every_kind_of_slot_arrives() {
        let (text, flag, rest) = ("a:b", true, Attributes::new());
        let html = html! {
            <table><tbody>if flag { <tr></tr> }</tbody></table>
            <a class={text} class:on={flag} style:color={text} href={text} title={text} ..rest>{text}</a>
            <textarea>{text} "\u{1}"</textarea>
        };
        let mut page = String::new();
        assert!(crate::tree::render_static(html, &mut page).is_ok());
        assert!(page.contains(" title=\"a:b\""), "{page}");
    }
}
