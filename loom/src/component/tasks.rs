//! [`Tasks`], the background work of a component, which ends with it.

use std::{any::Any, fmt, future::Future};

use tokio::task::AbortHandle;

use crate::log::Escaped;

/// Background tasks and guards of one component. Dropping it ends them.
#[derive(Default)]
pub(super) struct Tasks {
    /// Running tasks, and perhaps some that are done.
    tasks: Vec<AbortHandle>,
    /// Dropped with the component: subscriptions.
    guards: Vec<Box<dyn Any + Send>>,
}

impl Tasks {
    /// Runs `future` until it is done or the component ends. The caller must be inside a Tokio runtime.
    pub(super) fn spawn(&mut self, future: impl Future<Output = ()> + Send + 'static) {
        self.tasks.retain(|task| !task.is_finished());
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => self.tasks.push(runtime.spawn(future).abort_handle()),
            Err(error) => tracing::error!(error = %Escaped(&error), "a component's background task cannot be started"),
        }
    }

    /// Keeps `guard` until the component ends.
    pub(super) fn keep(&mut self, guard: impl Any + Send) {
        self.guards.push(Box::new(guard));
    }
}

impl Drop for Tasks {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}

impl fmt::Debug for Tasks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tasks({}, {} guards)", self.tasks.len(), self.guards.len())
    }
}
