//! `cargo xtask bench`: starts the servers under test one after the other, drives them, and prints the tables.
//!
//! The servers run on the first core (`taskset -c 0`), this program on the second. Rates are medians over rounds in which
//! Loom and its lower bound take turns, so that a machine that changes its speed changes both.
#![allow(clippy::print_stdout, reason = "a program whose result is what it prints")]

mod compile;
mod generated;
mod report;
mod server;
mod size;

use std::time::Duration;

use loom_bench::load::{self, Failure, Figures, Socket};
use report::{Budget, Report};
use server::Server;

/// How long and how often everything is measured.
struct Plan {
    /// Rounds of a rate; the median is reported.
    rounds: usize,
    /// Length of one run of a closed loop.
    run: Duration,
    /// Idle connections for the memory of one.
    idle: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let quick = args.iter().any(|arg| arg == "--quick");
    let json = args.iter().position(|arg| arg == "--json").and_then(|at| args.get(at + 1)).cloned();
    let plan = if quick {
        Plan { rounds: 3, run: Duration::from_millis(1500), idle: 2_000 }
    } else {
        Plan { rounds: 5, run: Duration::from_secs(5), idle: 10_000 }
    };
    let mut report = Report::default();
    counter(&plan, &mut report).await?;
    table(&plan, &mut report).await?;
    memory(&plan, &mut report).await?;
    compile::measure(quick, &mut report)?;
    size::measure(quick, &mut report)?;
    report.print();
    if let Some(file) = json {
        std::fs::write(file, report.json())?;
    }
    Ok(())
}

/// Opens `count` sockets, joined if the server is Loom's.
async fn sockets(server: &Server, page: Option<&str>, count: usize) -> Result<Vec<Socket>, Failure> {
    let ticket = match page {
        Some(page) => Some(load::ticket(&server.addr, page).await?),
        None => None,
    };
    let path = if ticket.is_some() { "/loom/ws" } else { "/ws" };
    let mut sockets = Vec::with_capacity(count);
    for _ in 0..count {
        sockets.push(load::open(&server.addr, path, ticket.as_ref()).await?);
    }
    Ok(sockets)
}

fn increment(number: u64) -> String {
    format!("[\"e\",0,{number},\"increment\",\"click\"]")
}

/// One run: the figures, and the server's CPU time an event in seconds.
async fn run(server: &Server, page: Option<&str>, connections: usize, plan: &Plan) -> Result<(Figures, f64), Failure> {
    let sockets = sockets(server, page, connections).await?;
    let before = server.cpu_seconds()?;
    let (figures, _sockets) = load::closed_loop(sockets, plan.run, increment).await?;
    let cpu = server.cpu_seconds()? - before;
    Ok((figures, cpu / (figures.per_second * plan.run.as_secs_f64())))
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// Counter events in a closed loop, beside the echo.
async fn counter(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    for connections in [1, 16, 64, 256] {
        let (mut rates, mut cpus) = (Vec::new(), Vec::new());
        for _ in 0..plan.rounds {
            let echo = Server::start("echo").await?;
            let (of_echo, echo_cpu) = run(&echo, None, connections, plan).await?;
            drop(echo);
            let loom = Server::start("loom").await?;
            let (of_loom, loom_cpu) = run(&loom, Some("/counter"), connections, plan).await?;
            report.row(
                "events",
                &format!("counter, {connections} connections"),
                &[
                    ("echo/s", of_echo.per_second),
                    ("loom/s", of_loom.per_second),
                    ("p50 µs", of_loom.p50.as_secs_f64() * 1e6),
                    ("p95 µs", of_loom.p95.as_secs_f64() * 1e6),
                    ("p99 µs", of_loom.p99.as_secs_f64() * 1e6),
                ],
            );
            rates.push(of_loom.per_second / of_echo.per_second);
            cpus.push(loom_cpu / echo_cpu);
        }
        if connections > 1 {
            report.budget(Budget::at_least(
                &format!("counter rate, {connections}"),
                median(&mut rates),
                0.7,
                "of echo",
            ));
            report.budget(Budget::at_most(&format!("counter CPU, {connections}"), median(&mut cpus), 1.5, "of echo"));
        }
    }
    Ok(())
}

/// Bytes of each patch, and the server's time from frame to frame, of the table of 1,000 rows.
async fn table(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let operations: [(&str, &[&str], f64); 8] = [
        ("update_one", &[], 50.0),
        ("select", &[], 70.0),
        ("swap", &[], 50.0),
        ("remove", &[], 40.0),
        ("append", &[], 140.0),
        ("prepend", &[], 140.0),
        ("update_tenth", &[], 1_500.0),
        ("create", &["clear"], 60_000.0),
    ];
    let server = Server::start("loom").await?;
    let mut sockets = sockets(&server, Some("/table"), 1).await?;
    let socket = sockets.first_mut().ok_or("no socket")?;
    let mut number = 0;
    for (operation, before, budget) in operations {
        let mut bytes = Vec::new();
        let mut times = Vec::new();
        for _ in 0..plan.rounds * 4 {
            for step in ["reset"].iter().chain(before) {
                send(socket, &mut number, step).await?;
            }
            // Twice, so that templates which cross only once are there already.
            if operation == "select" {
                send(socket, &mut number, operation).await?;
            }
            let sent = std::time::Instant::now();
            bytes.push(send(socket, &mut number, operation).await?.len() as f64);
            times.push(sent.elapsed().as_secs_f64() * 1e6);
        }
        let bytes = median(&mut bytes);
        report.row("table of 1,000 rows", operation, &[("bytes", bytes), ("round trip µs", median(&mut times))]);
        report.budget(Budget::at_most(&format!("{operation} bytes"), bytes, budget, "bytes"));
    }
    Ok(())
}

async fn send(socket: &mut Socket, number: &mut u64, handler: &str) -> Result<String, Failure> {
    use futures_util::SinkExt;
    *number += 1;
    let text = format!("[\"e\",0,{number},\"{handler}\",\"click\"]");
    socket.send(tokio_tungstenite::tungstenite::Message::text(text)).await?;
    loop {
        let answer = load::answer(socket).await?;
        if answer.starts_with("[\"x\"") {
            return Err(format!("`{handler}` was refused: {answer}").into());
        }
        if answer.starts_with("[\"p\"") {
            return Ok(answer);
        }
    }
}

/// Server memory of an idle connection, beside the echo's, and of a joined table.
async fn memory(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let mut of = Vec::new();
    for (subject, page, count) in
        [("echo", None, plan.idle), ("loom", Some("/counter"), plan.idle), ("loom", Some("/table"), plan.idle / 20)]
    {
        let server = Server::start(subject).await?;
        let warm = sockets(&server, page, 50).await?;
        let before = server.resident_bytes()?;
        let held = sockets(&server, page, count).await?;
        let bytes = (server.resident_bytes()? - before) / count as f64;
        drop((warm, held));
        report.row("memory", page.unwrap_or("echo"), &[("bytes a connection", bytes)]);
        of.push(bytes);
    }
    if let [echo, counter, table] = of[..] {
        report.budget(Budget::at_most("idle counter above echo", counter - echo, 2048.0, "bytes"));
        report.budget(Budget::at_most("joined table of 1,000 rows", table, 160.0 * 1024.0, "bytes"));
    }
    Ok(())
}
