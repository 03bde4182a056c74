//! Operators for the type of a tag: the functions of the server, with the types that the tags name.

use std::marker::PhantomData;

use super::{
    items::{Items, Operands},
    scope::Stop,
    value::Value,
};
use crate::expression::{self as server, Integer, Number, Parsed, Run, Signed, W};

/// Calls `$function` for the integer type of a tag.
macro_rules! for_integers {
    ($tag:expr, $function:ident($($argument:expr),*)) => {
        match $tag {
            'a' => $function::<i8>($($argument),*),
            'b' => $function::<i16>($($argument),*),
            'c' => $function::<i32>($($argument),*),
            'd' => $function::<i64>($($argument),*),
            'A' => $function::<u8>($($argument),*),
            'B' => $function::<u16>($($argument),*),
            'C' => $function::<u32>($($argument),*),
            'D' => $function::<u64>($($argument),*),
            other => Err(Stop::malformed(format_args!("{other} is the tag of no integer"))),
        }
    };
}

/// The result of the operator `name` for the type of `tag`. It may make `run` fail.
pub(super) fn calculate(run: &Run, name: &str, tag: char, operands: Operands) -> Result<Value, Stop> {
    match (name, tag, operands.count()) {
        ("parse", 'f', _) => parse::<f64>(operands),
        ("parse", 'z', _) => parse::<bool>(operands),
        ("parse", tag, _) => for_integers!(tag, parse(operands)),
        ("sum", 'f', _) => sum::<f64>(run, operands),
        ("sum", tag, _) => for_integers!(tag, sum(run, operands)),
        ("as", 'f', _) => cast::<f64>(run, operands),
        ("as", tag, _) => for_integers!(tag, cast(run, operands)),
        ("-" | "abs", 'a', 1) => sign::<i8>(run, name, operands),
        ("-" | "abs", 'b', 1) => sign::<i16>(run, name, operands),
        ("-" | "abs", 'c', 1) => sign::<i32>(run, name, operands),
        ("-" | "abs", 'd', 1) => sign::<i64>(run, name, operands),
        ("-" | "abs", 'f', 1) => sign::<f64>(run, name, operands),
        ("+" | "-" | "*" | "/" | "%" | "rem" | "div", 'f', _) => both::<f64>(run, name, operands),
        ("+" | "-" | "*" | "/" | "%" | "rem" | "div", tag, _) => for_integers!(tag, both(run, name, operands)),
        _ => for_integers!(tag, integers(run, name, operands)),
    }
}

/// `x.clamp(low, high)`, whose code has no tag.
pub(super) fn clamp(run: &Run, mut operands: Operands) -> Result<Value, Stop> {
    let values = (operands.value()?, operands.value()?, operands.value()?);
    match values {
        (Value::Float(x), Value::Float(low), Value::Float(high)) => {
            Ok(Value::Float(server::clamp(&witness(), run, x, low, high)))
        }
        (Value::Integer(x), Value::Integer(low), Value::Integer(high)) => {
            // Each type of integers is a part of one of these.
            let signed = [x, low, high].map(i64::try_from);
            let unsigned = [x, low, high].map(u64::try_from);
            match (signed, unsigned) {
                ([Ok(x), Ok(low), Ok(high)], _) => Ok(server::clamp(&witness(), run, x, low, high).value()),
                (_, [Ok(x), Ok(low), Ok(high)]) => Ok(server::clamp(&witness(), run, x, low, high).value()),
                _ => Err(Stop::malformed("the integers of a clamp are of several types")),
            }
        }
        _ => Err(Stop::malformed("a clamp of no numbers")),
    }
}

/// A type of which there are values.
trait Typed: Sized {
    fn take(operands: &mut Operands) -> Result<Self, Stop>;
    fn value(self) -> Value;
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Typed for $type {
            fn take(operands: &mut Operands) -> Result<Self, Stop> { operands.integer() }
            fn value(self) -> Value { Value::Integer(self.into()) }
        }
    )*};
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64);

impl Typed for f64 {
    fn take(operands: &mut Operands) -> Result<Self, Stop> {
        operands.float()
    }

    fn value(self) -> Value {
        Value::Float(self)
    }
}

impl Typed for bool {
    fn take(operands: &mut Operands) -> Result<Self, Stop> {
        operands.bool()
    }

    fn value(self) -> Value {
        Value::Bool(self)
    }
}

const fn witness<T>() -> W<T> {
    W(PhantomData)
}

fn parse<T: Parsed + Typed>(mut operands: Operands) -> Result<Value, Stop> {
    Ok(Value::option(server::parse::<T>(&witness(), &operands.text()?).ok().map(T::value)))
}

fn sum<T: Number + Typed>(run: &Run, mut operands: Operands) -> Result<Value, Stop> {
    let items: Items = operands.items()?;
    let mut wrong = None;
    let numbers = items.map(|item| {
        T::take(&mut Operands::new(vec![item.into()])).unwrap_or_else(|stop| {
            wrong = Some(stop);
            T::ZERO
        })
    });
    let sum: T = server::sum(&witness(), run, numbers);
    wrong.map_or(Ok(sum.value()), Err)
}

fn cast<T: Number + Typed>(run: &Run, mut operands: Operands) -> Result<Value, Stop> {
    let w = witness::<T>();
    let cast = match operands.value()? {
        Value::Bool(value) => server::cast(&w, run, value),
        Value::Float(value) => server::cast(&w, run, value),
        Value::Integer(value) => match i64::try_from(value) {
            Ok(value) => server::cast(&w, run, value),
            Err(_) => server::cast(&w, run, u64::try_from(value).unwrap_or_default()),
        },
        other => return Err(Stop::malformed(format_args!("{other:?} cannot be cast"))),
    };
    Ok(cast.value())
}

fn sign<T: Signed + Typed>(run: &Run, name: &str, mut operands: Operands) -> Result<Value, Stop> {
    let a = T::take(&mut operands)?;
    Ok(if name == "-" { server::neg(&witness(), run, a) } else { server::abs(&witness(), run, a) }.value())
}

fn both<T: Number + Typed>(run: &Run, name: &str, mut operands: Operands) -> Result<Value, Stop> {
    let (a, b) = (T::take(&mut operands)?, T::take(&mut operands)?);
    let operator = match name {
        "+" => server::add,
        "-" => server::sub,
        "*" => server::mul,
        "/" => server::div,
        "%" => server::rem,
        "rem" => server::rem_euclid,
        _ => server::div_euclid,
    };
    Ok(operator(&witness(), run, a, b).value())
}

fn integers<T: Integer<Unsigned: Typed> + Typed>(run: &Run, name: &str, mut operands: Operands) -> Result<Value, Stop> {
    let w = witness::<T>();
    let a = T::take(&mut operands)?;
    if name == "pow" {
        return Ok(server::pow(&w, run, a, operands.integer()?).value());
    }
    let b = T::take(&mut operands)?;
    let option = |result: Option<T>| Value::option(result.map(T::value));
    Ok(match name {
        "diff" => server::abs_diff(&w, run, a, b).value(),
        "sat+" => server::saturating_add(&w, run, a, b).value(),
        "sat-" => server::saturating_sub(&w, run, a, b).value(),
        "sat*" => server::saturating_mul(&w, run, a, b).value(),
        "wrap+" => server::wrapping_add(&w, run, a, b).value(),
        "wrap-" => server::wrapping_sub(&w, run, a, b).value(),
        "wrap*" => server::wrapping_mul(&w, run, a, b).value(),
        "chk+" => option(server::checked_add(&w, run, a, b)),
        "chk-" => option(server::checked_sub(&w, run, a, b)),
        "chk*" => option(server::checked_mul(&w, run, a, b)),
        "chk/" => option(server::checked_div(&w, run, a, b)),
        "chk%" => option(server::checked_rem(&w, run, a, b)),
        other => return Err(Stop::malformed(format_args!("no operator of integers: {other}"))),
    })
}
