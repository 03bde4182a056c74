//! One push that many components show.

use loom_bench::load::{Failure, Socket, broadcast};

use super::{Plan, median};
use crate::{
    report::{Budget, Report},
    server::Server,
};

/// How many components show it.
const READERS: usize = 1_000;

/// Publishes again as soon as the last reader has what was published before. `trips` is the echo's rate.
pub(crate) fn measure(plan: &Plan, trips: f64, report: &mut Report) -> Result<(), Failure> {
    let (mut rates, mut times) = (Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        let server = Server::start("loom")?;
        let mut editor = Socket::visit(&server.addr, "/editor")?;
        let readers = (0..READERS).map(|_| Socket::visit(&server.addr, "/reader"));
        let mut readers = readers.collect::<Result<Vec<_>, _>>()?;
        let milliseconds = broadcast(&mut editor, &mut readers, plan.run)?;
        rates.push(READERS as f64 * milliseconds.len() as f64 / milliseconds.iter().sum::<f64>() * 1000.0);
        times.push(median(&milliseconds));
    }
    let rate = median(&rates);
    let figures = [("deliveries/s", rate), ("ms to the last", median(&times)), ("echo round trips/s", trips)];
    report.row("broadcast", "1,000 components", &figures);
    report.budget(Budget::at_least("broadcast to 1,000, deliveries", rate / trips, 0.6, "of the echo's round trips"));
    Ok(())
}
