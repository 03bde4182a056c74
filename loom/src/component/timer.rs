//! Intervals.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::time::MissedTickBehavior;

use super::{Cx, Handle, IntoOutcome};

/// Pushes `tick` every `period`, until the component has ended.
///
/// At most one tick waits for its turn: a component that is busy, or whose client reads slowly, is not ticked in vain.
pub(super) async fn every<C: 'static, R: IntoOutcome>(
    handle: Handle<C>,
    period: Duration,
    tick: impl Fn(&mut C, &mut Cx<C>) -> R + Send + Sync + 'static,
) {
    let period = period.max(Duration::from_millis(1));
    let tick = Arc::new(tick);
    let waiting = Arc::new(AtomicBool::new(false));
    let mut interval = tokio::time::interval_at(tokio::time::Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        interval.tick().await;
        if waiting.swap(true, Ordering::AcqRel) {
            continue;
        }
        let (tick, waits) = (Arc::clone(&tick), Waits(Arc::clone(&waiting)));
        let queued = handle.update(move |state, cx| {
            drop(waits);
            tick(state, cx)
        });
        if !queued {
            return;
        }
    }
}

/// A tick waits for its turn, until this is dropped: it has its turn, or was dropped itself.
struct Waits(Arc<AtomicBool>);

impl Drop for Waits {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
