//! `operations NAME` prints the microseconds of one operation; `operations NAME COUNT` does it so often and prints nothing,
//! for a tool that counts instructions.
#![allow(clippy::print_stdout, reason = "a program whose result is what it prints")]

use std::time::{Duration, Instant};

use loom_bench::{load::Failure, operations};

/// How many batches are timed. The quickest is the one that was disturbed least.
const BATCHES: usize = 7;
/// How long one takes, about.
const BATCH: Duration = Duration::from_millis(50);

fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let mut operation = operations::prepare(&args.next().unwrap_or_default())?;
    if let Some(count) = args.next() {
        return (0..count.parse::<usize>()?).try_for_each(|_| operation());
    }
    let mut best = Duration::MAX;
    for _ in 0..BATCHES {
        let begin = Instant::now();
        let mut count = 0;
        while begin.elapsed() < BATCH {
            operation()?;
            count += 1;
        }
        best = best.min(begin.elapsed() / count);
    }
    println!("{}", best.as_secs_f64() * 1e6);
    Ok(())
}
