//! The messages of servers, in dialect 2.

use serde_json::Value;

/// A message of the server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Said<'v> {
    /// A component has joined. There is its whole HTML, unless that of the page stands.
    Joined {
        /// The component's number.
        id: u64,
        /// Its HTML, as slots.
        whole: Option<&'v Value>,
    },
    /// A component is as it is after an event, or by itself.
    Patch {
        /// The component's number.
        id: u64,
        /// The number of the event that is answered; 0 for none.
        number: u64,
        /// The change, if there is one.
        change: Option<&'v Value>,
    },
    /// Something is refused, or has failed.
    Error {
        /// The component's number, if it is about one.
        id: Option<u64>,
        /// The number of the event that is answered; 0 for none.
        number: u64,
        /// The code.
        code: &'v str,
    },
    /// A component has a newer token.
    Token {
        /// The component's number.
        id: u64,
        /// The token.
        token: &'v str,
    },
    /// The browser is sent to another page.
    Redirect(&'v str),
    /// The server is of this version, which is not the page's.
    Version(&'v str),
    /// A template that later messages use.
    Template,
    /// The server is there.
    Heartbeat,
}

impl<'v> Said<'v> {
    /// Reads a message; `None` for one that is none of these.
    #[must_use]
    pub fn read(message: &'v Value) -> Option<Self> {
        let text = |index: usize| message.get(index).and_then(Value::as_str);
        let number = |index: usize| message.get(index).and_then(Value::as_u64);
        Some(match text(0)? {
            "j" => Self::Joined { id: number(1)?, whole: message.get(2) },
            "p" => Self::Patch { id: number(1)?, number: number(2)?, change: message.get(3) },
            "x" => Self::Error { id: number(1), number: number(2).unwrap_or_default(), code: text(3)? },
            "k" => Self::Token { id: number(1)?, token: text(2)? },
            "r" => Self::Redirect(text(1)?),
            "v" => Self::Version(text(1)?),
            "t" => Self::Template,
            "h" => Self::Heartbeat,
            _ => return None,
        })
    }
}

/// Whether the text of a message brings a template.
#[must_use]
pub fn is_template(text: &[u8]) -> bool {
    text.starts_with(b"[\"t\"")
}

/// Whether the text of a message is an error.
#[must_use]
pub fn is_error(text: &[u8]) -> bool {
    text.starts_with(b"[\"x\"")
}

/// Of the text of a patch of component 0, or of an event of it: its number, and whether anything follows. For loads, which take nothing else apart.
#[must_use]
pub fn answered(text: &[u8], kind: u8) -> Option<(u64, bool)> {
    let rest = text.strip_prefix(&[b'[', b'"', kind, b'"', b',', b'0', b','])?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()?;
    Some((number, *rest.get(digits)? == b','))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn messages_are_told_apart_by_their_first_letter() {
        let whole = json!([1, "x"]);
        assert_eq!(Said::read(&json!(["j", 0])), Some(Said::Joined { id: 0, whole: None }));
        assert_eq!(Said::read(&json!(["j", 2, whole])), Some(Said::Joined { id: 2, whole: Some(&whole) }));
        assert_eq!(Said::read(&json!(["p", 2, 7])), Some(Said::Patch { id: 2, number: 7, change: None }));
        assert_eq!(
            Said::read(&json!(["x", 2, 7, "too_fast", "text"])),
            Some(Said::Error { id: Some(2), number: 7, code: "too_fast" })
        );
        let about_none = json!(["x", null, 0, "bad_message", "text"]);
        assert_eq!(Said::read(&about_none), Some(Said::Error { id: None, number: 0, code: "bad_message" }));
        assert_eq!(Said::read(&json!(["k", 2, "token"])), Some(Said::Token { id: 2, token: "token" }));
        assert_eq!(Said::read(&json!(["k", 2])), None);
        assert_eq!(Said::read(&json!({"type": "patch"})), None);
    }

    #[test]
    fn the_number_of_a_patch_is_read_from_its_first_bytes() {
        assert_eq!(answered(br#"["p",0,12,[0,"x"]]"#, b'p'), Some((12, true)));
        assert_eq!(answered(br#"["p",0,12]"#, b'p'), Some((12, false)));
        assert_eq!(answered(br#"["p",1,12]"#, b'p'), None);
        assert_eq!(answered(br#"["e",0,12"#, b'p'), None);
    }
}
