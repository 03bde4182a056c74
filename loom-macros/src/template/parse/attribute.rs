//! Attributes of elements and props of components.

use loom_vocabulary::EVENTS;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Ident, Lit, LitStr, Token,
    ext::IdentExt,
    parse::{ParseStream, Result, discouraged::Speculative as _},
    token,
};

use super::{
    habits, name,
    parser::{Parser, skip},
    rust::Braced,
};
use crate::template::ast::{Attribute, Name, Rust, Value};

impl Parser<'_> {
    /// Attributes up to the end of the tag.
    pub(super) fn attributes(&mut self, input: ParseStream, component: bool) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) && !input.peek(Token![<]) {
            let (before, errors) = (input.cursor(), self.diagnostics.len());
            let attribute = self.attribute(input, component);
            // The first error of an attribute is the mistake, and others follow from it.
            self.diagnostics.keep(errors + 1);
            match attribute {
                Ok(attribute) => attributes.extend(attribute),
                Err(error) => {
                    self.diagnostics.push(error);
                    self.diagnostics.keep(errors + 1);
                    if input.cursor() == before {
                        skip(input);
                    }
                    while !input.is_empty() && (input.peek(Token![=]) || !at_attribute(input)) {
                        // A value is no attribute.
                        let value = input.peek(Token![=]) && !input.peek2(Token![>]) && !input.peek2(Token![/]);
                        skip(input);
                        if value {
                            skip(input);
                        }
                    }
                }
            }
        }
        attributes
    }

    fn attribute(&mut self, input: ParseStream, component: bool) -> Result<Option<Attribute>> {
        if input.peek(Token![..]) {
            self.dots(input)?;
            return self.spread(input);
        }
        if input.peek(Token![:]) {
            return Err(habits::colon(input)?);
        }
        if input.peek(token::Brace) {
            return self.shorthand(input);
        }
        if input.peek(Token![@]) {
            self.diagnostics.error(input.span(), habits::ON);
            input.parse::<Token![@]>()?;
            return self.on(input, component).map(|on| Some(Attribute::On(on)));
        }
        if let Some(error) = habits::no_attribute(input) {
            return Err(error);
        }
        if input.peek(LitStr) {
            return Err(input.error("expected an attribute: `name=\"value\"`"));
        }
        let mut name =
            name::dashed(input).map_err(|error| syn::Error::new(error.span(), "expected an attribute, `>` or `/>`"))?;
        if name.text == "key" && !input.peek(Token![:]) {
            return self.key(input, &name);
        }
        if let Some(message) = habits::attribute(&name.text.to_ascii_lowercase(), input) {
            self.diagnostics.error_between(name.span, name.end, message);
            habits::skip_value(input);
            return Ok(None);
        }
        if component && let Some(message) = habits::handler_as_prop(&name.text, input) {
            self.diagnostics.error_between(name.span, name.end, message);
            habits::skip_value(input);
            return Ok(None);
        }
        if input.peek(Token![:]) && !input.peek(Token![::]) {
            input.parse::<Token![:]>()?;
            // The attributes of other libraries: `x-on:click`, `data-a:b`.
            let is_foreign = name.text.contains('-');
            if !is_foreign && !matches!(name.text.as_str(), "xlink" | "xml" | "xmlns") {
                return self.directive(input, &name, component);
            }
            let rest = name::dashed(input)?;
            name.text = format!("{}:{}", name.text, rest.text);
            name.end = rest.end;
        }
        Ok(self.value(input, &name)?.map(|value| Attribute::Plain { name, value }))
    }

    /// The value of `key`, after its name.
    fn key(&mut self, input: ParseStream, name: &Name) -> Result<Option<Attribute>> {
        let value = match self.value(input, name)? {
            None => return Ok(None),
            Some(Value::Dynamic(value)) if value.local.is_some() => {
                return Err(syn::Error::new(value.span, "a key is the server's: it tells which item is which"));
            }
            Some(Value::Dynamic(value)) => value,
            Some(Value::Static { text, span, .. }) if is_field(&text) => {
                let message = format!("a key differs from item to item, and stands in braces: `key={{{text}}}`");
                return Err(syn::Error::new(span, message));
            }
            Some(Value::Static { tokens, span, .. }) => Rust::new(tokens, span),
            Some(Value::Bare) => return Err(syn::Error::new(name.span, "`key` needs a value: `key={item.id}`")),
        };
        Ok(Some(Attribute::Key { span: name.span, value, shown: false }))
    }

    /// The two dots before attributes to spread. Three are reported.
    fn dots(&self, input: ParseStream) -> Result<()> {
        if input.peek(Token![...]) {
            let dots: Token![...] = input.parse()?;
            self.diagnostics.error_at(dots, "attributes are spread with two dots: `..attributes`");
        } else {
            input.parse::<Token![..]>()?;
        }
        Ok(())
    }

    /// `..attributes`, after the dots.
    fn spread(&mut self, input: ParseStream) -> Result<Option<Attribute>> {
        if !input.peek(token::Brace) {
            let _ = input.parse::<Option<Token![&]>>()?;
            return Ok(Some(Attribute::Spread(self.bare_rust(input)?)));
        }
        Ok(match self.braced(input)? {
            Braced::Whole(value) => Some(Attribute::Spread(value)),
            Braced::Empty(span) => return Err(syn::Error::new(span, "expected attributes to spread: `..attributes`")),
            Braced::Broken(saved) => saved.map(Attribute::Recovered),
        })
    }

    /// `{name}` for `name={name}`, and `{..attributes}`.
    fn shorthand(&mut self, input: ParseStream) -> Result<Option<Attribute>> {
        let ahead = input.fork();
        let content;
        syn::braced!(content in ahead);
        if content.peek(Token![..]) {
            let content;
            syn::braced!(content in input);
            self.dots(&content)?;
            let span = content.span();
            let value: syn::Expr = content.parse()?;
            return Ok(Some(Attribute::Spread(Rust::new(value, span))));
        }
        let span = content.span();
        let (Ok(ident), true) = (content.call(Ident::parse_any), content.is_empty()) else {
            skip(input);
            return Err(syn::Error::new(span, "expected an attribute: `name={value}`, or `{name}` for `name={name}`"));
        };
        skip(input);
        let name = Name { text: ident.unraw().to_string(), span: ident.span(), end: ident.span() };
        Ok(Some(Attribute::Plain { name, value: Value::Dynamic(Rust::new(quote!(#ident), span)) }))
    }

    /// `="x"`, `=1`, `={expr}` or nothing. Nothing is returned when what stands there was reported.
    pub(super) fn value(&mut self, input: ParseStream, name: &Name) -> Result<Option<Value>> {
        if !input.peek(Token![=]) {
            return Ok(Some(Value::Bare));
        }
        input.parse::<Token![=]>()?;
        if input.peek(token::Brace) {
            if name.text == "style" {
                habits::object(input)?;
            }
            return Ok(match self.braced(input)? {
                Braced::Whole(value) => self.browser_value(value).map(Value::Dynamic),
                Braced::Empty(span) => return Err(syn::Error::new(span, "expected a value in `{}`")),
                Braced::Broken(_) => None,
            });
        }
        if input.peek(Lit) || input.peek(Token![-]) {
            return literal(input).map(Some);
        }
        if input.is_empty()
            || input.peek(Token![>])
            || input.peek(Token![<])
            || (input.peek(Token![/]) && input.peek2(Token![>]))
        {
            let message = format!("a value is missing: `{}=\"...\"` or `{}={{...}}`", name.text, name.text);
            return Err(syn::Error::new(name.span, message));
        }
        if input.peek(Token![/]) || input.peek(Token![#]) {
            return Err(habits::bare_address(input, name));
        }
        let ahead = input.fork();
        if let Ok(word) = name::dashed(&ahead)
            && word.text.contains('-')
        {
            input.advance_to(&ahead);
            let message = format!("text stands in quotes: `{}=\"{}\"`", name.text, word.text);
            self.diagnostics.error_between(word.span, word.end, message);
            return Ok(None);
        }
        self.unbraced(input, name)
    }

    /// A value in Rust without the braces that it needs, which is reported.
    fn unbraced(&mut self, input: ParseStream, name: &Name) -> Result<Option<Value>> {
        let value = self.bare_rust(input).map_err(|error| {
            syn::Error::new(error.span(), format!("a value stands in quotes or braces: `{}={{...}}`", name.text))
        })?;
        let text = value.tokens.to_string().replace(' ', "");
        if let Some(event) = name.text.strip_prefix("on").filter(|event| EVENTS.contains(event)) {
            let message = format!("a handler is bound with a colon: `on:{event}={text}`");
            self.diagnostics.error_between(name.span, name.end, message);
            return Ok(None);
        }
        let message = match syn::parse2::<Ident>(value.tokens.clone()) {
            Ok(word) if !name.text.contains(':') => {
                format!("text stands in quotes, `{0}=\"{word}\"`, and a value in braces, `{0}={{{word}}}`", name.text)
            }
            _ => format!("a value stands in braces: `{}={{{text}}}`", name.text),
        };
        self.diagnostics.error_at(&value.tokens, message);
        Ok(Some(Value::Dynamic(value)))
    }
}

/// A string, number, `true` or `false`.
fn literal(input: ParseStream) -> Result<Value> {
    let span = input.span();
    let mut tokens = TokenStream::new();
    let mut text = String::new();
    if input.peek(Token![-]) {
        input.parse::<Token![-]>()?.to_tokens(&mut tokens);
        text.push('-');
    }
    let literal: Lit = input.parse()?;
    match &literal {
        Lit::Str(value) => text = value.value(),
        Lit::Char(value) => text.push(value.value()),
        Lit::Int(value) => text.push_str(value.base10_digits()),
        Lit::Float(value) => text.push_str(value.base10_digits()),
        Lit::Bool(value) => text.push_str(if value.value { "true" } else { "false" }),
        _ => return Err(syn::Error::new(literal.span(), "expected a string, a number, or a value in braces")),
    }
    literal.to_tokens(&mut tokens);
    Ok(Value::Static { text, tokens, span })
}

/// Whether a text is `item.id`, and no number.
fn is_field(text: &str) -> bool {
    let is_name = |name: &str| name.starts_with(|first: char| first.is_alphabetic());
    text.contains('.') && text.split('.').all(is_name) && !text.contains(char::is_whitespace)
}

fn at_attribute(input: ParseStream) -> bool {
    input.peek(Ident::peek_any)
        || input.peek(token::Brace)
        || input.peek(Token![..])
        || input.peek(Token![>])
        || input.peek(Token![/])
        || input.peek(Token![<])
}
