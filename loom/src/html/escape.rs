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

/// The position of the first byte that cannot stay. Blocks without one are passed over by vector instructions; the last
/// block may overlap the one before it, so that no text of four bytes or more is looked at byte by byte.
#[inline]
fn find<const ATTRIBUTE: bool>(bytes: &[u8]) -> Option<usize> {
    let clean = if let Some(last) = bytes.last_chunk::<16>() {
        let mut blocks = bytes.chunks_exact(16);
        !blocks.any(any::<ATTRIBUTE>) && !any::<ATTRIBUTE>(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        !any::<ATTRIBUTE>(first) && !any::<ATTRIBUTE>(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        !any::<ATTRIBUTE>(first) && !any::<ATTRIBUTE>(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
        !any::<ATTRIBUTE>(first) && !any::<ATTRIBUTE>(last)
    } else {
        false
    };
    if clean { None } else { bytes.iter().position(|byte| is_special::<ATTRIBUTE>(*byte)) }
}

#[inline]
fn any<const ATTRIBUTE: bool>(block: &[u8]) -> bool {
    block.iter().fold(false, |any, byte| any | is_special::<ATTRIBUTE>(*byte))
}

/// Without branches, so that a block is one vector operation.
#[inline]
const fn is_special<const ATTRIBUTE: bool>(byte: u8) -> bool {
    (byte == b'&')
        | (byte == b'<')
        | (byte == b'>')
        | (byte == 0)
        | (byte == b'\r')
        | (ATTRIBUTE & ((byte == b'"') | (byte == b'\'')))
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
