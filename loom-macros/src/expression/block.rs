//! Control flow: blocks with `let`, `if` and `match`.

use quote::{ToTokens as _, quote};
use syn::{Block, Expr, ExprBlock, ExprIf, ExprMatch, Local, Pat, Result, Stmt};

use super::{
    code::Code,
    translation::{Both, Translation, error},
};

impl Translation {
    pub(super) fn block(&mut self, block: &Block) -> Result<Both> {
        self.scoped(|this| {
            let (rust, code) = this.statements(&block.stmts)?;
            // The user's own braces: errors about the block point there.
            let mut group = proc_macro2::Group::new(proc_macro2::Delimiter::Brace, rust);
            group.set_span(block.brace_token.span.join());
            Ok(Both { rust: group.to_token_stream(), code })
        })
    }

    fn statements(&mut self, statements: &[Stmt]) -> Result<(proc_macro2::TokenStream, Code)> {
        let mut rust = proc_macro2::TokenStream::new();
        let mut codes = Vec::new();
        let mut ends_in_value = false;
        for (index, statement) in statements.iter().enumerate() {
            match statement {
                Stmt::Local(local) => {
                    let (number, both) = self.binding(local)?;
                    rust.extend(both.rust);
                    let (rest, body) = self.statements(statements.get(index + 1..).unwrap_or_default())?;
                    rust.extend(rest);
                    codes.push(Code::op("let", [Code::text(number.to_string()), both.code, body]));
                    return Ok((rust, sequence(codes)));
                }
                Stmt::Expr(expr, semi) => {
                    let both = if self.assigns { self.action(expr)? } else { self.value(expr)? };
                    rust.extend(both.rust);
                    semi.to_tokens(&mut rust);
                    ends_in_value = semi.is_none();
                    codes.push(both.code);
                }
                Stmt::Macro(call) => {
                    let both = self.macro_call(&call.mac)?;
                    rust.extend(both.rust);
                    call.semi_token.to_tokens(&mut rust);
                    ends_in_value = call.semi_token.is_none();
                    codes.push(both.code);
                }
                Stmt::Item(item) => return Err(error(item, "items stand outside of the template")),
            }
        }
        // An action has no value.
        if !ends_in_value && (!self.assigns || codes.is_empty()) {
            codes.push(Code::op("()", []));
        }
        Ok((rust, sequence(codes)))
    }

    /// `let name: T = value;`
    fn binding(&mut self, local: &Local) -> Result<(usize, Both)> {
        let pattern = match &local.pat {
            Pat::Type(typed) => &*typed.pat,
            pattern => pattern,
        };
        let Pat::Ident(name) = pattern else {
            return Err(error(pattern, "`let` gives a value one name in the browser"));
        };
        if let Some(mutability) = &name.mutability {
            return Err(error(
                mutability,
                "locals of the browser do not change: give the next value a name of its own",
            ));
        }
        let Some(init) = local.init.as_ref().filter(|init| init.diverge.is_none()) else {
            return Err(error(local, "`let` has a value, and no `else`, in the browser"));
        };
        let Both { rust, code } = self.value(&init.expr)?;
        let number = self.bind(&name.ident);
        let (keyword, pattern, semi) = (local.let_token, &local.pat, local.semi_token);
        let equals = init.eq_token;
        Ok((number, Both { rust: quote!(#keyword #pattern #equals #rust #semi), code }))
    }

    pub(super) fn conditional(&mut self, conditional: &ExprIf) -> Result<Both> {
        let ExprIf { if_token, cond, then_branch, else_branch, .. } = conditional;
        let otherwise = match else_branch {
            Some((_, other)) => Some(match &**other {
                Expr::If(nested) => self.conditional(nested)?,
                Expr::Block(ExprBlock { block, .. }) => self.block(block)?,
                other => self.value(other)?,
            }),
            None => None,
        };
        let (condition, then) = self.scoped(|this| -> Result<_> {
            let mut conditions = Vec::new();
            let rust = this.conditions(cond, &mut conditions)?;
            Ok(((rust, conditions), this.block(then_branch)?))
        })?;
        let (condition, conditions) = condition;
        let other_code = otherwise.as_ref().map(|other| other.code.clone());
        let code = conditions.into_iter().rev().fold(then.code, |inner, condition| match condition {
            Condition::Holds(code) => Code::op("if", [code, inner].into_iter().chain(other_code.clone())),
            Condition::Matches(subject, pattern) => {
                let wild = Code::text("\"_\"");
                let always = || Code::text("true");
                let other = other_code.clone().unwrap_or_else(|| Code::op("()", []));
                Code::op("match", [subject, pattern, always(), inner, wild, always(), other])
            }
        });
        let then = then.rust;
        let otherwise = match (else_branch, otherwise) {
            (Some((keyword, _)), Some(other)) => {
                let other = other.rust;
                Some(quote!(#keyword #other))
            }
            _ => None,
        };
        Ok(Both { rust: quote!(#if_token #condition #then #otherwise), code })
    }

    /// The parts of a condition that `&&` joins, outermost first, and its Rust.
    fn conditions(&mut self, condition: &Expr, parts: &mut Vec<Condition>) -> Result<proc_macro2::TokenStream> {
        match condition {
            Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) && has_let(condition) => {
                let left = self.conditions(&binary.left, parts)?;
                let right = self.conditions(&binary.right, parts)?;
                let op = &binary.op;
                Ok(quote!(#left #op #right))
            }
            Expr::Let(binding) => {
                let subject = self.value(&binding.expr)?;
                let pattern = self.pattern(&binding.pat)?;
                parts.push(Condition::Matches(subject.code, pattern));
                let (keyword, pattern, equals, subject) =
                    (binding.let_token, &binding.pat, binding.eq_token, subject.rust);
                Ok(quote!(#keyword #pattern #equals #subject))
            }
            condition => {
                let Both { rust, code } = self.value(condition)?;
                parts.push(Condition::Holds(code));
                Ok(rust)
            }
        }
    }

    pub(super) fn matched(&mut self, matched: &ExprMatch) -> Result<Both> {
        let subject = self.value(&matched.expr)?;
        let mut codes = vec![subject.code];
        let mut arms = Vec::new();
        for arm in &matched.arms {
            self.scoped(|this| -> Result<()> {
                let (pattern, guard) = match &arm.pat {
                    Pat::Guard(guarded) => (&*guarded.pat, Some((guarded.if_token, &*guarded.guard))),
                    pattern => (pattern, None),
                };
                codes.push(this.pattern(pattern)?);
                let guard = match guard {
                    Some((keyword, guard)) => {
                        let Both { rust, code } = this.value(guard)?;
                        codes.push(code);
                        Some(quote!(#keyword #rust))
                    }
                    None => {
                        codes.push(Code::text("true"));
                        None
                    }
                };
                let body = if this.assigns { this.action(&arm.body)? } else { this.value(&arm.body)? };
                codes.push(body.code);
                let (arrow, body) = (arm.fat_arrow_token, body.rust);
                arms.push(quote!(#pattern #guard #arrow #body,));
                Ok(())
            })?;
        }
        let (keyword, subject) = (matched.match_token, subject.rust);
        let mut group = proc_macro2::Group::new(proc_macro2::Delimiter::Brace, quote!(#(#arms)*));
        group.set_span(matched.brace_token.span.join());
        Ok(Both { rust: quote!(#keyword #subject #group), code: Code::op("match", codes) })
    }
}

/// A part of the condition of an `if`.
enum Condition {
    Holds(Code),
    /// A subject, and a pattern.
    Matches(Code, Code),
}

fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, syn::BinOp::And(_)) => {
            has_let(&binary.left) || has_let(&binary.right)
        }
        _ => false,
    }
}

fn sequence(mut codes: Vec<Code>) -> Code {
    match codes.len() {
        1 => codes.remove(0),
        _ => Code::op("do", codes),
    }
}
