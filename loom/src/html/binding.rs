//! The binding of `on:click=...`, as far as rendering knows it.

/// A handler bound to an element: the text that stands in `data-l-click` and comes back when it fires.
pub trait Binding {
    /// Appends the handler's wire text, `set(0)`, to `out`; false, with nothing written, if nothing is bound.
    fn write(&self, out: &mut String) -> bool;
}

impl<B: Binding + ?Sized> Binding for &B {
    fn write(&self, out: &mut String) -> bool {
        (**self).write(out)
    }
}

impl<B: Binding> Binding for Option<B> {
    fn write(&self, out: &mut String) -> bool {
        self.as_ref().is_some_and(|binding| binding.write(out))
    }
}

/// A handler without arguments, whose wire text is its name.
impl Binding for str {
    fn write(&self, out: &mut String) -> bool {
        out.push_str(self);
        true
    }
}

/// Whether the element that a handler is bound to can be disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Not a form control: it always offers its handler.
    Never,
    /// A form control that is enabled itself, and so unless a `<fieldset>` around it is disabled.
    Enabled,
    /// A disabled form control: it offers nothing.
    Disabled,
}

/// A way in which a form control gives a two-way bound field a value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choosing {
    /// By an option of a `<select>` that is chosen.
    Option,
    /// By a radio button or a checkbox that is checked.
    Check,
    /// By a checkbox that is unchecked.
    Uncheck,
    /// By a `<select multiple>`: any number of its options. It has no value of its own.
    Several,
}

impl Control {
    /// The control whose `disabled` attribute is this.
    #[must_use]
    pub const fn disabled(disabled: bool) -> Self {
        if disabled { Self::Disabled } else { Self::Enabled }
    }
}
