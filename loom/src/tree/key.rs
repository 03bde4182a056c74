//! The keys of lists' items: as a word in a print, and as text for the client.
//!
//! The client finds the items that it shows again by the text of their keys, whichever process writes it. An integer
//! stands for itself. Any other key is hashed with a secret of the application, so that its text says nothing of it, and
//! nobody can prepare two keys of one hash.

#![expect(deprecated, reason = "std's other hashers can be given no key, or do not promise an algorithm")]

use std::hash::{Hash, Hasher, SipHasher};

/// A secret of the application, by which keys and places of nested components are hashed. It has to be the same in each
/// process that a client may come to.
#[derive(Clone, Copy, Default)]
pub struct Secret {
    /// The two keys of a SipHash.
    keys: [u64; 2],
}

impl Secret {
    /// Of two random words.
    #[must_use]
    pub(crate) const fn new(keys: [u64; 2]) -> Self {
        Self { keys }
    }

    pub(super) fn hasher(self) -> SipHasher {
        let [first, second] = self.keys;
        SipHasher::new_with_keys(first, second)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The word of a key that hashes to one integer: the integer, with the lowest bit set. That of any other: 63 bits of its
/// hash, with the lowest bit clear. No key has the word 0.
pub(super) fn key_word<T: Hash + ?Sized>(key: &T, secret: impl Fn() -> Secret) -> u64 {
    let mut hasher = KeyHasher { secret, integer: None, more: None };
    key.hash(&mut hasher);
    hasher.finish()
}

/// The largest integer that a word holds, and its counterpart the smallest.
const LARGEST: i64 = (1 << 62) - 1;

fn integer_word(number: i64) -> u64 {
    number.cast_unsigned() << 1 | 1
}

/// The integer that a word holds, if it is one.
pub(super) fn integer(word: u64) -> Option<i64> {
    (word & 1 == 1).then_some(word.cast_signed() >> 1)
}

struct KeyHasher<S> {
    secret: S,
    /// The integer that is all that came so far.
    integer: Option<i64>,
    /// The keys so far, where they are more than integers.
    more: Option<SipHasher>,
}

impl<S: Fn() -> Secret> KeyHasher<S> {
    #[inline]
    fn integer(&mut self, number: i64) {
        if self.integer.is_none() && self.more.is_none() && (-LARGEST..=LARGEST).contains(&number) {
            self.integer = Some(number);
        } else {
            self.write(&number.to_le_bytes());
        }
    }
}

/// Takes integers as one of 64 bits, so that a key has one word whatever the machine's words are.
macro_rules! integers {
    ($($name:ident: $type:ty,)*) => {
        $(#[inline]
        fn $name(&mut self, number: $type) {
            match i64::try_from(number) {
                Ok(number) => self.integer(number),
                Err(_) => self.write(&(number as u64).to_le_bytes()),
            }
        })*
    };
}

impl<S: Fn() -> Secret> Hasher for KeyHasher<S> {
    #[inline]
    fn finish(&self) -> u64 {
        match (self.integer, &self.more) {
            (Some(number), _) => integer_word(number),
            (None, Some(hasher)) => (hasher.finish() << 1).max(2),
            (None, None) => 2,
        }
    }

    fn write(&mut self, bytes: &[u8]) {
        let hasher = match &mut self.more {
            Some(hasher) => hasher,
            None => {
                let mut hasher = (self.secret)().hasher();
                if let Some(number) = self.integer.take() {
                    hasher.write(&number.to_le_bytes());
                }
                self.more.insert(hasher)
            }
        };
        hasher.write(bytes);
    }

    integers! {
        write_u8: u8, write_u16: u16, write_u32: u32, write_u64: u64, write_usize: usize,
        write_i8: i8, write_i16: i16, write_i32: i32, write_i64: i64, write_isize: isize,
    }
}

/// Integers above this are not written as a run, since a browser could not count through it.
const EXACT: u64 = 1 << 53;

/// Whether the integer that a word holds may stand in a run.
fn is_exact(word: u64) -> bool {
    (word.cast_signed() >> 1).unsigned_abs() <= EXACT
}

/// The first character of a hash, a letter, so that it is no integer.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
/// The other characters of a hash.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The keys of lists that are being written, as the client reads them: `1-1000`, `5,3,4` or `eX3kd_0aB,Aq09-fMzk`.
///
/// Integers that rise by one are a run. A hash has nine characters, of which the first is a letter.
#[derive(Debug, Default)]
pub(crate) struct KeyTexts {
    /// The output for the open lists, inner after outer.
    text: String,
    lists: Vec<KeyText>,
}

/// The keys of one list.
#[derive(Debug)]
struct KeyText {
    /// The position at which its text begins.
    start: usize,
    /// The words of the first and the last of the integers that have come last, each one more than that before it.
    run: Option<(u64, u64)>,
    /// The word of the last item's key.
    last: u64,
    /// How many items have come.
    count: usize,
}

impl KeyTexts {
    /// A list begins.
    pub(crate) fn begin(&mut self) {
        self.lists.push(KeyText { start: self.text.len(), run: None, last: 0, count: 0 });
    }

    /// The word of the next item's key; 0 where it has none.
    #[inline]
    pub(crate) fn add(&mut self, word: u64) {
        let Some(list) = self.lists.last_mut() else { return };
        list.last = word;
        list.count += 1;
        match &mut list.run {
            Some((_, last)) if word == last.wrapping_add(2) && is_exact(word) => *last = word,
            _ if word == 0 => {}
            _ => list.begin_run(word, &mut self.text),
        }
    }

    /// The innermost list ends. Gives its text to `take`.
    pub(crate) fn end(&mut self, take: impl FnOnce(&str)) {
        let Some(mut list) = self.lists.pop() else { return };
        list.write_run(&mut self.text);
        take(self.text.get(list.start..).unwrap_or_default());
        self.text.truncate(list.start);
    }

    /// Of each open list, outer before inner, the word of the last item's key and its index.
    pub(crate) fn items(&self) -> impl Iterator<Item = (u64, usize)> {
        self.lists.iter().map(|list| (list.last, list.count.saturating_sub(1)))
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.lists.clear();
    }
}

impl KeyText {
    /// A key that goes on no run: an integer begins one, and a hash is written.
    fn begin_run(&mut self, word: u64, text: &mut String) {
        self.write_run(text);
        if integer(word).is_some() {
            self.run = Some((word, word));
        } else {
            self.separate(text);
            write_hash(text, word);
        }
    }

    fn separate(&self, text: &mut String) {
        if text.len() > self.start {
            text.push(',');
        }
    }

    fn write_run(&mut self, text: &mut String) {
        let Some((first, last)) = self.run.take() else { return };
        let (Some(first), Some(last)) = (integer(first), integer(last)) else { return };
        self.separate(text);
        text.push_str(itoa::Buffer::new().format(first));
        if last > first {
            text.push(if last == first + 1 { ',' } else { '-' });
            text.push_str(itoa::Buffer::new().format(last));
        }
    }
}

/// Appends the highest 53 bits of a hash.
fn write_hash(text: &mut String, word: u64) {
    let digit = |digits: &[u8], at: u64| char::from(digits.get(at as usize).copied().unwrap_or_default());
    text.push(digit(LETTERS, word >> 59));
    for place in 1..9 {
        text.push(digit(DIGITS, word >> (59 - 6 * place) & 63));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: Secret = Secret::new([3, 4]);

    fn text<K: Hash>(keys: &[K]) -> String {
        let mut texts = KeyTexts::default();
        texts.begin();
        keys.iter().for_each(|key| texts.add(key_word(key, || SECRET)));
        let mut text = String::new();
        texts.end(|keys| text.push_str(keys));
        text
    }

    #[test]
    fn an_integer_is_its_own_key() {
        assert_eq!(text(&[7_u8, 9, 8]), "7,9,8");
        assert_eq!(text(&[i64::MIN, -3, i64::MAX]).split(',').map(str::len).collect::<Vec<_>>(), [9, 2, 9]);
        assert_eq!(
            text(&[1 << 60, (1_i64 << 60) + 1, (1 << 60) + 2]),
            "1152921504606846976,1152921504606846977,1152921504606846978"
        );
        assert_eq!(text(&[true, false]), "1,0");
        assert_eq!(text::<u32>(&[]), "");
    }

    #[test]
    fn integers_that_rise_by_one_are_a_run() {
        assert_eq!(text(&[1, 2, 3, 4]), "1-4");
        assert_eq!(text(&[1, 2, 4, 5, 6, 6, 7, 3]), "1,2,4-6,6,7,3");
        assert_eq!(text(&[-3, -2, -1, 0]), "-3-0");
        assert_eq!(text(&[-5, -4, -3]), "-5--3");
    }

    #[test]
    fn other_keys_are_hashed_with_the_secret() {
        let one = text(&["one", "two"]);
        assert_eq!(one.len(), 19, "{one}");
        assert!(one.split(',').all(|key| key.starts_with(|first: char| first.is_ascii_alphabetic())), "{one}");
        let other = key_word("one", || Secret::new([3, 5]));
        assert_ne!(key_word("one", || SECRET), other);
        assert_ne!(text(&[(1, 2)]), text(&[(2, 1)]));
    }

    #[test]
    fn a_key_has_the_same_text_in_each_process() {
        // As it was written when this was: another text makes every item of a page another at a deploy.
        let keys = [text(&["one"]), text(&[(1_u32, -2_i8)]), text(&[u64::MAX])];
        expect_test::expect!["aGOlRMTYW aObQsWAef G2puirVd4"].assert_eq(&keys.join(" "));
    }

    #[test]
    fn lists_in_lists_have_keys_of_their_own() {
        let mut texts = KeyTexts::default();
        let mut all = String::new();
        texts.begin();
        texts.add(integer_word(1));
        texts.begin();
        texts.add(integer_word(8));
        texts.end(|keys| all.push_str(&format!("({keys})")));
        texts.add(integer_word(2));
        texts.begin();
        texts.end(|keys| all.push_str(&format!("({keys})")));
        texts.end(|keys| all.push_str(keys));
        assert_eq!(all, "(8)()1,2");
    }
}
