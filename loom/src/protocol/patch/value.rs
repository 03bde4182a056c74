//! Values of slots as JSON.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

/// Numbers above this are written as strings, since a browser would round them.
const EXACT: u64 = 1 << 53;

/// Whether a browser holds the number exactly.
pub(super) const fn is_exact(number: i64) -> bool {
    number.unsigned_abs() <= EXACT
}

/// Appends a number, as a string if a browser could not hold it exactly.
pub(super) fn int(out: &mut String, number: i64) {
    quoted_unless(out, is_exact(number), itoa::Buffer::new().format(number));
}

/// Appends a number, as a string if a browser could not hold it exactly.
pub(super) fn uint(out: &mut String, number: u64) {
    quoted_unless(out, number <= EXACT, itoa::Buffer::new().format(number));
}

/// Appends an index.
pub(super) fn index(out: &mut String, index: usize) {
    out.push_str(itoa::Buffer::new().format(index));
}

/// Appends a fingerprint as it stands in messages: 11 characters, without quotes.
pub(in crate::protocol) fn fingerprint(out: &mut String, fingerprint: u64) {
    URL_SAFE_NO_PAD.encode_string(fingerprint.to_be_bytes(), out);
}

fn quoted_unless(out: &mut String, plain: bool, digits: &str) {
    if plain {
        out.push_str(digits);
    } else {
        out.push('"');
        out.push_str(digits);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_a_browser_would_round_are_strings() {
        let mut out = String::new();
        for number in [0, -1, 1 << 53, (1 << 53) + 1, i64::MIN] {
            int(&mut out, number);
            out.push(' ');
        }
        assert_eq!(out, "0 -1 9007199254740992 \"9007199254740993\" \"-9223372036854775808\" ");
    }

    #[test]
    fn a_fingerprint_is_eleven_characters() {
        let mut out = String::new();
        fingerprint(&mut out, 0x0123_4567_89ab_cdef);
        assert_eq!(out, "ASNFZ4mrze8");
    }
}
