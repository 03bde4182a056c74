//! [`Diagnostics`]: every error of one macro call, reported together.

use std::{cell::RefCell, fmt::Display, thread};

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;

/// Collects the errors of one macro call, so that one mistake does not hide the next.
///
/// Its maker must look at it: dropping it without [`Diagnostics::finish`] panics.
#[derive(Debug)]
pub(crate) struct Diagnostics {
    /// `None` once somebody looked.
    errors: RefCell<Option<Vec<syn::Error>>>,
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self { errors: RefCell::new(Some(Vec::new())) }
    }

    /// An error at one token.
    pub(crate) fn error(&self, span: Span, message: impl Display) {
        self.push(syn::Error::new(span, message));
    }

    /// An error that underlines all of `tokens`.
    pub(crate) fn error_at(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(tokens, message));
    }

    /// An error that points from one token to another, as from a tag to the one that should close it.
    pub(crate) fn error_between(&self, from: Span, to: Span, message: impl Display) {
        let mut ends = TokenStream::new();
        for span in [from, to] {
            let mut end = TokenTree::Punct(proc_macro2::Punct::new('.', proc_macro2::Spacing::Alone));
            end.set_span(span);
            ends.extend([end]);
        }
        self.error_at(ends, message);
    }

    /// An error that a parser made.
    pub(crate) fn push(&self, error: syn::Error) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.push(error);
        }
    }

    /// Takes the value, or keeps the error.
    pub(crate) fn take<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Forgets all errors behind the first `count`.
    pub(crate) fn keep(&self, count: usize) {
        if let Some(errors) = self.errors.borrow_mut().as_mut() {
            errors.truncate(count);
        }
    }

    /// How many errors there are by now.
    pub(crate) fn len(&self) -> usize {
        self.errors.borrow().as_ref().map_or(0, Vec::len)
    }

    /// A `compile_error!` for each error; no tokens if there was none.
    pub(crate) fn finish(self) -> TokenStream {
        let errors = self.errors.borrow_mut().take().unwrap_or_default();
        errors.iter().map(syn::Error::to_compile_error).collect()
    }

    /// The text of each error, in order.
    #[cfg(test)]
    pub(crate) fn messages(self) -> Vec<String> {
        self.errors.borrow_mut().take().unwrap_or_default().iter().map(ToString::to_string).collect()
    }
}

impl Drop for Diagnostics {
    #[allow(clippy::panic, reason = "a bug in the macro: errors would be lost without a word")]
    fn drop(&mut self) {
        if self.errors.borrow().is_some() && !thread::panicking() {
            panic!("nobody looked at the diagnostics of a macro");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_are_reported_in_order() {
        let diagnostics = Diagnostics::new();
        diagnostics.error(Span::call_site(), "first");
        assert_eq!(diagnostics.take::<()>(Err(syn::Error::new(Span::call_site(), "second"))), None);
        let tokens = diagnostics.finish().to_string();
        assert!(tokens.find("first") < tokens.find("second"));
    }

    #[test]
    #[should_panic(expected = "nobody looked")]
    fn dropping_unseen_errors_panics() {
        drop(Diagnostics::new());
    }
}
