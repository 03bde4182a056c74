//! The steps of a place in a template, as the compiler checks them: each at the token that the user wrote.

use super::{Binds, ByKey, Key, Link, Of, OfRows, Parts, Rows, Up};

/// A struct whose fields can be bound. `#[derive(Bind)]` implements it.
#[diagnostic::on_unimplemented(
    message = "the fields of `{Self}` cannot be bound",
    label = "write `#[derive(Bind)]` above `struct {Self}`"
)]
pub trait Fields {
    /// The struct itself, or that in it.
    type Of;

    /// The struct whose fields these are.
    fn fields(&self) -> &Self::Of;
}

/// An `Option` has no fields: what is in it is named by `?`.
impl<T: NoQuestionMark> Fields for Option<T> {
    type Of = T;

    fn fields(&self) -> &T {
        T::nothing()
    }
}

/// Nothing has it.
#[diagnostic::on_unimplemented(
    message = "a `?` is missing behind this field, which is an `Option`",
    label = "write `?` behind it, and then the field of `{Self}`",
    note = "while it is `None`, the control shows nothing and offers nothing"
)]
pub trait NoQuestionMark: Sized {
    /// Never called.
    fn nothing<'a>() -> &'a Self;
}

/// A struct with a bound field of type `T`; `FIELD` is a hash of the field's name.
#[diagnostic::on_unimplemented(
    message = "this field of `{Self}` is not bound",
    label = "take `#[bind(skip)]` or `#[bind(key)]` off the field",
    note = "a key is not bound, since a row is found by it"
)]
pub trait HasField<const FIELD: u64, T> {
    /// Whether it takes only what is offered, where the field says so.
    const OFFERED: Option<bool> = None;
}

/// The first step: a field of the component that is marked `#[bind]`.
#[must_use]
pub const fn field<C, const FIELD: u64, T: Binds<C, FIELD>>(_: &T) -> Link {
    Link { offered: T::OFFERED }
}

/// The struct whose fields are named next.
pub fn fields<P: Fields>(value: &P) -> &P::Of {
    value.fields()
}

/// The type of a field of `P`. Of a field that does not exist, whose type is not known, rustc says nothing but that.
pub trait IsFieldOf<P, const FIELD: u64> {
    /// As of [`HasField`].
    const OFFERED: Option<bool>;
}

impl<P: HasField<FIELD, T>, T, const FIELD: u64> IsFieldOf<P, FIELD> for T {
    const OFFERED: Option<bool> = P::OFFERED;
}

/// A further step: a field of that struct.
#[must_use]
pub const fn next<const FIELD: u64, P, T: IsFieldOf<P, FIELD>>(_: Link, _: &P, _: &T) -> Link {
    Link { offered: T::OFFERED }
}

/// A value that may be absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is always there",
    label = "`?` stands behind an `Option`: take it away"
)]
pub trait Optional {
    /// The value that may be there.
    type Inner;

    /// The value.
    fn inner(&self) -> Option<&Self::Inner>;
}

impl<T> Optional for Option<T> {
    type Inner = T;

    fn inner(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// A step through `?`.
pub fn inner<T: Optional>(value: &T) -> Option<&T::Inner> {
    value.inner()
}

/// A step to a row at its position.
pub fn nth<R: Rows>(rows: &R, index: usize) -> Option<(Key<'_>, &R::Item)> {
    rows.nth(index)
}

/// A step to the row of a key.
pub fn by<Q, R: ByKey<Q>>(rows: &R, key: Q) -> Option<(Key<'_>, &R::Item)> {
    rows.by(&key)
}

/// A part of a form that a template names: [`Of`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a part of what is bound",
    label = "a field of `self` is named here, or what `bind(...)` gives",
    note = "write `for line in bind(self.lines) {{ ... }}`, and `bind:value={{line.name}}` in it"
)]
pub trait Cursor<'c> {
    /// The type of the part.
    type Part: 'c;

    /// The part, its path and what is known of it.
    fn cursor(&'c self) -> (&'c Self::Part, Up<'c>, Link);
}

impl<'c, T: 'c> Cursor<'c> for Of<'_, T> {
    type Part = T;

    fn cursor(&'c self) -> (&'c T, Up<'c>, Link) {
        self.parts()
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: Cursor<'c>> Cursor<'c> for &C {
    type Part = C::Part;

    fn cursor(&'c self) -> (&'c C::Part, Up<'c>, Link) {
        (**self).cursor()
    }
}

/// The first step from a part of a form.
pub fn cursor<'c, C: Cursor<'c>>(cursor: &'c C) -> (&'c C::Part, Up<'c>, Link) {
    cursor.cursor()
}

/// A part of a form that may be absent: `Option<Of<T>>`, or `Of<Option<T>>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a part of a form that may be absent",
    label = "`?` stands behind an `Option` of what `bind(...)` gives"
)]
pub trait CursorInside<'c> {
    /// The type of the part.
    type Part: 'c;

    /// As of [`Cursor::cursor`].
    fn inside(&'c self) -> Option<(&'c Self::Part, Up<'c>, Link)>;
}

impl<'c, T: 'c> CursorInside<'c> for Option<Of<'_, T>> {
    type Part = T;

    fn inside(&'c self) -> Option<(&'c T, Up<'c>, Link)> {
        self.as_ref().map(Of::parts)
    }
}

impl<'c, T: 'c> CursorInside<'c> for Of<'_, Option<T>> {
    type Part = T;

    fn inside(&'c self) -> Option<(&'c T, Up<'c>, Link)> {
        let (value, path, link) = self.parts();
        Some((value.as_ref()?, path, link))
    }
}

#[diagnostic::do_not_recommend]
impl<'c, C: CursorInside<'c>> CursorInside<'c> for &C {
    type Part = C::Part;

    fn inside(&'c self) -> Option<(&'c C::Part, Up<'c>, Link)> {
        (**self).inside()
    }
}

/// The first step through `?` from a part of a form.
pub fn cursor_inside<'c, C: CursorInside<'c>>(cursor: &'c C) -> Option<(&'c C::Part, Up<'c>, Link)> {
    cursor.inside()
}

/// The rows of `bind(...)` in the head of a `for`.
#[must_use]
pub fn rows_of<'a, T: Parts>(of: &Of<'a, T>) -> OfRows<'a, T::Item> {
    of.iter()
}

/// As [`rows_of`], of what may be absent.
pub fn rows_of_some<'a, T: Parts>(of: Option<Of<'a, T>>) -> impl Iterator<Item = Of<'a, T::Item>> {
    of.into_iter().flat_map(|of| of.iter())
}
