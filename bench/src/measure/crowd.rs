//! As many joined counters as are asked for.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use loom_bench::load::{Failure, Socket};

use crate::{
    report::Report,
    server::{Server, on_core},
};

/// Files that a process has open besides its connections, and more.
const OTHERS: usize = 200;
/// How often a connection says that it is there; the server gives it up when it has been silent for 90 s.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// Joins `connections` counters. One process may hold only so many files open: where that is too few, they are spread
/// evenly over several servers, each with a load process of its own.
pub(crate) fn measure(connections: usize, report: &mut Report) -> Result<(), Failure> {
    let limit = usize::try_from(rlimit::increase_nofile_limit(u64::MAX)?)?.saturating_sub(OTHERS);
    let processes = connections.div_ceil(limit.max(1)).max(1);
    println!("{connections} connections, at most {limit} a process: {processes} server and as many load processes");
    let share = connections.div_ceil(processes);
    let (mut crowds, mut held) = (Vec::new(), 0);
    for number in 1..=processes {
        let count = share.min(connections - held);
        let server = Server::start_at("loom", "0.0.0.0")?;
        let before = server.memory()?;
        let port = server.addr.rsplit(':').next().unwrap_or_default();
        let crowd = Crowd::gather(&format!("127.0.{number}"), port, count)?;
        held += count;
        crowds.push((server, before, crowd));
    }
    let mut bytes = 0.0;
    for (server, before, crowd) in &mut crowds {
        crowd.check()?;
        bytes += server.memory()? - *before;
    }
    let figures = [
        ("connections", held as f64),
        ("server processes", processes as f64),
        ("bytes a connection", bytes / held as f64),
        ("servers' memory MiB", bytes / f64::from(1 << 20)),
    ];
    report.row("crowd", "joined counters", &figures);
    Ok(())
}

/// A process of ours that holds connections, and ends when one of them does. They end when this is dropped.
struct Crowd(Child);

impl Crowd {
    /// Starts `loom-bench --hold NET PORT COUNT` and waits until all have joined.
    fn gather(net: &str, port: &str, count: usize) -> Result<Self, Failure> {
        let mut command = on_core(1, std::env::current_exe()?);
        let mut child = command.args(["--hold", net, port, &count.to_string()]).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        let crowd = Self(child);
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        match line.trim() == count.to_string() {
            true => Ok(crowd),
            false => Err("a load process could not hold its connections".into()),
        }
    }

    /// Whether all connections are still there.
    fn check(&mut self) -> Result<(), Failure> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(_) => Err("a load process lost a connection".into()),
        }
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The load process: joins, says how many, and holds them until it is killed. Every connection says now and then that it is there,
/// as browsers do. They go to a hundred addresses of the net, so that none runs out of ports.
pub(crate) fn hold(net: &str, port: &str, count: usize) -> Result<(), Failure> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let mut held: Vec<Socket> = Vec::with_capacity(count);
    let mut heard = Instant::now();
    loop {
        if heard.elapsed() > HEARTBEAT {
            held.iter_mut().try_for_each(Socket::heartbeat)?;
            heard = Instant::now();
        }
        if held.len() == count {
            thread::sleep(HEARTBEAT);
            continue;
        }
        held.push(Socket::visit(&format!("{net}.{}:{port}", held.len() % 100 + 1), "/counter")?);
        if held.len() == count {
            println!("{count}");
        }
    }
}
