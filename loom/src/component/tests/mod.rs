//! Tests of the component floor as a whole, with an inbox that is run by hand.

mod absent;
mod bind;
mod callback;
mod dispatch;
mod push;

use std::sync::{Arc, Mutex, PoisonError};

use super::{AppState, Cx, Inbox, LiveComponent, Push, Surroundings, Visitor};

/// Keeps what is pushed to component 1 until [`Manual::run`].
#[derive(Default)]
struct Manual {
    pushes: Mutex<Vec<Push>>,
}

impl Manual {
    /// Runs what was pushed on `component`; how many pushes those were.
    fn run<C: LiveComponent>(&self, component: &mut C, cx: &mut Cx<C>) -> usize {
        let pushes = std::mem::take(&mut *self.pushes.lock().unwrap_or_else(PoisonError::into_inner));
        let count = pushes.len();
        for push in pushes {
            assert!(push.run(component, cx).is_ok());
        }
        count
    }
}

impl Manual {
    /// Drops what was pushed; how many pushes those were.
    fn drop_all(&self) -> usize {
        std::mem::take(&mut *self.pushes.lock().unwrap_or_else(PoisonError::into_inner)).len()
    }
}

impl Inbox for Manual {
    fn push(&self, component: u64, push: Push) -> bool {
        let alive = self.is_alive(component);
        if alive {
            self.pushes.lock().unwrap_or_else(PoisonError::into_inner).push(push);
        }
        alive
    }
    fn is_alive(&self, component: u64) -> bool {
        component == 1
    }
}

/// An inbox, and the context of component 1 in it.
fn joined<C: 'static>() -> (Arc<Manual>, Cx<C>) {
    let inbox = Arc::new(Manual::default());
    (Arc::clone(&inbox), context(inbox, 1))
}

/// The context of the component that goes by `number` in `inbox`.
fn context<C: 'static>(inbox: Arc<Manual>, number: u64) -> Cx<C> {
    let state = AppState::default().with(7_u32);
    Cx::new(
        Arc::new(Surroundings {
            state,
            visitor: Visitor::new("someone"),
            inbox,
            handler_time: std::time::Duration::from_secs(60),
            page: 0,
        }),
        number,
        7,
    )
}
