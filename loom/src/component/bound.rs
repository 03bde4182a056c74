//! Two-way binding, the controls: what a template makes of `bind:value={self.name}`.

use std::{borrow::Cow, cell::RefCell, collections::HashSet, fmt, marker::PhantomData, ptr};

use super::{BindValue, HandlerFor};
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

    /// The field, by its name.
    fn bound(&self, name: &'static str) -> BoundField<'_, Self> {
        BoundField { name, value: self, offered: Self::OFFERED }
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

/// A field of the component that is being rendered, as `bind:value={self.name}` names it.
#[derive(Debug)]
pub struct BoundField<'c, T> {
    /// The field's name, as it stands before the `=` on the wire.
    name: &'static str,
    /// The value of the field.
    value: &'c T,
    /// Whether it takes only what is offered, where the field says so and not its type.
    offered: Option<bool>,
}

impl<T> HandlerText for BoundField<'_, T> {
    fn write(&self, out: &mut String) -> bool {
        out.push_str(self.name);
        out.push('=');
        true
    }
}

impl<T: BindValue> BoundField<'_, T> {
    /// The control's `value`.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        self.value.text()
    }

    /// Whether a checkbox is checked.
    #[must_use]
    pub fn checked(&self) -> bool {
        self.value.checked()
    }

    /// The field's value, to tell it from others.
    fn address(&self) -> usize {
        ptr::from_ref(self.value).addr()
    }

    /// Whether an option, a radio button or a checkbox of this value is chosen.
    fn holds(&self, value: &str) -> bool {
        let (address, render) = (self.address(), current_render());
        let known = CHOSEN.with_borrow_mut(|chosen| {
            if chosen.render != render {
                *chosen = Chosen { render, fields: Vec::new() };
            }
            chosen.fields.iter().find(|(known, _)| *known == address).map(|(_, texts)| texts.contains(value))
        });
        if let Some(holds) = known {
            return holds;
        }
        let Some(texts) = self.value.many_texts(FEW) else { return self.value.holds(value) };
        let holds = texts.contains(value);
        CHOSEN.with_borrow_mut(|chosen| chosen.fields.push((address, texts)));
        holds
    }

    /// The field's name, if controls to choose from give it only what they show.
    fn offered(&self) -> Option<&'static str> {
        self.offered.unwrap_or(T::OFFERED).then_some(self.name)
    }

    /// A `<select>`, or a radio button or checkbox of a group, is bound to the field.
    #[doc(hidden)]
    pub fn chooser(&self, out: &mut Out<'_>, several: bool, control: Control) {
        if self.offered().is_none() {
            out.offer("change", &[Action::Server(self)], control);
        }
        if several {
            out.choice(self.name, "", Choosing::Several, control);
        }
    }

    /// Offers an option's value. The next slot says whether it is the chosen one, where the template does not.
    #[doc(hidden)]
    pub fn option(&self, out: &mut Out<'_>, value: &str, shows: bool, control: Control) {
        if shows {
            out.flag(&self.holds(value));
        }
        if let Some(field) = self.offered() {
            out.choice(field, value, Choosing::Option, control);
        }
    }

    /// Offers the value of a radio button, or of a checkbox, which can be unchecked. The next slot says whether it is checked.
    #[doc(hidden)]
    pub fn button(&self, out: &mut Out<'_>, value: &str, is_checkbox: bool, control: Control) {
        out.flag(&self.holds(value));
        if let Some(field) = self.offered() {
            out.choice(field, value, Choosing::Check, control);
            if is_checkbox {
                out.choice(field, value, Choosing::Uncheck, control);
            }
        }
    }
}
