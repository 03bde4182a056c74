//! JSON written by hand, where going through serde would cost more than the writing.
#![allow(unreachable_pub, reason = "the fuzz targets reach it")]

/// Appends `text` as a JSON string, quotes included.
pub fn write_text(out: &mut String, text: &str) {
    out.push('"');
    if is_plain(text.as_bytes()) {
        out.push_str(text);
    } else {
        write_escaped(out, text);
    }
    out.push('"');
}

#[cold]
fn write_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(needs_escape) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        // A byte that needs escaping is a character of its own.
        let mut chars = tail.chars();
        if let Some(special) = chars.next() {
            escape(out, special);
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Appends a number.
pub fn write_number(out: &mut String, number: u64) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// Whether no byte needs escaping. The bytes are looked at in blocks, of which the last may overlap the one before it.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (blocks, _) = bytes.as_chunks::<16>();
        all_plain(blocks.as_flattened()) && all_plain(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        all_plain(first) && all_plain(last)
    } else {
        all_plain(bytes)
    }
}

/// Without branches, so that the compiler makes vector instructions of it. It does for a slice whose length it knows to be a multiple of 8.
#[inline]
fn all_plain(blocks: &[u8]) -> bool {
    blocks.iter().fold(0, |any, byte| any | u8::from(needs_escape(*byte))) == 0
}

const fn needs_escape(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

fn escape(out: &mut String, special: char) {
    match special {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        control => {
            let digit = |value: u32| char::from_digit(value & 15, 16).unwrap_or('0');
            out.push_str("\\u00");
            out.push(digit(u32::from(control) >> 4));
            out.push(digit(u32::from(control)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back() {
        for text in ["", "plain", "\"", "\\\\\"", "a\nb\rc\td", "\u{0}\u{1f}\u{7f}", "é\u{2028}😀</script>"] {
            let mut out = String::new();
            write_text(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).ok().as_deref(), Some(text), "{out}");
        }
    }
}
