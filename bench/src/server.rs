//! A server under test: a process of its own, on a core of its own.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use loom_bench::load::Failure;

/// A running `subject`. It ends when this is dropped.
pub(crate) struct Server {
    /// The address at which it listens.
    pub(crate) addr: String,
    /// The process, to be killed.
    child: Child,
}

/// The program `name`, which stands beside this one.
pub(crate) fn sibling(name: &str) -> Result<PathBuf, Failure> {
    Ok(std::env::current_exe()?.with_file_name(name))
}

/// A call of a program of ours on one core, ahead of whatever else runs on it where the system permits.
pub(crate) fn on_core(core: usize, program: PathBuf) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", "-15", "taskset", "-c", &core.to_string()]).arg(program).stderr(Stdio::inherit());
    command
}

/// Has the program keep memory that it needs again: to give it back and take it again page by page would cost more than a render does.
pub(crate) fn keep_memory(program: &mut Command) -> &mut Command {
    program.envs([("MALLOC_MMAP_THRESHOLD_", "1073741824"), ("MALLOC_TRIM_THRESHOLD_", "1073741824")])
}

impl Server {
    /// Starts `subject WHAT` on the first core and waits until it answers.
    pub(crate) fn start(what: &str) -> Result<Self, Failure> {
        Self::start_at(what, "127.0.0.1")
    }

    /// As [`start`](Self::start), where single renders are compared.
    pub(crate) fn start_keeping_memory(what: &str) -> Result<Self, Failure> {
        let mut subject = on_core(0, sibling("subject")?);
        keep_memory(&mut subject);
        Self::run(subject, what, "127.0.0.1")
    }

    /// As [`start`](Self::start), for connections to another address than this host's usual one.
    pub(crate) fn start_at(what: &str, ip: &str) -> Result<Self, Failure> {
        Self::run(on_core(0, sibling("subject")?), what, ip)
    }

    fn run(mut subject: Command, what: &str, ip: &str) -> Result<Self, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let child = subject.args([what, &port.to_string(), ip]).stdout(Stdio::null()).spawn()?;
        let server = Self { addr: format!("127.0.0.1:{port}"), child };
        for _ in 0..500 {
            if TcpStream::connect(&server.addr).is_ok() {
                return Ok(server);
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err(format!("`subject {what}` does not answer on {}", server.addr).into())
    }

    /// Time that it has spent on its core so far, user and system, in microseconds: the first figure of
    /// `/proc/PID/schedstat`, which counts nanoseconds where `/proc/PID/stat` counts hundredths of a second. The server has one thread.
    pub(crate) fn cpu_micros(&self) -> Result<f64, Failure> {
        let schedstat = fs::read_to_string(format!("/proc/{}/schedstat", self.child.id()))?;
        let spent: f64 = schedstat.split(' ').next().unwrap_or_default().parse()?;
        Ok(spent / 1000.0)
    }

    /// The same once it has nothing to do: it sleeps, and has slept for a while.
    pub(crate) fn cpu_micros_at_rest(&self) -> Result<f64, Failure> {
        let mut asleep = 0;
        while asleep < 2 {
            thread::sleep(Duration::from_micros(50));
            let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
            asleep = if stat.contains(") S ") { asleep + 1 } else { 0 };
        }
        self.cpu_micros()
    }

    /// Memory that is its own, `RssAnon` of `/proc/PID/status`, in bytes: heap and stacks, not the program's code.
    pub(crate) fn memory(&self) -> Result<f64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).ok_or("no RssAnon")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? * 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
