//! The names that a file with components or pages needs: `use loom::prelude::*;`.

// These two from where they are defined: `crate::component` is a module too, which is private.
pub use loom_macros::{component, live_component};

#[doc(no_inline)]
pub use crate::html;
pub use crate::{
    Addressed, Attributes, Bind, Callback, Checked, Choice, Cx, Detail, DomHandler, Form, Handle, Html, Key, Level,
    Live, Local, Loom, Modifiers, Of, Outcome, Page, Pasted, Pointer, Redirect, Render, Resize, Scroll, Sorted, Toggle,
    Topic, Value, Values, event,
};
