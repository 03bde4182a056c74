//! The names that a file with components or pages needs: `use loom::prelude::*;`.

// The macros from where they are defined: under the same names `crate` has modules, which are private.
pub use loom_macros::{component, live_component};

pub use crate::{
    __html as html, Attributes, Callback, Checked, Choice, Cx, Detail, DomHandler, Form, Handle, Html, Key, Level,
    Live, Loom, Modifiers, Outcome, Page, Pasted, Pointer, Redirect, Render, Scroll, Toggle, Topic, Value, Values,
    event,
};
