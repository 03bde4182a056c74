//! Browser expressions in the code of a template.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use syn::ext::IdentExt as _;

use super::{
    generated::{out, templates},
    plan::{Mode, Plan},
};
use crate::{
    expression::{Expression, Hole, Named, argument, run, witness},
    hash, paths,
};

/// The statements before everything else: the witnesses of types, the fields that expressions name, and the holes of the code.
pub(super) fn prepare(plan: &Plan) -> Option<TokenStream> {
    if plan.expressions.is_empty() {
        return None;
    }
    let span = Span::mixed_site();
    let (door, out, templates) = (paths::door(span), out(), templates());
    let witnesses = plan.expressions.iter().flat_map(|expression| {
        (0..expression.witnesses).map(|number| {
            let name = witness(expression.serial, number);
            quote_spanned!(span=> let #name = &#door::expression::W(::core::marker::PhantomData);)
        })
    });
    let fields = plan.fields.iter().map(|(field, mode)| named(field, *mode));
    let holes =
        plan.holes.iter().filter_map(|(expression, hole)| Some(filling(expression, expression.holes.get(*hole)?)));
    Some(quote_spanned! {span=>
        #(#witnesses)*
        #(#fields)*
        #out.fill_holes(&#templates, &[#(#holes),*]);
    })
}

/// The filling of a hole in the code.
fn filling(expression: &Expression, hole: &Hole) -> TokenStream {
    let span = Span::mixed_site();
    match hole {
        Hole::Tag(number) => {
            let at = span.located_at(expression.span);
            let (door, name) = (paths::door(at), witness(expression.serial, *number));
            quote_spanned!(at=> &#door::expression::Tag(#name))
        }
        Hole::Default(number) => {
            let at = span.located_at(expression.span);
            let (door, name) = (paths::door(at), witness(expression.serial, *number));
            quote_spanned!(at=> &#door::expression::DefaultOf(#name))
        }
        Hole::Constant(path, constant) => {
            let at = span.located_at(*constant);
            let door = paths::door(at);
            quote_spanned!(at=> &#door::expression::Constant(&#path))
        }
    }
}

/// A field that expressions name, checked to be one of the browser's.
fn named(Named { this, name, .. }: &Named, mode: Mode) -> TokenStream {
    let at = Span::mixed_site().located_at(name.span());
    let (door, out, text) = (paths::door(at), out(), name.unraw().to_string());
    let hash = hash::of(&text);
    let function = match mode {
        Mode::Read => "read",
        Mode::RunAhead => "run_ahead",
        Mode::Set => "set",
    };
    let function = Ident::new(function, at);
    quote_spanned!(at=> #door::expression::#function::<Self, #hash, _>(#out, #text, &#this.#name);)
}

/// The arguments of an expression, evaluated.
fn arguments(expression: &Expression) -> TokenStream {
    let captures = expression.captures.iter().enumerate().map(|(number, capture)| {
        let at = Span::mixed_site().located_at(first_span(capture, expression.span));
        let name = argument(expression.serial, number, at);
        quote_spanned!(at=> let #name = &(#capture);)
    });
    captures.collect()
}

/// How many arguments an expression has, and the closure that writes them.
fn written(expression: &Expression) -> TokenStream {
    let span = Span::mixed_site();
    let count = Literal::usize_unsuffixed(expression.captures.len());
    let door = paths::door(span);
    let encoded = expression.captures.iter().enumerate().map(|(number, capture)| {
        let at = span.located_at(first_span(capture, expression.span));
        let name = argument(expression.serial, number, at);
        let door = paths::door(at);
        quote_spanned!(at=> #door::expression::argument(#name))
    });
    quote_spanned!(span=> #count, &|to: &mut ::std::string::String| #door::expression::arguments(&[#(#encoded),*], to))
}

/// The local that holds the value.
pub(super) fn value() -> Ident {
    Ident::new("value", Span::mixed_site())
}

/// The next slot is computed by the browser; the page shows what the server makes of it.
pub(super) fn fill(expression: &Expression, is_flag: bool, filled: &TokenStream) -> TokenStream {
    let span = Span::mixed_site();
    let at = span.located_at(expression.span);
    let (door, out, run) = (paths::door(span), out(), run());
    let (arguments, written, rust) = (arguments(expression), written(expression), &expression.rust);
    let value = value();
    let computed = Ident::new("computed", at);
    let (here, function) = (paths::door(at), Ident::new(if is_flag { "flag" } else { "slot" }, at));
    quote_spanned! {span=> {
        #arguments
        #out.local(#written, |#out: &mut #door::Out<'_>| {
            let #run = &#door::expression::Run::new();
            match &(#rust) {
                #computed => {
                    let #value = #here::expression::#function(#computed);
                    if #run.failed() { #out.empty(); } else { #filled }
                }
            }
        });
    }}
}

/// The arguments of an action, and the action itself, which rustc checks and nobody calls.
pub(super) fn check(expression: &Expression) -> TokenStream {
    let span = Span::mixed_site();
    let (door, run) = (paths::door(span), run());
    // Names that the user writes are found only where these have the origin of the user's own.
    let this = Ident::new("__loom_this", expression.fields.first().map_or(span, |field| field.this.span()));
    let event = expression.event.clone().unwrap_or_else(|| Ident::new("event", span));
    let (arguments, rust) = (arguments(expression), instead_of_self(&expression.rust));
    quote_spanned! {span=>
        #arguments
        #[allow(unused)]
        #door::expression::action::<Self>(|#this: &mut Self, #run: &#door::expression::Run, #event: &#door::expression::Event<'_>| { #rust; });
    }
}

/// The action as the sink takes it.
pub(super) fn action(expression: &Expression) -> TokenStream {
    let span = Span::mixed_site();
    let (door, written) = (paths::door(span), written(expression));
    quote_spanned!(span=> #door::Action::local(#written))
}

/// `self` of a closure, which has none, under another name.
fn instead_of_self(tokens: &TokenStream) -> TokenStream {
    let renamed = tokens.clone().into_iter().map(|token| match token {
        TokenTree::Ident(this) if this == "self" => TokenTree::Ident(Ident::new("__loom_this", this.span())),
        TokenTree::Group(group) => {
            let mut renamed = proc_macro2::Group::new(group.delimiter(), instead_of_self(&group.stream()));
            renamed.set_span(group.span());
            TokenTree::Group(renamed)
        }
        token => token,
    });
    renamed.collect()
}

fn first_span(tokens: &TokenStream, otherwise: Span) -> Span {
    tokens.clone().into_iter().next().map_or(otherwise, |token| token.span())
}
