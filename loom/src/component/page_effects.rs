//! [`PageEffects`], what a handler does to the page beside the change of its component.

use super::{Effect, Effects};

/// Effects on the elements of the page, by their ids, in the order of the calls. They happen after the change of the component is shown, once, also
/// where the connection broke between the event and its answer.
///
/// ```
/// use loom::prelude::*;
///
/// #[live_component]
/// struct Orders {
///     failed: bool,
/// }
///
/// #[live_component]
/// impl Orders {
///     #[event]
///     fn check(&mut self, cx: &mut Cx<Self>) {
///         self.failed = true;
///         cx.page().show("problem").focus("retry");
///     }
///
///     fn render(&self) -> Html {
///         html! {
///             <button on:click=check>"Check"</button>
///             <dialog id="problem"><button id="retry" on:click=check>"Try again"</button></dialog>
///         }
///     }
/// }
/// ```
///
/// The guide's page "Effects" has a table of them.
#[derive(Debug)]
pub struct PageEffects<'c>(pub(super) &'c mut Effects);

impl PageEffects<'_> {
    fn add(self, name: &str, arguments: Vec<String>) -> Self {
        self.0.add(Effect::OnPage(name.to_owned(), arguments));
        self
    }

    /// Opens a `<dialog>` (as a modal one), a popover or a `<details>`. Shows anything else that is `hidden`.
    pub fn show(self, id: impl Into<String>) -> Self {
        self.add("show", vec![id.into()])
    }

    /// Closes a `<dialog>`, a popover or a `<details>`. Hides anything else.
    pub fn close(self, id: impl Into<String>) -> Self {
        self.add("close", vec![id.into()])
    }

    /// Shows what is closed, and closes what is shown.
    pub fn toggle(self, id: impl Into<String>) -> Self {
        self.add("toggle", vec![id.into()])
    }

    /// Gives the element the focus.
    pub fn focus(self, id: impl Into<String>) -> Self {
        self.add("focus", vec![id.into()])
    }

    /// Selects the text of an input, and gives it the focus.
    pub fn select(self, id: impl Into<String>) -> Self {
        self.add("select", vec![id.into()])
    }

    /// Scrolls the element into view.
    pub fn scroll_to(self, id: impl Into<String>) -> Self {
        self.add("scroll_to", vec![id.into()])
    }

    /// Adds a class.
    pub fn add_class(self, id: impl Into<String>, class: impl Into<String>) -> Self {
        self.add("add_class", vec![id.into(), class.into()])
    }

    /// Takes a class away.
    pub fn remove_class(self, id: impl Into<String>, class: impl Into<String>) -> Self {
        self.add("remove_class", vec![id.into(), class.into()])
    }

    /// Adds a class, or takes it away if it is there.
    pub fn toggle_class(self, id: impl Into<String>, class: impl Into<String>) -> Self {
        self.add("toggle_class", vec![id.into(), class.into()])
    }

    /// Sets an attribute. Attributes that run script, hold addresses or styles are left alone: the template sets these.
    pub fn set_attribute(self, id: impl Into<String>, name: &str, value: impl Into<String>) -> Self {
        if !loom_vocabulary::may_be_set(name) {
            tracing::warn!("`cx.page()` does not set the attribute `{name}`: the template sets it");
            return self;
        }
        self.add("set_attribute", vec![id.into(), name.to_owned(), value.into()])
    }

    /// Takes an attribute away.
    pub fn remove_attribute(self, id: impl Into<String>, name: impl Into<String>) -> Self {
        self.add("remove_attribute", vec![id.into(), name.into()])
    }

    /// Sets an empty attribute, or takes it away if it is there.
    pub fn toggle_attribute(self, id: impl Into<String>, name: impl Into<String>) -> Self {
        self.add("toggle_attribute", vec![id.into(), name.into()])
    }

    /// Submits a form as its button would: the browser checks it, and its `submit` event happens.
    pub fn submit(self, id: impl Into<String>) -> Self {
        self.add("submit", vec![id.into()])
    }

    /// Gives the controls of a form their first values.
    pub fn reset(self, id: impl Into<String>) -> Self {
        self.add("reset", vec![id.into()])
    }

    /// Copies text to the clipboard. Browsers let a page do so soon after the visitor did something.
    pub fn copy(self, text: impl Into<String>) -> Self {
        self.add("copy", vec![text.into()])
    }

    /// Dispatches a DOM event at the element, which bubbles, with a text as its `detail`.
    pub fn dispatch(self, id: impl Into<String>, event: impl Into<String>, detail: impl Into<String>) -> Self {
        self.add("dispatch", vec![id.into(), event.into(), detail.into()])
    }

    /// Downloads a file of this site, by its path.
    pub fn download(self, url: impl Into<String>) -> Self {
        self.add("download", vec![url.into()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_effect_of_the_vocabulary_has_its_method() {
        let mut effects = Effects::default();
        PageEffects(&mut effects)
            .show("a")
            .close("a")
            .toggle("a")
            .focus("a")
            .select("a")
            .scroll_to("a")
            .add_class("a", "b")
            .remove_class("a", "b")
            .toggle_class("a", "b")
            .set_attribute("a", "title", "b")
            .set_attribute("a", "ONCLICK", "b")
            .set_attribute("a", "href", "b")
            .remove_attribute("a", "b")
            .toggle_attribute("a", "b")
            .submit("a")
            .reset("a")
            .copy("a")
            .dispatch("a", "b", "c")
            .download("/a");
        let said = effects.iter().map(|effect| match effect {
            Effect::OnPage(name, arguments) => (name.as_str(), arguments.len()),
            _ => ("", 0),
        });
        let known = loom_vocabulary::PAGE_EFFECTS.iter().map(|effect| (effect.name, effect.arguments.len()));
        assert_eq!(said.collect::<Vec<_>>(), known.collect::<Vec<_>>());
    }
}
