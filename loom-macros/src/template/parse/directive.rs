//! Attributes with a prefix: `on:`, `bind:`, `class:`, `style:`, `prop:`, `use:`.

use std::rc::Rc;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::{
    Expr, ExprPath, LitStr, Token,
    ext::IdentExt,
    parenthesized,
    parse::{ParseStream, Result, discouraged::Speculative as _},
    punctuated::Punctuated,
    token,
};

use super::{
    habits, name,
    parser::{Parser, skip},
    rust::Braced,
};
use crate::{
    expression,
    template::{
        ast::{Action, Attribute, Bind, Data, Handler, Name, On, Receiver, Rust, Value},
        data_path::DataPath,
        tables::{events, nearest},
    },
};

impl Parser<'_> {
    /// Parses the rest of a directive after `prefix:`.
    pub(super) fn directive(
        &mut self,
        input: ParseStream,
        prefix: &Name,
        component: bool,
    ) -> Result<Option<Attribute>> {
        match prefix.text.as_str() {
            "on" => self.on(input, component).map(|on| Some(Attribute::On(on))),
            "bind" => self.bind(input),
            "class" => self.class(input),
            "prop" => self.data(input, Receiver::Property),
            "use" => self.data(input, Receiver::Hook),
            "style" => {
                let name = name::property(input)?;
                let shown = Name { text: format!("style:{}", name.text), ..name.clone() };
                Ok(match self.value(input, &shown)? {
                    Some(Value::Bare) => {
                        let message = format!("a value is missing: `style:{}={{...}}`", name.text);
                        return Err(syn::Error::new(name.span, message));
                    }
                    value => value.map(|value| Attribute::Style { name, value }),
                })
            }
            other => {
                let help = nearest(other, &["on", "bind", "class", "style", "prop", "use"]).map_or_else(
                    || "there are `on:`, `bind:`, `class:`, `style:`, `prop:` and `use:`".to_owned(),
                    |near| format!("did you mean `{near}:`?"),
                );
                let help = match other {
                    "transition" | "in" | "out" | "animate" => {
                        "a transition is named by text: `transition=\"fade\"`".to_owned()
                    }
                    _ => help,
                };
                // Its name and value are skipped, so that they are not read as further attributes.
                let name = name::property(input);
                habits::skip_value(input);
                if name.is_ok_and(|name| name.text == "on") && events::EVENTS.contains(&other) {
                    return Err(syn::Error::new(
                        prefix.span,
                        format_args!("the event stands behind `on:`: `on:{other}=save`"),
                    ));
                }
                Err(syn::Error::new(prefix.span, format_args!("unknown prefix `{other}:`; {help}")))
            }
        }
    }

    fn class(&mut self, input: ParseStream) -> Result<Option<Attribute>> {
        let name = if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            Name { text: literal.value(), span: literal.span(), end: literal.span() }
        } else {
            name::property(input)?
        };
        let shown = Name { text: format!("class:{}", name.text), ..name.clone() };
        let value = self.value(input, &shown)?;
        if name.text.is_empty() || name.text.contains(char::is_whitespace) {
            return Err(syn::Error::new(name.span, "`class:` takes one class; write one `class:` for each"));
        }
        Ok(match value {
            Some(Value::Dynamic(value)) => Some(Attribute::Class { name, value }),
            Some(_) => {
                let message = format!("a condition is missing: `class:{}={{self.done}}`", name.text);
                return Err(syn::Error::new(name.span, message));
            }
            None => None,
        })
    }

    /// `prop:name={value}` and `use:name={value}`, after the colon.
    fn data(&mut self, input: ParseStream, to: Receiver) -> Result<Option<Attribute>> {
        let name = name::dashed(input)?;
        let mut data = Data { to, value: Rust::new(TokenStream::new(), name.span), name: name.clone() };
        let shown = Name { text: data.shown(), ..name };
        data.value = match self.value(input, &shown)? {
            None => return Ok(None),
            Some(Value::Dynamic(value)) if value.local.is_some() => {
                let message = format!("`{}` takes data of the server, and no browser expression", shown.text);
                return Err(syn::Error::new(value.span, message));
            }
            Some(Value::Dynamic(value)) => value,
            Some(Value::Static { tokens, span, .. }) => Rust::new(tokens, span),
            Some(Value::Bare) if to == Receiver::Hook => Rust::new(quote::quote!(()), shown.span),
            Some(Value::Bare) => {
                return Err(syn::Error::new(shown.span, format!("a value is missing: `{}={{...}}`", shown.text)));
            }
        };
        Ok(Some(Attribute::Data(data)))
    }

    fn bind(&mut self, input: ParseStream) -> Result<Option<Attribute>> {
        let target = name::dashed(input)?;
        let lazy = if input.peek(Token![.]) && input.peek2(Ident::peek_any) { lazy(input)? } else { None };
        let (_, modifiers) = self.modifiers(input, "", false)?;
        let shown = format!("bind:{}", target.text);
        let name = Name { text: shown.clone(), ..target };
        if let Some(field) = bare_field(input) {
            skip(input);
            let span = input.span();
            skip(input);
            let message = format!("`{shown}` takes a field of the component: `{shown}={{self.{field}}}`");
            return Err(syn::Error::new(span, message));
        }
        Ok(match self.value(input, &name)? {
            Some(Value::Dynamic(value)) => {
                let place = DataPath::parse(&value.tokens);
                Some(Attribute::Bind(Bind { target, lazy, modifiers, value, place }))
            }
            Some(_) => {
                return Err(syn::Error::new(target.span, format_args!("a field is missing: `{shown}={{self.name}}`")));
            }
            None => None,
        })
    }

    pub(super) fn on(&mut self, input: ParseStream, component: bool) -> Result<On> {
        let event = if component {
            let ident = input.call(Ident::parse_any)?;
            Name { text: ident.unraw().to_string(), span: ident.span(), end: ident.span() }
        } else {
            name::dashed(input).map_err(|error| syn::Error::new(error.span(), "expected an event, as `on:click`"))?
        };
        let (filter, modifiers) = self.modifiers(input, &event.text, true)?;
        if input.peek(Token![|]) || (input.peek(Token![:]) && !input.peek(Token![::])) {
            let span = input.span();
            skip(input);
            let modifier = name::dashed(input)?;
            habits::skip_value(input);
            let message = format!("a modifier follows a dot: `on:{}.{}=save`", event.text, modifier.text);
            return Err(syn::Error::new(span, message));
        }
        if !input.peek(Token![=]) {
            let message = format!("a handler is missing: `on:{}=save`", event.text);
            return Err(syn::Error::new(event.span, message));
        }
        input.parse::<Token![=]>()?;
        let actions = self.actions(input, &event);
        let actions = self.diagnostics.take(actions).unwrap_or_default();
        Ok(On { event, filter, modifiers, actions })
    }

    /// One action, or several in parentheses.
    fn actions(&mut self, input: ParseStream, event: &Name) -> Result<Vec<Action>> {
        if !input.peek(token::Paren) {
            return Ok(self.action(input, event)?.into_iter().collect());
        }
        let content;
        let around = parenthesized!(content in input);
        let mut actions = Vec::new();
        while !content.is_empty() {
            actions.extend(self.action(&content, event)?);
            if !content.is_empty() {
                content.parse::<Token![,]>()?;
            }
        }
        let servers = || actions.iter().filter(|action| matches!(action, Action::Server(_))).count();
        if servers() > 1 {
            let message = "an event goes to one handler of the server: let that one do both";
            return Err(syn::Error::new(around.span.join(), message));
        }
        if actions.len() > servers() + 1 {
            let message = "one `local(...)` holds all that the browser does: `local({ self.a = 1; self.b = 2 })`";
            return Err(syn::Error::new(around.span.join(), message));
        }
        Ok(actions)
    }

    /// An action, or none where what is wrong with it is reported already.
    fn action(&mut self, input: ParseStream, event: &Name) -> Result<Option<Action>> {
        let is_local = input.peek(Ident::peek_any)
            && input.peek2(token::Paren)
            && input.fork().parse::<Ident>().is_ok_and(|name| name == "local");
        if is_local {
            let span = input.span();
            skip(input);
            let content = parentheses(input)?;
            let action = expression::action(content, span, self.next_expression(), self.diagnostics);
            return Ok(action.map(|action| Action::Local(Rc::new(action))));
        }
        Ok(self.handler(input, event)?.map(Action::Server))
    }

    /// The handler, or none where what is wrong with it is reported already.
    fn handler(&mut self, input: ParseStream, event: &Name) -> Result<Option<Handler>> {
        if let Some((TokenTree::Group(braces), _)) = input.cursor().token_tree()
            && braces.delimiter() == Delimiter::Brace
        {
            if habits::is_action(&braces.stream()) {
                skip(input);
                return Err(syn::Error::new_spanned(braces.stream(), NO_CLOSURE));
            }
            return Ok(match self.braced(input)? {
                Braced::Whole(value) if expression::content(&value.tokens).is_some() => {
                    let message = format!("an action stands without braces: `on:{}=local(..)`", event.text);
                    return Err(syn::Error::new(value.span, message));
                }
                Braced::Whole(value) => Some(Handler::Value(value)),
                Braced::Empty(span) => return Err(syn::Error::new(span, "expected a handler in `{}`")),
                Braced::Broken(_) => None,
            });
        }
        if input.peek(Token![>]) || input.peek(Token![/]) || input.peek(Token![<]) || input.is_empty() {
            let message = format!("a handler is missing: `on:{}=save`", event.text);
            return Err(syn::Error::new(event.span, message));
        }
        if input.peek(LitStr) {
            let literal: LitStr = input.parse()?;
            let message = format!("a handler is written without quotes: `on:{}={}`", event.text, literal.value());
            return Err(syn::Error::new(literal.span(), message));
        }
        if input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move]) {
            let span = input.span();
            while !input.is_empty() && !input.peek(Token![>]) && !input.peek(Token![/]) {
                skip(input);
            }
            return Err(syn::Error::new(span, NO_CLOSURE));
        }
        if input.peek(Token![self]) && input.peek2(Token![.]) {
            let written = self.bare_rust(input)?;
            let text = written.tokens.to_string().replace(' ', "");
            let mend = text.trim_start_matches("self.").trim_end_matches("()");
            let message = format!("a handler is named without `self`: `on:{}={mend}`", event.text);
            return Err(syn::Error::new_spanned(written, message));
        }
        let mut path = input.parse::<ExprPath>()?.path;
        let args = if input.peek(token::Paren) {
            let span = input.span();
            Some(Rust::new(arguments(input)?, span))
        } else {
            None
        };
        let Some(last) = path.segments.pop() else { return Ok(None) };
        path.segments.pop_punct();
        let owner = (!path.segments.is_empty()).then_some(path);
        Ok(Some(Handler::Named { owner, name: last.ident, args }))
    }
}

const NO_CLOSURE: &str = "a handler is not a closure: write an `#[event]` method and name it, `on:click=save`";

/// Reads `.lazy`, if it is next.
fn lazy(input: ParseStream) -> Result<Option<Span>> {
    let ahead = input.fork();
    ahead.parse::<Token![.]>()?;
    let name = ahead.parse::<Ident>()?;
    if name != "lazy" {
        return Ok(None);
    }
    input.advance_to(&ahead);
    Ok(Some(name.span()))
}

/// The name of a field that is written as `="name"` or `=name`, instead of `={self.name}`.
fn bare_field(input: ParseStream) -> Option<String> {
    let ahead = input.fork();
    ahead.parse::<Token![=]>().ok()?;
    let name = match ahead.parse::<TokenTree>().ok()? {
        TokenTree::Ident(name) => name.unraw().to_string(),
        TokenTree::Literal(text) => syn::parse2::<LitStr>(TokenTree::Literal(text).into()).ok()?.value(),
        _ => return None,
    };
    let is_whole = !ahead.peek(Token![.]) && !ahead.peek(Token![::]) && !ahead.peek(token::Paren);
    (is_whole && name != "self" && syn::parse_str::<Ident>(&name).is_ok()).then_some(name)
}

pub(super) fn parentheses(input: ParseStream) -> Result<TokenStream> {
    let content;
    parenthesized!(content in input);
    content.parse()
}

/// `(args)`, checked to be expressions.
fn arguments(input: ParseStream) -> Result<TokenStream> {
    let content;
    parenthesized!(content in input);
    let tokens = content.fork().parse::<TokenStream>()?;
    Punctuated::<Expr, Token![,]>::parse_terminated(&content)?;
    Ok(tokens)
}
