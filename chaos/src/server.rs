//! [`Server`]: a release server in a process of its own, to be stopped and killed.

use std::{net::Ipv4Addr, process::Stdio, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::timeout,
};

use crate::{
    Failure,
    tally::{Fault, Harm},
};

/// How long a server may take to stop when it is told to.
const STOP: Duration = Duration::from_secs(20);

/// Which build of the program a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Build {
    A,
    B,
}

impl Build {
    pub(crate) const fn version(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// A running server. It is killed when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    /// Its number in this run; the next one's is one more.
    pub(crate) number: u64,
    /// The port at which it listens.
    pub(crate) port: u16,
    pub(crate) build: Build,
    process: Child,
}

impl Server {
    /// Starts this very program as a server and waits until it answers.
    pub(crate) async fn start(number: u64, port: u16, build: Build) -> Result<Self, Failure> {
        Self::start_on(Ipv4Addr::LOCALHOST, number, port, build).await
    }

    /// The same on another address of this machine.
    pub(crate) async fn start_on(address: Ipv4Addr, number: u64, port: u16, build: Build) -> Result<Self, Failure> {
        let process = Command::new(std::env::current_exe()?)
            .args(["serve", &format!("{address}:{port}"), &number.to_string(), build.version()])
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let mut server = Self { number, port, build, process };
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            if let Some(status) = server.process.try_wait()? {
                return Err(format!("server {number} on port {port} ended with {status}").into());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(server)
    }

    /// The number of its process; 0 when it has ended by itself.
    pub(crate) fn id(&self) -> u32 {
        self.process.id().unwrap_or_default()
    }

    /// A port that is free now.
    pub(crate) async fn free_port() -> Result<u16, Failure> {
        Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
    }

    /// Waits until it ends by itself.
    pub(crate) async fn ended(&mut self) -> Result<(), Failure> {
        self.process.wait().await?;
        Ok(())
    }

    /// `SIGKILL`.
    pub(crate) async fn kill(mut self) -> Result<(), Failure> {
        Ok(self.process.kill().await?)
    }

    /// `SIGTERM`, and waits until it has stopped.
    pub(crate) async fn stop(mut self) -> Result<Result<(), Fault>, Failure> {
        let id = self.process.id().ok_or("the server has ended by itself")?.to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().await?;
        if !told.success() {
            return Err("kill -TERM failed".into());
        }
        let fault = |harm, seen| Ok(Err(Fault { harm, count: 1, seen }));
        match timeout(STOP, self.process.wait()).await {
            Ok(Ok(status)) if status.success() => Ok(Ok(())),
            Ok(Ok(status)) => fault(Harm::Wrong, format!("server {} stopped with {status}", self.number)),
            Ok(Err(error)) => Err(error.into()),
            Err(_) => fault(Harm::Stuck, format!("server {} had not stopped after {STOP:?}", self.number)),
        }
    }
}
