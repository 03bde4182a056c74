//! Actions: what `on:click=local(...)` does. An action assigns to fields, and is made of statements.

use loom_vocabulary::{PageArgument, PageEffect, may_be_set, page_effect};
use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use syn::{
    BinOp, Expr, ExprAssign, ExprBinary, ExprCall, ExprLit, ExprMethodCall, Lit, Member, Result, ext::IdentExt as _,
    spanned::Spanned as _,
};

use super::{
    code::{Code, quoted},
    operators::arithmetic,
    translation::{Both, Translation, error, run},
};

/// Methods that change a field: their number of arguments, and the library's function where they could panic.
const CHANGES: [(&str, usize, Option<&str>); 8] = [
    ("push", 1, None),
    ("push_str", 1, None),
    ("clear", 0, None),
    ("pop", 0, None),
    ("truncate", 1, None),
    ("retain", 1, None),
    ("insert", 2, Some("insert")),
    ("remove", 1, Some("remove")),
];

impl Translation {
    /// A statement of an action.
    pub(super) fn action(&mut self, expr: &Expr) -> Result<Both> {
        match expr {
            Expr::Assign(assign) => self.assign(assign),
            Expr::Binary(binary) if is_assignment(&binary.op) => self.assign_with(binary),
            Expr::MethodCall(call) if self.changes(call) => self.change(call),
            Expr::Block(block) if block.label.is_none() => self.block(&block.block),
            Expr::If(conditional) => self.conditional(conditional),
            Expr::Match(matched) => self.matched(matched),
            Expr::Call(call) if effect_of(call).is_some() => self.effect(call),
            Expr::Paren(paren) => self.action(&paren.expr),
            Expr::Group(group) => self.action(&group.expr),
            expr => self.value(expr),
        }
    }

    fn changes(&self, call: &ExprMethodCall) -> bool {
        CHANGES.iter().any(|(name, ..)| call.method == *name) && this_field(&call.receiver).is_some()
    }

    /// `self.field = value`
    fn assign(&mut self, assign: &ExprAssign) -> Result<Both> {
        let (this, name) = self.target(&assign.left)?;
        let Both { rust, code } = self.value(&assign.right)?;
        let (left, equals) = (&assign.left, assign.eq_token);
        self.field(&this, &name, true);
        Ok(Both { rust: quote!(#left #equals #rust), code: Code::op("=", [field(&name), code]) })
    }

    /// `self.field += value`
    fn assign_with(&mut self, binary: &ExprBinary) -> Result<Both> {
        let ExprBinary { left, op, right, .. } = binary;
        let Some((function, sign)) = arithmetic(op) else {
            return Err(error(op, "browser expressions assign with `=`, `+=`, `-=`, `*=`, `/=` and `%=`"));
        };
        let (this, name) = self.target(left)?;
        let right = self.value(right)?;
        self.field(&this, &name, true);
        let at = Span::mixed_site().located_at(op.span());
        // The value is evaluated before the field is read.
        let value = right.rust;
        let right = Both { rust: quote_spanned!(at=> value), code: right.code };
        let left_value = Both { rust: quote!(#left), code: field(&name) };
        let Both { rust, code } = self.calculate((function, &format!("{sign}=")), op.span(), left_value, right);
        Ok(Both { rust: quote_spanned!(at=> { let value = #value; #left = #rust; }), code })
    }

    /// `self.field.push(value)`
    fn change(&mut self, call: &ExprMethodCall) -> Result<Both> {
        let (this, name) = self.target(&call.receiver)?;
        let method = call.method.unraw().to_string();
        let Some((op, count, function)) = CHANGES.iter().find(|(name, ..)| *name == method) else {
            return self.value(&Expr::MethodCall(call.clone()));
        };
        if call.args.len() != *count {
            return Err(error(&call.method, format!("`{method}` takes {count} arguments")));
        }
        let (rusts, codes) = self.arguments(call)?;
        self.field(&this, &name, true);
        let (receiver, method) = (&call.receiver, &call.method);
        let at = Span::mixed_site().located_at(method.span());
        let rust = match function {
            Some(function) => {
                let (function, run) = (Self::function(function, method.span()), run());
                quote_spanned!(at=> #function(#run, &mut #receiver #(, #rusts)*))
            }
            None => quote!(#receiver.#method(#(#rusts),*)),
        };
        Ok(Both { rust, code: Code::op(op, [field(&name)].into_iter().chain(codes)) })
    }

    /// `focus("draft")`
    fn effect(&mut self, call: &ExprCall) -> Result<Both> {
        let Some(effect) = effect_of(call) else { return self.call(call) };
        let name = effect.name;
        if call.args.len() != effect.arguments.len() {
            return Err(error(&call.func, format!("`{name}` takes {}", counted(effect.arguments.len()))));
        }
        for (kind, argument) in effect.arguments.iter().zip(&call.args) {
            let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = argument else { continue };
            match kind {
                PageArgument::Id => self.ids.push((text.value(), text.span())),
                PageArgument::Attribute if !may_be_set(&text.value()) => {
                    let message = format!(
                        "an effect does not set `{}`: the template sets it, `{}={{local(..)}}`",
                        text.value(),
                        text.value()
                    );
                    return Err(error(text, message));
                }
                _ => {}
            }
        }
        let (values, codes) = self.values(call.args.iter())?;
        let at = Span::mixed_site().located_at(call.func.span());
        let text = Self::function("text", call.func.span());
        let rust = quote_spanned!(at=> { #(let _ = #text(&(#values));)* });
        Ok(Both { rust, code: Code::op("fx", [Code::text(quoted(name))].into_iter().chain(codes)) })
    }

    /// The field that is assigned to.
    fn target(&self, expr: &Expr) -> Result<(Ident, Ident)> {
        this_field(expr).ok_or_else(|| match expr {
            Expr::Path(path) if path.path.get_ident().is_some_and(|name| self.local(&name.to_string()).is_some()) => {
                error(expr, "locals of the browser do not change: give the next value a name of its own")
            }
            _ => error(expr, "an action sets a field of the component: `self.open = true`"),
        })
    }
}

/// The effect that a function's name stands for.
fn effect_of(call: &ExprCall) -> Option<&'static PageEffect> {
    match &*call.func {
        Expr::Path(path) => page_effect(&path.path.get_ident()?.to_string()),
        _ => None,
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "one argument".to_owned() } else { format!("{count} arguments") }
}

/// The field that is named as `self.field`.
fn this_field(expr: &Expr) -> Option<(Ident, Ident)> {
    let Expr::Field(field) = expr else { return None };
    let (Expr::Path(base), Member::Named(name)) = (&*field.base, &field.member) else { return None };
    let this = base.path.get_ident().filter(|this| *this == "self")?;
    Some((this.clone(), name.clone()))
}

fn field(name: &Ident) -> Code {
    Code::text(quoted(&name.unraw().to_string()))
}

fn is_assignment(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}
