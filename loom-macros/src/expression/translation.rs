//! The state of one translation: names in scope, arguments, fields and types that are left to rustc.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::{Expr, spanned::Spanned as _};

use super::{
    code::{Code, Hole},
    mentions::{Mentions, mentions},
    model::{Expression, Named},
};
use crate::paths;

/// An expression in both languages.
pub(super) struct Both {
    pub(super) rust: TokenStream,
    pub(super) code: Code,
}

pub(super) struct Translation {
    serial: usize,
    /// Names of the expression itself, with their numbers, the innermost last.
    scope: Vec<(String, usize)>,
    locals: usize,
    holes: Vec<Hole>,
    witnesses: usize,
    captures: Vec<TokenStream>,
    pub(super) fields: Vec<Named>,
    /// The name of the event, as it is written.
    pub(super) event: Option<Ident>,
    /// The ids of elements that are written out.
    pub(super) ids: Vec<(String, Span)>,
    /// Whether it is an action, which knows of an event.
    pub(super) acts: bool,
    /// Whether fields may be assigned to.
    pub(super) assigns: bool,
}

impl Translation {
    pub(super) fn new(serial: usize) -> Self {
        Self {
            serial,
            scope: Vec::new(),
            locals: 0,
            holes: Vec::new(),
            witnesses: 0,
            captures: Vec::new(),
            fields: Vec::new(),
            event: None,
            ids: Vec::new(),
            acts: false,
            assigns: false,
        }
    }

    pub(super) fn finish(self, Both { rust, code }: Both, span: Span) -> Expression {
        let Self { serial, holes, witnesses, captures, fields, event, ids, .. } = self;
        Expression { serial, rust, code, holes, witnesses, captures, fields, event, ids, span }
    }

    /// The number of a local by its name.
    pub(super) fn local(&self, name: &str) -> Option<usize> {
        self.scope.iter().rev().find_map(|(other, number)| (other == name).then_some(*number))
    }

    /// A new local.
    pub(super) fn bind(&mut self, name: &Ident) -> usize {
        let number = self.locals;
        self.locals += 1;
        self.scope.push((name.to_string(), number));
        number
    }

    /// Forgets the locals that `inner` makes.
    pub(super) fn scoped<T>(&mut self, inner: impl FnOnce(&mut Self) -> T) -> T {
        let depth = self.scope.len();
        let result = inner(self);
        self.scope.truncate(depth);
        result
    }

    pub(super) fn mentions(&self, tokens: &impl ToTokens) -> Mentions {
        let is_local = |name: &str| self.local(name).is_some() || (self.acts && name == "event");
        mentions(&tokens.to_token_stream(), &is_local)
    }

    /// A new type that is left to rustc: its number, and the name of its witness in the generated code.
    pub(super) fn witness(&mut self) -> (usize, Ident) {
        let number = self.witnesses;
        self.witnesses += 1;
        (number, witness(self.serial, number))
    }

    /// A new hole.
    pub(super) fn hole(&mut self, hole: Hole) -> usize {
        self.holes.push(hole);
        self.holes.len() - 1
    }

    /// A new type of number, with the hole of its letter.
    pub(super) fn number(&mut self) -> (usize, Ident) {
        let (number, name) = self.witness();
        (self.hole(Hole::Tag(number)), name)
    }

    /// The server evaluates `expr`, and sends it along.
    pub(super) fn capture(&mut self, expr: &Expr) -> Both {
        let number = self.captures.len();
        self.captures.push(expr.to_token_stream());
        let at = Span::mixed_site().located_at(expr.span());
        let name = argument(self.serial, number, at);
        let rust = if is_place(expr) {
            quote_spanned!(at=> (*#name))
        } else {
            quote_spanned!(at=> ::core::clone::Clone::clone(#name))
        };
        Both { rust, code: Code::text(format!("[{number}]")) }
    }

    /// A field of the component.
    pub(super) fn field(&mut self, this: &Ident, name: &Ident, is_set: bool) {
        match self.fields.iter_mut().find(|field| field.name == *name) {
            Some(field) => field.is_set |= is_set,
            None => self.fields.push(Named { this: this.clone(), name: name.clone(), is_set }),
        }
    }

    /// A function of the library; errors about it are reported at `span`.
    pub(super) fn function(name: &str, span: Span) -> TokenStream {
        let at = Span::mixed_site().located_at(span);
        let (door, name) = (paths::door(at), Ident::new(name, at));
        quote_spanned!(at=> #door::expression::#name)
    }
}

/// The local of the generated code that stands for a type.
pub(crate) fn witness(serial: usize, number: usize) -> Ident {
    Ident::new(&format!("w{serial}_{number}"), Span::mixed_site())
}

/// The local of the generated code that holds an argument.
pub(crate) fn argument(serial: usize, number: usize, at: Span) -> Ident {
    Ident::new(&format!("a{serial}_{number}"), at)
}

/// The local of the generated code that knows whether the evaluation was abandoned.
pub(crate) fn run() -> Ident {
    Ident::new("run", Span::mixed_site())
}

/// Whether an expression names a place, which is borrowed, and not a value, which is moved.
pub(super) fn is_place(expr: &Expr) -> bool {
    match expr {
        Expr::Path(_) | Expr::Field(_) | Expr::Index(_) => true,
        Expr::Unary(unary) => matches!(unary.op, syn::UnOp::Deref(_)),
        Expr::Paren(paren) => is_place(&paren.expr),
        Expr::Group(group) => is_place(&group.expr),
        _ => false,
    }
}

/// A mistake at `tokens`.
pub(super) fn error(tokens: impl ToTokens, message: impl std::fmt::Display) -> syn::Error {
    syn::Error::new_spanned(tokens, message)
}
