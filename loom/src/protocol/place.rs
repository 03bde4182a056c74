//! Paths to bound values on the wire: `order.lines[2].amount`. Keys are JSON in brackets.

use serde::de::DeserializeOwned;

/// The first name of a path, and the rest behind it: `order.lines[2]` is `order` and `.lines[2]`.
#[must_use]
pub fn first(path: &str) -> (&str, &str) {
    path.split_at(path.find(['.', '[']).unwrap_or(path.len()))
}

/// The next name of the rest of a path: `.lines[2]` is `lines` and `[2]`.
#[must_use]
pub fn name(rest: &str) -> Option<(&str, &str)> {
    rest.strip_prefix('.').map(first)
}

/// The next key of the rest of a path: `[2].amount` is 2 and `.amount`.
#[must_use]
pub fn key<K: DeserializeOwned>(rest: &str) -> Option<(K, &str)> {
    let json = rest.strip_prefix('[')?;
    let mut values = serde_json::Deserializer::from_str(json).into_iter::<K>();
    let key = values.next()?.ok()?;
    Some((key, json.get(values.byte_offset()..)?.strip_prefix(']')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_step_by_step() {
        assert_eq!(first("order.lines[2].amount"), ("order", ".lines[2].amount"));
        assert_eq!(first("order"), ("order", ""));
        assert_eq!(name(".lines[2].amount"), Some(("lines", "[2].amount")));
        assert_eq!(key::<u32>("[2].amount"), Some((2, ".amount")));
        assert_eq!(name("[2]"), None);
        assert_eq!(key::<u32>(".lines"), None);
    }

    #[test]
    fn a_key_ends_where_its_json_ends() {
        for text in ["]", "a.b", "\"", "[\"x\"].y", "\u{2028}é😀", "\\"] {
            let mut path = String::from("[");
            assert!(super::super::handler::write_arg(&mut path, text));
            path.push_str("].rest");
            assert_eq!(key::<String>(&path), Some((text.to_owned(), ".rest")), "{path}");
        }
    }

    #[test]
    fn no_key_is_read_out_of_nonsense() {
        for rest in ["[", "[]", "[1", "[1,2]", "[1 2]", "[\"a]", "[1]]"] {
            assert!(key::<u32>(rest).is_none_or(|(_, rest)| !rest.is_empty()), "{rest}");
        }
        assert_eq!(key::<u8>("[256]"), None);
        let deep = "[".repeat(100_000);
        assert_eq!(key::<Vec<u8>>(&deep), None);
    }
}
