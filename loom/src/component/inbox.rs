//! [`Inbox`], the place where pushes to the components of a connection wait.

use super::Push;

/// Takes what is pushed to the components of one connection, and wakes it up.
pub trait Inbox: Send + Sync + 'static {
    /// Queues `push` for the component that goes by this number; false, with nothing done, if it has ended. Where too much waits already, the push is dropped.
    fn push(&self, component: u64, push: Push) -> bool;

    /// Whether the component that goes by this number lives.
    fn is_alive(&self, component: u64) -> bool;
}

/// The inbox of a component that has no connection: while the page is rendered.
#[derive(Debug)]
pub struct NoInbox;

impl Inbox for NoInbox {
    fn push(&self, _: u64, _: Push) -> bool {
        false
    }
    fn is_alive(&self, _: u64) -> bool {
        false
    }
}
