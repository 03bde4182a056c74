//! `#[url]` fields: how their values stand in an address.

use std::{fmt, str::FromStr};

use super::{Choice, query::LONGEST};

/// A `#[url]` field, as its address knows it.
#[derive(Clone, Copy, Debug)]
pub struct UrlField {
    /// The name in the query.
    pub name: &'static str,
    /// An event that changes it makes an entry in the browser's history.
    pub pushes: bool,
}

/// How values of type `T` stand in an address.
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot stand in an address",
    label = "not text, a number, a `bool`, an `Option` of them, or an enum under `#[derive(Choice)]`",
    note = "implement `Display` and `FromStr` for it"
)]
pub trait UrlKind<T> {
    /// A value as text; `None` if it is left out.
    fn text(value: &T) -> Option<String>;

    /// The value of a text, if it is one.
    fn value(text: &str) -> Option<T>;
}

/// A type that writes and reads itself.
#[derive(Debug)]
pub struct ByText;

/// An enum to choose from, by the names of its variants.
#[derive(Debug)]
pub struct ByName;

/// An `Option`, which is left out while it is `None`.
#[derive(Debug)]
pub struct Optional<K>(pub K);

#[diagnostic::do_not_recommend]
impl<T: fmt::Display + FromStr> UrlKind<T> for ByText {
    fn text(value: &T) -> Option<String> {
        Some(value.to_string())
    }

    fn value(text: &str) -> Option<T> {
        text.parse().ok()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Choice> UrlKind<T> for ByName {
    fn text(value: &T) -> Option<String> {
        Some(value.name().to_owned())
    }

    fn value(text: &str) -> Option<T> {
        T::from_name(text)
    }
}

impl<T, K: UrlKind<T>> UrlKind<Option<T>> for Optional<K> {
    fn text(value: &Option<T>) -> Option<String> {
        value.as_ref().and_then(K::text)
    }

    fn value(text: &str) -> Option<Option<T>> {
        K::value(text).map(Some)
    }
}

/// Asks for the kind of a type: its own method is there for a [`Choice`], which displays as its label, and is found before that of [`ElseByText`].
#[derive(Debug)]
pub struct KindOf<T>(std::marker::PhantomData<fn() -> T>);

impl<T> KindOf<T> {
    /// The question.
    pub const ASKED: Self = Self(std::marker::PhantomData);
}

impl<T: Choice> KindOf<T> {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ByName {
        ByName
    }
}

/// The kind of all other types.
pub trait ElseByText {
    /// Their kind.
    fn kind(&self) -> ByText {
        ByText
    }
}

impl<T> ElseByText for KindOf<T> {}

/// How a field stands in an address.
#[derive(Debug)]
pub struct UrlForm<T> {
    text: fn(&T) -> Option<String>,
    value: fn(&str) -> Option<T>,
    default: fn() -> T,
}

/// The form of a field whose type is of this kind. A type that is of none is an error here, and nowhere else.
pub fn url_form<T, K: UrlKind<T>>(_: K, default: fn() -> T) -> UrlForm<T> {
    UrlForm { text: K::text, value: K::value, default }
}

impl<T> UrlForm<T> {
    /// The text of a value; `None` if it is left out, since it is the default or too long.
    #[must_use]
    pub fn text(&self, value: &T) -> Option<String> {
        let text = (self.text)(value)?;
        (text.len() <= LONGEST && (self.text)(&(self.default)()).as_ref() != Some(&text)).then_some(text)
    }

    /// The value of a text: the default if there is none, or it cannot be read.
    pub fn value(&self, text: Option<&str>) -> T {
        text.and_then(self.value).unwrap_or_else(self.default)
    }
}
