//! The *print* of a tree, which is kept between renders.
//!
//! A flat vector of words. Two bits of a word say what it is:
//!
//! | word | holds | followed by |
//! | --- | --- | --- |
//! | scalar | 62 bits of a hash of the value | |
//! | tree | the template's number, the length of the whole | the words of its slots |
//! | list | the number of items, the length of the whole | for each item the word of its key, 0 without, and its tree |
//! | child | the component's birth | its place, the digest of its props |
//!
//! Behind the root tree stands a word for each long text in content, in order: the position of its scalar and its length. By these a text that
//! has only grown is known, without the old one: the hash of as many bytes of the new one is the old one's.
//!
//! Hashes are keyed with a key that is made anew for each process, so nobody can prepare two values that collide.
//! That a changed value goes unnoticed by chance happens once in 2^62 changes of a slot.

use std::{
    collections::HashSet,
    fmt::Write as _,
    hash::{BuildHasher as _, Hasher as _},
    sync::LazyLock,
};

use foldhash::quality::RandomState;

use super::{ChildId, Kin, Scalar};
use crate::html::Choosing;

static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::default);

/// The key of what is offered. An event is let through by its hash, so it is SipHash, which is made to withstand an attacker who
/// chooses what is hashed; the hash of values need not be, and is several times as fast.
static OFFER_KEY: LazyLock<std::hash::RandomState> = LazyLock::new(std::hash::RandomState::new);

/// From how many bytes on a text is long.
pub(super) const LONG: usize = 64;

/// For how many values each of the offers is looked at. For more it is worth the while to put the offers in order first.
const FEW: usize = 16;

/// A record of a component's tree as it was last rendered, and which handlers it offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// See the module's documentation.
    pub(super) words: Box<[u64]>,
    /// A hash for each handler that could be fired, each value of a field that could be chosen, and each value of a field that browser
    /// expressions name.
    pub(super) offers: Box<[u64]>,
    /// The nested components.
    pub(super) kin: Kin,
}

impl Print {
    /// Whether the tree offered `handler`, with exactly these arguments, for the DOM event `event`.
    #[must_use]
    pub fn offers(&self, event: &str, handler: &str) -> bool {
        // The bytes that `begin_offer` joins, one after the other.
        let mut hasher = OFFER_KEY.build_hasher();
        for part in [bare(event), "\0", handler] {
            hasher.write(part.as_bytes());
        }
        self.offers.contains(&hasher.finish())
    }

    /// Whether a control of the tree could give `field` this value.
    #[must_use]
    pub fn offers_choice(&self, field: &str, value: &str, choosing: Choosing) -> bool {
        self.offers.contains(&hash_choice(&OFFER_KEY, field, value, choosing))
    }

    /// Whether the options of a control of the tree could give `field` each of these values.
    #[must_use]
    pub fn offers_options(&self, field: &str, values: &[String]) -> bool {
        let mut hashes = values.iter().map(|value| hash_choice(&OFFER_KEY, field, value, Choosing::Option));
        if values.len() <= FEW {
            return hashes.all(|hash| self.offers.contains(&hash));
        }
        let offers: HashSet<u64> = self.offers.iter().copied().collect();
        hashes.all(|hash| offers.contains(&hash))
    }

    /// Of a component that was not rendered yet, and has these nested in it.
    #[must_use]
    pub fn unrendered(kin: Kin) -> Self {
        Self { kin, ..Self::default() }
    }

    /// Whether it is of a component that was rendered.
    #[must_use]
    pub fn is_rendered(&self) -> bool {
        !self.words.is_empty()
    }

    /// The digest of the props that a nested component was given.
    #[must_use]
    pub fn props_of(&self, child: ChildId) -> Option<u64> {
        let word = header(Tag::Child, child.birth, 0);
        // No walk is needed: that another three words begin with these two is as likely as that two places are equal.
        self.words
            .array_windows()
            .find_map(|[first, place, props]| (*first == word && *place == child.place).then_some(*props))
    }

    /// The nested components in it.
    #[must_use]
    pub fn kin(&self) -> &Kin {
        &self.kin
    }

    /// The same, for a caller that needs the print no more.
    pub(crate) fn take_kin(&mut self) -> Kin {
        std::mem::take(&mut self.kin)
    }

    /// The nested components in document order.
    #[cfg(test)]
    pub(crate) fn placed_children(&self) -> Vec<ChildId> {
        let mut ids = Vec::new();
        place_children(&self.words, &mut ids);
        ids
    }

    /// The bytes it keeps on the heap.
    #[must_use]
    pub fn heap_bytes(&self) -> usize {
        size_of_val(&*self.words) + size_of_val(&*self.offers) + self.kin.heap_bytes()
    }
}

/// Appends the components in the value that `words` begin with.
#[cfg(test)]
fn place_children(words: &[u64], ids: &mut Vec<ChildId>) {
    let Some((&word, rest)) = words.split_first() else { return };
    let kind = tag(word);
    if kind == Tag::Child {
        let place = rest.first().copied().unwrap_or_default();
        return ids.push(ChildId { place, birth: field(word) });
    }
    let mut rest = rest.get(..len(word).saturating_sub(1)).unwrap_or_default();
    loop {
        if kind == Tag::List {
            rest = rest.get(1..).unwrap_or_default(); // the item's key
        }
        let Some(&next) = rest.first() else { return };
        place_children(rest, ids);
        rest = rest.get(len(next)..).unwrap_or_default();
    }
}

/// The kinds of words in a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Scalar,
    Tree,
    List,
    Child,
}

const TAG_BITS: u32 = 2;
const FIELD_BITS: u32 = 31;
const FIELD: u64 = (1 << FIELD_BITS) - 1;

/// The words of a child component.
pub(super) const CHILD_WORDS: usize = 3;

pub(super) const fn tag(word: u64) -> Tag {
    match word & 0b11 {
        0 => Tag::Scalar,
        1 => Tag::Tree,
        2 => Tag::List,
        _ => Tag::Child,
    }
}

/// The word for a tree or list of `len` words; `field` is the template's number, or the number of items.
pub(super) const fn header(tag: Tag, field: u32, len: usize) -> u64 {
    (len as u64 & FIELD) << (TAG_BITS + FIELD_BITS) | (field as u64 & FIELD) << TAG_BITS | tag as u64
}

/// The template's number of a tree's word, the number of items of a list's, the birth of a child's.
pub(super) const fn field(word: u64) -> u32 {
    (word >> TAG_BITS & FIELD) as u32
}

/// How many words belong to what begins with this one.
pub(super) const fn len(word: u64) -> usize {
    match tag(word) {
        Tag::Scalar => 1,
        Tag::Tree | Tag::List => (word >> (TAG_BITS + FIELD_BITS)) as usize,
        Tag::Child => CHILD_WORDS,
    }
}

/// The word of a long text of `len` bytes, whose scalar stands at `at`.
pub(super) const fn long_text(at: u32, len: u32) -> u64 {
    (at as u64) << 32 | len as u64
}

/// The length of the long text whose scalar stands at `at`, of the words of a print.
pub(super) fn long_text_at(words: &[u64], at: usize) -> Option<usize> {
    let long = words.get(words.first().map_or(0, |word| len(*word))..)?;
    let found = long.binary_search_by_key(&(at as u64), |word| word >> 32).ok()?;
    long.get(found).map(|word| (word & u64::from(u32::MAX)) as usize)
}

/// Makes `joined` the bare name of `event` and a NUL; the handler's text is to follow. Gives where that begins.
///
/// No handler's text holds a NUL, since it is a name and JSON, so each text splits in one way only.
#[inline]
pub(super) fn begin_offer(joined: &mut String, event: &str) -> usize {
    joined.clear();
    joined.push_str(bare(event));
    joined.push('\0');
    joined.len()
}

/// The name of an event without its filter.
fn bare(event: &str) -> &str {
    event.split_once('.').map_or(event, |(event, _filter)| event)
}

/// The hash under which a value of a field is offered. A byte that no text holds keeps it from being a handler's.
fn hash_choice(key: &std::hash::RandomState, field: &str, value: &str, choosing: Choosing) -> u64 {
    let mut hasher = key.build_hasher();
    hasher.write(field.as_bytes());
    hasher.write(&[0xff, choosing as u8]);
    hasher.write(value.as_bytes());
    hasher.finish()
}

/// Hashes values into words.
#[derive(Clone, Debug)]
pub(super) struct Hashing {
    /// A copy of the process's key, to save the look at the `static`.
    key: RandomState,
    /// A copy of the key of what is offered.
    offer_key: std::hash::RandomState,
}

impl Default for Hashing {
    fn default() -> Self {
        Self { key: KEY.clone(), offer_key: OFFER_KEY.clone() }
    }
}

impl Hashing {
    #[inline]
    fn bytes(&self, bytes: &[u8]) -> u64 {
        let mut hasher = self.key.build_hasher();
        hasher.write(bytes);
        hasher.finish()
    }

    #[inline]
    fn number(&self, number: u64) -> u64 {
        let mut hasher = self.key.build_hasher();
        hasher.write_u64(number);
        hasher.finish()
    }

    /// The hash under which a handler is offered, of event and handler as [`begin_offer`] joins them.
    #[inline]
    pub(super) fn offer(&self, joined: &str) -> u64 {
        // One write, since the hasher is slow to take up each.
        let mut hasher = self.offer_key.build_hasher();
        hasher.write(joined.as_bytes());
        hasher.finish()
    }

    /// The hash under which a field is known that browser expressions name, with its value.
    pub(super) fn field(&self, name: &str, value: &str) -> u64 {
        let mut hasher = self.offer_key.build_hasher();
        hasher.write(name.as_bytes());
        // As in `hash_choice`, but with what is no kind of choosing.
        hasher.write(&[0xff, 0xff]);
        hasher.write(value.as_bytes());
        hasher.finish()
    }

    /// The hash under which a value of a field is offered.
    pub(super) fn choice(&self, field: &str, value: &str, choosing: Choosing) -> u64 {
        hash_choice(&self.offer_key, field, value, choosing)
    }

    /// The word of a scalar. Text that has to be formatted for it is left in `buffer`.
    #[inline]
    pub(super) fn scalar(&self, value: &Scalar<'_>, buffer: &mut String) -> u64 {
        // Kinds of values that are shown in different ways must not share a hash: each has its own constant.
        let hash = match *value {
            Scalar::Text(text) => self.bytes(text.as_bytes()),
            Scalar::Int(number) => self.number(number.cast_unsigned()) ^ (0x1111_1111 << TAG_BITS),
            Scalar::Uint(number) => self.number(number) ^ (0x1111_1111 << TAG_BITS),
            Scalar::Display(text) => {
                buffer.clear();
                // A `Display` that fails says nothing, so nothing is shown for it.
                if buffer.write_fmt(text).is_err() {
                    buffer.clear();
                }
                self.bytes(buffer.as_bytes())
            }
            Scalar::Flag(true) => 0x2222_2222 << TAG_BITS,
            Scalar::Flag(false) => 0x3333_3333 << TAG_BITS,
            Scalar::Absent => 0x4444_4444 << TAG_BITS,
            Scalar::Raw(html) => self.bytes(html.as_bytes()) ^ (0x5555_5555 << TAG_BITS),
            Scalar::Attributes(attributes) => {
                let mut hasher = self.key.build_hasher();
                for (name, value) in attributes.iter() {
                    hasher.write_usize(name.len());
                    hasher.write(name.as_bytes());
                    hasher.write_usize(value.map_or(usize::MAX, str::len));
                    hasher.write(value.unwrap_or_default().as_bytes());
                }
                hasher.finish()
            }
            Scalar::Local { handler, arguments } => {
                let mut hasher = self.key.build_hasher();
                hasher.write_usize(handler.map_or(usize::MAX, str::len));
                hasher.write(handler.unwrap_or_default().as_bytes());
                hasher.write(arguments.as_bytes());
                hasher.finish() ^ (0x6666_6666 << TAG_BITS)
            }
        };
        // The lowest bits are the tag of a scalar, 0.
        hash & !0b11
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_give_back_what_they_were_made_of() {
        let tree = header(Tag::Tree, 77, 123_456);
        assert_eq!((tag(tree), field(tree), len(tree)), (Tag::Tree, 77, 123_456));
        let list = header(Tag::List, 1000, 6001);
        assert_eq!((tag(list), field(list), len(list)), (Tag::List, 1000, 6001));
        let child = header(Tag::Child, 3, 0);
        assert_eq!((tag(child), field(child), len(child)), (Tag::Child, 3, CHILD_WORDS));
    }

    #[test]
    fn values_that_look_different_have_different_words() {
        let hashing = Hashing::default();
        let mut buffer = String::new();
        let values = [
            Scalar::Text("1"),
            Scalar::Raw("1"),
            Scalar::Int(1),
            Scalar::Int(-1),
            Scalar::Text(""),
            Scalar::Absent,
            Scalar::Flag(true),
            Scalar::Flag(false),
        ];
        let mut words: Vec<_> = values.iter().map(|value| hashing.scalar(value, &mut buffer)).collect();
        assert!(words.iter().all(|word| tag(*word) == Tag::Scalar));
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), values.len());
        assert_eq!(
            hashing.scalar(&Scalar::Display(format_args!("a{}", 1)), &mut buffer),
            hashing.scalar(&Scalar::Text("a1"), &mut buffer)
        );
    }
}
