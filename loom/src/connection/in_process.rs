//! The questions of `loom::testing` to a connection besides its frames.

use std::task::{Context, Poll};

use super::Connection;
use crate::component::ParentCall;

impl Connection {
    /// Whether nothing happens until somebody does something: no handler runs, nothing waits to be sent, rendered or joined.
    pub(crate) fn is_idle(&self) -> bool {
        let is_working =
            self.components.is_busy() || self.components.is_dirty() || self.held_up || self.pending.len() > 0;
        !(is_working || self.has_frame() || self.mail.has_news())
    }

    /// Waits until something is pushed to a component.
    pub(crate) fn poll_mail(&mut self, context: &Context<'_>) -> Poll<()> {
        self.mail.watch(context.waker());
        if self.mail.has_news() { Poll::Ready(()) } else { Poll::Pending }
    }

    /// The calls that found no component around the one that made them, since this was last asked.
    pub(crate) fn take_unheard_calls(&mut self) -> Vec<ParentCall> {
        self.unheard.replace(Vec::new()).unwrap_or_default()
    }
}
