//! [`Writer`]: random code in which all types fit.

mod numbers;

use loom::__private::expression::mirror::Value;
use serde_json::{Value as Json, json};

use crate::{
    json_of,
    random::Random,
    types::{SIZE, Type, VARIANTS},
};

/// Writes code, and keeps what it names: fields and arguments come into being when code asks for one of a type that there is none of.
pub(crate) struct Writer<'r> {
    pub(crate) random: &'r mut Random,
    pub(crate) fields: Vec<Type>,
    pub(crate) arguments: Vec<Type>,
    locals: Vec<(usize, Type)>,
    /// The number of the next local.
    next: usize,
    /// Whether code may name the event.
    pub(crate) in_action: bool,
}

/// `u8`, of which sums and products are often beyond it.
const RISKY: Type = Type::Int('A');

/// The most fields and arguments that code names.
const MOST: usize = 8;

impl<'r> Writer<'r> {
    pub(crate) const fn new(random: &'r mut Random) -> Self {
        Self { random, fields: Vec::new(), arguments: Vec::new(), locals: Vec::new(), next: 0, in_action: false }
    }

    /// An expression of this type.
    pub(crate) fn expression(&mut self, of: &Type, depth: usize) -> Json {
        if depth == 0 || self.random.once_in(6) {
            return self.leaf(of);
        }
        let depth = depth - 1;
        if self.random.once_in(4) {
            return self.general(of, depth);
        }
        match of {
            Type::Int(tag) => self.integer(*tag, depth),
            Type::Float => self.float(depth),
            Type::Bool => self.bool(depth),
            Type::Text => self.text(depth),
            Type::Choice => self.general(of, depth),
            Type::Option(inner) => self.option(inner, depth),
            Type::List(item) => self.list(item, depth),
        }
    }

    /// The name of a field of this type.
    pub(crate) fn field(&mut self, of: &Type) -> String {
        let place = match self.places(|writer| &writer.fields, of) {
            places if places.is_empty() => {
                self.fields.push(of.clone());
                self.fields.len() - 1
            }
            places => *self.random.one(&places),
        };
        format!("f{place}")
    }

    /// A local that is bound in what `body` writes.
    pub(crate) fn with_local<T>(&mut self, of: &Type, body: impl FnOnce(&mut Self) -> T) -> (String, T) {
        let number = self.number();
        self.locals.push((number, of.clone()));
        let body = body(self);
        self.locals.pop();
        (number.to_string(), body)
    }

    /// A closure.
    pub(crate) fn closure(&mut self, of: &Type, body: &Type, depth: usize) -> Json {
        let (number, body) = self.with_local(of, |writer| writer.expression(body, depth));
        json!(["fn", [number], body])
    }

    /// A place in a list, or a count: mostly a small one.
    pub(crate) fn size(&mut self, depth: usize) -> Json {
        if self.random.once_in(6) { self.expression(&SIZE, depth) } else { json!(self.random.below(5)) }
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    fn places(&self, list: impl Fn(&Self) -> &Vec<Type>, of: &Type) -> Vec<usize> {
        list(self).iter().enumerate().filter(|(_, known)| *known == of).map(|(place, _)| place).collect()
    }

    /// A local, field or argument, or a literal.
    fn leaf(&mut self, of: &Type) -> Json {
        let locals: Vec<usize> =
            self.locals.iter().filter(|(_, known)| known == of).map(|(number, _)| *number).collect();
        if !locals.is_empty() && !self.random.once_in(3) {
            return json!(self.random.one(&locals).to_string());
        }
        match self.random.below(8) {
            0..=2 if self.fields.len() < MOST => json!(self.field(of)),
            3 | 4 if self.arguments.len() < MOST => match self.places(|writer| &writer.arguments, of) {
                places if places.is_empty() => {
                    self.arguments.push(of.clone());
                    json!([self.arguments.len() - 1])
                }
                places => json!([self.random.one(&places)]),
            },
            5 if self.in_action && *of == Type::Text => json!(["ev", self.random.one(&["value", "key"])]),
            5 if self.in_action && *of == Type::Bool => json!(["ev", "checked"]),
            _ => self.literal(of),
        }
    }

    fn literal(&mut self, of: &Type) -> Json {
        let value = json_of(&of.value(self.random));
        match of {
            Type::Text => json!(["'", value]),
            Type::Int(_) | Type::Float | Type::Bool if !self.random.once_in(4) => value,
            _ => json!(["#", value]),
        }
    }

    /// Code that may be of every type.
    fn general(&mut self, of: &Type, depth: usize) -> Json {
        let option = Type::Option(Box::new(of.clone()));
        match self.random.below(8) {
            0 => json!([
                "if",
                self.expression(&Type::Bool, depth),
                self.expression(of, depth),
                self.expression(of, depth)
            ]),
            1 => {
                let bound = Type::random(self.random, 1);
                let value = self.expression(&bound, depth);
                let (number, body) = self.with_local(&bound, |writer| writer.expression(of, depth));
                json!(["let", number, value, body])
            }
            2 => json!(["or", self.expression(&option, depth), self.expression(of, depth)]),
            3 => json!(["orf", self.expression(&option, depth), ["fn", [], self.expression(of, depth)]]),
            4 => {
                let first = Type::random(self.random, 1);
                json!(["do", self.expression(&first, depth), self.expression(of, depth)])
            }
            5 if matches!(of, Type::Int(_) | Type::Float | Type::Text) => {
                json!([self.random.one(&["min", "max"]), self.expression(of, depth), self.expression(of, depth)])
            }
            _ => self.matching(|writer| writer.expression(of, depth), depth),
        }
    }

    /// A match whose bodies are written by `body`.
    pub(crate) fn matching(&mut self, body: impl Fn(&mut Self) -> Json, depth: usize) -> Json {
        let subject = Type::random(self.random, 2);
        let mut code = vec![json!("match"), self.expression(&subject, depth)];
        for _ in 0..=self.random.below(3) {
            self.arm(&subject, &body, depth, &mut code);
        }
        if !self.random.once_in(8) {
            code.extend([json!("_"), json!(true), body(self)]);
        }
        Json::Array(code)
    }

    fn arm(&mut self, subject: &Type, body: &impl Fn(&mut Self) -> Json, depth: usize, code: &mut Vec<Json>) {
        let before = self.locals.len();
        let pattern = self.pattern(subject, 2, true);
        let guard = if self.random.once_in(3) { self.expression(&Type::Bool, depth.min(1)) } else { json!(true) };
        let body = body(self);
        self.locals.truncate(before);
        code.extend([pattern, guard, body]);
    }

    /// A pattern; its names are locals from then on.
    fn pattern(&mut self, of: &Type, depth: usize, binds: bool) -> Json {
        let literal = |writer: &mut Self| json_of(&of.value(writer.random));
        match (self.random.below(7), of) {
            (0, _) if binds => {
                let number = self.number();
                self.locals.push((number, of.clone()));
                match self.random.once_in(2) {
                    true => json!(["@", number.to_string()]),
                    false => json!(["@", number.to_string(), self.pattern(of, depth, binds)]),
                }
            }
            (1, _) => json!("_"),
            (2, _) if depth > 0 => {
                let patterns: Vec<Json> =
                    (0..2 + self.random.below(2)).map(|_| self.pattern(of, depth - 1, false)).collect();
                let mut code = vec![json!("|")];
                code.extend(patterns);
                Json::Array(code)
            }
            (_, Type::Option(inner)) => match self.random.once_in(3) {
                true => json!(["?"]),
                false => json!(["?", self.pattern(inner, depth, binds)]),
            },
            (3 | 4, Type::Int(_) | Type::Float) => {
                let (low, high) = (literal(self), literal(self));
                match self.random.below(3) {
                    0 => json!(["..", low, null, false]),
                    1 => json!(["..", null, high, self.random.once_in(2)]),
                    _ => json!(["..", low, high, self.random.once_in(2)]),
                }
            }
            (_, Type::List(_)) => json!("_"),
            _ => json!(["=", literal(self)]),
        }
    }

    fn bool(&mut self, depth: usize) -> Json {
        match self.random.below(13) {
            12 => {
                let name = self.random.one(&["any", "all"]);
                self.risky(name)
            }
            0 => json!(["!", self.expression(&Type::Bool, depth)]),
            1 => {
                let name = self.random.one(&["&&", "||"]);
                json!([name, self.expression(&Type::Bool, depth), self.expression(&Type::Bool, depth)])
            }
            2 => {
                let of = Type::random(self.random, 2);
                let name = self.random.one(&["==", "!="]);
                json!([name, self.expression(&of, depth), self.expression(&of, depth)])
            }
            3 | 4 => {
                let of = Type::ordered(self.random, 2);
                let name = self.random.one(&["<", "<=", ">", ">="]);
                json!([name, self.expression(&of, depth), self.expression(&of, depth)])
            }
            5 => {
                if let (true, Value::Text(text)) = (self.random.once_in(4), Type::Text.value(self.random)) {
                    return json!(["ieq", ["'", text], ["'", text.to_uppercase()]]);
                }
                let name = self.random.one(&["has", "starts", "ends", "ieq"]);
                json!([name, self.expression(&Type::Text, depth), self.expression(&Type::Text, depth)])
            }
            6 => {
                let item = Type::random(self.random, 1);
                let list = Type::List(Box::new(item.clone()));
                match self.random.once_in(2) {
                    true => json!(["is_empty", self.expression(&list, depth)]),
                    false => json!(["has", self.expression(&list, depth), self.expression(&item, depth)]),
                }
            }
            7 => {
                let inner = Type::random(self.random, 1);
                let option = Type::Option(Box::new(inner.clone()));
                match self.random.below(3) {
                    0 => json!(["some?", self.expression(&option, depth)]),
                    1 => json!(["none?", self.expression(&option, depth)]),
                    _ => json!(["some_and", self.expression(&option, depth), self.closure(&inner, &Type::Bool, depth)]),
                }
            }
            8 | 9 => {
                let item = Type::random(self.random, 1);
                let name = self.random.one(&["any", "all"]);
                json!([name, self.items(&item, depth).0, self.closure(&item, &Type::Bool, depth)])
            }
            10 => match self.random.once_in(2) {
                true => json!([self.random.one(&["nan?", "finite?"]), self.expression(&Type::Float, depth)]),
                false => json!([self.random.one(&["pos?", "neg?"]), self.expression(&Type::Int('c'), depth)]),
            },
            _ => json!(["is_empty", self.expression(&Type::Text, depth)]),
        }
    }

    fn text(&mut self, depth: usize) -> Json {
        let of = Type::Text;
        match self.random.below(8) {
            0 | 1 => self.format(depth),
            2 => {
                let shown = Type::shown(self.random);
                json!(["str", self.expression(&shown, depth)])
            }
            3 | 4 => {
                let name = self.random.one(&["trim", "trim_start", "trim_end", "low", "up"]);
                json!([name, self.expression(&of, depth)])
            }
            5 => {
                let (from, to) = (self.expression(&of, depth), self.expression(&of, depth));
                json!(["replace", self.expression(&of, depth), from, to])
            }
            6 => {
                // Either short, or too long for any text but an empty one.
                let times = json!(self.random.one(&[0_u64, 1, 2, 3, 1 << 40]));
                json!(["repeat", self.expression(&of, depth), times])
            }
            _ => match self.random.once_in(2) {
                true => json!(["text", self.items(&of, depth).0]),
                false => json!([
                    "join",
                    self.expression(&Type::List(Box::new(of.clone())), depth),
                    self.expression(&of, depth)
                ]),
            },
        }
    }

    fn format(&mut self, depth: usize) -> Json {
        let mut code = vec![json!("fmt")];
        for _ in 0..=self.random.below(3) {
            if self.random.once_in(2) {
                code.push(json_of(&Type::Text.value(self.random)));
            }
            let shown = Type::shown(self.random);
            let value = self.expression(&shown, depth);
            code.push(match self.random.below(6) {
                0 | 1 => json!([value, self.random.below(5)]),
                2 => json!([value, self.random.below(30)]),
                _ => json!([value]),
            });
        }
        Json::Array(code)
    }

    fn option(&mut self, inner: &Type, depth: usize) -> Json {
        let of = Type::Option(Box::new(inner.clone()));
        let list = Type::List(Box::new(inner.clone()));
        match self.random.below(12) {
            0 => json!(["some", self.expression(inner, depth)]),
            1 if self.random.once_in(3) => json!(["none"]),
            2 => json!([self.random.one(&["first", "last"]), self.expression(&list, depth)]),
            3 => json!(["get", self.expression(&list, depth), self.size(depth)]),
            4 => json!(["find", self.items(inner, depth).0, self.closure(inner, &Type::Bool, depth)]),
            5 => json!(["filter", self.expression(&of, depth), self.closure(inner, &Type::Bool, depth)]),
            6 => {
                let from = Type::random(self.random, 1);
                let name = *self.random.one(&["map", "then"]);
                let body = if name == "map" { inner } else { &of };
                json!([
                    name,
                    self.expression(&Type::Option(Box::new(from.clone())), depth),
                    self.closure(&from, body, depth)
                ])
            }
            7 => match self.random.once_in(2) {
                true => json!(["alt", self.expression(&of, depth), self.expression(&of, depth)]),
                false => json!(["altf", self.expression(&of, depth), ["fn", [], self.expression(&of, depth)]]),
            },
            8 => json!(["then_some", self.expression(&Type::Bool, depth), self.expression(inner, depth)]),
            9 => json!(["last", self.items(inner, depth).0]),
            _ => match inner {
                Type::Int(tag) => self.option_of_integer(*tag, depth),
                Type::Float => json!(["parsef", self.number_text(depth)]),
                Type::Bool => json!(["parsez", self.number_text(depth)]),
                Type::Text => {
                    let name = self.random.one(&["strip_prefix", "strip_suffix"]);
                    json!([name, self.expression(&Type::Text, depth), self.expression(&Type::Text, depth)])
                }
                _ => json!(["some", self.expression(inner, depth)]),
            },
        }
    }

    fn list(&mut self, item: &Type, depth: usize) -> Json {
        if self.random.once_in(2) {
            return json!(["list", self.items(item, depth).0]);
        }
        let mut code = vec![json!("vec")];
        code.extend((0..self.random.below(4)).map(|_| self.expression(item, depth)).collect::<Vec<_>>());
        Json::Array(code)
    }

    /// An iterator, and whether it may be reversed.
    fn items(&mut self, item: &Type, depth: usize) -> (Json, bool) {
        if depth == 0 || self.random.once_in(3) {
            return (json!(["iter", self.expression(&Type::List(Box::new(item.clone())), depth)]), true);
        }
        let depth = depth - 1;
        match self.random.below(6) {
            0 | 1 => {
                let from = Type::random(self.random, 1);
                let (items, whole) = self.items(&from, depth);
                (json!(["map", items, self.closure(&from, item, depth)]), whole)
            }
            2 => {
                let (items, whole) = self.items(item, depth);
                (json!(["filter", items, self.closure(item, &Type::Bool, depth)]), whole)
            }
            3 => match self.items(item, depth) {
                (items, true) => (json!(["rev", items]), true),
                (items, false) => (items, false),
            },
            _ => {
                let (items, _) = self.items(item, depth);
                let name = self.random.one(&["take", "skip"]);
                (json!([name, items, self.size(depth)]), false)
            }
        }
    }

    /// A variant's name, or any other text.
    pub(crate) fn name(&mut self) -> &'static str {
        self.random.one::<&str>(&VARIANTS)
    }
}
