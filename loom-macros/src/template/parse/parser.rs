//! The state of the parser, and its steps over tokens.

use proc_macro2::TokenTree;
use syn::{Token, parse::ParseStream};

use crate::diagnostics::Diagnostics;

/// Parses a template, and reports the parts that do not parse.
pub(super) struct Parser<'d> {
    pub(super) diagnostics: &'d Diagnostics,
    /// The tags that are open in the innermost braces, outermost first.
    pub(super) open: Vec<String>,
}

impl<'d> Parser<'d> {
    pub(super) fn new(diagnostics: &'d Diagnostics) -> Self {
        Self { diagnostics, open: Vec::new() }
    }
}

pub(super) fn at_closing_tag(input: ParseStream) -> bool {
    input.peek(Token![<]) && input.peek2(Token![/])
}

/// Passes over one token.
pub(super) fn skip(input: ParseStream) {
    let _ = input.parse::<TokenTree>();
}
