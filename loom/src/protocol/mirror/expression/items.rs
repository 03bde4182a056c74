//! Values on their way through an evaluation.

use std::rc::Rc;

use super::{node::Closure, scope::Stop, value::Value};

/// The value of a node: one that has a type in Rust, or one that only code has.
pub(super) enum Term {
    Value(Value),
    /// Of an action.
    Unit,
    Closure(Rc<Closure>),
    Items(Items),
}

/// An iterator, lazy as that of the standard library which it is.
pub(super) enum Items {
    /// It can be walked from its end.
    Whole(Box<dyn DoubleEndedIterator<Item = Value>>),
    /// It was cut.
    Cut(Box<dyn Iterator<Item = Value>>),
}

impl Iterator for Items {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        match self {
            Self::Whole(items) => items.next(),
            Self::Cut(items) => items.next(),
        }
    }
}

impl From<Value> for Term {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl From<bool> for Term {
    fn from(value: bool) -> Self {
        Self::Value(Value::Bool(value))
    }
}

impl From<String> for Term {
    fn from(text: String) -> Self {
        Self::Value(Value::Text(text))
    }
}

/// The operands of an operator, taken one after the other.
pub(super) struct Operands(std::vec::IntoIter<Term>);

impl Operands {
    pub(super) fn new(terms: Vec<Term>) -> Self {
        Self(terms.into_iter())
    }

    /// How many are left.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// The next one, which stays.
    pub(super) fn first(&self) -> Option<&Term> {
        self.0.as_slice().first()
    }

    pub(super) fn term(&mut self) -> Result<Term, Stop> {
        self.0.next().ok_or_else(|| Stop::malformed("an operand is missing"))
    }

    pub(super) fn value(&mut self) -> Result<Value, Stop> {
        self.term()?.value()
    }

    pub(super) fn text(&mut self) -> Result<String, Stop> {
        match self.value()? {
            Value::Text(text) => Ok(text),
            other => Err(Stop::malformed(format_args!("{other:?} is no text"))),
        }
    }

    pub(super) fn bool(&mut self) -> Result<bool, Stop> {
        self.term()?.bool()
    }

    pub(super) fn float(&mut self) -> Result<f64, Stop> {
        match self.value()? {
            Value::Float(value) => Ok(value),
            other => Err(Stop::malformed(format_args!("{other:?} is no float"))),
        }
    }

    /// An integer of this type.
    pub(super) fn integer<T: TryFrom<i128>>(&mut self) -> Result<T, Stop> {
        match self.value()? {
            Value::Integer(value) => T::try_from(value).map_err(|_| Stop::malformed("an integer is not in its type")),
            other => Err(Stop::malformed(format_args!("{other:?} is no integer"))),
        }
    }

    pub(super) fn list(&mut self) -> Result<Vec<Value>, Stop> {
        match self.value()? {
            Value::List(values) => Ok(values),
            other => Err(Stop::malformed(format_args!("{other:?} is no list"))),
        }
    }

    /// The value of an option.
    pub(super) fn option(&mut self) -> Result<Option<Value>, Stop> {
        Ok(self.list()?.pop())
    }

    pub(super) fn items(&mut self) -> Result<Items, Stop> {
        match self.term()? {
            Term::Items(items) => Ok(items),
            _ => Err(Stop::malformed("this is no iterator")),
        }
    }

    pub(super) fn closure(&mut self) -> Result<Rc<Closure>, Stop> {
        match self.term()? {
            Term::Closure(closure) => Ok(closure),
            _ => Err(Stop::malformed("this is no closure")),
        }
    }
}

impl Term {
    pub(super) fn value(self) -> Result<Value, Stop> {
        match self {
            Self::Value(value) => Ok(value),
            _ => Err(Stop::malformed("this is no value")),
        }
    }

    pub(super) fn bool(self) -> Result<bool, Stop> {
        match self {
            Self::Value(Value::Bool(value)) => Ok(value),
            _ => Err(Stop::malformed("this is no bool")),
        }
    }
}
