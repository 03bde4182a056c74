//! How large JSON is, seen before it is read.

/// Whether no array or object of `json` stands deeper than `depth`, and all of them together have no more than `members` values.
///
/// `json` need not be valid: what cannot be read is found when it is read.
#[must_use]
pub fn within(json: &str, depth: usize, members: usize) -> bool {
    // Most of what comes is short, and has fewer brackets, wherever they stand, than may be open at a time.
    if json.len() <= members && memchr::memchr2_iter(b'[', b'{', json.as_bytes()).nth(depth).is_none() {
        return true;
    }
    let (mut bytes, mut deep, mut count) = (json.as_bytes(), 0_usize, 0_usize);
    while let Some((&byte, rest)) = bytes.split_first() {
        bytes = rest;
        match byte {
            b'"' => bytes = after_text(rest),
            b'[' | b'{' => {
                // Its first value has no comma before it.
                (deep, count) = (deep + 1, count + 1);
            }
            b']' | b'}' => deep = deep.saturating_sub(1),
            b',' => count += 1,
            _ => {}
        }
        if deep > depth || count > members {
            return false;
        }
    }
    true
}

/// The input after a text whose first quote has been passed.
fn after_text(mut bytes: &[u8]) -> &[u8] {
    while let Some(at) = memchr::memchr2(b'"', b'\\', bytes) {
        let skipped = if bytes.get(at) == Some(&b'"') { 1 } else { 2 };
        bytes = bytes.get(at + skipped..).unwrap_or_default();
        if skipped == 1 {
            return bytes;
        }
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_that_of_arrays_and_objects() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(within(&nested(5), 5, 100));
        assert!(!within(&nested(6), 5, 100));
        assert!(within(r#"{"a":[{"b":[]}]}"#, 4, 100));
        assert!(!within(r#"{"a":[{"b":[]}]}"#, 3, 100));
        assert!(within(&"[],".repeat(50), 1, 100), "one after the other is not deep");
    }

    #[test]
    fn members_are_counted_wherever_they_are() {
        let list = format!("[{}]", ["1"; 50].join(","));
        assert!(within(&list, 9, 50));
        assert!(!within(&list, 9, 49));
        assert!(!within(r#"{"a":1,"b":{"c":2,"d":3}}"#, 9, 3));
    }

    #[test]
    fn brackets_in_a_text_are_text() {
        assert!(within(r#"["[[[[[[,,,,,,\"[[[[\\"]"#, 1, 1));
        assert!(!within(r#"["\\",[[[["#, 1, 100));
        for open in ["\"", "\"\\", "\"[[[["] {
            assert!(within(open, 0, 0), "{open}");
        }
    }
}
