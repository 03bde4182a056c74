//! One evaluation of an expression.

use std::cell::Cell;

/// One evaluation of an expression on the server. It begins as one that has not failed.
#[derive(Debug, Default)]
pub struct Run {
    failed: Cell<bool>,
}

impl Run {
    /// An evaluation that begins.
    #[must_use]
    pub const fn new() -> Self {
        Self { failed: Cell::new(false) }
    }

    /// Says that a calculation had no result: the result of the whole evaluation is to be dropped.
    pub fn fail(&self) {
        self.failed.set(true);
    }

    /// Whether a calculation had no result.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.failed.get()
    }

    /// The result, or, if there is none, a failed evaluation and `otherwise`.
    pub(super) fn or<T>(&self, result: Option<T>, otherwise: T) -> T {
        result.unwrap_or_else(|| {
            self.fail();
            otherwise
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evaluation_fails_once_and_for_all() {
        let run = Run::new();
        assert_eq!(run.or(Some(1), 0), 1);
        assert!(!run.failed());
        assert_eq!(run.or(None, 0), 0);
        assert_eq!(run.or(Some(1), 0), 1);
        assert!(run.failed());
    }
}
