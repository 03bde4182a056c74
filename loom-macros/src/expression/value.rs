//! Values: what stands in `local(...)`, and all that it is made of.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Expr, ExprField, ExprLit, ExprPath, Lit, Member, Result, UnOp, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    code::{Code, Hole, Piece, quoted},
    methods,
    translation::{Both, Translation, error},
};

/// The message about Rust that has no meaning in the browser.
const KNOWN: &str = "browser expressions know fields, `let`, blocks, `if`, `match`, arithmetic, comparison, logic, `as`, \
                     `format!`, `vec!`, `matches!` and methods of text, numbers, `Option` and lists";

impl Translation {
    /// Translates an expression.
    pub(super) fn value(&mut self, expr: &Expr) -> Result<Both> {
        let mentions = self.mentions(expr);
        if !mentions.browser && mentions.server && !methods::is_unfinished(expr) && !is_jump(expr) {
            return Ok(self.capture(expr));
        }
        match expr {
            Expr::Paren(paren) => {
                let Both { rust, code } = self.value(&paren.expr)?;
                Ok(Both { rust: quote_spanned!(paren.span()=> (#rust)), code })
            }
            Expr::Group(group) => self.value(&group.expr),
            Expr::Lit(literal) => Self::literal(literal),
            Expr::Path(path) => self.path(path),
            Expr::Field(field) => self.field_of(field),
            Expr::Unary(unary) => self.unary(unary),
            Expr::Binary(binary) => self.binary(binary),
            Expr::Cast(cast) => self.cast(cast),
            Expr::If(conditional) => self.conditional(conditional),
            Expr::Match(matched) => self.matched(matched),
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            Expr::MethodCall(call) => self.method(call),
            Expr::Call(call) => self.call(call),
            Expr::Macro(call) => self.macro_call(&call.mac),
            Expr::Array(array) => {
                let (values, codes) = self.values(array.elems.iter())?;
                Ok(Both { rust: quote_spanned!(array.span()=> [#(#values),*]), code: Code::op("vec", codes) })
            }
            Expr::Reference(reference) if reference.mutability.is_none() => {
                let Both { rust, code } = self.value(&reference.expr)?;
                let and = reference.and_token;
                Ok(Both { rust: quote!(#and #rust), code })
            }
            Expr::Assign(_) => {
                Err(error(expr, "a value does not set fields: bind it to an event, `on:click=local(...)`"))
            }
            Expr::Index(_) => Err(error(expr, "indexing could panic: use `get`, as in `self.tags.get(0)`")),
            Expr::Closure(_) => {
                Err(error(expr, "a closure stands only as the argument of a method, as in `map(|x| x + 1)`"))
            }
            Expr::Await(_) => Err(error(expr, "nothing is awaited in the browser: load the value before the template")),
            Expr::Try(_) => Err(error(expr, "`?` leads nowhere in the browser: use `unwrap_or`")),
            Expr::ForLoop(_) | Expr::While(_) | Expr::Loop(_) => {
                Err(error(expr, "browser expressions have no loops: use `iter()` with `map`, `filter`, `any` or `all`"))
            }
            Expr::Return(_) | Expr::Break(_) | Expr::Continue(_) => {
                Err(error(expr, "an expression of the browser is not left early: use `if` and `else`"))
            }
            Expr::Let(_) => Err(error(expr, "`let` with a pattern stands in the condition of an `if`")),
            _ => Err(error(expr, KNOWN)),
        }
    }

    /// Several values.
    pub(super) fn values<'e>(&mut self, all: impl Iterator<Item = &'e Expr>) -> Result<(Vec<TokenStream>, Vec<Code>)> {
        let both = all.map(|expr| self.value(expr)).collect::<Result<Vec<_>>>()?;
        Ok(both.into_iter().map(|Both { rust, code }| (rust, code)).unzip())
    }

    fn literal(literal: &ExprLit) -> Result<Both> {
        let code = literal_code(&literal.lit, false)?;
        Ok(Both { rust: literal.to_token_stream(), code })
    }

    fn path(&mut self, path: &ExprPath) -> Result<Both> {
        let rust = path.to_token_stream();
        if let Some(name) = path.path.get_ident() {
            if let Some(number) = self.local(&name.to_string()) {
                return Ok(Both { rust, code: Code::text(format!("\"{number}\"")) });
            }
            if name == "None" {
                return Ok(Both { rust, code: Code::op("none", []) });
            }
            if name == "self" {
                return Err(error(
                    path,
                    "the component is not in the browser: name one of its fields, as in `self.open`",
                ));
            }
            if self.acts && name == "event" {
                return Err(error(path, "the event supplies `event.value()`, `event.key()` and `event.checked()`"));
            }
        }
        Ok(Both { code: self.constant(rust.clone(), path.span()), rust })
    }

    /// The code of a constant.
    pub(super) fn constant(&mut self, rust: TokenStream, span: Span) -> Code {
        let mut code = Code::text("[\"#\",");
        code.0.push(Piece::Hole(self.hole(Hole::Constant(rust, span))));
        code.0.push(Piece::Text("]".to_owned()));
        code
    }

    fn field_of(&mut self, field: &ExprField) -> Result<Both> {
        let Member::Named(name) = &field.member else {
            return Err(error(&field.member, "the browser knows no tuples"));
        };
        let Expr::Path(base) = &*field.base else {
            return Err(error(
                name,
                format!(
                    "the browser knows the component's fields, and none of their own: give `{name}` a field of the component"
                ),
            ));
        };
        let Some(this) = base.path.get_ident().filter(|this| *this == "self") else {
            return Err(error(name, "values of the browser have no fields"));
        };
        self.field(this, name, false);
        Ok(Both { rust: quote!(#field), code: Code::text(quoted(&name.unraw().to_string())) })
    }

    fn unary(&mut self, unary: &syn::ExprUnary) -> Result<Both> {
        match unary.op {
            UnOp::Not(not) => {
                let Both { rust, code } = self.value(&unary.expr)?;
                let function = Self::function("not", not.span());
                let at = unary.expr.span();
                Ok(Both { rust: quote_spanned!(at=> #function(#rust)), code: Code::op("!", [code]) })
            }
            UnOp::Neg(_) => self.negative(unary),
            UnOp::Deref(star) => {
                let Both { rust, code } = self.value(&unary.expr)?;
                Ok(Both { rust: quote!(#star #rust), code })
            }
            _ => Err(error(unary, KNOWN)),
        }
    }
}

/// The code of a literal; with a sign before it, where `negative`.
pub(super) fn literal_code(literal: &Lit, negative: bool) -> Result<Code> {
    let sign = if negative { "-" } else { "" };
    Ok(match literal {
        Lit::Int(number) if matches!(number.suffix(), "f64" | "f32") => {
            float(&format!("{sign}{}", number.base10_digits()))
        }
        Lit::Int(number) => {
            let digits = number.base10_digits();
            let is_safe = digits.parse::<u64>().is_ok_and(|number| number <= 9_007_199_254_740_991);
            Code::text(if is_safe { format!("{sign}{digits}") } else { format!("{{\"n\":\"{sign}{digits}\"}}") })
        }
        Lit::Float(number) => float(&format!("{sign}{}", number.base10_digits())),
        Lit::Bool(value) => Code::text(value.value.to_string()),
        Lit::Str(text) => Code::literal(&text.value()),
        Lit::Char(_) => {
            return Err(error(literal, "the browser knows text, and no single characters: write it in double quotes"));
        }
        _ => return Err(error(literal, "the browser knows numbers, text and `bool`")),
    })
}

fn float(digits: &str) -> Code {
    let number: f64 = digits.parse().unwrap_or_default();
    let text = if number == 0.0 && number.is_sign_negative() { "\"-0\"".to_owned() } else { format!("{number:?}") };
    Code::text(format!("{{\"f\":{text}}}"))
}

fn is_jump(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::Return(_)
            | Expr::Break(_)
            | Expr::Continue(_)
            | Expr::Try(_)
            | Expr::Await(_)
            | Expr::Closure(_)
            | Expr::Assign(_)
    )
}
