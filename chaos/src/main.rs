//! `cargo xtask chaos`: a few hundred clients keep count of what they did, while connections break, and servers are stopped and
//! killed. At the end nothing may be lost, doubled, stuck or wrong.
//!
//! A seed decides what breaks and when, so that a failed run can be repeated; the order in which threads run is the machine's.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program whose result is what it prints")]

mod app;
mod client;
mod component;
mod crowd;
mod kin;
mod ledger;
mod page;
mod poison;
mod proxy;
mod random;
mod roll;
mod server;
mod storm;
mod stray;
mod talk;
mod tally;
mod view;

use std::{process::ExitCode, time::Duration};

/// The reason why a run could not take place: no port, no process, a page that is none.
pub(crate) use loom_wire::Failure;

const USAGE: &str = "usage: cargo xtask chaos [--seconds N] [--seed S] [--clients N] [--json FILE]\n       cargo xtask chaos --crowd N [--within SECONDS]";

/// The options of the command line.
#[derive(Debug)]
struct Options {
    seconds: u64,
    seed: u64,
    clients: usize,
    json: Option<String>,
    /// So many clients come back at once, and nothing else happens.
    crowd: Option<usize>,
    /// Within so many seconds.
    within: u64,
}

impl Options {
    fn read(arguments: &[String]) -> Result<Self, Failure> {
        let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_secs() % 100_000;
        let mut options = Self { seconds: 120, seed, clients: 200, json: None, crowd: None, within: 5 };
        let mut arguments = arguments.iter();
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(USAGE)?;
            match name.as_str() {
                "--seconds" => options.seconds = value.parse()?,
                "--seed" => options.seed = value.parse()?,
                "--clients" => options.clients = value.parse()?,
                "--crowd" => options.crowd = Some(value.parse()?),
                "--within" => options.within = value.parse()?,
                "--json" => options.json = Some(value.clone()),
                _ => return Err(USAGE.into()),
            }
        }
        Ok(options)
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match &*arguments {
        [serve, address, number, build] if serve == "serve" => serve_as(address, number, build).await,
        arguments => storm(arguments).await,
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

async fn serve_as(address: &str, number: &str, build: &str) -> Result<ExitCode, Failure> {
    app::serve(address.parse()?, number.parse()?, build.to_owned()).await?;
    Ok(ExitCode::SUCCESS)
}

async fn storm(arguments: &[String]) -> Result<ExitCode, Failure> {
    let Options { seconds, seed, clients, json, crowd, within } = Options::read(arguments)?;
    if let Some(clients) = crowd {
        let in_time = crowd::run(clients, Duration::from_secs(within), seed).await?;
        return Ok(if in_time { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    println!("{clients} clients for {seconds} s, seed {seed}");
    let tally = storm::run(clients, Duration::from_secs(seconds), seed).await?;
    println!("{tally}");
    if let Some(file) = json {
        std::fs::write(file, tally.json())?;
    }
    if tally.holds() {
        return Ok(ExitCode::SUCCESS);
    }
    println!("to run it again: cargo xtask chaos --seconds {seconds} --clients {clients} --seed {seed}");
    Ok(ExitCode::FAILURE)
}
