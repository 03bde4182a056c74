//! `cargo xtask expressions`: builds the generator of random browser expressions for release, and has Rust and Node evaluate what it makes.

use std::process::{Command, ExitCode};

use crate::{
    client,
    command::{StepResult, run as output_of},
    release,
};

/// The program.
const EXPRESSIONS: &str = "expressions";

/// Runs `expressions` with these arguments.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    if let Err(error) = client::install_packages() {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    let built = release::build().status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match command().args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The step of the suite: one seed that is always the same, and a fresh one.
pub(crate) fn check() -> StepResult {
    client::install_packages()?;
    output_of(release::build())?;
    let output = output_of(command())?;
    let said: Vec<&str> = output.lines().map(|line| line.split("; to run").next().unwrap_or(line)).collect();
    Ok(said.join("; "))
}

/// The program, with the client's half of it.
fn command() -> Command {
    let mut command = release::command(EXPRESSIONS);
    command.arg(client::folder().join("test/expressions.mjs"));
    command
}
