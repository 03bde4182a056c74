//! Small numbers for templates, given on first use.

use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex, PoisonError, atomic::Ordering},
};

use super::Template;
use crate::html::RenderError;

/// The number of a template whose fingerprint is another's. It cannot be rendered.
const CLASHING: u32 = u32::MAX;

/// The first template of each fingerprint, and its number, counted from 1.
type Numbers = HashMap<u64, (&'static Template, u32)>;

static NUMBERS: LazyLock<Mutex<Numbers>> = LazyLock::new(Mutex::default);

impl Template {
    /// Its number in this process. Templates of equal content share one, so equal numbers mean equal templates.
    #[inline]
    pub(crate) fn number(&'static self) -> u32 {
        match self.id.0.load(Ordering::Relaxed) {
            0 => self.register(),
            number => number,
        }
    }

    /// Whether its fingerprint is that of another template.
    #[inline]
    pub(crate) fn is_clashing(&'static self) -> bool {
        self.number() == CLASHING
    }

    #[cold]
    fn register(&'static self) -> u32 {
        let mut known = NUMBERS.lock().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(known.len() + 1).unwrap_or(CLASHING);
        let (first, number) = *known.entry(self.fingerprint).or_insert((self, next));
        let same = first.statics == self.statics
            && first.slots == self.slots
            && first.namespace == self.namespace
            && first.codes == self.codes;
        let number = if same { number } else { CLASHING };
        self.id.0.store(number, Ordering::Relaxed);
        number
    }

    /// Why a template with the number [`CLASHING`] is refused.
    #[cold]
    pub(crate) fn clash(&self) -> RenderError {
        RenderError::msg(format_args!(
            "two templates have the fingerprint {:016x}; change the text of the one that begins {:?}",
            self.fingerprint,
            self.statics.first().copied().unwrap_or_default()
        ))
    }

    /// The tag of the element that slot `index` is an attribute of: the last one begun before the slot.
    pub(crate) fn tag_before(&self, index: usize) -> &'static str {
        let statics = self.statics.get(..=index).unwrap_or_default();
        let begun = statics.iter().rev().find_map(|part| part.rsplit_once('<'));
        let name = begun.map_or("", |(_, after)| after);
        name.find(|c: char| c.is_whitespace() || c == '>' || c == '/').and_then(|end| name.get(..end)).unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{Namespace, SlotKind};

    fn leak(fingerprint: u64, statics: &'static [&'static str]) -> &'static Template {
        let slots: &[SlotKind] = Box::leak(vec![SlotKind::Content { text: true }; statics.len() - 1].into());
        Box::leak(Box::new(Template::new(fingerprint, statics, slots, Namespace::Html, true)))
    }

    #[test]
    fn equal_templates_share_a_number_and_unequal_ones_of_one_fingerprint_clash() {
        let first = leak(71, &["<p>", "</p>"]);
        assert_eq!(first.number(), leak(71, &["<p>", "</p>"]).number());
        assert_ne!(first.number(), leak(72, &["<p>", "</p>"]).number());
        let clashing = leak(71, &["<b>", "</b>"]);
        assert_eq!(clashing.number(), CLASHING);
        assert!(clashing.clash().to_string().contains("<b>"));
    }

    #[test]
    fn the_tag_before_a_slot_is_found_across_slots() {
        let template = leak(73, &["<p><img", " alt=\"\"", "><br/>", ""]);
        assert_eq!(template.tag_before(0), "img");
        assert_eq!(template.tag_before(1), "img");
        assert_eq!(template.tag_before(2), "br");
    }
}
