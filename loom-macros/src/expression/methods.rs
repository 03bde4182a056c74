//! Methods: a table of those that the browser knows, and their translation.

use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use syn::{Expr, ExprClosure, ExprMethodCall, Pat, Result, ext::IdentExt as _, spanned::Spanned as _};

use super::{
    code::{Code, Hole, Piece},
    translation::{Both, Translation, error, is_place, run},
};
use crate::nearest::nearest_of;

/// How a method is translated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The method itself, with this code.
    Native(&'static str),
    /// The method itself; in the browser it is the receiver.
    Same,
    /// The library's function of this name, over numbers of one type, with this code and the type's letter behind it.
    Number(&'static str, &'static str),
    /// As `Number`, with a code that does not depend on the type.
    Typed(&'static str, &'static str),
    /// The method of a text.
    Text(&'static str),
    /// The library's function of this name, over a reference.
    OfReference(&'static str, &'static str),
    /// The library's function of this name.
    Plain(&'static str, &'static str),
    /// The library's function of this name over a text, which may abandon the evaluation.
    OfText(&'static str, &'static str),
    /// The library's function of this name, with a default of the type.
    Default(&'static str),
    /// `parse::<T>()`
    Parse,
}

use Kind::{Native, Number, OfReference, OfText, Plain, Same, Text, Typed};

/// Name, number of arguments, translation. The first of a name is the one that messages go by.
const METHODS: &[(&str, usize, Kind)] = &[
    // text
    ("len", 0, OfReference("len", "len")),
    ("is_empty", 0, Native("is_empty")),
    ("trim", 0, Text("trim")),
    ("trim_start", 0, Text("trim_start")),
    ("trim_end", 0, Text("trim_end")),
    ("to_lowercase", 0, Text("low")),
    ("to_uppercase", 0, Text("up")),
    ("contains", 1, Native("has")),
    ("starts_with", 1, Text("starts")),
    ("ends_with", 1, Text("ends")),
    ("replace", 2, Text("replace")),
    ("repeat", 1, OfText("repeat", "repeat")),
    ("strip_prefix", 1, Text("strip_prefix")),
    ("strip_suffix", 1, Text("strip_suffix")),
    ("eq_ignore_ascii_case", 1, Text("ieq")),
    ("parse", 0, Kind::Parse),
    ("to_string", 0, Native("str")),
    ("to_owned", 0, Same),
    ("clone", 0, Same),
    ("as_str", 0, Same),
    ("as_ref", 0, Same),
    ("as_deref", 0, Same),
    ("as_slice", 0, Same),
    ("copied", 0, Same),
    ("cloned", 0, Same),
    ("ok", 0, Same),
    // Option
    ("is_some", 0, Native("some?")),
    ("is_none", 0, Native("none?")),
    ("is_ok", 0, Native("some?")),
    ("is_err", 0, Native("none?")),
    ("unwrap_or", 1, Native("or")),
    ("unwrap_or_else", 1, Native("orf")),
    ("unwrap_or_default", 0, Kind::Default("unwrap_or_default")),
    ("map", 1, Native("map")),
    ("and_then", 1, Native("then")),
    ("is_some_and", 1, Native("some_and")),
    ("filter", 1, Native("filter")),
    ("or", 1, Native("alt")),
    ("or_else", 1, Native("altf")),
    // bool
    ("then_some", 1, Native("then_some")),
    // lists
    ("first", 0, Native("first")),
    ("last", 0, Native("last")),
    ("get", 1, Native("get")),
    ("join", 1, Native("join")),
    ("iter", 0, Native("iter")),
    ("any", 1, Native("any")),
    ("all", 1, Native("all")),
    ("count", 0, Native("count")),
    ("position", 1, Native("pos")),
    ("find", 1, Native("find")),
    ("sum", 0, Number("sum", "sum")),
    ("max", 0, Plain("greatest", "imax")),
    ("min", 0, Plain("least", "imin")),
    ("rev", 0, Plain("rev", "rev")),
    ("take", 1, Native("take")),
    ("skip", 1, Native("skip")),
    ("collect", 0, Native("list")),
    // numbers
    ("max", 1, Plain("max", "max")),
    ("min", 1, Plain("min", "min")),
    ("clamp", 2, Typed("clamp", "clamp")),
    ("abs", 0, Number("abs", "abs")),
    ("pow", 1, Number("pow", "pow")),
    ("saturating_add", 1, Number("saturating_add", "sat+")),
    ("saturating_sub", 1, Number("saturating_sub", "sat-")),
    ("saturating_mul", 1, Number("saturating_mul", "sat*")),
    ("checked_add", 1, Number("checked_add", "chk+")),
    ("checked_sub", 1, Number("checked_sub", "chk-")),
    ("checked_mul", 1, Number("checked_mul", "chk*")),
    ("checked_div", 1, Number("checked_div", "chk/")),
    ("checked_rem", 1, Number("checked_rem", "chk%")),
    ("wrapping_add", 1, Number("wrapping_add", "wrap+")),
    ("wrapping_sub", 1, Number("wrapping_sub", "wrap-")),
    ("rem_euclid", 1, Number("rem_euclid", "rem")),
    ("div_euclid", 1, Number("div_euclid", "div")),
    ("abs_diff", 1, Number("abs_diff", "diff")),
    ("signum", 0, Native("sign")),
    ("is_positive", 0, Native("pos?")),
    ("is_negative", 0, Native("neg?")),
    ("round", 0, Native("round")),
    ("floor", 0, Native("floor")),
    ("ceil", 0, Native("ceil")),
    ("trunc", 0, Native("trunc")),
    ("sqrt", 0, Native("sqrt")),
    ("is_nan", 0, Native("nan?")),
    ("is_finite", 0, Native("finite?")),
];

/// The parts of a text that may be counted, and their code.
const COUNTED: [(&str, &str); 3] = [("chars", "chars"), ("lines", "lines"), ("split_whitespace", "words")];

/// Methods that give an iterator, which cannot be sent: the server evaluates what they are called on.
const UNFINISHED: [&str; 12] =
    ["iter", "chars", "lines", "split_whitespace", "map", "filter", "rev", "take", "skip", "copied", "cloned", "bytes"];

/// Whether an expression is an iterator as far as its last method tells.
pub(super) fn is_unfinished(expr: &Expr) -> bool {
    match expr {
        Expr::MethodCall(call) => {
            UNFINISHED.iter().any(|name| call.method == *name)
                && (is_unfinished(&call.receiver) || !is_of_option(&call.method))
        }
        Expr::Paren(paren) => is_unfinished(&paren.expr),
        _ => false,
    }
}

/// Whether `Option` has the method too.
fn is_of_option(method: &Ident) -> bool {
    ["map", "filter", "take", "copied", "cloned"].iter().any(|name| method == name)
}

impl Translation {
    pub(super) fn method(&mut self, call: &ExprMethodCall) -> Result<Both> {
        let name = call.method.unraw().to_string();
        if self.acts
            && let Some(written) = event_of(&call.receiver)
        {
            self.event.get_or_insert(written.clone());
            return event(call, &name);
        }
        if let Expr::Path(receiver) = &*call.receiver
            && receiver.path.is_ident("self")
        {
            let message = format!(
                "the browser cannot call the component's methods: bind the value before, `let {name} = self.{name}(..);`"
            );
            return Err(error(&call.method, message));
        }
        if name == "count"
            && let Expr::MethodCall(inner) = &*call.receiver
            && let Some((_, op)) = COUNTED.iter().find(|(counted, _)| inner.method == counted)
        {
            let Both { rust, code } = self.receiver(&inner.receiver)?;
            let (inner, method) = (&inner.method, &call.method);
            return Ok(Both { rust: quote!(#rust.#inner().#method()), code: Code::op(op, [code]) });
        }
        let kinds: Vec<_> = METHODS.iter().filter(|(known, ..)| *known == name).collect();
        let Some((.., kind)) = kinds.iter().find(|(_, count, _)| *count == call.args.len()) else {
            return Err(unknown(call, &name, kinds.first().map(|(_, count, _)| *count)));
        };
        let Both { rust, code } = self.receiver(&call.receiver)?;
        let (rusts, codes) = self.arguments(call)?;
        let (method, turbofish) = (&call.method, &call.turbofish);
        let at = Span::mixed_site().located_at(method.span());
        let native = quote!(#rust.#method #turbofish (#(#rusts),*));
        let all = |code| [code].into_iter().chain(codes.clone());
        Ok(match *kind {
            Native("list") => Self::collected(call, native, code)?,
            Native(op) => Both { rust: native, code: Code::op(op, all(code)) },
            Same => Both { rust: native, code },
            OfText(function, op) => {
                let (function, text) = (Self::function(function, method.span()), Self::function("text", method.span()));
                let run = run();
                let rust = quote_spanned!(at=> #function(#run, #text(&#rust) #(, #rusts)*));
                Both { rust, code: Code::op(op, all(code)) }
            }
            Text(op) => {
                let text = Self::function("text", method.span());
                let receiver = quote_spanned!(at=> #text(&#rust));
                Both { rust: quote!(#receiver.#method(#(#rusts),*)), code: Code::op(op, all(code)) }
            }
            OfReference(function, op) => {
                let function = Self::function(function, method.span());
                Both { rust: quote_spanned!(at=> #function(&#rust)), code: Code::op(op, all(code)) }
            }
            Plain(function, op) => {
                let function = Self::function(function, method.span());
                Both { rust: quote_spanned!(at=> #function(#rust #(, #rusts)*)), code: Code::op(op, all(code)) }
            }
            Typed(function, op) => {
                let (_, witness) = self.witness();
                let (function, run) = (Self::function(function, method.span()), run());
                let rust = quote_spanned!(at=> #function(#witness, #run, #rust #(, #rusts)*));
                Both { rust, code: Code::op(op, all(code)) }
            }
            Number(function, op) => {
                let (tag, witness) = self.number();
                let (function, run) = (Self::function(function, method.span()), run());
                let rust = quote_spanned!(at=> #function #turbofish (#witness, #run, #rust #(, #rusts)*));
                Both { rust, code: Code::tagged(op, tag, all(code)) }
            }
            Kind::Default(function) => {
                let (number, witness) = self.witness();
                let hole = self.hole(Hole::Default(number));
                let function = Self::function(function, method.span());
                let default = Code(vec![Piece::Hole(hole)]);
                let default = Code::op("#", [default]);
                Both { rust: quote_spanned!(at=> #function(#witness, #rust)), code: Code::op("or", [code, default]) }
            }
            Kind::Parse => {
                let (tag, witness) = self.number();
                let function = Self::function("parse", method.span());
                let rust = quote_spanned!(at=> #function #turbofish (#witness, &#rust));
                Both { rust, code: Code::tagged("parse", tag, [code]) }
            }
        })
    }

    /// `collect::<Vec<_>>()`
    fn collected(call: &ExprMethodCall, native: proc_macro2::TokenStream, code: Code) -> Result<Both> {
        let turbofish = &call.turbofish;
        let ty = quote!(#turbofish).to_string().replace(' ', "");
        let op = match ty.as_str() {
            "::<Vec<_>>" => "list",
            "::<String>" => "text",
            _ => {
                return Err(error(
                    &call.method,
                    "the browser collects into a `Vec` or a `String`: `collect::<Vec<_>>()`",
                ));
            }
        };
        Ok(Both { rust: native, code: Code::op(op, [code]) })
    }

    /// The receiver of a method, which must be of a type whose methods the browser knows.
    fn receiver(&mut self, expr: &Expr) -> Result<Both> {
        let Both { rust, code } = self.value(expr)?;
        let at = Span::mixed_site().located_at(expr.span());
        let rust = if is_place(expr) {
            let known = Self::function("known", expr.span());
            quote_spanned!(at=> (*#known(&(#rust))))
        } else {
            let known = Self::function("known_value", expr.span());
            quote_spanned!(at=> #known(#rust))
        };
        Ok(Both { rust, code })
    }

    pub(super) fn arguments(&mut self, call: &ExprMethodCall) -> Result<(Vec<proc_macro2::TokenStream>, Vec<Code>)> {
        let both = call.args.iter().map(|argument| match argument {
            Expr::Closure(closure) => self.closure(closure),
            argument => self.value(argument),
        });
        let both = both.collect::<Result<Vec<_>>>()?;
        Ok(both.into_iter().map(|Both { rust, code }| (rust, code)).unzip())
    }

    /// `|x| x + 1`
    fn closure(&mut self, closure: &ExprClosure) -> Result<Both> {
        self.scoped(|this| {
            let mut numbers = Vec::new();
            for input in &closure.inputs {
                let mut input = input;
                while let Pat::Reference(reference) = input {
                    input = &reference.pat;
                }
                let Pat::Ident(name) = input else {
                    return Err(error(input, "a closure of the browser names its parameter: `|item| ..`"));
                };
                numbers.push(Code::text(this.bind(&name.ident).to_string()));
            }
            let assigns = std::mem::replace(&mut this.assigns, false);
            let body = this.value(&closure.body);
            this.assigns = assigns;
            let Both { rust, code } = body?;
            let (inputs, open, close) = (&closure.inputs, &closure.inputs_begin, &closure.inputs_end);
            Ok(Both { rust: quote!(#open #inputs #close #rust), code: Code::op("fn", [Code::array(numbers), code]) })
        })
    }
}

fn event_of(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) => path.path.get_ident().filter(|name| *name == "event"),
        _ => None,
    }
}

/// `event.value()`
fn event(call: &ExprMethodCall, name: &str) -> Result<Both> {
    if !matches!(name, "value" | "key" | "checked") || !call.args.is_empty() {
        return Err(error(&call.method, "the event supplies `event.value()`, `event.key()` and `event.checked()`"));
    }
    let code = Code::op("ev", [Code::text(format!("\"{name}\""))]);
    Ok(Both { rust: quote!(#call), code })
}

fn unknown(call: &ExprMethodCall, name: &str, count: Option<usize>) -> syn::Error {
    let all = || METHODS.iter().map(|(known, ..)| *known).chain(COUNTED.iter().map(|(known, _)| *known));
    let message = match (name, count) {
        (_, Some(1)) => format!("`{name}` takes one argument in the browser"),
        (_, Some(count)) => format!("`{name}` takes {count} arguments in the browser"),
        ("chars" | "lines" | "split_whitespace", None) => {
            format!("the browser only counts them: `{name}().count()`")
        }
        ("unwrap" | "expect", None) => {
            "the browser does not panic: use `unwrap_or`, or `if let Some(value) = ..`".to_owned()
        }
        ("into" | "try_into", None) => "write the conversion: `as`, `to_string()` or `String::from(..)`".to_owned(),
        ("push" | "push_str" | "clear" | "pop" | "truncate" | "retain" | "insert" | "remove", None) => {
            format!("`{name}` changes a field, which stands by itself in `on:click=local(self.field.{name}(..))`")
        }
        (name, None) => match nearest_of(name, all()) {
            Some(near) => format!("browser expressions have no method `{name}`: did you mean `{near}`?"),
            None => {
                let mut known: Vec<_> = all().collect();
                known.dedup();
                format!("browser expressions have no method `{name}`; they have {}", known.join(", "))
            }
        },
    };
    error(&call.method, message)
}
