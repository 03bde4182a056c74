//! Actions: what `on:click=local(...)` does. An action assigns to fields, and is made of statements.

use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use syn::{
    BinOp, Expr, ExprAssign, ExprBinary, ExprMethodCall, Member, Result, ext::IdentExt as _, spanned::Spanned as _,
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
