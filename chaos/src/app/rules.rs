//! The effect of each entry, by its number. The clients know it as well as the server.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Whether the ledger refuses an entry, after having written it: an event that fails has to leave no trace.
pub(crate) const fn is_refused(entry: u64) -> bool {
    entry % 7 == 3
}

/// The message with which the fragile component panics.
pub(super) const FATAL: &str = "this entry is fatal";

/// Whether the fragile component panics at an entry, after having written it. Any two of these are further apart than events that wait
/// for an answer.
pub(crate) const fn is_fatal(entry: u64) -> bool {
    entry % 11 == 7
}

/// Whether the guide sends its visitor away with an entry.
pub(crate) const fn leads_away(entry: u64) -> bool {
    entry % 5 == 2
}

/// The page to which the guide sends its visitor with an entry.
pub(super) fn destination(entry: u64) -> String {
    format!("{AWAY}{entry}")
}

/// The entry that leads to this page.
pub(crate) fn entry_of(destination: &str) -> Option<u64> {
    destination.strip_prefix(AWAY)?.parse().ok()
}

/// The path of all those pages.
const AWAY: &str = "/away/";

/// How long the slow component takes for an entry.
pub(super) const fn toil(entry: u64) -> Duration {
    Duration::from_millis(20 + entry * 37 % 160)
}

/// One row of a long list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Row {
    /// Its key.
    pub(crate) key: u64,
    /// How often it was touched.
    pub(crate) touched: u64,
}

/// The change that an entry makes to the long list. The client does the same to its own, and compares.
pub(crate) fn weave(rows: &mut Vec<Row>, entry: u64) {
    const LENGTH: u64 = 200;
    let row = |key| Row { key, touched: 0 };
    if entry == 1 {
        return rows.extend((0..LENGTH).map(row));
    }
    let at = (entry * 7919) as usize % rows.len().max(1);
    match entry % 5 {
        0 => rows.insert(at, row(LENGTH + entry)),
        1 if !rows.is_empty() => drop(rows.remove(at)),
        2 => rows.rotate_left(at),
        3 => rows.reverse(),
        _ => rows.iter_mut().skip(at).step_by(3).for_each(|row| row.touched += 1),
    }
}
