//! Rust in braces. It is read as raw tokens first, so that what is wrong in it stays in it.

use std::rc::Rc;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Block, Expr, Token, braced,
    ext::IdentExt,
    parse::{ParseStream, Result},
    token,
};

use super::{
    habits,
    parser::{Parser, skip},
};
use crate::{expression, template::ast::Rust};

/// The content of `{...}`.
pub(super) enum Braced {
    /// Nothing but perhaps a comment.
    Empty(Span),
    /// An expression, or the statements of a block.
    Whole(Rust),
    /// Not Rust; already reported. The part at its beginning that parses is kept.
    Broken(Option<Rust>),
}

impl Parser<'_> {
    /// Reads `{...}`.
    pub(super) fn braced(&self, input: ParseStream) -> Result<Braced> {
        let content;
        let brace = braced!(content in input);
        let around = brace.span.join();
        let tokens: TokenStream = content.fork().parse()?;
        let Some(first) = tokens.clone().into_iter().next() else { return Ok(Braced::Empty(around)) };
        let checked = if is_simple(&tokens) { Ok(Form::Expression) } else { check(&content) };
        content.parse::<TokenStream>()?;
        Ok(match checked {
            Ok(Form::Expression) => Braced::Whole(Rust::new(tokens, first.span())),
            Ok(Form::Statements) => Braced::Whole(Rust::new(quote::quote!({ #tokens }), first.span())),
            Err(error) => {
                if let Some(error) = habits::expression(&tokens) {
                    // `{/if}` closes what is reported already.
                    if self.diagnostics.len() == 0 || !habits::is_closing(&tokens) {
                        self.diagnostics.push(error);
                    }
                    return Ok(Braced::Broken(None));
                }
                self.diagnostics.push(error);
                Braced::Broken(saved(tokens).map(|tokens| Rust::new(tokens, first.span())))
            }
        })
    }

    /// A value, which the browser evaluates too if it is `local(...)`; nothing where what is wrong with that is reported.
    pub(super) fn browser_value(&self, mut value: Rust) -> Option<Rust> {
        let Some(content) = expression::content(&value.tokens) else { return Some(value) };
        let translated = expression::value(content, value.span, self.next_expression(), self.diagnostics)?;
        value.local = Some(Rc::new(translated));
        Some(value)
    }

    /// Reads what ought to stand in braces and does not, as far as it can be told where it ends: `self.attributes()`.
    pub(super) fn bare_rust(&self, input: ParseStream) -> Result<Rust> {
        let span = input.span();
        let mut tokens = TokenStream::new();
        let ident = input
            .call(proc_macro2::Ident::parse_any)
            .map_err(|error| syn::Error::new(error.span(), "expected a value"))?;
        tokens.extend([TokenTree::Ident(ident)]);
        loop {
            if input.peek(token::Paren) || input.peek(token::Bracket) || input.peek(Token![?]) {
                tokens.extend([input.parse::<TokenTree>()?]);
            } else if (input.peek(Token![.]) && !input.peek(Token![..])) || input.peek(Token![::]) {
                while !input.is_empty() && (input.peek(Token![.]) || input.peek(Token![:])) {
                    tokens.extend([input.parse::<TokenTree>()?]);
                }
                if !input.peek(syn::Ident::peek_any) && !input.peek(syn::LitInt) {
                    return Err(input.error("expected a field or a method"));
                }
                tokens.extend([input.parse::<TokenTree>()?]);
            } else {
                return Ok(Rust::new(tokens, span));
            }
        }
    }

    /// Reads an expression that is followed by braces of its own: the head of `if`, `for` and `match`.
    /// If it is no Rust, that is reported and everything up to the braces is passed over.
    pub(super) fn head(&self, input: ParseStream) -> Result<Option<Expr>> {
        use syn::parse::discouraged::Speculative;
        if input.peek(token::Brace) {
            self.diagnostics.error(input.span(), "expected an expression before `{`");
            return Ok(None);
        }
        let ahead = input.fork();
        let error = match Expr::parse_without_eager_brace(&ahead) {
            Ok(expr) => {
                input.advance_to(&ahead);
                return Ok(Some(expr));
            }
            Err(error) => error,
        };
        let start = input.span();
        while !input.is_empty() && !input.peek(token::Brace) {
            skip(input);
        }
        if input.is_empty() {
            return Err(syn::Error::new(start, "the content to show stands in braces behind this: `{ ... }`"));
        }
        self.diagnostics.push(error);
        self.lose();
        Ok(None)
    }
}

/// How the tokens in braces have to be written out.
enum Form {
    Expression,
    Statements,
}

/// `self.name`, a name or a literal: what needs no parser to be known as Rust.
fn is_simple(tokens: &TokenStream) -> bool {
    let mut name_next = true;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) if name_next => {
                let text = ident.to_string();
                if text != "self" && syn::parse_str::<syn::Ident>(&text).is_err() {
                    return false;
                }
            }
            TokenTree::Punct(mark) if !name_next && mark.as_char() == '.' => {}
            _ => return false,
        }
        name_next = !name_next;
    }
    !name_next
}

fn check(content: ParseStream) -> Result<Form> {
    let expression = content.fork();
    let error = match expression.parse::<Expr>() {
        Ok(Expr::Let(binding)) => {
            let message = "`let` is written without braces, and ends with `;`";
            syn::Error::new(binding.let_token.span, message)
        }
        Ok(_) if expression.is_empty() => return Ok(Form::Expression),
        Ok(_) => expression.error("expected one expression in `{...}`"),
        Err(error) => error,
    };
    let statements = content.fork();
    match statements.call(Block::parse_within) {
        Ok(list) if list.len() > 1 && statements.is_empty() => Ok(Form::Statements),
        _ => Err(in_braces(content).unwrap_or(error)),
    }
}

/// The error for content that is not Rust and begins like syntax of templates.
fn in_braces(content: ParseStream) -> Option<syn::Error> {
    let is_control = content.peek(Token![if]) || content.peek(Token![for]) || content.peek(Token![match]);
    let keyword = is_control.then(|| content.fork().call(proc_macro2::Ident::parse_any).ok()).flatten()?;
    let message = format!("in a template `{keyword}` stands without braces around it: `{keyword} ... {{ ... }}`");
    Some(syn::Error::new(keyword.span(), message))
}

/// The longest beginning of `tokens` that is an expression.
fn saved(tokens: TokenStream) -> Option<TokenStream> {
    let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
    while tokens.pop().is_some() {
        let beginning: TokenStream = tokens.iter().cloned().collect();
        match syn::parse2::<Expr>(beginning.clone()) {
            Ok(Expr::Let(_)) | Err(_) => {}
            Ok(_) => return Some(beginning),
        }
    }
    None
}
