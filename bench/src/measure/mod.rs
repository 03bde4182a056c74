//! The measurements, one file for each question.

pub(crate) mod broadcast;
pub(crate) mod client;
pub(crate) mod crowd;
pub(crate) mod events;
pub(crate) mod local;
pub(crate) mod memory;
pub(crate) mod navigation;
pub(crate) mod render;
pub(crate) mod table;

use std::time::Duration;

/// How long and how often everything is measured.
pub(crate) struct Plan {
    /// Whether it has to be short.
    pub(crate) quick: bool,
    /// Rounds of a rate, in which the sides take turns; the median is reported.
    pub(crate) rounds: usize,
    /// Length of one run of a closed loop.
    pub(crate) run: Duration,
    /// Idle connections for the memory of one.
    pub(crate) idle: usize,
    /// Repeats of what is measured one by one.
    pub(crate) repeats: usize,
}

impl Plan {
    /// The plan for `--quick`, or the whole one.
    pub(crate) fn new(quick: bool) -> Self {
        match quick {
            true => Self { quick, rounds: 3, run: Duration::from_millis(500), idle: 10_000, repeats: 20 },
            false => Self { quick, rounds: 5, run: Duration::from_secs(3), idle: 10_000, repeats: 100 },
        }
    }
}

/// The value in the middle; 0 of none.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
