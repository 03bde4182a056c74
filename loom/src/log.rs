//! [`Escaped`], text from outside as it may stand in the log.

use std::fmt::{self, Write};

/// Text that may hold anything, for a line of the log: controls, line separators and marks that change the direction of text are written as
/// escapes. So what a visitor typed begins no line of its own, gives a terminal no orders, and does not change the order of what is read.
///
/// An error is written with its causes: `{:#}` asks for them.
pub(crate) struct Escaped<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Escaped<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{:#}", self.0)
    }
}

/// Escapes what is written through it.
struct Escaping<'f, 'b>(&'f mut fmt::Formatter<'b>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for part in text.split_inclusive(is_escaped) {
            match part.chars().next_back().filter(|last| is_escaped(*last)) {
                Some(last) => {
                    self.0.write_str(part.strip_suffix(last).unwrap_or_default())?;
                    write!(self.0, "{}", last.escape_default())?;
                }
                None => self.0.write_str(part)?,
            }
        }
        Ok(())
    }
}

/// Whether a character does something else than stand there.
fn is_escaped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_would_change_the_log_are_escaped() {
        for (text, logged) in [
            ("plain \u{fc}mlaut \"quoted\" \\n", "plain \u{fc}mlaut \"quoted\" \\n"),
            ("one\n2026 ERROR two\r\n", "one\\n2026 ERROR two\\r\\n"),
            ("\u{1b}[2J\u{7}\u{9b}31m\u{7f}\0", "\\u{1b}[2J\\u{7}\\u{9b}31m\\u{7f}\\u{0}"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a\\u{2028}b\\u{2029}c\\u{85}d"),
            ("\u{202e}abc\u{2066}", "\\u{202e}abc\\u{2066}"),
            ("", ""),
        ] {
            assert_eq!(Escaped(text).to_string(), logged);
            assert_eq!(Escaped(format_args!("<{text}>")).to_string(), format!("<{logged}>"));
        }
    }
}
