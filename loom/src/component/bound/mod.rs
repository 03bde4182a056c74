//! Two-way binding, the controls: what a template makes of `bind:value={self.name}`.

use std::{borrow::Cow, cell::RefCell, collections::HashSet, fmt, marker::PhantomData, ptr};

mod control;
mod cursor;
mod reach;
mod rows;
mod spot;
mod steps;

pub use control::BindControl;
pub use cursor::{Of, OfRows};
pub use reach::{Bind, Reach, path_name};
pub use rows::{ByKey, KeyLike, Keyed, Parts, PartsOf, Rows, reach_row};
pub use spot::{Key, KeyText, Link, Spot, Up};
pub use steps::{
    Cursor, CursorInside, Fields, HasField, IsFieldOf, NoQuestionMark, Optional, by, cursor, cursor_inside, field,
    fields, inner, next, nth, rows_of, rows_of_some,
};

use super::HandlerFor;
use crate::{
    html::{Action, Choosing, Control, HandlerText},
    tree::{Out, current_render},
};

/// The field that `bind:value={self.name}` binds to the control: the field's name, and its type for what is checked at compile time.
///
/// The companion that `#[live_component]` makes of the struct has one constructor for each field marked `#[bind]`.
pub struct Bound<T> {
    /// The field's name, as it stands before the `=` on the wire.
    field: &'static str,
    /// The field's type.
    marker: PhantomData<fn() -> T>,
}

impl<T> Bound<T> {
    /// The binding of the field of this name.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(field: &'static str) -> Self {
        Self { field, marker: PhantomData }
    }

    /// The field's name.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        self.field
    }
}

impl<T> HandlerText for Bound<T> {
    fn write(&self, out: &mut String) -> bool {
        out.push_str(self.field);
        out.push('=');
        true
    }
}

impl<T, E> HandlerFor<E> for Bound<T> {}

impl<T> fmt::Debug for Bound<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bound({})", self.field)
    }
}

/// The type of a field of component `C` that is marked `#[bind]`; `FIELD` is a hash of the field's name.
///
/// `#[live_component]` implements it for each such field. Of a field that does not exist rustc says only that: it knows no type
/// that could lack this trait.
#[diagnostic::on_unimplemented(
    message = "this field is not marked `#[bind]`",
    label = "only a marked field can be changed from the browser",
    note = "write `#[bind]` above the field in the component's struct"
)]
pub trait Binds<C, const FIELD: u64>: Sized {
    /// Whether it takes only what is offered, where the field says so and not its type.
    const OFFERED: Option<bool> = None;

    /// The field, by its name, as a control shows it.
    fn bound(&self, name: &'static str) -> At<'_>
    where
        Self: BindControl,
    {
        At { value: Some(self), spot: Spot::of(name), offered: Self::OFFERED }
    }
}

/// Of how many values each is looked at to see whether an option is chosen.
const FEW: usize = 16;

/// The values of the fields that hold many of them, as long as one render takes.
///
/// Each option or box asks for its own value. To look at all values each time would take as long as there are options times values.
#[derive(Default)]
struct Chosen {
    /// The number of the render.
    render: u64,
    /// The values, each with the address of its field.
    fields: Vec<(usize, HashSet<Box<str>>)>,
}

thread_local! {
    static CHOSEN: RefCell<Chosen> = RefCell::default();
}

/// A value of the component that is being rendered, at the place that `bind:value={self.order.address.street}` names.
#[derive(Clone, Copy)]
pub struct At<'c> {
    /// The value; none where an `Option` on the way is `None`, or there is no such row.
    value: Option<&'c dyn BindControl>,
    /// Where it is.
    spot: Spot<'c>,
    /// Whether it takes only what is offered, where the field says so and not its type.
    offered: Option<bool>,
}

impl HandlerText for At<'_> {
    fn write(&self, out: &mut String) -> bool {
        let is_written = self.value.is_some() && self.spot.write(out);
        if is_written {
            out.push('=');
        }
        is_written
    }
}

impl<'c> At<'c> {
    /// A value at a place.
    #[must_use]
    pub const fn new<T: BindControl>(value: &'c T, spot: Spot<'c>, link: Link) -> Self {
        Self { value: Some(value), spot, offered: link.offered }
    }

    /// The place of a value that has no control, for what is wrong with it.
    #[must_use]
    pub const fn of_error<T>(_: &'c T, spot: Spot<'c>, link: Link) -> Self {
        Self { value: Some(&true), spot, offered: link.offered }
    }

    /// There is nothing at the place: nothing is shown, and nothing is offered.
    #[must_use]
    pub const fn nowhere() -> Self {
        Self { value: None, spot: Spot::of(""), offered: None }
    }

    /// The control's `value`.
    #[must_use]
    pub fn text(&self) -> Cow<'c, str> {
        self.value.map_or(Cow::Borrowed(""), BindControl::shown_text)
    }

    /// Whether a checkbox is checked.
    #[must_use]
    pub fn checked(&self) -> bool {
        self.value.is_some_and(BindControl::is_checked)
    }

    /// Fills the next slot with the path.
    pub fn path(&self, out: &mut Out<'_>) {
        let is_written = self.value.and_then(|_| self.spot.with(|path| out.text(path)));
        if is_written.is_none() {
            out.empty();
        }
    }

    /// Whether an option, a radio button or a checkbox of this value is chosen.
    fn holds(&self, value: &str) -> bool {
        let Some(field) = self.value else { return false };
        let (address, render) = (ptr::from_ref(field).addr(), current_render());
        let known = CHOSEN.with_borrow_mut(|chosen| {
            if chosen.render != render {
                *chosen = Chosen { render, fields: Vec::new() };
            }
            chosen.fields.iter().find(|(known, _)| *known == address).map(|(_, texts)| texts.contains(value))
        });
        if let Some(holds) = known {
            return holds;
        }
        let Some(texts) = field.many_texts(FEW) else { return field.is_chosen(value) };
        let holds = texts.contains(value);
        CHOSEN.with_borrow_mut(|chosen| chosen.fields.push((address, texts)));
        holds
    }

    /// Whether controls to choose from give it only what they show.
    fn is_offered(&self) -> bool {
        self.offered.unwrap_or_else(|| self.value.is_some_and(BindControl::is_offered))
    }

    /// Says that a control can give it this value now.
    fn choice(&self, out: &mut Out<'_>, value: &str, choosing: Choosing, control: Control) {
        if self.value.is_some() {
            self.spot.with(|path| out.choice(path, value, choosing, control));
        }
    }

    /// A `<select>`, or a radio button or checkbox of a group, is bound to it. If `slot`, the next slot is the handler.
    #[doc(hidden)]
    pub fn chooser(&self, out: &mut Out<'_>, several: bool, slot: bool, control: Control) {
        let is_free = !self.is_offered();
        if slot {
            // A disabled control has a handler, and offers nothing.
            out.event("change", &[Action::Server(self)], if is_free { control } else { Control::Disabled });
        } else if is_free {
            out.offer("change", &[Action::Server(self)], control);
        }
        if several {
            self.choice(out, "", Choosing::Several, control);
        }
    }

    /// Offers an option's value. The next slot says whether it is the chosen one, where the template does not.
    #[doc(hidden)]
    pub fn option(&self, out: &mut Out<'_>, value: &str, shows: bool, control: Control) {
        if shows {
            out.flag(&self.holds(value));
        }
        if self.is_offered() {
            self.choice(out, value, Choosing::Option, control);
        }
    }

    /// Offers the value of a radio button, or of a checkbox, which can be unchecked. The next slot says whether it is checked.
    #[doc(hidden)]
    pub fn button(&self, out: &mut Out<'_>, value: &str, is_checkbox: bool, control: Control) {
        out.flag(&self.holds(value));
        if self.is_offered() {
            self.choice(out, value, Choosing::Check, control);
            if is_checkbox {
                self.choice(out, value, Choosing::Uncheck, control);
            }
        }
    }
}

impl fmt::Debug for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.value.map(BindControl::shown_text);
        f.debug_struct("At").field("value", &text).field("spot", &self.spot).finish_non_exhaustive()
    }
}
