//! First render, and the join after it.

use std::{net::TcpStream, time::Duration};

use loom_bench::load::{Failure, Get, Socket, Ticket, closed_loop};

use super::{Plan, median, table::in_process};
use crate::{
    report::{Budget, Report},
    server::Server,
};

/// How many visitors ask for pages at a time.
const VISITORS: usize = 16;

/// Everything that happens until a page is live.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    pages(plan, report)?;
    renders(plan, report)?;
    joins(plan, report)
}

/// Pages a second, beside a bare axum handler with maud. Loom's page holds the signed state of all rows, maud's does not.
fn pages(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    for (name, subject, path) in
        [("maud", "plain", "/table"), ("table", "loom", "/table"), ("counter", "loom", "/counter")]
    {
        let (mut rates, mut times) = (Vec::new(), Vec::new());
        for _ in 0..plan.rounds {
            let server = Server::start(subject)?;
            let get = Get { path, ..Get::default() };
            let sockets = (0..VISITORS).map(|_| Socket::connect(&server.addr));
            let mut sockets = sockets.collect::<Result<Vec<_>, _>>()?;
            closed_loop(&mut sockets, Duration::from_millis(100), &get)?;
            let before = server.cpu_micros()?;
            let figures = closed_loop(&mut sockets, plan.run, &get)?;
            times.push((server.cpu_micros()? - before) / figures.answers as f64);
            rates.push(figures.per_second);
        }
        report.row("first page, 16 visitors", name, &[("pages/s", median(&rates)), ("server CPU µs", median(&times))]);
    }
    Ok(())
}

/// The render alone, in one process and without HTTP: Loom's page sink beside maud.
fn renders(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let (mut maud, mut page, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..plan.rounds {
        let (of_maud, of_page) = (in_process("maud")?, in_process("page")?);
        maud.push(of_maud);
        page.push(of_page);
        ratios.push(of_page / of_maud);
    }
    report.row("render of 1,000 rows", "maud", &[("µs", median(&maud))]);
    report.row("render of 1,000 rows", "page", &[("µs", median(&page))]);
    report.budget(Budget::at_most("first render of the table page", median(&ratios), 1.3, "of maud's render"));
    Ok(())
}

/// The bytes of a join, and its cost for the server: with the page's HTML in place, and without.
fn joins(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let server = Server::start("loom")?;
    for path in ["/counter", "/table"] {
        for (how, have) in [("after the server's own HTML", true), ("with the whole tree", false)] {
            let (mut bytes, mut times) = (0, Vec::new());
            for _ in 0..plan.repeats {
                let (addr, connect) = (&server.addr, || TcpStream::connect(&server.addr));
                let ticket = Ticket::fetch(connect()?, addr, path)?;
                let mut socket = Socket::live_over(connect()?, addr, &ticket)?;
                let before = server.cpu_micros_at_rest()?;
                bytes = socket.join(&ticket, have)?.bytes;
                times.push(server.cpu_micros_at_rest()? - before);
            }
            let name = format!("{} {how}", path.trim_start_matches('/'));
            report.row("join", &name, &[("bytes", bytes as f64), ("server CPU µs", median(&times))]);
            if have && path == "/table" {
                report.budget(Budget::at_most("join after the server's own HTML", bytes as f64, 200.0, "bytes"));
            }
        }
    }
    Ok(())
}
