//! Attacks on the gallery, one after the other, while an honest visitor uses it: `attack PROGRAM [--seconds N] [--only NAME]`.
//!
//! `PROGRAM` is the gallery. Each attack has a process of it to itself. The table says what was sent, what became of the server's memory, and how long
//! the visitor waited. It fails if memory grew beyond what the limits allow, the visitor had an error, a wrong value or no answer in time,
//! the server ended, or its log grew with the attack.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a program for the terminal, which fails by panicking"
)]

mod attacks;
mod flood;
mod list;
mod requests;
mod sockets;
mod target;
mod visitor;

use std::{env, process::ExitCode, time::Duration};

use loom::Limits;
use loom_tests::{UNREST, Usage, seconds};

use crate::{
    attacks::Attack,
    list::ATTACKS,
    target::{FORGED, Target},
    visitor::{Seen, Visitor},
};

const USAGE: &str = "usage: attack PROGRAM [--seconds N] [--only NAME]";

/// How long the visitor may wait for anything.
const PATIENCE: Duration = Duration::from_secs(5);

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((program, time, only)) = read(&arguments) else {
        eprintln!("{USAGE}\n\nThe attacks:");
        ATTACKS.iter().for_each(|attack| eprintln!("  {:<16} {}", attack.name, attack.what));
        return ExitCode::from(2);
    };
    println!(
        "| attack | sent | memory before, peak, after MiB | may grow by MiB | visitor's median, p99 ms | page ms | server CPU s | log lines |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    let chosen = ATTACKS.iter().filter(|attack| only.is_none_or(|only| attack.name == only));
    let (mut ran, mut faults) = (0, Vec::new());
    for attack in std::iter::once(&Attack::NONE).chain(chosen) {
        ran += 1;
        for fault in suffer(program, attack, time).await {
            faults.push(format!("{}: {fault}", attack.name));
        }
    }
    println!("\n{} attacks of {} s each, {} gained something", ran - 1, time.as_secs(), faults.len());
    faults.iter().for_each(|fault| println!("{fault}"));
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The gallery, how long each attack takes, and the only attack to make if there is one.
fn read(arguments: &[String]) -> Option<(&str, Duration, Option<&str>)> {
    let (program, options) = arguments.split_first()?;
    let (mut time, mut only) = (Duration::from_secs(60), None);
    for option in options.chunks(2) {
        match option {
            [name, value] if name == "--seconds" => time = seconds(value)?,
            [name, value] if name == "--only" && ATTACKS.iter().any(|attack| attack.name == value) => {
                only = Some(&**value)
            }
            _ => return None,
        }
    }
    Some((program, time, only))
}

/// Makes one attack, writes its line of the table, and says what it gained.
async fn suffer(program: &str, attack: &Attack, time: Duration) -> Vec<String> {
    let mut target = Target::start(program).await;
    target.warm().await;
    let (before, lines) = (target.usage(), target.lines());
    Usage::forget_peak(target.id()).expect("the process is ours");
    let visitor = Visitor::begin(target.address);
    let sent = attack.make(target.ground(time)).await;
    let seen = visitor.end();
    let after = target.usage();
    let (grown, lines) = (after.peak.saturating_sub(before.resident), target.lines() - lines);
    let may_grow = (attack.keeps)(&Limits::default()) + UNREST;
    let mib = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let (median, worst) = seen.waits();
    println!(
        "| {} | {sent} | {:.1}, {:.1}, {:.1} | {:.1} | {:.2}, {:.2} | {:.1} | {:.2} | {lines} |",
        attack.name,
        mib(before.resident),
        mib(after.peak),
        mib(after.resident),
        mib(may_grow),
        median.as_secs_f64() * 1e3,
        worst.as_secs_f64() * 1e3,
        seen.page.as_secs_f64() * 1e3,
        after.since(&before).whole().as_secs_f64(),
    );
    let mut faults = Vec::new();
    let Seen { fault, longest, .. } = seen;
    faults.extend(fault.map(|fault| format!("the visitor: {fault}")));
    faults.extend((longest > PATIENCE).then(|| format!("the visitor waited for {longest:.2?}")));
    faults.extend((grown > may_grow).then(|| format!("memory grew by {:.1} MiB", mib(grown))));
    faults.extend(target.ended().map(|status| format!("the server ended: {status}")));
    let most = (attack.logs)(time);
    faults.extend((lines > most).then(|| format!("the log has {lines} more lines, and {most} were right")));
    faults.extend(target.forged().then(|| format!("a line of the log begins with {FORGED:?}")));
    faults
}
