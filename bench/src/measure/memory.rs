//! Memory of the server a connection: heap and stacks (`RssAnon`), without what the kernel keeps for a socket.

use std::{thread, time::Duration};

use loom_bench::load::{Failure, Socket};

use super::Plan;
use crate::{
    report::{Budget, Report},
    server::Server,
};

/// How long a connection that has joined says nothing before it counts as idle.
const IDLE: Duration = Duration::from_secs(2);
/// After this, nothing is kept for connections through which something large went.
const REST: Duration = Duration::from_secs(10);

/// Idle connections, joined tables, and connections through which something large went.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let idle = |_: &mut Socket| Ok(());
    let echo = a_connection("echo", None, plan.idle, IDLE, idle)?;
    let counter = a_connection("loom", Some("/counter"), plan.idle, IDLE, idle)?;
    let table = a_connection("loom", Some("/table"), plan.idle / 20, IDLE, idle)?;
    let after = a_connection("loom", Some("/article"), plan.idle, REST, |socket| {
        let bytes = socket.fire("open")?.bytes;
        if bytes < 60 * 1024 {
            return Err(format!("an article of {bytes} bytes is not large").into());
        }
        socket.fire("close").map(drop)
    })?;
    for (name, bytes) in [
        ("echo, idle", echo),
        ("counter, idle", counter),
        ("table of 1,000 rows", table),
        ("ten seconds after a tree of 60 KiB", after),
    ] {
        report.row("server memory a connection", name, &[("bytes", bytes)]);
    }
    report.budget(Budget::at_most("idle counter, memory above the echo's", counter - echo, 2048.0, "bytes"));
    report.budget(Budget::at_most("memory above the echo's after 60 KiB", after - echo, 2048.0, "bytes"));
    report.budget(Budget::at_most("joined table of 1,000 rows, memory", table, 160.0 * 1024.0, "bytes"));
    Ok(())
}

/// The memory that each of `count` connections adds to a server that has had fifty already, `rest` after `each` was done to it.
fn a_connection(
    subject: &str,
    page: Option<&str>,
    count: usize,
    rest: Duration,
    each: impl Fn(&mut Socket) -> Result<(), Failure>,
) -> Result<f64, Failure> {
    let server = Server::start(subject)?;
    let open = || -> Result<Socket, Failure> {
        let mut socket = page.map_or_else(|| Socket::echo(&server.addr), |page| Socket::visit(&server.addr, page))?;
        each(&mut socket)?;
        Ok(socket)
    };
    let _warm = (0..50).map(|_| open()).collect::<Result<Vec<_>, _>>()?;
    let before = server.memory()?;
    let _held = (0..count).map(|_| open()).collect::<Result<Vec<_>, _>>()?;
    thread::sleep(rest);
    Ok((server.memory()? - before) / count as f64)
}
