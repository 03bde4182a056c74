//! Operators and casts.

use proc_macro2::Span;
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{BinOp, Expr, ExprBinary, ExprCast, ExprUnary, Result, spanned::Spanned as _};

use super::{
    code::Code,
    translation::{Both, Translation, error, run},
    value::literal_code,
};

/// The types of numbers.
const NUMBERS: [&str; 11] = ["i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize", "f64"];

impl Translation {
    pub(super) fn binary(&mut self, binary: &ExprBinary) -> Result<Both> {
        let ExprBinary { left, op, right, .. } = binary;
        if let Some((function, name)) = arithmetic(op) {
            let (left, right) = (self.value(left)?, self.value(right)?);
            return Ok(self.calculate((function, name), op.span(), left, right));
        }
        let native = match op {
            BinOp::And(_) => Some("&&"),
            BinOp::Or(_) => Some("||"),
            BinOp::Eq(_) => Some("=="),
            BinOp::Ne(_) => Some("!="),
            _ => None,
        };
        let compared = match op {
            BinOp::Lt(_) => Some("<"),
            BinOp::Le(_) => Some("<="),
            BinOp::Gt(_) => Some(">"),
            BinOp::Ge(_) => Some(">="),
            _ => None,
        };
        let (a, b) = match (native, compared) {
            (None, None) => return Err(unknown(op)),
            _ => (self.value(left)?, self.value(right)?),
        };
        let (rust_a, rust_b) = (a.rust, b.rust);
        if let Some(name) = native {
            return Ok(Both { rust: quote!(#rust_a #op #rust_b), code: Code::op(name, [a.code, b.code]) });
        }
        let name = compared.unwrap_or_default();
        let function = match name {
            "<" => "less",
            "<=" => "at_most",
            ">" => "greater",
            _ => "at_least",
        };
        let function = Self::function(function, op.span());
        let at = Span::mixed_site().located_at(op.span());
        Ok(Both {
            rust: quote_spanned!(at=> #function(&(#rust_a), &(#rust_b))),
            code: Code::op(name, [a.code, b.code]),
        })
    }

    /// `function(left, right)` over numbers of one type.
    pub(super) fn calculate(&mut self, (function, op): (&str, &str), span: Span, left: Both, right: Both) -> Both {
        let (tag, witness) = self.number();
        let (function, run) = (Self::function(function, span), run());
        let (a, b) = (left.rust, right.rust);
        let at = Span::mixed_site().located_at(span);
        Both {
            rust: quote_spanned!(at=> #function(#witness, #run, #a, #b)),
            code: Code::tagged(op, tag, [left.code, right.code]),
        }
    }

    /// `-x`.
    pub(super) fn negative(&mut self, unary: &ExprUnary) -> Result<Both> {
        if let Expr::Lit(literal) = &*unary.expr {
            return Ok(Both { rust: unary.to_token_stream(), code: literal_code(&literal.lit, true)? });
        }
        let Both { rust, code } = self.value(&unary.expr)?;
        let (tag, witness) = self.number();
        let (function, run) = (Self::function("neg", unary.op.span()), run());
        let at = Span::mixed_site().located_at(unary.op.span());
        Ok(Both { rust: quote_spanned!(at=> #function(#witness, #run, #rust)), code: Code::tagged("-", tag, [code]) })
    }

    /// `x as T`.
    pub(super) fn cast(&mut self, cast: &ExprCast) -> Result<Both> {
        let name = cast.ty.to_token_stream().to_string();
        if !NUMBERS.contains(&name.as_str()) {
            return Err(error(
                &cast.ty,
                format!("the browser calculates with {}, not with `{name}`", NUMBERS.join(", ")),
            ));
        }
        let Both { rust, code } = self.value(&cast.expr)?;
        let (tag, witness) = self.number();
        let ty = &cast.ty;
        let (function, run) = (Self::function("cast", ty.span()), run());
        let at = Span::mixed_site().located_at(ty.span());
        Ok(Both {
            rust: quote_spanned!(at=> #function::<_, #ty>(#witness, #run, #rust)),
            code: Code::tagged("as", tag, [code]),
        })
    }
}

/// The function for an operator on numbers, and its code.
pub(super) fn arithmetic(op: &BinOp) -> Option<(&'static str, &'static str)> {
    Some(match op {
        BinOp::Add(_) | BinOp::AddAssign(_) => ("add", "+"),
        BinOp::Sub(_) | BinOp::SubAssign(_) => ("sub", "-"),
        BinOp::Mul(_) | BinOp::MulAssign(_) => ("mul", "*"),
        BinOp::Div(_) | BinOp::DivAssign(_) => ("div", "/"),
        BinOp::Rem(_) | BinOp::RemAssign(_) => ("rem", "%"),
        _ => return None,
    })
}

fn unknown(op: &BinOp) -> syn::Error {
    let text = op.to_token_stream().to_string();
    let mend = match op {
        BinOp::BitAnd(_) => "; for conditions it is `&&`",
        BinOp::BitOr(_) => "; for conditions it is `||`",
        _ => "",
    };
    error(op, format!("browser expressions have no `{text}`{mend}"))
}
