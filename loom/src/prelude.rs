//! What a file with components or pages needs: `use loom::prelude::*;`.

pub use crate::{Html, Live, Loom, Page, html};
