//! [`Operated`], a server in a process of its own.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

/// A server in a process of its own: the program `operated`. It is killed when this is dropped.
#[derive(Debug)]
pub struct Operated {
    /// Where it listens, as it said.
    pub address: String,
    process: Child,
}

impl Operated {
    /// Starts `program` at this address, with these settings, and waits until it listens.
    #[must_use]
    pub fn start(program: impl AsRef<Path>, address: &str, settings: &[&str]) -> Self {
        let mut command = Command::new(program.as_ref());
        command.arg(address).args(settings).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("the program starts");
        let mut address = String::new();
        let said = process.stdout.take().expect("its output is piped");
        BufReader::new(said).read_line(&mut address).expect("where it listens");
        Self { address: address.trim().to_owned(), process }
    }

    /// Sends a signal, `TERM` or `KILL`.
    pub fn signal(&self, signal: &str) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
        assert!(sent.success(), "the process is there");
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().expect("a process")
    }

    /// Waits until it has ended.
    pub fn wait(&mut self) -> ExitStatus {
        self.process.wait().expect("a process")
    }
}

impl Drop for Operated {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
