//! Values of the browser's own fields, as they come with an event.

use serde::Deserialize;

/// A value as the browser says it. A number is given as text, so that none is rounded.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Received {
    /// `true` or `false`.
    Bool(bool),
    /// Text, or the name of a variant.
    Text(String),
    /// A list, or an option: one value or none.
    List(Vec<Self>),
    /// An integer, `{"n":"7"}`.
    Integer {
        /// Its digits.
        n: String,
    },
    /// A float, `{"f":"1.5"}`.
    Float {
        /// As a browser writes it.
        f: String,
    },
}

/// A type of which a handler receives values that the browser has.
#[diagnostic::on_unimplemented(
    message = "a handler cannot receive a `{Self}` from the browser",
    note = "`Local<T>` is of integers to 64 bits, f64, bool, String, Option, Vec, and enums with `#[derive(Choice)]`"
)]
pub trait Receive: Sized {
    /// The value, if it is one of this type.
    fn receive(received: Received) -> Option<Self>;
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl Receive for $type {
            fn receive(received: Received) -> Option<Self> {
                match received {
                    Received::Integer { n } => n.parse().ok(),
                    _ => None,
                }
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Receive for f64 {
    fn receive(received: Received) -> Option<Self> {
        match received {
            Received::Float { f } => f.parse().ok(),
            _ => None,
        }
    }
}

impl Receive for bool {
    fn receive(received: Received) -> Option<Self> {
        match received {
            Received::Bool(value) => Some(value),
            _ => None,
        }
    }
}

impl Receive for String {
    fn receive(received: Received) -> Option<Self> {
        match received {
            Received::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<T: Receive> Receive for Option<T> {
    fn receive(received: Received) -> Option<Self> {
        let Received::List(values) = received else { return None };
        let mut values = values.into_iter();
        match (values.next(), values.next()) {
            (None, _) => Some(None),
            (Some(value), None) => T::receive(value).map(Some),
            _ => None,
        }
    }
}

impl<T: Receive> Receive for Vec<T> {
    fn receive(received: Received) -> Option<Self> {
        match received {
            Received::List(values) => values.into_iter().map(T::receive).collect(),
            _ => None,
        }
    }
}

/// The variant of an enum by the name that the browser says.
pub fn variant_of<T>(received: &Received, from_name: impl Fn(&str) -> Option<T>) -> Option<T> {
    match received {
        Received::Text(name) => from_name(name),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Received {
        Received::Text(text.to_owned())
    }

    fn integer(digits: &str) -> Received {
        Received::Integer { n: digits.to_owned() }
    }

    fn float(text: &str) -> Option<f64> {
        f64::receive(Received::Float { f: text.to_owned() })
    }

    #[test]
    fn a_number_fits_its_type_or_is_none() {
        assert_eq!(u8::receive(integer("255")), Some(255));
        for wrong in [integer("256"), integer("-1"), integer(""), integer("1.0"), text("1"), Received::Bool(true)] {
            assert_eq!(u8::receive(wrong.clone()), None, "{wrong:?}");
        }
        assert_eq!(i64::receive(integer("-9223372036854775808")), Some(i64::MIN));
        assert_eq!(float("-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
        assert_eq!(float("-Infinity"), Some(f64::NEG_INFINITY));
        assert_eq!(float("1e+21"), Some(1e21));
        assert!(float("NaN").is_some_and(f64::is_nan));
        assert_eq!(f64::receive(integer("1")), None);
    }

    #[test]
    fn an_option_is_a_list_of_one_or_none() {
        let list = Received::List;
        assert_eq!(Option::<u8>::receive(list(vec![])), Some(None));
        assert_eq!(Option::<u8>::receive(list(vec![integer("7")])), Some(Some(7)));
        assert_eq!(Option::<u8>::receive(list(vec![integer("7"), integer("8")])), None);
        assert_eq!(Option::<u8>::receive(integer("7")), None);
        assert_eq!(Vec::<bool>::receive(list(vec![Received::Bool(true), text("true")])), None);
        assert_eq!(Vec::<String>::receive(list(vec![text("a"), text("")])), Some(vec!["a".to_owned(), String::new()]));
    }
}
