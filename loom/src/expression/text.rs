//! Text of expressions.

use super::run::Run;

/// The longest text that `repeat` makes, in bytes.
const LONGEST: usize = 1 << 20;

/// Text, the receiver of methods that lists have too, but not in expressions.
#[diagnostic::on_unimplemented(message = "browser expressions know this method of text only, not of `{Self}`")]
pub trait Text {
    /// The text.
    fn text(&self) -> &str;
}

impl Text for str {
    fn text(&self) -> &str {
        self
    }
}

impl Text for String {
    fn text(&self) -> &str {
        self
    }
}

impl Text for std::borrow::Cow<'_, str> {
    fn text(&self) -> &str {
        self
    }
}

impl<T: Text + ?Sized> Text for &T {
    fn text(&self) -> &str {
        (**self).text()
    }
}

/// The text that a method is called of.
pub fn text<T: Text + ?Sized>(text: &T) -> &str {
    text.text()
}

/// `text.repeat(times)`. There is no result where it would have more than 1 MiB.
#[must_use]
pub fn repeat(run: &Run, text: &str, times: usize) -> String {
    match text.len().checked_mul(times) {
        Some(..=LONGEST) => text.repeat(times),
        _ => run.or(None, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_would_be_too_long_makes_the_evaluation_fail() {
        let run = Run::new();
        assert_eq!(repeat(&run, text(&"ab".to_owned()), 2), "abab");
        assert_eq!(repeat(&run, "", usize::MAX), "");
        assert_eq!(repeat(&run, "ab", LONGEST / 2).len(), LONGEST);
        assert!(!run.failed());
        assert_eq!(repeat(&run, "é", LONGEST / 2 + 1), "");
        assert!(run.failed());
    }
}
