//! [`Expression`], what a translation gives.

use proc_macro2::{Ident, Span, TokenStream};

use super::code::{Code, Hole};

/// A translated expression.
#[derive(Debug)]
pub(crate) struct Expression {
    /// Tells its names from those of the other expressions of the template.
    pub(crate) serial: usize,
    /// Evaluates it: an expression for a value, a block for an action.
    pub(crate) rust: TokenStream,
    pub(crate) code: Code,
    pub(crate) holes: Vec<Hole>,
    /// How many types it leaves to rustc.
    pub(crate) witnesses: usize,
    /// The Rust that the server evaluates, and whose values it sends along.
    pub(crate) captures: Vec<TokenStream>,
    /// The fields of the component that it names.
    pub(crate) fields: Vec<Named>,
    /// The name of the event, as it is written, if it is.
    pub(crate) event: Option<Ident>,
    /// The ids of elements that are written out.
    pub(crate) ids: Vec<(String, Span)>,
    pub(crate) span: Span,
}

/// A field that an expression names.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) this: Ident,
    pub(crate) name: Ident,
    /// Whether it is assigned to.
    pub(crate) is_set: bool,
}
