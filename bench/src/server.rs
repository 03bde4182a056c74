//! A server under test: a process of its own, on a core of its own.

use std::{
    fs,
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use loom_bench::load::Failure;
use tokio::net::TcpStream;

/// A running `subject`. It ends when this is dropped.
pub(crate) struct Server {
    /// Where it listens.
    pub(crate) addr: String,
    /// The process, to be killed.
    child: Child,
}

impl Server {
    /// Starts `subject WHAT` beside this program's own executable and waits until it answers.
    pub(crate) async fn start(what: &str) -> Result<Self, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let program = std::env::current_exe()?.with_file_name("subject");
        let child = Command::new("taskset")
            .args(["-c", "0"])
            .arg(program)
            .args([what, &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()?;
        let server = Self { addr: format!("127.0.0.1:{port}"), child };
        for _ in 0..500 {
            if TcpStream::connect(&server.addr).await.is_ok() {
                return Ok(server);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(format!("`subject {what}` does not answer on {}", server.addr).into())
    }

    /// User and system time so far, from `/proc/PID/stat` (proc(5)), in seconds.
    pub(crate) fn cpu_seconds(&self) -> Result<f64, Failure> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields = stat.rsplit(") ").next().ok_or("no fields in /proc/PID/stat")?;
        let ticks: f64 = fields.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
        Ok(ticks / 100.0)
    }

    /// Resident memory, `VmRSS` of `/proc/PID/status`, in bytes.
    pub(crate) fn resident_bytes(&self) -> Result<f64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches(" kB").parse::<f64>()? * 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
