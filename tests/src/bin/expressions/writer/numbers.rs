//! Random code that gives a number.

use loom::__private::expression::mirror::Value;
use serde_json::{Value as Json, json};

use super::{RISKY, Writer};
use crate::{
    json_of,
    types::{NUMBERS, TAGS, Type, range},
};

impl Writer<'_> {
    /// Two integers, which are now and then both at edges of their type.
    pub(super) fn two_integers(&mut self, tag: char, depth: usize) -> [Json; 2] {
        let (least, greatest) = range(tag);
        match self.random.once_in(3) {
            true => [(); 2].map(|()| {
                let edge = *self.random.one(&[least, greatest, 0, 1, 2, -1]);
                json!(["#", json_of(&Value::Integer(edge.clamp(least, greatest)))])
            }),
            false => [(); 2].map(|()| self.expression(&Type::Int(tag), depth)),
        }
    }

    /// Items of a list of numbers, of which some make a closure fail that is called for them.
    pub(super) fn risky_items(&mut self) -> Json {
        let list = self.expression(&Type::List(Box::new(RISKY)), 1);
        let (number, name) = (self.number().to_string(), self.random.one(&["*A", "-A", "/A", "+A"]));
        let other = self.random.one(&[0, 1, 2, 200]);
        let body = json!([name, number, other]);
        let body = if self.random.once_in(2) { body } else { json!([name, other, number]) };
        let items = json!(["map", ["iter", list], ["fn", [number], body]]);
        match self.random.below(4) {
            0 => {
                let number = self.number().to_string();
                let bound = self.random.below(200);
                let body = json!(["<", [name, number, other], bound]);
                json!(["filter", ["iter", self.expression(&Type::List(Box::new(RISKY)), 1)], ["fn", [number], body]])
            }
            1 => json!(["rev", items]),
            _ => items,
        }
    }

    /// `any` and its like of such items, or of the first of them.
    pub(super) fn risky(&mut self, name: &str) -> Json {
        let mut items = self.risky_items();
        if self.random.once_in(2) {
            let is_kept = self.closure(&RISKY, &Type::Bool, 1);
            items = json!(["filter", items, is_kept]);
        }
        if self.random.once_in(2) {
            items = json!([self.random.one(&["take", "skip"]), items, self.random.below(4)]);
        }
        let number = self.number().to_string();
        let compared = json!([self.random.one(&["==", "<", ">"]), number, self.random.below(120)]);
        json!([name, items, ["fn", [number], compared]])
    }

    pub(super) fn integer(&mut self, tag: char, depth: usize) -> Json {
        let of = Type::Int(tag);
        let is_signed = tag.is_ascii_lowercase();
        let tagged = |name: &str| format!("{name}{tag}");
        if tag == 'D' && self.random.once_in(2) {
            return self.count(depth);
        }
        match self.random.below(12) {
            0..=3 => {
                let name = self.random.one(&["+", "-", "*", "/", "%", "rem", "div"]);
                let [a, b] = self.two_integers(tag, depth);
                json!([tagged(name), a, b])
            }
            4 | 5 => {
                let name = self.random.one(&["sat+", "sat-", "sat*", "wrap+", "wrap-", "wrap*"]);
                let [a, b] = self.two_integers(tag, depth);
                json!([tagged(name), a, b])
            }
            6 => {
                let exponent = match self.random.once_in(3) {
                    true => self.expression(&Type::Int('C'), depth),
                    false => json!(self.random.below(9)),
                };
                json!([tagged("pow"), self.expression(&of, depth), exponent])
            }
            7 => {
                let from = match self.random.below(3) {
                    0 => Type::Float,
                    1 => Type::Bool,
                    _ => Type::Int(*self.random.one(&TAGS)),
                };
                json!([tagged("as"), self.expression(&from, depth)])
            }
            8 => {
                let (low, high) = (self.expression(&of, depth), self.expression(&of, depth));
                json!(["clamp", self.expression(&of, depth), low, high])
            }
            9 => json!([tagged("sum"), self.items(&of, depth).0]),
            10 if is_signed => {
                let name = self.random.one(&["-", "abs"]);
                json!([tagged(name), self.expression(&of, depth)])
            }
            11 if is_signed => json!(["sign", self.expression(&of, depth)]),
            _ if is_signed => json!([tagged("-"), self.expression(&of, depth), self.expression(&of, depth)]),
            _ => {
                // The difference of two numbers of the signed type is of the unsigned one.
                let tag = if self.random.once_in(2) { tag.to_ascii_lowercase() } else { tag };
                let of = Type::Int(tag);
                json!([format!("diff{tag}"), self.expression(&of, depth), self.expression(&of, depth)])
            }
        }
    }

    /// A length or a count.
    pub(super) fn count(&mut self, depth: usize) -> Json {
        let item = Type::random(self.random, 1);
        match self.random.below(4) {
            0 => json!(["len", self.expression(&Type::List(Box::new(item)), depth)]),
            1 => json!(["count", self.items(&item, depth).0]),
            _ => {
                let name = self.random.one(&["len", "chars", "lines", "words"]);
                json!([name, self.expression(&Type::Text, depth)])
            }
        }
    }

    /// Two floats, which are now and then both at edges.
    pub(super) fn two_floats(&mut self, depth: usize) -> [Json; 2] {
        match self.random.once_in(3) {
            true => [(); 2].map(|()| {
                let edge =
                    *self.random.one(&[0.0, -0.0, 1.0, -1.0, 0.5, -2.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY]);
                json_of(&Value::Float(edge))
            }),
            false => [(); 2].map(|()| self.expression(&Type::Float, depth)),
        }
    }

    pub(super) fn float(&mut self, depth: usize) -> Json {
        let of = Type::Float;
        match self.random.below(8) {
            0..=2 => {
                let name = self.random.one(&["+f", "-f", "*f", "/f", "%f", "remf", "divf", "min", "max"]);
                let [a, b] = self.two_floats(depth);
                json!([name, a, b])
            }
            3 | 4 => {
                let name = self.random.one(&["-f", "absf", "sign", "round", "floor", "ceil", "trunc", "sqrt"]);
                json!([name, self.expression(&of, depth)])
            }
            5 => {
                let (low, high) = (self.expression(&of, depth), self.expression(&of, depth));
                json!(["clamp", self.expression(&of, depth), low, high])
            }
            6 => json!(["sumf", self.items(&of, depth).0]),
            _ => {
                let from = Type::Int(*self.random.one(&TAGS));
                json!(["asf", self.expression(&from, depth)])
            }
        }
    }

    /// Text that is often a number.
    pub(super) fn number_text(&mut self, depth: usize) -> Json {
        match self.random.once_in(2) {
            true => json!(["'", self.random.one(&NUMBERS)]),
            false => self.expression(&Type::Text, depth),
        }
    }

    pub(super) fn option_of_integer(&mut self, tag: char, depth: usize) -> Json {
        let of = Type::Int(tag);
        match self.random.below(4) {
            0 => json!([format!("parse{tag}"), self.number_text(depth)]),
            1 if tag == 'A' => self.risky("find"),
            1 => json!([self.random.one(&["imin", "imax"]), self.items(&of, depth).0]),
            2 if tag == 'D' && self.random.once_in(2) => self.risky("pos"),
            2 if tag == 'D' => {
                let item = Type::random(self.random, 1);
                json!(["pos", self.items(&item, depth).0, self.closure(&item, &Type::Bool, depth)])
            }
            _ => {
                let name = self.random.one(&["chk+", "chk-", "chk*", "chk/", "chk%"]);
                let [a, b] = self.two_integers(tag, depth);
                json!([format!("{name}{tag}"), a, b])
            }
        }
    }
}
