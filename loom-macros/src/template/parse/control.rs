//! `if`, `for`, `match` and `let`.

use proc_macro2::{Span, TokenTree};
use quote::{ToTokens, quote};
use syn::{
    Expr, LitStr, Local, Pat, Stmt, Token, braced,
    buffer::Cursor,
    parse::{ParseStream, Result, discouraged::Speculative},
    token,
};

use super::{
    habits,
    parser::{Parser, skip},
};
use crate::template::ast::{For, If, Match, Node, Nodes, Pattern, Rust};

impl Parser<'_> {
    pub(super) fn conditional(&mut self, input: ParseStream) -> Result<Node> {
        let span = input.span();
        let mut branches = Vec::new();
        input.parse::<Token![if]>()?;
        loop {
            let condition = self.head(input)?.map_or_else(|| quote!(false), |condition| condition.to_token_stream());
            branches.push((condition, self.body(input)?));
            if let Some(word) = habits::else_if(input) {
                self.diagnostics.error(word.span(), format_args!("`{word}` is written `else if`"));
                continue;
            }
            if !input.peek(Token![else]) {
                return Ok(Node::If(If { span, branches, otherwise: None }));
            }
            input.parse::<Token![else]>()?;
            if !input.peek(Token![if]) {
                let otherwise = Some(self.body(input)?);
                return Ok(Node::If(If { span, branches, otherwise }));
            }
            input.parse::<Token![if]>()?;
        }
    }

    /// `for`; nothing if its head is no Rust, because its pattern binds what the body names.
    pub(super) fn repeated(&mut self, input: ParseStream) -> Result<Option<Node>> {
        let keyword: Token![for] = input.parse()?;
        let pattern = match for_pattern(input) {
            Ok(pattern) => pattern,
            Err(error) => {
                skip_braces(input);
                return Err(error);
            }
        };
        let items = self.head(input)?;
        let body = self.body(input)?;
        let Some(items) = items else { return Ok(None) };
        let (pattern, items) = (pattern.to_token_stream(), items.to_token_stream());
        Ok(Some(Node::For(For { span: keyword.span, pattern, items, body })))
    }

    pub(super) fn matched(&mut self, input: ParseStream) -> Result<Node> {
        let keyword: Token![match] = input.parse()?;
        let value = self.head(input)?;
        if !input.peek(token::Brace) {
            return Err(input.error("expected `{` and the arms of the `match`"));
        }
        let content;
        braced!(content in input);
        let mut arms = Vec::new();
        while !content.is_empty() {
            match self.arm(&content) {
                Ok(arm) => arms.push(arm),
                Err(error) => {
                    self.diagnostics.push(error);
                    self.lose();
                    while !content.is_empty() && !content.peek(Token![,]) {
                        skip(&content);
                    }
                }
            }
            if content.peek(Token![,]) {
                content.parse::<Token![,]>()?;
            }
        }
        let value = value.map_or_else(|| quote!(::core::todo!()), |value| value.to_token_stream());
        Ok(Node::Match(Match { span: keyword.span, value, arms }))
    }

    /// `pattern if guard => node`
    fn arm(&mut self, input: ParseStream) -> Result<(Pattern, Nodes)> {
        if input.peek(Token![#]) {
            let message = "an arm has no attributes: for `#[cfg(...)]` write `pattern if cfg!(...) => ...`";
            return Err(input.error(message));
        }
        let mut tokens = Pat::parse_multi_with_leading_vert(input)?.to_token_stream();
        if input.peek(Token![if]) {
            input.parse::<Token![if]>()?.to_tokens(&mut tokens);
            input.parse::<Expr>()?.to_tokens(&mut tokens);
        }
        if !input.peek(Token![=>]) {
            return Err(input.error("`=>` is missing between the pattern and what it shows"));
        }
        input.parse::<Token![=>]>()?;
        let begin = input.cursor();
        let is_body = input.peek(token::Brace) && !begins_nodes(input);
        let nodes = if is_body { self.body(input)? } else { self.node_of_arm(input)? };
        let end = last_span(begin, input.cursor());
        Ok((Pattern { tokens, end }, nodes))
    }

    /// The node of an arm that has no braces.
    fn node_of_arm(&mut self, input: ParseStream) -> Result<Nodes> {
        let around = std::mem::take(&mut self.open);
        let mut nodes = Nodes::new();
        let read = if at_node(input) { self.node(input, &mut nodes) } else { self.bare_arm(input, &mut nodes) };
        if at_node(input) && !at_pattern(input) {
            self.diagnostics.error(input.span(), "an arm with several nodes stands in braces: `=> { ... }`");
            while read.is_ok() && at_node(input) && !at_pattern(input) {
                let before = input.cursor();
                if self.node(input, &mut nodes).is_err() || input.cursor() == before {
                    break;
                }
            }
        }
        self.open = around;
        read.map(|()| nodes)
    }

    /// An arm whose node is Rust without braces, or text without quotes.
    fn bare_arm(&mut self, input: ParseStream, nodes: &mut Nodes) -> Result<()> {
        let ahead = input.fork();
        let Ok(expression) = ahead.parse::<Expr>() else { return self.node(input, nodes) };
        if !(ahead.is_empty() || ahead.peek(Token![,])) {
            return self.node(input, nodes);
        }
        let span = input.span();
        input.advance_to(&ahead);
        let text = expression.to_token_stream().to_string().replace(' ', "");
        self.diagnostics.error_at(&expression, format_args!("a value stands in braces: `{{{text}}}`"));
        nodes.push(Node::Value(Rust::new(expression, span)));
        Ok(())
    }

    /// `let pattern = expr;`
    pub(super) fn binding(&mut self, input: ParseStream) -> Result<Node> {
        let ahead = input.fork();
        let error = match ahead.parse::<Stmt>() {
            Ok(Stmt::Local(Local { init: None, let_token, .. })) => {
                syn::Error::new(let_token.span, "a `let` in a template needs a value: `let name = value;`")
            }
            Ok(statement) => {
                input.advance_to(&ahead);
                return Ok(Node::Let(statement.to_token_stream()));
            }
            Err(error) => error,
        };
        let start = input.span();
        while !input.is_empty() && !input.peek(Token![;]) {
            skip(input);
        }
        if input.is_empty() {
            return Err(syn::Error::new(start, "a `let` ends with `;`"));
        }
        skip(input);
        Err(error)
    }

    /// `{ nodes }`
    fn body(&mut self, input: ParseStream) -> Result<Nodes> {
        if !input.peek(token::Brace) {
            return Err(input.error("expected `{` and what to show"));
        }
        let content;
        braced!(content in input);
        Ok(self.block(&content))
    }
}

/// The last of the tokens between two places.
fn last_span(begin: Cursor<'_>, end: Cursor<'_>) -> Span {
    let (mut at, mut span) = (begin, begin.span());
    while at != end {
        let Some((token, next)) = at.token_tree() else { break };
        (at, span) = (next, token.span());
    }
    span
}

/// Whether a node begins here that is written as it has to be.
fn at_node(input: ParseStream) -> bool {
    input.peek(Token![<])
        || input.peek(LitStr)
        || input.peek(token::Brace)
        || input.peek(Token![if])
        || input.peek(Token![for])
        || input.peek(Token![match])
}

/// Whether the braces here are a value that other nodes follow, and not the body of an arm.
fn begins_nodes(input: ParseStream) -> bool {
    let after = input.fork();
    skip(&after);
    at_node(&after) && !at_pattern(&after)
}

/// Whether the next arm begins here, with a text for its pattern.
fn at_pattern(input: ParseStream) -> bool {
    input.peek(LitStr) && (input.peek2(Token![=>]) || input.peek2(Token![|]) || input.peek2(Token![if]))
}

/// `pattern in`
fn for_pattern(input: ParseStream) -> Result<Pat> {
    if let Some((TokenTree::Group(head), _)) = input.cursor().token_tree()
        && matches!(head.stream().into_iter().next(), Some(TokenTree::Ident(word)) if word == "let" || word == "const" || word == "var")
    {
        return Err(input.error("a `for` is that of Rust: `for item in &self.items { ... }`"));
    }
    let pattern = Pat::parse_multi_with_leading_vert(input)?;
    if input.peek(Token![,]) {
        return Err(input.error("several names stand in parentheses: `for (index, item) in items.enumerate()`"));
    }
    if !input.peek(Token![in]) {
        return Err(input.error("`in` is missing: `for item in &self.items { ... }`"));
    }
    input.parse::<Token![in]>()?;
    Ok(pattern)
}

/// Passes over everything up to and with the next braces.
pub(super) fn skip_braces(input: ParseStream) {
    while !input.is_empty() && !input.peek(token::Brace) {
        skip(input);
    }
    skip(input);
}
