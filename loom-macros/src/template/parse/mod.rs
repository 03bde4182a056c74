//! Tokens to AST. A part that does not parse is reported and left out, and parsing goes on behind it.

mod attribute;
mod component;
mod control;
mod directive;
mod element;
mod habits;
mod modifiers;
mod name;
mod parser;
mod rust;

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Lit, LitStr, Token,
    ext::IdentExt,
    parse::{ParseStream, Parser as _},
    token,
};

use super::{
    ast::{Node, Nodes, Text},
    jumps, tables,
};
use crate::diagnostics::Diagnostics;
use parser::{Parser, at_closing_tag, skip};

/// Reads a whole template. The second value says whether it is clear what belongs to what: of a template that is being typed there is nothing else to say.
pub(crate) fn template(tokens: TokenStream, diagnostics: &Diagnostics) -> (Nodes, bool) {
    let mut parser = Parser::new(diagnostics);
    let read = |input: ParseStream| Ok(parser.block(input));
    let nodes = diagnostics.take(read.parse2(tokens)).unwrap_or_default();
    (nodes, parser.is_clear())
}

impl Parser<'_> {
    /// Everything up to the end of the braces that `input` is the inside of.
    fn block(&mut self, input: ParseStream) -> Nodes {
        let around = std::mem::take(&mut self.open);
        let nodes = self.nodes(input);
        self.open = around;
        nodes
    }

    /// Nodes up to the end, or to a closing tag for an element that is open.
    fn nodes(&mut self, input: ParseStream) -> Nodes {
        let mut nodes = Nodes::new();
        while !input.is_empty() {
            if at_closing_tag(input) {
                if !self.stray_closing_tag(input) {
                    break;
                }
                continue;
            }
            let before = input.cursor();
            if let Err(error) = self.node(input, &mut nodes) {
                self.diagnostics.push(error);
                self.lose();
            }
            if input.cursor() == before {
                skip(input);
            }
        }
        nodes
    }

    fn node(&mut self, input: ParseStream, nodes: &mut Nodes) -> syn::Result<()> {
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            nodes.push(Node::Text(Text { value: literal.value(), span: literal.span() }));
        } else if input.peek(token::Brace) {
            match self.braced(input)? {
                rust::Braced::Empty(_) => {}
                rust::Braced::Whole(value) => nodes.extend(self.browser_value(value).map(Node::Value)),
                rust::Braced::Broken(saved) => nodes.extend(saved.map(Node::Recovered)),
            }
        } else if input.peek(Token![<]) {
            self.tag(input, nodes)?;
        } else if input.peek(Token![if]) {
            nodes.push(self.conditional(input)?);
        } else if input.peek(Token![for]) {
            nodes.extend(self.repeated(input)?);
        } else if input.peek(Token![match]) {
            nodes.push(self.matched(input)?);
        } else if input.peek(Token![let]) {
            nodes.push(self.binding(input)?);
        } else if input.peek(Lit) {
            let literal: Lit = input.parse()?;
            let text = match &literal {
                Lit::Char(letter) => letter.value().to_string(),
                literal => quote::ToTokens::to_token_stream(literal).to_string(),
            };
            self.diagnostics.error(literal.span(), format_args!("text stands in quotes: `\"{text}\"`"));
        } else {
            self.unquoted(input);
        }
        Ok(())
    }

    /// Text without quotes, or Rust without braces: one error for all of it.
    fn unquoted(&self, input: ParseStream) {
        if input.peek(Token![#]) && input.peek2(token::Bracket) {
            let message = "a node has no attributes of Rust: for `#[cfg(...)]` write `if cfg!(...) { ... }`";
            self.diagnostics.error(input.span(), message);
            skip(input);
            return skip(input);
        }
        if input.peek(Token![while]) || input.peek(Token![loop]) {
            let message = "a template has no `while` and no `loop`: write `for item in items { ... }`";
            self.diagnostics.error(input.span(), message);
            return control::skip_braces(input);
        }
        let mut words: Vec<TokenTree> = Vec::new();
        loop {
            // A macro's braces belong to it.
            let is_macro = matches!(words.last(), Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
                && words.iter().any(|word| matches!(word, TokenTree::Ident(_)));
            if is_macro && input.peek(token::Brace) {
                skip(input);
                let text: String = words.iter().map(ToString::to_string).collect();
                let spans = (words.first().map(TokenTree::span), words.last().map(TokenTree::span));
                if let (Some(first), Some(last)) = spans {
                    let message = format!("a value stands in braces: `{{{text} {{ ... }}}}`");
                    self.diagnostics.error_between(first, last, message);
                }
                return;
            }
            let starts = input.peek(Token![<]) || input.peek(Lit) || input.peek(token::Brace) || at_control(input);
            if input.is_empty() || (starts && !words.is_empty()) {
                break;
            }
            match input.parse() {
                Ok(token) => words.push(token),
                Err(_) => break,
            }
        }
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.diagnostics.error_between(first.span(), last.span(), mend_of_words(&words));
        }
    }

    /// Something that begins with `<` and is no closing tag.
    fn tag(&mut self, input: ParseStream, nodes: &mut Nodes) -> syn::Result<()> {
        if input.peek2(Token![!]) {
            return self.markup_declaration(input, nodes);
        }
        if input.peek2(Token![>]) {
            return self.fragment(input, nodes);
        }
        if input.peek2(Token![:]) && !input.peek2(Token![::]) {
            let (name, _) = self.named_slot(input)?;
            let message = format_args!("the slot `<:{name}>` stands directly in a component: `<Card><:{name}>...`");
            self.diagnostics.error(name.span(), message);
            return Ok(());
        }
        nodes.push(if component::ahead(input) { self.component(input)? } else { self.element(input)? });
        Ok(())
    }

    /// `<>...</>`, whose children stand where it stands.
    fn fragment(&mut self, input: ParseStream, nodes: &mut Nodes) -> syn::Result<()> {
        let open: Token![<] = input.parse()?;
        input.parse::<Token![>]>()?;
        nodes.extend(self.children(input, "", open.span));
        Ok(())
    }

    /// `<!DOCTYPE html>` and `<!-- "comment" -->`.
    fn markup_declaration(&mut self, input: ParseStream, nodes: &mut Nodes) -> syn::Result<()> {
        let open: Token![<] = input.parse()?;
        input.parse::<Token![!]>()?;
        if input.peek(Token![-]) {
            let mut last = [None, None];
            while let Ok(token) = input.parse::<TokenTree>() {
                let mark = match &token {
                    TokenTree::Punct(mark) => Some(mark.as_char()),
                    _ => None,
                };
                if mark == Some('>') && last == [Some('-'), Some('-')] {
                    return Ok(());
                }
                last = [last[1], mark];
            }
            return Err(syn::Error::new(open.span, "the comment is not closed: add `-->`"));
        }
        let word = input.call(proc_macro2::Ident::parse_any)?;
        let kind = input.call(proc_macro2::Ident::parse_any)?;
        input.parse::<Token![>]>()?;
        if !word.to_string().eq_ignore_ascii_case("doctype") || !kind.to_string().eq_ignore_ascii_case("html") {
            return Err(syn::Error::new(word.span(), "the only doctype is `<!DOCTYPE html>`"));
        }
        nodes.push(Node::Doctype(open.span));
        Ok(())
    }

    /// Parses the children of an element whose opening tag was just read, and its closing tag.
    fn children(&mut self, input: ParseStream, name: &str, opened: Span) -> Nodes {
        self.open.push(name.to_owned());
        let nodes = self.nodes(input);
        self.open.pop();
        self.close(input, name, opened);
        nodes
    }

    /// The closing tag of `name`.
    fn close(&self, input: ParseStream, name: &str, opened: Span) {
        if input.is_empty() {
            // Behind another error, what closes it may not have been typed yet.
            if self.diagnostics.len() == 0 {
                self.diagnostics.error(opened, format_args!("`<{name}>` is not closed: add `</{name}>`"));
            }
            return self.lose();
        }
        let ahead = input.fork();
        let Ok((closing, span)) = closing_tag(&ahead) else {
            return self.diagnostics.error(opened, format_args!("`<{name}>` is not closed: add `</{name}>`"));
        };
        if closing != name {
            if self.open.contains(&closing) {
                let message = format!("`<{name}>` is not closed before `</{closing}>`: add `</{name}>`");
                return self.diagnostics.error_between(opened, span, message);
            }
            let message = format!("`</{closing}>` does not close `<{name}>`: write `</{name}>`");
            self.diagnostics.error_between(opened, span, message);
        }
        let _ = closing_tag(input);
    }

    /// Reports and skips a closing tag that can close nothing here; false if it may close what is open.
    fn stray_closing_tag(&self, input: ParseStream) -> bool {
        let Ok((name, span)) = closing_tag(&input.fork()) else { return false };
        if tables::elements::is_void(&name) {
            let message = format!("`<{name}>` is a void element: it has no content and no closing tag");
            self.diagnostics.error(span, message);
        } else if self.open.is_empty() {
            self.diagnostics.error(span, format_args!("`</{name}>` closes nothing: remove it"));
        } else {
            return false;
        }
        let _ = closing_tag(input);
        true
    }
}

fn at_control(input: ParseStream) -> bool {
    input.peek(Token![if]) || input.peek(Token![for]) || input.peek(Token![match]) || input.peek(Token![let])
}

/// Reads `</name>`; what cannot be a name is passed over.
fn closing_tag(input: ParseStream) -> syn::Result<(String, Span)> {
    input.parse::<Token![<]>()?;
    let slash: Token![/] = input.parse()?;
    let (mut name, mut span, mut generics) = (String::new(), slash.span, false);
    while !input.is_empty() && !input.peek(Token![>]) {
        let token: TokenTree = input.parse()?;
        generics |= matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '<');
        if !generics {
            name.push_str(token.to_string().trim_start_matches("r#"));
            if matches!(token, TokenTree::Ident(_)) {
                span = token.span();
            }
        }
    }
    while input.peek(Token![>]) {
        input.parse::<Token![>]>()?;
        if !generics {
            break;
        }
    }
    Ok((name.trim_end_matches("::").to_owned(), span))
}

/// The advice of an error: how to write text that lacks quotes, or Rust that lacks braces.
fn mend_of_words(words: &[TokenTree]) -> String {
    let text = |between: &str| words.iter().map(ToString::to_string).collect::<Vec<_>>().join(between);
    let is = |word: Option<&TokenTree>, marks: &str| matches!(word, Some(TokenTree::Punct(mark)) if marks.contains(mark.as_char()));
    match words {
        [TokenTree::Ident(word), ..] if word == "continue" || word == "break" || word == "return" => {
            jumps::mend(&word.to_string(), None)
        }
        [TokenTree::Ident(word)] if word == "else" => "an `else` stands behind the braces of its `if`".to_owned(),
        [TokenTree::Ident(word)] => {
            format!("text stands in quotes, `\"{word}\"`, and a value in braces, `{{{word}}}`")
        }
        [TokenTree::Ident(_), next @ TokenTree::Group(_), ..] if !next.to_string().is_empty() => {
            format!("a value stands in braces: `{{{}}}`", text(""))
        }
        [TokenTree::Ident(_), next, after, ..] if is(Some(next), ".:!") && !is(Some(after), ".!?,") => {
            format!("a value stands in braces: `{{{}}}`", text(""))
        }
        [first, ..] if is(Some(first), "@") => {
            "control flow is written bare: `if`, `for`, `match`, `let` without `@`".to_owned()
        }
        [first, ..] if is(Some(first), "&") => {
            format!("text stands in quotes, with the character itself: `\"\\u{{a0}}\"` for `{}`", text(""))
        }
        [comma] if is(Some(comma), ",") => "nodes stand one behind the other, without `,`".to_owned(),
        _ => {
            // Where there was no space is not known of tokens, but of a sentence.
            let marks = [",", ".", "!", "?", ":", ";"];
            let text = marks.iter().fold(text(" "), |text, mark| text.replace(&format!(" {mark}"), mark));
            format!("text stands in quotes: `\"{text}\"`")
        }
    }
}
