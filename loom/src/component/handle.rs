//! [`Handle`], for changes of a component from outside its methods.

use std::{fmt, marker::PhantomData, sync::Arc};

use tokio::sync::oneshot;

use super::{Cx, Inbox, IntoOutcome, Push};

/// A way to a component from anywhere: another thread, a background task, a topic.
///
/// A closure pushed through it runs on the component in turn with its events, and its changes are sent to the
/// browser. Many pushes that wait together are rendered once. A handle does not keep its component alive.
pub struct Handle<C: ?Sized> {
    /// The destination of pushes: shared by all components of a connection.
    inbox: Arc<dyn Inbox>,
    /// Which of them it is.
    component: u64,
    /// The component that the closures are given.
    marker: PhantomData<fn(&mut C)>,
}

impl<C: 'static> Handle<C> {
    /// The handle of the component that goes by this number in `inbox`.
    pub(super) fn new(inbox: Arc<dyn Inbox>, component: u64) -> Self {
        Self { inbox, component, marker: PhantomData }
    }

    /// Runs `update` on the component, in its turn. False, with nothing done, if the component has ended.
    ///
    /// Updates that wait count in [`Limits::kept_bytes_per_socket`](crate::Limits::kept_bytes_per_socket). One that finds no room is dropped, which is logged.
    ///
    /// The closure may return whatever an event may: an error is logged, and leaves the state as it was.
    #[allow(clippy::must_use_candidate, reason = "called for what it does")]
    pub fn update<R: IntoOutcome>(&self, update: impl FnOnce(&mut C, &mut Cx<C>) -> R + Send + 'static) -> bool {
        self.inbox.push(self.component, Push::new(update))
    }

    /// Runs `call` on the component, in its turn, and waits for what it returns; `None` if the component has ended, or there was no room for the call.
    pub async fn call<R: Send + 'static>(
        &self,
        call: impl FnOnce(&mut C, &mut Cx<C>) -> R + Send + 'static,
    ) -> Option<R> {
        let (sender, receiver) = oneshot::channel();
        let queued = self.update(move |state, cx| {
            let _ = sender.send(call(state, cx));
        });
        if queued { receiver.await.ok() } else { None }
    }

    /// Whether the component has ended.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        !self.inbox.is_alive(self.component)
    }
}

impl<C: ?Sized> Clone for Handle<C> {
    fn clone(&self) -> Self {
        Self { inbox: Arc::clone(&self.inbox), component: self.component, marker: PhantomData }
    }
}

impl<C: ?Sized> fmt::Debug for Handle<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.component)
    }
}
