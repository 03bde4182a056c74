//! The binding of `on:click=...`, as far as rendering knows it.

/// A handler of a component: the text that stands in `data-l-click`, and that the browser sends when the event happens.
pub trait HandlerText {
    /// Appends the handler's wire text, `set(0)`, to `out`; false, with nothing written, if nothing is bound.
    fn write(&self, out: &mut String) -> bool;
}

impl<H: HandlerText + ?Sized> HandlerText for &H {
    fn write(&self, out: &mut String) -> bool {
        (**self).write(out)
    }
}

impl<H: HandlerText> HandlerText for Option<H> {
    fn write(&self, out: &mut String) -> bool {
        self.as_ref().is_some_and(|handler| handler.write(out))
    }
}

/// A handler without arguments, whose wire text is its name.
impl HandlerText for str {
    fn write(&self, out: &mut String) -> bool {
        out.push_str(self);
        true
    }
}

/// The values that a browser expression is given by the server.
#[derive(Clone, Copy)]
pub struct Arguments<'a> {
    /// How many there are.
    pub count: usize,
    /// Appends them as the browser reads them, with commas between them.
    pub write: &'a dyn Fn(&mut String),
}

/// One thing that happens when a bound event fires.
#[derive(Clone, Copy)]
pub enum Action<'b> {
    /// The browser sends the event to the server, whose handler runs.
    Server(&'b dyn HandlerText),
    /// The browser does by itself what the code of the slot says.
    Local(Arguments<'b>),
}

impl<'b> Action<'b> {
    /// The action that the browser does with these arguments.
    pub fn local(count: usize, write: &'b dyn Fn(&mut String)) -> Self {
        Self::Local(Arguments { count, write })
    }
}

/// The actions of an element when an event happens.
///
/// Its modifiers, and where the element listens, are the same in every render and stand in the template's statics.
#[derive(Clone, Copy)]
pub struct Binding<'b> {
    /// The DOM event's bare name.
    pub event: &'static str,
    /// In the order in which they run. At most one is the server's.
    pub actions: &'b [Action<'b>],
    /// Whether the element can be disabled.
    pub control: Control,
}

impl Binding<'_> {
    /// Appends the text of the server's handler to `out`; false, with nothing written, if the server has no part in it.
    pub fn write_handler(&self, out: &mut String) -> bool {
        self.actions.iter().any(|action| match action {
            Action::Server(handler) => handler.write(out),
            Action::Local(_) => false,
        })
    }

    /// The arguments of the action that the browser does by itself, if there is one.
    #[must_use]
    pub fn local(&self) -> Option<Arguments<'_>> {
        self.actions.iter().find_map(|action| match action {
            Action::Local(arguments) => Some(*arguments),
            Action::Server(_) => None,
        })
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
