//! Events a second in a closed loop, beside the echo.

use std::{io::Write, time::Duration};

use loom_bench::load::{Dialogue, Echo, Failure, Figures, Live, Socket, closed_loop, increment};
use loom_wire::Event;

use super::{Plan, median};
use crate::{
    report::{Budget, Report},
    server::Server,
};

/// The warm-up before each run, so that both sides have their buffers and caches.
const WARM: Duration = Duration::from_millis(100);

/// The figures of one subject at one number of connections: medians of all rounds.
#[derive(Clone, Copy)]
struct Figure {
    per_second: f64,
    cpu: f64,
    p50: f64,
    p95: f64,
    p99: f64,
}

/// The counter beside the echo. Gives the echo's round trips a second at 256 connections.
pub(crate) fn counter(plan: &Plan, report: &mut Report) -> Result<f64, Failure> {
    let mut trips = 0.0;
    for connections in [1, 16, 64, 256] {
        let (mut echo, mut loom) = (Vec::new(), Vec::new());
        for _ in 0..plan.rounds {
            echo.push(run("echo", None, connections, &Echo, plan.run)?);
            loom.push(run("loom", Some("/counter"), connections, &Live(increment), plan.run)?);
        }
        let ratios = |of: fn(&Figure) -> f64| {
            let ratios: Vec<_> = loom.iter().zip(&echo).map(|(loom, echo)| of(loom) / of(echo)).collect();
            median(&ratios)
        };
        let (rate, cpu) = (ratios(|figure| figure.per_second), ratios(|figure| figure.cpu));
        row(report, "echo", connections, &echo);
        row(report, "counter", connections, &loom);
        if connections > 1 {
            let name = |what| format!("counter {what}, {connections} connections");
            report.budget(Budget::at_least(&name("rate"), rate, 0.7, "of the echo's"));
            report.budget(Budget::at_most(&name("server CPU an event"), cpu, 1.5, "of the echo's"));
        }
        trips = median(&echo.iter().map(|figure| figure.per_second).collect::<Vec<_>>());
    }
    Ok(trips)
}

/// The form and the table, which have no echo beside them.
pub(crate) fn others(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    for connections in [1, 16, 64, 256] {
        several(plan, report, "form", "/form", connections, type_letters)?;
    }
    for (name, handlers) in [
        ("table, update one", &["update_one"][..]),
        ("table, update every tenth", &["update_tenth"]),
        ("table, swap", &["swap"]),
        ("table, prepend and remove", &["prepend", "remove"]),
        ("table, clear and create", &["clear", "create"]),
    ] {
        for connections in [1, 16] {
            several(plan, report, name, "/table", connections, clicks(handlers))?;
        }
    }
    Ok(())
}

fn several(
    plan: &Plan,
    report: &mut Report,
    name: &str,
    page: &str,
    connections: usize,
    event: impl Fn(u64, &mut Vec<u8>),
) -> Result<(), Failure> {
    let dialogue = Live(event);
    let rounds = (0..plan.rounds).map(|_| run("loom", Some(page), connections, &dialogue, plan.run));
    let figures = rounds.collect::<Result<Vec<_>, _>>()?;
    row(report, name, connections, &figures);
    Ok(())
}

fn row(report: &mut Report, name: &str, connections: usize, rounds: &[Figure]) {
    let of = |figure: fn(&Figure) -> f64| median(&rounds.iter().map(figure).collect::<Vec<_>>());
    report.row(
        "events a second",
        &format!("{name}, {connections}"),
        &[
            ("events/s", of(|figure| figure.per_second)),
            ("server CPU µs", of(|figure| figure.cpu)),
            ("p50 µs", of(|figure| figure.p50)),
            ("p95 µs", of(|figure| figure.p95)),
            ("p99 µs", of(|figure| figure.p99)),
        ],
    );
}

/// One run against a server of its own.
fn run(
    subject: &str,
    page: Option<&str>,
    connections: usize,
    dialogue: &impl Dialogue,
    time: Duration,
) -> Result<Figure, Failure> {
    let server = Server::start(subject)?;
    let open = |_| page.map_or_else(|| Socket::echo(&server.addr), |page| Socket::visit(&server.addr, page));
    let mut sockets = (0..connections).map(open).collect::<Result<Vec<_>, _>>()?;
    closed_loop(&mut sockets, WARM, dialogue)?;
    let before = server.cpu_micros()?;
    let Figures { answers, per_second, p50, p95, p99 } = closed_loop(&mut sockets, time, dialogue)?;
    let cpu = (server.cpu_micros()? - before) / answers as f64;
    Ok(Figure { per_second, cpu, p50, p95, p99 })
}

/// Clicks on these buttons in turn.
pub(crate) fn clicks(handlers: &[&str]) -> impl Fn(u64, &mut Vec<u8>) {
    move |number, out| {
        let handler = handlers.get((number as usize - 1) % handlers.len()).copied().unwrap_or_default();
        let _ = write!(out, "{}", Event::<&str>::new(0, number, handler, "click"));
    }
}

/// Types a word of twelve letters into one input after the other, letter by letter, and then begins anew.
fn type_letters(number: u64, out: &mut Vec<u8>) {
    let (letters, field) = (number % 12 + 1, (number / 12) as usize % 5);
    let handler = ["name=", "email=", "city=", "street=", "password="].get(field).copied().unwrap_or_default();
    let value = "abcdefghijkl".get(..letters as usize).unwrap_or_default();
    let payload = format_args!("{{\"value\":\"{value}\"}}");
    let _ = write!(out, "{}", Event::new(0, number, handler, "input").with(payload));
}
