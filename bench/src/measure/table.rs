//! The operations on the table: bytes of each patch, and what it takes the server from frame to frame.

use std::{process::Stdio, time::Duration};

use loom_bench::load::{Failure, Live, Socket, closed_loop};

use super::{Plan, events::clicks, median};
use crate::{
    report::{Budget, Report},
    server::{Server, keep_memory, on_core, sibling},
};

/// An operation: its handler, what has to happen before, and, for 1,000 rows, the bytes that its patch may have.
struct Operation {
    name: &'static str,
    handler: &'static str,
    before: &'static [&'static str],
    budget: Option<(&'static str, f64)>,
}

const OPERATIONS: [Operation; 10] = [
    Operation { name: "update one", handler: "update_one", before: &[], budget: Some(("one row's two slots", 50.0)) },
    Operation {
        name: "update every tenth",
        handler: "update_tenth",
        before: &[],
        budget: Some(("every tenth row", 1_500.0)),
    },
    Operation { name: "select", handler: "select", before: &["select"], budget: Some(("select a row", 70.0)) },
    Operation { name: "swap 2 and 999", handler: "swap", before: &[], budget: Some(("swap", 50.0)) },
    Operation { name: "remove one", handler: "remove", before: &[], budget: Some(("remove", 40.0)) },
    Operation { name: "append one", handler: "append", before: &[], budget: Some(("append one", 140.0)) },
    Operation { name: "prepend one", handler: "prepend", before: &[], budget: Some(("prepend one", 140.0)) },
    Operation { name: "append 1,000", handler: "append_thousand", before: &[], budget: None },
    Operation { name: "clear", handler: "clear", before: &[], budget: None },
    Operation { name: "create", handler: "create", before: &["clear"], budget: Some(("create 1,000 rows", 60_000.0)) },
];

/// All operations on both tables, the counter's bytes, and one updated row beside maud.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    counter(report)?;
    operations(plan, report, "/table", "1,000")?;
    operations(plan, report, "/table/10000", "10,000")?;
    beside_maud(plan, report)
}

/// Bytes of the smallest patches.
fn counter(report: &mut Report) -> Result<(), Failure> {
    let server = Server::start("loom")?;
    let mut socket = Socket::visit(&server.addr, "/counter")?;
    let patch = socket.fire("increment")?;
    let nothing = socket.fire("nothing")?;
    for (name, answer, budget) in [("patch, counter", patch, 30.0), ("answer when nothing changed", nothing, 24.0)] {
        report.row("patches", name, &[("bytes", answer.bytes as f64)]);
        report.budget(Budget::at_most(name, answer.bytes as f64, budget, "bytes"));
    }
    Ok(())
}

/// Each operation on a table that is as at first: its bytes, and the server's CPU time until it sleeps again, system calls
/// and waking up included.
fn operations(plan: &Plan, report: &mut Report, page: &str, rows: &str) -> Result<(), Failure> {
    let server = Server::start("loom")?;
    let mut socket = Socket::visit(&server.addr, page)?;
    for operation in &OPERATIONS {
        let (mut bytes, mut times) = (Vec::new(), Vec::new());
        for _ in 0..plan.repeats {
            for step in ["reset"].iter().chain(operation.before) {
                socket.fire(step)?;
            }
            let before = server.cpu_micros_at_rest()?;
            bytes.push(socket.fire(operation.handler)?.bytes as f64);
            times.push(server.cpu_micros_at_rest()? - before);
        }
        let bytes = median(&bytes);
        let table = format!("table of {rows} rows, one event");
        report.row(&table, operation.name, &[("bytes", bytes), ("server CPU µs", median(&times))]);
        if let Some((name, budget)) = operation.budget.filter(|_| rows == "1,000") {
            report.budget(Budget::at_most(&format!("patch, {name}"), bytes, budget, "bytes"));
        }
    }
    Ok(())
}

/// One row of 1,000 updated again and again by one connection, beside maud's time for all 1,000 rows: in turns, on the
/// same core. The server's CPU time is all of it, from the frame's arrival in the kernel to the answer's departure.
fn beside_maud(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let time = plan.run.max(Duration::from_secs(1));
    let (mut ours, mut maud, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        let server = Server::start("loom")?;
        let mut sockets = [Socket::visit(&server.addr, "/table")?];
        closed_loop(&mut sockets, time / 10, &Live(clicks(&["update_one"])))?;
        let before = server.cpu_micros()?;
        let figures = closed_loop(&mut sockets, time, &Live(clicks(&["update_one"])))?;
        ours.push((server.cpu_micros()? - before) / figures.answers as f64);
        drop(server);
        maud.push(in_process("maud")?);
        ratios.extend(ours.last().zip(maud.last()).map(|(ours, maud)| ours / maud));
    }
    let figures = [("server CPU µs", median(&ours)), ("maud, 1,000 rows, µs", median(&maud))];
    report.row("one row of 1,000 beside maud", "update one", &figures);
    let ratio = median(&ratios);
    report.budget(Budget::at_most("one row of 1,000 updated, server CPU", ratio, 1.5, "of maud's render"));
    Ok(())
}

/// Microseconds of one operation of the program `operations`, on the servers' core.
pub(crate) fn in_process(operation: &str) -> Result<f64, Failure> {
    let mut program = on_core(0, sibling("operations")?);
    let program = keep_memory(&mut program).arg(operation).stdout(Stdio::piped()).output()?;
    if !program.status.success() {
        return Err(format!("`operations {operation}` failed").into());
    }
    Ok(String::from_utf8(program.stdout)?.trim().parse()?)
}
