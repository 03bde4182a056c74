//! The query of an address: what it holds under a name, and how text is written into it.

use std::fmt;

/// The bytes of the longest value that stands in an address. A longer one is left out, and is not read.
pub(super) const LONGEST: usize = 4_096;

/// The pairs of a query whose names are those of `is_wanted`, as they are written.
#[cfg(feature = "testing")]
pub(crate) fn own_query(query: &str, is_wanted: impl Fn(&str) -> bool) -> String {
    let name_of = |pair: &str| decode(pair.split('=').next().unwrap_or_default(), LONGEST).unwrap_or_default();
    let pairs = query.split('&').filter(|pair| !pair.is_empty() && is_wanted(&name_of(pair)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A query with these values, of which those that it has already stay where they are; without `None`.
#[cfg(feature = "testing")]
pub(crate) fn with_texts(query: &str, texts: &[(String, Option<String>)]) -> String {
    let is_right = |name: &str, text: &Option<String>| {
        let pairs = own_query(query, |known| known == name).split('&').filter(|pair| !pair.is_empty()).count();
        pairs == usize::from(text.is_some()) && first(query, name) == *text
    };
    let wrong: Vec<_> = texts.iter().filter(|(name, text)| !is_right(name, text)).collect();
    let mut changed = own_query(query, |name| !wrong.iter().any(|(known, _)| known == name));
    for (name, text) in wrong {
        if let Some(text) = text {
            changed.push_str(if changed.is_empty() { "" } else { "&" });
            for (before, part) in [("", name), ("=", text)] {
                changed.push_str(before);
                let written = encode(&mut changed, part);
                debug_assert!(written.is_ok(), "a `String` takes everything");
            }
        }
    }
    changed
}

/// The first value of this name in a query, if it is text that is not too long.
pub(crate) fn first(query: &str, name: &str) -> Option<String> {
    let (_, value) = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .find(|(known, _)| decode(known, name.len()).is_some_and(|known| known == name))?;
    decode(value, LONGEST)
}

/// The text that stands for itself or as `%XX` in a query; `None` if it is no UTF-8, or longer than so many bytes.
fn decode(written: &str, longest: usize) -> Option<String> {
    if written.len() > 3 * longest {
        return None;
    }
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match (first, after) {
            (b'%', [high, low, after @ ..]) if let (Some(high), Some(low)) = (digit(*high), digit(*low)) => {
                rest = after;
                high * 16 + low
            }
            (b'+', _) => b' ',
            _ => *first,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| text.len() <= longest)
}

/// Writes a text as `application/x-www-form-urlencoded` does.
pub(super) fn encode(out: &mut impl fmt::Write, text: &str) -> fmt::Result {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'*' => out.write_char(byte.into())?,
            b' ' => out.write_char('+')?,
            _ => write!(out, "%{byte:02X}")?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_value_reads_back_from_a_query(text in ".{0,40}", other in "[a-z=%&+]{0,10}") {
            let mut query = format!("{other}&q=");
            encode(&mut query, &text).unwrap();
            query.push_str("&q=later");
            prop_assume!(!other.split('&').any(|pair| pair == "q" || pair.starts_with("q=")));
            prop_assert_eq!(first(&query, "q"), Some(text));
        }

        #[test]
        fn any_query_is_read(query in "[ -~]{0,60}") {
            let _ = first(&query, "q");
        }
    }

    #[test]
    fn the_first_value_counts_if_it_is_text_and_not_too_long() {
        let long = |length| format!("q={}", "x".repeat(length));
        for (query, value) in [
            ("q=1&q=2", Some("1")),
            ("%71=a%20b", Some("a b")),
            ("q", Some("")),
            ("q=%FF&q=2", None),
            ("q=%", Some("%")),
            ("q=%zz%4", Some("%zz%4")),
            ("p=1&Q=2", None),
            ("", None),
        ] {
            assert_eq!(first(query, "q").as_deref(), value, "{query}");
        }
        assert!(first(&long(LONGEST), "q").is_some());
        assert_eq!(first(&long(LONGEST + 1), "q"), None);
        assert_eq!(first(&format!("q={}", "%41".repeat(LONGEST + 1)), "q"), None);
    }
}
