//! Patterns of `match`, `if let` and `matches!`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Expr, Lit, Pat, RangeLimits, Result, UnOp};

use super::{
    code::{Code, Hole, Piece},
    translation::{Translation, error},
    value::literal_code,
};

impl Translation {
    /// The code of a pattern. Its names are bound; the Rust is the user's own.
    pub(super) fn pattern(&mut self, pattern: &Pat) -> Result<Code> {
        Ok(match pattern {
            Pat::Wild(_) => Code::text("\"_\""),
            Pat::Paren(paren) => self.pattern(&paren.pat)?,
            Pat::Reference(reference) => self.pattern(&reference.pat)?,
            Pat::Lit(literal) => equal(literal_value(&literal.lit, false)?),
            Pat::Const(_) => return Err(error(pattern, "a pattern names a constant by its path")),
            Pat::Range(range) => {
                let end = |end: &Option<Box<Expr>>| end.as_deref().map_or_else(|| Ok(Code::text("null")), end_value);
                let inclusive = matches!(range.limits, RangeLimits::Closed(_));
                Code::op("..", [end(&range.start)?, end(&range.end)?, Code::text(inclusive.to_string())])
            }
            Pat::Ident(ident) => {
                if ident.ident == "None" {
                    return Ok(Code::op("?", []));
                }
                if is_constant(&ident.ident.to_string()) && ident.subpat.is_none() {
                    return Ok(self.constant_pattern(ident.to_token_stream(), pattern));
                }
                if let Some(mutability) = &ident.mutability {
                    return Err(error(mutability, "locals of the browser do not change"));
                }
                let inner = ident.subpat.as_ref().map(|(_, inner)| self.pattern(inner)).transpose()?;
                let number = self.bind(&ident.ident);
                Code::op("@", [Code::text(number.to_string())].into_iter().chain(inner))
            }
            Pat::Path(path) if path.path.is_ident("None") => Code::op("?", []),
            Pat::Path(path) => self.constant_pattern(path.to_token_stream(), pattern),
            Pat::TupleStruct(some) if some.path.is_ident("Some") && some.elems.len() == 1 => {
                let inner = some.elems.iter().map(|inner| self.pattern(inner)).collect::<Result<Vec<_>>>()?;
                Code::op("?", inner)
            }
            Pat::Or(or) => {
                let cases = or.cases.iter().map(|case| self.pattern(case)).collect::<Result<Vec<_>>>()?;
                Code::op("|", cases)
            }
            _ => {
                return Err(error(
                    pattern,
                    "patterns of the browser are literals, ranges, constants, names, `_`, `Some(..)`, `None`, and `|` between them",
                ));
            }
        })
    }

    fn constant_pattern(&mut self, path: TokenStream, pattern: &Pat) -> Code {
        let hole = self.hole(Hole::Constant(path, syn::spanned::Spanned::span(pattern)));
        equal(Code(vec![Piece::Hole(hole)]))
    }
}

fn equal(value: Code) -> Code {
    Code::op("=", [value])
}

/// The JSON of the value that a literal stands for.
fn literal_value(literal: &Lit, negative: bool) -> Result<Code> {
    match literal {
        Lit::Str(text) => Ok(Code::text(super::code::quoted(&text.value()))),
        literal => literal_code(literal, negative),
    }
}

fn end_value(expr: &Expr) -> Result<Code> {
    match expr {
        Expr::Lit(literal) => literal_value(&literal.lit, false),
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match &*unary.expr {
            Expr::Lit(literal) => literal_value(&literal.lit, true),
            _ => Err(error(expr, "the ends of a range are numbers")),
        },
        _ => Err(error(expr, "the ends of a range are numbers")),
    }
}

fn is_constant(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}
