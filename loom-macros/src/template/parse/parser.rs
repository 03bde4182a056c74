//! The state of the parser, and its steps over tokens.

use std::cell::Cell;

use proc_macro2::TokenTree;
use syn::{Token, parse::ParseStream};

use crate::diagnostics::Diagnostics;

/// Parses a template, and reports the parts that do not parse.
pub(super) struct Parser<'d> {
    pub(super) diagnostics: &'d Diagnostics,
    /// The tags that are open in the innermost braces, outermost first.
    pub(super) open: Vec<String>,
    /// How many errors there were when it was not clear any more what belongs to what, as in a template that is being typed.
    lost: Cell<Option<usize>>,
    /// How many browser expressions there are by now.
    expressions: Cell<usize>,
}

impl<'d> Parser<'d> {
    pub(super) fn new(diagnostics: &'d Diagnostics) -> Self {
        Self { diagnostics, open: Vec::new(), lost: Cell::new(None), expressions: Cell::new(0) }
    }

    /// The number of the next browser expression.
    pub(super) fn next_expression(&self) -> usize {
        self.expressions.replace(self.expressions.get() + 1)
    }

    /// It is not clear what belongs to what behind the last error: all that would be said from here on follows from it.
    pub(super) fn lose(&self) {
        if self.lost.get().is_none() {
            self.lost.set(Some(self.diagnostics.len()));
        }
    }

    /// Forgets what follows from the error that [`Self::lose`] came behind. Whether there was none.
    pub(super) fn is_clear(&self) -> bool {
        if let Some(count) = self.lost.get() {
            self.diagnostics.keep(count);
        }
        self.lost.get().is_none()
    }
}

pub(super) fn at_closing_tag(input: ParseStream) -> bool {
    input.peek(Token![<]) && input.peek2(Token![/])
}

/// Passes over one token.
pub(super) fn skip(input: ParseStream) {
    let _ = input.parse::<TokenTree>();
}
