//! What a file with components or pages needs: `use loom::prelude::*;`.

pub use crate::{
    Attributes, Callback, Checked, Choice, Cx, Detail, DomHandler, Form, Handle, Html, Key, Level, Live, Loom,
    Modifiers, Outcome, Page, Pasted, Pointer, Redirect, Render, Scroll, Toggle, Topic, Value, Values, component,
    event, html, live_component,
};
