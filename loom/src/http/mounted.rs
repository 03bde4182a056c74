//! [`Mounted`], a mounted component on its way into a page.

use std::{any::Any, fmt, sync::Arc};

use super::scope::Scope;
use crate::{
    Rendered, Slot,
    render::{RenderItem, RenderOnce},
    tree::Child,
};

/// A mounted component, to be put into a page: `html! { <main>{counter}</main> }`.
///
/// It can stand wherever a value can in a template, inside components as well, once.
pub struct Mounted {
    /// Its registered name.
    module: &'static str,
    /// Its wrapper and everything in it; its members in the tree of a page that the client of another page asks for.
    html: String,
    /// The values that its page needs.
    scope: Arc<Scope>,
}

impl Mounted {
    pub(super) fn new(module: &'static str, html: String, scope: Arc<Scope>) -> Self {
        Self { module, html, scope }
    }

    /// Its HTML as it will stand in the page: the wrapper and everything in it. Where the client of another page asks for this one, it is what
    /// that client is sent instead, which no browser can show.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    pub(super) fn scope(&self) -> &Arc<Scope> {
        &self.scope
    }
}

impl RenderOnce for Mounted {
    fn render_once(self, slot: Slot<'_>) -> Rendered {
        slot.child(Box::new(self))
    }
}

impl RenderItem for Mounted {
    fn render_item(self, slot: Slot<'_>) -> Rendered {
        slot.child(Box::new(self))
    }
}

impl Child for Mounted {
    fn module(&self) -> &'static str {
        self.module
    }

    fn props_digest(&self) -> u64 {
        0
    }

    fn as_any(&self) -> &(dyn Any + Send) {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

impl fmt::Debug for Mounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mounted").field("module", &self.module).finish_non_exhaustive()
    }
}
