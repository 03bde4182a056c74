//! [`Process`], a server in a process of its own.

use std::{
    io::{BufRead as _, BufReader, Read},
    process::{Child, Command, ExitStatus, Stdio},
    time::Duration,
};

use crate::Usage;

/// How much the memory of a program that is warm may grow by itself, in bytes: buffers of threads and the allocator's rest.
pub const UNREST: usize = 8 << 20;

/// A server in a process of its own. It is killed when this is dropped.
#[derive(Debug)]
pub struct Process {
    child: Child,
}

impl Process {
    /// Starts it, without an input.
    #[must_use]
    pub fn start(command: &mut Command) -> Self {
        Self { child: command.stdin(Stdio::null()).spawn().expect("the program starts") }
    }

    /// Starts it, and waits for the first line that it says: where it listens.
    #[must_use]
    pub fn start_listening(command: &mut Command) -> (Self, String) {
        let mut process = Self::start(command.stdout(Stdio::piped()));
        let mut line = String::new();
        BufReader::new(process.output()).read_line(&mut line).expect("where it listens");
        (process, line.trim().to_owned())
    }

    /// Its output, which the command has piped.
    pub fn output(&mut self) -> impl Read + Send + use<> {
        self.child.stdout.take().expect("its output is piped")
    }

    /// Its errors, which the command has piped.
    pub fn errors(&mut self) -> impl Read + Send + use<> {
        self.child.stderr.take().expect("its errors are piped")
    }

    /// Its number.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its memory and processor time; nothing where it has ended.
    #[must_use]
    pub fn usage(&self) -> Usage {
        Usage::of(self.id()).unwrap_or_default()
    }

    /// Sends a signal, `TERM` or `KILL`.
    pub fn signal(&self, signal: &str) {
        let id = self.id().to_string();
        let sent = Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
        assert!(sent.success(), "the process is there");
    }

    /// Whether it has ended, and how.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("a process")
    }

    /// Waits until it has ended.
    pub fn wait(&mut self) -> ExitStatus {
        self.child.wait().expect("a process")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The value of `--seconds`, if it is one.
#[must_use]
pub fn seconds(value: &str) -> Option<Duration> {
    value.parse().ok().filter(|seconds| *seconds > 0).map(Duration::from_secs)
}
