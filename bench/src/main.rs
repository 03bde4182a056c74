//! `cargo xtask bench`: starts the servers under test one after the other, drives them, and prints the tables.
//!
//! The servers run on the first core (`taskset -c 0`), this program on the second. The subjects of a comparison are measured in turns, so
//! that a machine that changes its speed changes both.
#![allow(clippy::print_stdout, reason = "a program whose result is what it prints")]

mod compile;
mod generated;
mod measure;
mod report;
mod server;
mod size;

use std::{env, fs};

use loom_bench::load::Failure;
use measure::{Plan, broadcast, client, crowd, events, local, memory, navigation, render, table};
use report::Report;

const USAGE: &str = "usage: cargo xtask bench [--quick] [--json FILE] [--only NAME] [--connections COUNT]
NAME: events, table, render, memory, broadcast, client, local, navigation, compile, size";

/// The options of the command line.
#[derive(Default)]
struct Options {
    quick: bool,
    json: Option<String>,
    only: Option<String>,
    connections: Option<usize>,
    hold: Option<(String, String, usize)>,
}

impl Options {
    fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut options = Self::default();
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(USAGE);
            match arg.as_str() {
                "--quick" => options.quick = true,
                "--json" => options.json = Some(value()?),
                "--only" => options.only = Some(value()?),
                "--connections" => options.connections = Some(value()?.parse()?),
                "--hold" => options.hold = Some((value()?, value()?, value()?.parse()?)),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}

fn main() -> Result<(), Failure> {
    let options = Options::parse(env::args().skip(1))?;
    if let Some((net, port, count)) = options.hold {
        return crowd::hold(&net, &port, count);
    }
    let mut report = Report::default();
    match options.connections {
        Some(connections) => crowd::measure(connections, &mut report)?,
        None => everything(&Plan::new(options.quick), options.only.as_deref(), &mut report)?,
    }
    report.print();
    if let Some(file) = options.json {
        fs::write(file, report.json()?)?;
    }
    Ok(())
}

/// All measurements, or the one that is named.
fn everything(plan: &Plan, only: Option<&str>, report: &mut Report) -> Result<(), Failure> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    if wanted("events") || wanted("broadcast") {
        let trips = events::counter(plan, report)?;
        broadcast::measure(plan, trips, report)?;
    }
    if wanted("events") {
        events::others(plan, report)?;
    }
    if wanted("table") {
        table::measure(plan, report)?;
    }
    if wanted("render") {
        render::measure(plan, report)?;
    }
    if wanted("memory") {
        memory::measure(plan, report)?;
    }
    if wanted("client") {
        client::measure(plan, report)?;
    }
    if wanted("local") {
        local::measure(plan, report)?;
    }
    if wanted("navigation") {
        navigation::measure(plan, report)?;
    }
    if wanted("compile") {
        compile::measure(plan.quick, report)?;
    }
    if wanted("size") {
        size::measure(plan.quick, report)?;
    }
    Ok(())
}
