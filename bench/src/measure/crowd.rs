//! As many joined counters as are asked for.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Child, Stdio},
};

use loom_bench::load::{Failure, Socket};

use crate::{
    report::Report,
    server::{Server, on_core},
};

/// Files that a process has open besides its connections, and more.
const OTHERS: usize = 200;

/// Joins `connections` counters. One process may hold only so many files open: where that is too few, they are spread
/// evenly over several servers, each with a load process of its own.
pub(crate) fn measure(connections: usize, report: &mut Report) -> Result<(), Failure> {
    let limit = usize::try_from(rlimit::increase_nofile_limit(u64::MAX)?)?.saturating_sub(OTHERS);
    let processes = connections.div_ceil(limit.max(1)).max(1);
    println!("{connections} connections, at most {limit} a process: {processes} server and as many load processes");
    let share = connections.div_ceil(processes);
    let (mut crowds, mut held, mut bytes) = (Vec::new(), 0, 0.0);
    for number in 0..processes {
        let count = share.min(connections - held);
        let server = Server::start_at("loom", "0.0.0.0")?;
        let before = server.memory()?;
        let port = server.addr.rsplit(':').next().unwrap_or_default();
        let crowd = Crowd::gather(&format!("127.0.1.{}:{port}", number + 1), count)?;
        bytes += server.memory()? - before;
        held += count;
        crowds.push((server, crowd));
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

/// A process of ours that holds connections. They end when this is dropped.
struct Crowd(Child);

impl Crowd {
    /// Starts `loom-bench --hold ADDR COUNT` and waits until all have joined.
    fn gather(addr: &str, count: usize) -> Result<Self, Failure> {
        let mut command = on_core(1, std::env::current_exe()?);
        command.args(["--hold", addr, &count.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        let crowd = Self(child);
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        match line.trim() == count.to_string() {
            true => Ok(crowd),
            false => Err("a load process could not hold its connections".into()),
        }
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The load process: joins, says how many, and holds them until its input ends.
pub(crate) fn hold(addr: &str, count: usize) -> Result<(), Failure> {
    rlimit::increase_nofile_limit(u64::MAX)?;
    let held = (0..count).map(|_| Socket::visit(addr, "/counter")).collect::<Result<Vec<_>, _>>()?;
    println!("{}", held.len());
    std::io::stdout().flush()?;
    std::io::stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
