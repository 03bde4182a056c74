//! The effects on the page: what handlers, by `cx.page()`, and browser expressions do to its elements beside the change of their component.

/// The kind of an argument of an effect on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageArgument {
    /// The id of an element.
    Id,
    /// A class.
    Class,
    /// The name of an attribute.
    Attribute,
    /// The name of a DOM event.
    Event,
    /// The address of a file of this site.
    Url,
    /// Any text.
    Text,
}

/// An effect on the page.
#[derive(Clone, Copy, Debug)]
pub struct PageEffect {
    /// Its name, on the wire, in browser expressions and as a method.
    pub name: &'static str,
    /// Its arguments; all of them are text.
    pub arguments: &'static [PageArgument],
    /// The effect in words.
    pub does: &'static str,
}

use PageArgument::{Attribute, Class, Event, Id, Text, Url};

const fn effect(name: &'static str, arguments: &'static [PageArgument], does: &'static str) -> PageEffect {
    PageEffect { name, arguments, does }
}

/// All effects on the page.
pub const PAGE_EFFECTS: &[PageEffect] = &[
    effect(
        "show",
        &[Id],
        "opens a `<dialog>` (as a modal one), a popover or a `<details>`; shows anything else that is `hidden`",
    ),
    effect("close", &[Id], "closes a `<dialog>`, a popover or a `<details>`; hides anything else"),
    effect("toggle", &[Id], "shows what is closed, and closes what is shown"),
    effect("focus", &[Id], "gives the element the focus"),
    effect("select", &[Id], "selects the text of an input, and gives it the focus"),
    effect("scroll_to", &[Id], "scrolls the element into view"),
    effect("add_class", &[Id, Class], "adds a class"),
    effect("remove_class", &[Id, Class], "takes a class away"),
    effect("toggle_class", &[Id, Class], "adds a class, or takes it away if it is there"),
    effect(
        "set_attribute",
        &[Id, Attribute, Text],
        "sets an attribute, but for `on..`, `style` and those that hold addresses",
    ),
    effect("remove_attribute", &[Id, Attribute], "takes an attribute away"),
    effect("toggle_attribute", &[Id, Attribute], "sets an empty attribute, or takes it away if it is there"),
    effect("submit", &[Id], "submits a form as its button would: it is checked, and its `submit` event happens"),
    effect("reset", &[Id], "gives the controls of a form their first values"),
    effect("copy", &[Text], "copies text to the clipboard"),
    effect("dispatch", &[Id, Event, Text], "dispatches a DOM event with a text as its `detail`, which bubbles"),
    effect("download", &[Url], "downloads a file of this site"),
];

/// The effect of this name.
#[must_use]
pub fn page_effect(name: &str) -> Option<&'static PageEffect> {
    PAGE_EFFECTS.iter().find(|effect| effect.name == name)
}

/// Whether an effect may set the attribute of this name.
#[must_use]
pub fn may_be_set(attribute: &str) -> bool {
    let is_begun_by = |start: &str| attribute.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
    !is_begun_by("on")
        && !is_begun_by("data-l-")
        && !attribute.eq_ignore_ascii_case("style")
        && !attribute.eq_ignore_ascii_case("srcdoc")
        && !crate::url_attributes().any(|name| name.eq_ignore_ascii_case(attribute))
}
