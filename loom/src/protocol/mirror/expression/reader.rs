//! [`Code`], an expression as the browser gets it, read from JSON. All that is no code is refused.

use std::rc::Rc;

use serde_json::Value as Json;

use super::{
    node::{Arm, Change, Closure, EventField, Local, Node, Operator, Part, Pattern},
    value::Value,
};
use crate::{Error, Result};

/// The code of an expression or an action.
#[derive(Clone, Debug)]
pub struct Code(pub(super) Rc<Node>);

impl Code {
    /// Reads code.
    ///
    /// # Errors
    /// If anything in it is no code.
    pub fn read(json: &Json) -> Result<Self> {
        shared(json).map(Self)
    }
}

/// Operators for all types, with how many operands they have.
const PLAIN: &[(usize, &str)] = &[
    (0, "none"),
    (1, "! str len is_empty trim trim_start trim_end low up chars lines words some some? none? iter first last count"),
    (1, "imin imax rev list text sign pos? neg? round floor ceil trunc sqrt nan? finite?"),
    (2, "== != < <= > >= has starts ends repeat strip_prefix strip_suffix ieq or orf alt altf then some_and then_some"),
    (2, "map filter get join any all find pos take skip min max"),
    (3, "replace clamp"),
];

/// Operators for the type of a tag that comes after their name.
const TAGGED: &[(usize, &str)] = &[
    (1, "- abs as sum parse"),
    (2, "+ - * / % rem div diff pow sat+ sat- sat* wrap+ wrap- wrap* chk+ chk- chk* chk/ chk%"),
];

/// Methods that change a field, with how many operands they have beside it.
const CHANGES: &[(usize, &str)] = &[(0, "clear pop"), (1, "push push_str truncate retain remove"), (2, "insert")];

/// The tags of types that are calculated with.
const TAGS: &str = "abcdABCDf";

/// The node of this JSON.
fn node(json: &Json) -> Result<Node> {
    match json {
        Json::String(name) => name_of(name),
        Json::Array(elements) => match elements.as_slice() {
            [Json::Number(number)] => Ok(Node::Argument(index(number).ok_or_else(|| wrong(json))?)),
            [Json::String(name), rest @ ..] => form(name, rest).transpose().unwrap_or_else(|| call(name, rest)),
            _ => Err(wrong(json)),
        },
        _ => constant(json).map(Node::Constant),
    }
}

/// A field, or a local.
fn name_of(name: &str) -> Result<Node> {
    match name.starts_with(|first: char| first.is_ascii_digit()) {
        true => local(name).map(Node::Local),
        false => Ok(Node::Field(name.to_owned())),
    }
}

/// Code whose operands are not all evaluated first.
fn form(name: &str, rest: &[Json]) -> Result<Option<Node>> {
    Ok(Some(match (name, rest) {
        ("'", [Json::String(text)]) => Node::Constant(Value::Text(text.clone())),
        ("#", [value]) => Node::Constant(constant(value)?),
        ("()", []) => Node::Unit,
        ("&&", [a, b]) => Node::And(shared(a)?, shared(b)?),
        ("||", [a, b]) => Node::Or(shared(a)?, shared(b)?),
        ("if", [condition, a]) => Node::If(shared(condition)?, shared(a)?, Rc::new(Node::Unit)),
        ("if", [condition, a, b]) => Node::If(shared(condition)?, shared(a)?, shared(b)?),
        ("let", [Json::String(number), value, body]) => Node::Let(local(number)?, shared(value)?, shared(body)?),
        ("do", steps) => Node::Do(nodes(steps)?),
        ("match", [subject, arms @ ..]) => Node::Match(shared(subject)?, self::arms(arms)?),
        ("fn", [Json::Array(numbers), body]) => {
            let parameters = numbers.iter().map(|number| local(number.as_str().unwrap_or_default()));
            Node::Closure(Rc::new(Closure { parameters: parameters.collect::<Result<_>>()?, body: shared(body)? }))
        }
        ("vec", items) => Node::List(nodes(items)?),
        ("fmt", parts) => Node::Format(parts.iter().map(part).collect::<Result<_>>()?),
        ("ev", [Json::String(field)]) => Node::Event(match field.as_str() {
            "value" => EventField::Value,
            "key" => EventField::Key,
            "checked" => EventField::Checked,
            _ => return Err(wrong(field)),
        }),
        ("fx", [Json::String(name), arguments @ ..]) => Node::Effect(name.clone(), nodes(arguments)?),
        (_, [Json::String(field), operands @ ..]) => match change(name, operands.len()) {
            Some(change) => {
                let Node::Field(field) = name_of(field)? else { return Err(wrong(field)) };
                Node::Change(change, field, nodes(operands)?)
            }
            None => return Ok(None),
        },
        _ => return Ok(None),
    }))
}

/// The change of this name, with so many operands beside the field.
fn change(name: &str, count: usize) -> Option<Change> {
    if name == "=" && count == 1 {
        return Some(Change::Assign);
    }
    if is_in(CHANGES, name, count) {
        return Some(Change::Method(name.to_owned()));
    }
    let (operator, tag) = split(name)?;
    let operator = operator.strip_suffix('=').filter(|operator| matches!(*operator, "+" | "-" | "*" | "/" | "%"))?;
    (count == 1).then(|| Change::Calculate(Operator::Tagged(operator.to_owned(), tag)))
}

/// An operator with its operands.
fn call(name: &str, rest: &[Json]) -> Result<Node> {
    let tagged = |(base, tag): (&str, char)| {
        let known = is_in(TAGGED, base, rest.len()) && (TAGS.contains(tag) || (base, tag) == ("parse", 'z'));
        known.then(|| Operator::Tagged(base.to_owned(), tag))
    };
    let operator = match is_in(PLAIN, name, rest.len()) {
        true => Some(Operator::Plain(name.to_owned())),
        false => split(name).and_then(tagged),
    };
    Ok(Node::Call(operator.ok_or_else(|| wrong(name))?, nodes(rest)?))
}

/// The name of an operator, and the tag after it.
fn split(name: &str) -> Option<(&str, char)> {
    let tag = name.chars().next_back()?;
    Some((name.strip_suffix(tag)?, tag))
}

fn is_in(table: &[(usize, &str)], name: &str, count: usize) -> bool {
    table.iter().any(|(operands, names)| *operands == count && names.split(' ').any(|known| known == name))
}

/// Three elements each: a pattern, a guard and a body.
fn arms(arms: &[Json]) -> Result<Vec<Arm>> {
    let arm = |arm: &[Json]| match arm {
        [pattern, guard, body] => {
            Ok(Arm { pattern: self::pattern(pattern)?, guard: shared(guard)?, body: shared(body)? })
        }
        _ => Err(wrong("a match with half an arm")),
    };
    arms.chunks(3).map(arm).collect()
}

fn pattern(json: &Json) -> Result<Pattern> {
    if json == "_" {
        return Ok(Pattern::Any);
    }
    let bound = |bound: &Json| if bound.is_null() { Ok(None) } else { constant(bound).map(Some) };
    let elements = json.as_array().ok_or_else(|| wrong(json))?;
    let (Some(Json::String(kind)), rest) = (elements.first(), elements.get(1..).unwrap_or_default()) else {
        return Err(wrong(json));
    };
    Ok(match (kind.as_str(), rest) {
        ("@", [Json::String(number)]) => Pattern::Bind(local(number)?, Box::new(Pattern::Any)),
        ("@", [Json::String(number), inner]) => Pattern::Bind(local(number)?, Box::new(pattern(inner)?)),
        ("=", [value]) => Pattern::Equal(constant(value)?),
        ("..", [low, high, Json::Bool(inclusive)]) => {
            Pattern::Range { low: bound(low)?, high: bound(high)?, inclusive: *inclusive }
        }
        ("?", []) => Pattern::None,
        ("?", [inner]) => Pattern::Some(Box::new(pattern(inner)?)),
        ("|", patterns) => Pattern::OneOf(patterns.iter().map(pattern).collect::<Result<_>>()?),
        _ => return Err(wrong(json)),
    })
}

fn part(json: &Json) -> Result<Part> {
    match json {
        Json::String(text) => Ok(Part::Text(text.clone())),
        Json::Array(elements) => match elements.as_slice() {
            [code] => Ok(Part::Shown(shared(code)?, None)),
            [code, Json::Number(places)] => Ok(Part::Shown(shared(code)?, index(places))),
            _ => Err(wrong(json)),
        },
        _ => Err(wrong(json)),
    }
}

fn shared(json: &Json) -> Result<Rc<Node>> {
    node(json).map(Rc::new)
}

fn nodes(json: &[Json]) -> Result<Vec<Rc<Node>>> {
    json.iter().map(shared).collect()
}

fn constant(json: &Json) -> Result<Value> {
    Value::decode(json).ok_or_else(|| wrong(json))
}

fn local(number: &str) -> Result<Local> {
    number.parse().map_err(|_| wrong(number))
}

fn index(number: &serde_json::Number) -> Option<usize> {
    number.as_u64().and_then(|number| usize::try_from(number).ok())
}

fn wrong(what: impl std::fmt::Display) -> Error {
    Error::msg(format_args!("this is no code of a browser expression: {what}"))
}
