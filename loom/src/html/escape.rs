//! Escaping of text and of attribute values.
//!
//! Besides the characters that HTML gives a meaning, two are changed that a parser would change: NUL becomes U+FFFD,
//! and a carriage return becomes a reference, since a bare one is read as a line feed.

use std::fmt;

/// Appends `text` to `out` as the content of an element.
pub fn escape_text(out: &mut String, text: &str) {
    escape::<false>(out, text);
}

/// Appends `text` to `out` as the value of a double-quoted attribute.
pub fn escape_attribute(out: &mut String, text: &str) {
    escape::<true>(out, text);
}

/// Escapes what is formatted into it.
pub(crate) struct Escaping<'o, const ATTRIBUTE: bool>(pub(crate) &'o mut String);

impl<const ATTRIBUTE: bool> fmt::Write for Escaping<'_, ATTRIBUTE> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        escape::<ATTRIBUTE>(self.0, text);
        Ok(())
    }
}

#[inline]
fn escape<const ATTRIBUTE: bool>(out: &mut String, text: &str) {
    if find::<ATTRIBUTE>(text.as_bytes()).is_none() {
        out.push_str(text);
    } else {
        replace::<ATTRIBUTE>(out, text);
    }
}

#[cold]
fn replace<const ATTRIBUTE: bool>(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = find::<ATTRIBUTE>(rest.as_bytes()) {
        // A special byte is ASCII, so both splits are between characters.
        let (clean, dirty) = rest.split_at(at);
        let (special, after) = dirty.split_at(1);
        out.push_str(clean);
        out.push_str(replacement(special));
        rest = after;
    }
    out.push_str(rest);
}

/// Texts of more blocks of 16 bytes than this are searched in parts, so that a special byte at the begin is found without a look at the end.
const BLOCKS: usize = 32;

/// The position of the first byte that cannot stay. Sixteen bytes and more are looked at by vector instructions, the last of them in a block
/// that may overlap the one before it; most texts have no such byte. A shorter text is looked up byte by byte.
#[inline]
fn find<const ATTRIBUTE: bool>(bytes: &[u8]) -> Option<usize> {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (blocks, _) = bytes.as_chunks::<16>();
        if blocks.len() > BLOCKS {
            return find_in_parts::<ATTRIBUTE>(bytes);
        }
        if !any::<ATTRIBUTE>(blocks.as_flattened()) && !any::<ATTRIBUTE>(last) {
            return None;
        }
    }
    let special = &Table::<ATTRIBUTE>::IS_SPECIAL;
    bytes.iter().position(|byte| special.get(usize::from(*byte)).copied().unwrap_or_default())
}

#[cold]
fn find_in_parts<const ATTRIBUTE: bool>(bytes: &[u8]) -> Option<usize> {
    let mut parts = bytes.chunks(16 * BLOCKS).zip((0..).step_by(16 * BLOCKS));
    parts.find_map(|(part, begin)| Some(begin + find::<ATTRIBUTE>(part)?))
}

/// Without branches, so that the compiler makes vector instructions of it. It does for a slice whose length it knows to be a multiple of 16.
#[inline]
fn any<const ATTRIBUTE: bool>(blocks: &[u8]) -> bool {
    blocks.iter().fold(0, |any, byte| any | u8::from(is_special::<ATTRIBUTE>(*byte))) != 0
}

#[inline]
const fn is_special<const ATTRIBUTE: bool>(byte: u8) -> bool {
    (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == 0)
        | (byte == b'\r')
        | (ATTRIBUTE & ((byte == b'"') | (byte == b'\'')))
}

struct Table<const ATTRIBUTE: bool>;

impl<const ATTRIBUTE: bool> Table<ATTRIBUTE> {
    /// [`is_special`] of every byte.
    #[expect(clippy::indexing_slicing, reason = "an index out of bounds would be an error of this build")]
    const IS_SPECIAL: [bool; 256] = {
        let mut table = [false; 256];
        let mut byte = 0;
        while byte <= u8::MAX as usize {
            table[byte] = is_special::<ATTRIBUTE>(byte as u8);
            byte += 1;
        }
        table
    };
}

fn replacement(special: &str) -> &'static str {
    match special {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        "\"" => "&quot;",
        "'" => "&#39;",
        "\r" => "&#13;",
        _ => "\u{fffd}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        let mut out = String::new();
        escape_text(&mut out, input);
        out
    }

    fn attribute(input: &str) -> String {
        let mut out = String::new();
        escape_attribute(&mut out, input);
        out
    }

    #[test]
    fn special_characters_are_replaced_wherever_they_stand() {
        for length in 0..40 {
            for (special, replaced) in
                [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;"), ("\0", "\u{fffd}")]
            {
                let input = format!("{}{special}é", "x".repeat(length));
                let expected = format!("{}{replaced}é", "x".repeat(length));
                assert_eq!(text(&input), expected);
                assert_eq!(attribute(&input), expected);
            }
        }
    }

    #[test]
    fn special_characters_are_found_in_long_texts_too() {
        for length in [510, 511, 512, 513, 527, 528, 1023, 1024, 1030, 5000] {
            let clean = "x".repeat(length);
            assert_eq!(text(&clean), clean);
            assert_eq!(text(&format!("{clean}<{clean}&")), format!("{clean}&lt;{clean}&amp;"));
        }
    }

    #[test]
    fn quotes_end_no_attribute_and_stay_in_text() {
        assert_eq!(attribute(r#""><img onerror='x'>"#), "&quot;&gt;&lt;img onerror=&#39;x&#39;&gt;");
        assert_eq!(text(r#"say "it's""#), r#"say "it's""#);
    }

    #[test]
    fn other_characters_stay() {
        let kept = "\u{202e}\u{1f980} \u{a0}tab\tline\nend";
        assert_eq!(text(kept), kept);
        assert_eq!(attribute(kept), kept);
    }

    #[test]
    fn a_megabyte_of_ampersands_is_escaped() {
        assert_eq!(text(&"&".repeat(1 << 20)).len(), 5 << 20);
    }
}
