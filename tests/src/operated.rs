//! [`Operated`], a server as an operator runs it.

use std::{
    ops::{Deref, DerefMut},
    path::Path,
    process::Command,
};

use crate::Process;

/// The program `operated`.
#[derive(Debug)]
pub struct Operated {
    /// The address at which it listens, as it said.
    pub address: String,
    process: Process,
}

impl Operated {
    /// Starts `program` at this address, with these settings, and waits until it listens.
    #[must_use]
    pub fn start(program: impl AsRef<Path>, address: &str, settings: &[&str]) -> Self {
        let (process, address) = Process::start_listening(Command::new(program.as_ref()).arg(address).args(settings));
        Self { address, process }
    }
}

impl Deref for Operated {
    type Target = Process;

    fn deref(&self) -> &Process {
        &self.process
    }
}

impl DerefMut for Operated {
    fn deref_mut(&mut self) -> &mut Process {
        &mut self.process
    }
}
