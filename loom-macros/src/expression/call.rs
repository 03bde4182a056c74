//! Calls of functions and macros.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{
    Expr, ExprCall, LitStr, Macro, Pat, Result, Token,
    parse::{ParseStream, Parser as _},
    punctuated::Punctuated,
    spanned::Spanned as _,
};

use super::{
    code::{Code, quoted},
    format::{self, Of, Part},
    translation::{Both, Translation, error},
};

/// The functions that the browser has.
const KNOWN: [&str; 4] = ["Some", "String::from", "String::new", "Vec::new"];

impl Translation {
    /// `Some(x)`, `String::new()`, `String::from(x)`.
    pub(super) fn call(&mut self, call: &ExprCall) -> Result<Both> {
        let name = call.func.to_token_stream().to_string().replace(' ', "");
        if loom_vocabulary::page_effect(&name).is_some() {
            return Err(error(
                &call.func,
                format!("`{name}` is done, and has no value: it stands by itself in `on:click=local(..)`"),
            ));
        }
        if !KNOWN.contains(&name.as_str()) {
            return Err(error(
                &call.func,
                format!(
                    "the browser cannot call `{name}`: call it with what the server knows, before, as in `let value = {name}(..);`"
                ),
            ));
        }
        let (values, codes) = self.values(call.args.iter())?;
        let function = &call.func;
        let rust = quote_spanned!(call.span()=> #function(#(#values),*));
        match (name.as_str(), codes.len()) {
            ("Some", 1) => Ok(Both { rust, code: Code::op("some", codes) }),
            ("String::from", 1) => Ok(Both { rust, code: codes.into_iter().next().unwrap_or_default() }),
            ("String::new", 0) => Ok(Both { rust, code: Code::literal("") }),
            ("Vec::new", 0) => Ok(Both { rust, code: Code::op("vec", []) }),
            _ => Err(error(call, format!("`{name}` takes another number of values"))),
        }
    }

    /// `format!`, `vec!` and `matches!`.
    pub(super) fn macro_call(&mut self, call: &Macro) -> Result<Both> {
        let name = call.path.to_token_stream().to_string().replace(' ', "");
        match name.rsplit("::").next().unwrap_or_default() {
            "format" => self.formatted(call),
            "vec" => {
                let items = call
                    .parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated)
                    .map_err(|_| error(call, "the browser knows `vec![a, b, c]`"))?;
                let (values, codes) = self.values(items.iter())?;
                Ok(Both { rust: quote_spanned!(call.span()=> ::std::vec![#(#values),*]), code: Code::op("vec", codes) })
            }
            "matches" => self.matching(call),
            _ => Err(error(
                &call.path,
                format!("browser expressions have the macros `format!`, `vec!` and `matches!`, not `{name}!`"),
            )),
        }
    }

    fn matching(&mut self, call: &Macro) -> Result<Both> {
        let parts = |input: ParseStream<'_>| {
            let subject: Expr = input.parse()?;
            input.parse::<Token![,]>()?;
            let pattern = Pat::parse_multi_with_leading_vert(input)?;
            let guard = if input.peek(Token![if]) {
                input.parse::<Token![if]>()?;
                Some(input.parse::<Expr>()?)
            } else {
                None
            };
            input.parse::<Option<Token![,]>>()?;
            Ok((subject, pattern, guard))
        };
        let (subject, pattern, guard) = parts.parse2(call.tokens.clone())?;
        let subject = self.value(&subject)?;
        self.scoped(|this| {
            let code = this.pattern(&pattern)?;
            let guard = guard.as_ref().map(|guard| this.value(guard)).transpose()?;
            let (condition, guard) = match guard {
                Some(Both { rust, code }) => (Some(quote!(if #rust)), code),
                None => (None, Code::text("true")),
            };
            let rust = subject.rust;
            let literal = Code::text;
            let code = Code::op(
                "match",
                [subject.code, code, guard, literal("true"), literal("\"_\""), literal("true"), literal("false")],
            );
            Ok(Both { rust: quote_spanned!(call.span()=> ::core::matches!(#rust, #pattern #condition)), code })
        })
    }

    fn formatted(&mut self, call: &Macro) -> Result<Both> {
        let parts = |input: ParseStream<'_>| {
            let text: LitStr = input.parse()?;
            input.parse::<Option<Token![,]>>()?;
            let values = Punctuated::<Expr, Token![,]>::parse_terminated(input)?;
            Ok((text, values))
        };
        let (text, values) = parts.parse2(call.tokens.clone())?;
        if let Some(named) = values.iter().find(|value| matches!(value, Expr::Assign(_))) {
            return Err(error(named, "`format!` in the browser takes its values in order, or by the names of locals"));
        }
        let parts = format::parse(&text.value()).map_err(|message| error(&text, message))?;
        let mut used = vec![false; values.len()];
        let mut next = 0;
        let (mut rewritten, mut rusts, mut codes) = (String::new(), Vec::<TokenStream>::new(), Vec::new());
        for part in parts {
            let (of, places) = match part {
                Part::Text(plain) => {
                    rewritten.push_str(&plain.replace('{', "{{").replace('}', "}}"));
                    codes.push(Code::text(quoted(&plain)));
                    continue;
                }
                Part::Value { of, places } => (of, places),
            };
            let position = match &of {
                Of::Next => {
                    next += 1;
                    Some(next - 1)
                }
                Of::Position(position) => Some(*position),
                Of::Name(_) => None,
            };
            let value = match (position, of) {
                (Some(position), _) => match (values.iter().nth(position), used.get_mut(position)) {
                    (Some(value), Some(used)) => {
                        *used = true;
                        self.value(value)?
                    }
                    _ => {
                        return Err(error(&text, format!("the text shows value {} of {}", position + 1, values.len())));
                    }
                },
                (None, Of::Name(name)) => {
                    let name = Ident::new(&name, text.span());
                    self.value(&syn::parse_quote!(#name))?
                }
                (None, _) => continue,
            };
            rewritten.push_str(&places.map_or_else(|| "{}".to_owned(), |places| format!("{{:.{places}}}")));
            let (shown, rust) = (Self::function("shown", value.rust.span()), value.rust);
            let at = Span::mixed_site().located_at(rust.span());
            rusts.push(quote_spanned!(at=> #shown(&(#rust))));
            codes
                .push(Code::array([value.code].into_iter().chain(places.map(|places| Code::text(places.to_string())))));
        }
        if let Some((value, _)) = values.iter().zip(&used).find(|(_, used)| !**used) {
            return Err(error(value, "the text of `format!` does not show this value"));
        }
        let rewritten = LitStr::new(&rewritten, text.span());
        Ok(Both {
            rust: quote_spanned!(call.span()=> ::std::format!(#rewritten #(, #rusts)*)),
            code: Code::op("fmt", codes),
        })
    }
}
