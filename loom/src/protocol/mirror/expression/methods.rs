//! Operators and methods whose code is the same for all types.

use std::rc::Rc;

use super::{
    caller::{Caller, apply, lazily},
    items::{Items, Operands, Term},
    scope::Stop,
    value::Value,
};
use crate::expression::{self as server, Run};

type Outcome = Result<Term, Stop>;

/// The value of the operator `name`.
pub(super) fn call(caller: &Rc<dyn Caller>, run: &Run, name: &str, mut operands: Operands) -> Outcome {
    let by_receiver = match (name, operands.first()) {
        ("map" | "filter", Some(Term::Items(_))) => return lazy(caller, name, operands),
        ("last", Some(Term::Items(_))) => return Ok(Value::option(operands.items()?.last()).into()),
        (_, Some(Term::Value(Value::Text(_)))) => text(run, name, &mut operands)?,
        (_, Some(Term::Value(Value::List(_)))) => list(caller, name, &mut operands)?,
        (_, Some(Term::Items(_))) => items(caller, name, &mut operands)?,
        (_, Some(Term::Value(Value::Float(_)))) => float(name, &mut operands)?,
        (_, Some(Term::Value(Value::Integer(_)))) => integer(name, &mut operands)?,
        _ => None,
    };
    match by_receiver {
        Some(term) => Ok(term),
        None => any(name, &mut operands),
    }
}

/// Operators of values of every type.
fn any(name: &str, operands: &mut Operands) -> Outcome {
    if name == "none" {
        return Ok(Value::option(None).into());
    }
    let a = operands.value()?;
    match name {
        "!" => return Ok((a == Value::Bool(false)).into()),
        "str" => return a.show(None).map(Term::from).ok_or_else(|| Stop::malformed("a list is not shown")),
        "some" => return Ok(Value::option(Some(a)).into()),
        _ => {}
    }
    let b = operands.value()?;
    Ok(match name {
        "==" => (a == b).into(),
        "!=" => (a != b).into(),
        "<" => (a < b).into(),
        "<=" => (a <= b).into(),
        ">" => (a > b).into(),
        ">=" => (a >= b).into(),
        "min" => server::min(a, b).into(),
        "max" => server::max(a, b).into(),
        "then_some" => Value::option((a == Value::Bool(true)).then_some(b)).into(),
        _ => return Err(Stop::malformed(format_args!("{a:?} has no {name}"))),
    })
}

fn text(run: &Run, name: &str, operands: &mut Operands) -> Result<Option<Term>, Stop> {
    // The names of operators that every value has are left with their operands.
    if matches!(name, "==" | "!=" | "<" | "<=" | ">" | ">=" | "min" | "max" | "str" | "some") {
        return Ok(None);
    }
    let x = operands.text()?;
    let option = |text: Option<&str>| Value::option(text.map(|text| Value::Text(text.to_owned()))).into();
    Ok(Some(match name {
        "len" => Value::count(server::len(&x)).into(),
        "is_empty" => x.is_empty().into(),
        "trim" => x.trim().to_owned().into(),
        "trim_start" => x.trim_start().to_owned().into(),
        "trim_end" => x.trim_end().to_owned().into(),
        "low" => x.to_lowercase().into(),
        "up" => x.to_uppercase().into(),
        "chars" => Value::count(x.chars().count()).into(),
        "lines" => Value::count(x.lines().count()).into(),
        "words" => Value::count(x.split_whitespace().count()).into(),
        "has" => x.contains(&operands.text()?).into(),
        "starts" => x.starts_with(&operands.text()?).into(),
        "ends" => x.ends_with(&operands.text()?).into(),
        "ieq" => x.eq_ignore_ascii_case(&operands.text()?).into(),
        "strip_prefix" => option(x.strip_prefix(&operands.text()?)),
        "strip_suffix" => option(x.strip_suffix(&operands.text()?)),
        "replace" => {
            let (from, to) = (operands.text()?, operands.text()?);
            x.replace(&from, &to).into()
        }
        "repeat" => server::repeat(run, &x, operands.integer()?).into(),
        _ => return Err(Stop::malformed(format_args!("text has no {name}"))),
    }))
}

/// Lists, and options.
fn list(caller: &Rc<dyn Caller>, name: &str, operands: &mut Operands) -> Result<Option<Term>, Stop> {
    if matches!(name, "==" | "!=" | "<" | "<=" | ">" | ">=" | "min" | "max" | "some") {
        return Ok(None);
    }
    let mut x = operands.list()?;
    let option = |value: Option<Value>| Term::from(Value::option(value));
    Ok(Some(match name {
        "len" => Value::count(server::len(&x)).into(),
        "is_empty" | "none?" => x.is_empty().into(),
        "some?" => (!x.is_empty()).into(),
        "has" => x.contains(&operands.value()?).into(),
        "first" => option(x.first().cloned()),
        "last" => option(x.pop()),
        "get" => option(x.get(operands.integer::<usize>()?).cloned()),
        "join" => {
            let texts: Option<Vec<String>> = x.iter().map(|item| item.show(None)).collect();
            texts.unwrap_or_default().join(&operands.text()?).into()
        }
        "iter" => Term::Items(Items::Whole(Box::new(x.into_iter()))),
        "or" => x.pop().map_or_else(|| operands.value(), Ok)?.into(),
        "orf" => match x.pop() {
            Some(value) => value.into(),
            None => apply(caller, &*operands.closure()?, &[])?,
        },
        "alt" => option(x.pop().map_or_else(|| operands.option(), |value| Ok(Some(value)))?),
        "altf" => match x.pop() {
            Some(value) => option(Some(value)),
            None => apply(caller, &*operands.closure()?, &[])?,
        },
        "map" => {
            let (value, closure) = (x.pop(), operands.closure()?);
            option(value.map(|value| apply(caller, &closure, &[value])?.value()).transpose()?)
        }
        "then" => {
            let (value, closure) = (x.pop(), operands.closure()?);
            value.map_or_else(|| Ok(option(None)), |value| apply(caller, &closure, &[value]))?
        }
        "filter" | "some_and" => {
            let (value, closure) = (x.pop(), operands.closure()?);
            let holds = |value: &Value| apply(caller, &closure, std::slice::from_ref(value))?.bool();
            let held = value.as_ref().map(holds).transpose()?.unwrap_or(false);
            if name == "filter" { option(value.filter(|_| held)) } else { held.into() }
        }
        _ => return Err(Stop::malformed(format_args!("a list has no {name}"))),
    }))
}

/// Methods of an iterator that give another one.
fn lazy(caller: &Rc<dyn Caller>, name: &str, mut operands: Operands) -> Outcome {
    let (items, closure, caller) = (operands.items()?, operands.closure()?, Rc::clone(caller));
    Ok(Term::Items(if name == "map" {
        let change = move |item| lazily(&caller, &closure, item, Term::value, Value::Bool(false));
        match items {
            Items::Whole(items) => Items::Whole(Box::new(items.map(change))),
            Items::Cut(items) => Items::Cut(Box::new(items.map(change))),
        }
    } else {
        let is_kept = move |item: &Value| lazily(&caller, &closure, item.clone(), Term::bool, false);
        match items {
            Items::Whole(items) => Items::Whole(Box::new(items.filter(is_kept))),
            Items::Cut(items) => Items::Cut(Box::new(items.filter(is_kept))),
        }
    }))
}

fn items(caller: &Rc<dyn Caller>, name: &str, operands: &mut Operands) -> Result<Option<Term>, Stop> {
    let mut x = operands.items()?;
    Ok(Some(match name {
        "rev" => match x {
            Items::Whole(items) => Term::Items(Items::Whole(Box::new(items.rev()))),
            Items::Cut(_) => return Err(Stop::malformed("an iterator is reversed after it was cut")),
        },
        "take" => Term::Items(Items::Cut(Box::new(x.take(operands.integer()?)))),
        "skip" => Term::Items(Items::Cut(Box::new(x.skip(operands.integer()?)))),
        "count" => Value::count(x.count()).into(),
        "list" => Value::List(x.collect()).into(),
        "text" => x.filter_map(|item| item.show(None)).collect::<String>().into(),
        "imin" => Value::option(x.reduce(server::min)).into(),
        "imax" => Value::option(x.reduce(server::max)).into(),
        "any" | "all" | "find" | "pos" => {
            let closure = operands.closure()?;
            let holds = |item: Value| lazily(caller, &closure, item, Term::bool, false);
            match name {
                "any" => x.any(holds).into(),
                "all" => x.all(holds).into(),
                "find" => Value::option(x.find(|item| holds(item.clone()))).into(),
                _ => Value::option(x.position(holds).map(Value::count)).into(),
            }
        }
        _ => return Err(Stop::malformed(format_args!("an iterator has no {name}"))),
    }))
}

fn float(name: &str, operands: &mut Operands) -> Result<Option<Term>, Stop> {
    let function = match name {
        "sign" => f64::signum,
        "round" => f64::round,
        "floor" => f64::floor,
        "ceil" => f64::ceil,
        "trunc" => f64::trunc,
        "sqrt" => f64::sqrt,
        "nan?" => return Ok(Some(operands.float()?.is_nan().into())),
        "finite?" => return Ok(Some(operands.float()?.is_finite().into())),
        _ => return Ok(None),
    };
    Ok(Some(Value::Float(function(operands.float()?)).into()))
}

fn integer(name: &str, operands: &mut Operands) -> Result<Option<Term>, Stop> {
    Ok(Some(match name {
        "sign" => Value::Integer(operands.integer::<i128>()?.signum()).into(),
        "pos?" => operands.integer::<i128>()?.is_positive().into(),
        "neg?" => operands.integer::<i128>()?.is_negative().into(),
        _ => return Ok(None),
    }))
}
