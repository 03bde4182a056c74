//! `cargo xtask chaos`: builds the storm and its server for release, and lets it rage.

use std::process::{Command, ExitCode};

use crate::command::{StepResult, cargo, program, root, run as output_of};

/// One build for the storm and the soak test: alone, each would want the dependencies with other features.
pub(crate) const BUILD: [&str; 11] = [
    "build",
    "--locked",
    "--release",
    "--package",
    "loom-chaos",
    "--bin",
    "loom-chaos",
    "--package",
    "loom-tests",
    "--bin",
    "soak",
];

/// Runs `loom-chaos` with these arguments.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = cargo(&BUILD).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match storm().args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cannot run loom-chaos: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The step of the suite: shorter, and always the same plan.
pub(crate) fn check() -> StepResult {
    output_of(cargo(&BUILD))?;
    let mut storm = storm();
    storm.args(["--seconds", "25", "--seed", "1"]);
    let output = output_of(storm)?;
    Ok(output.lines().find(|line| line.contains(" lost, ")).unwrap_or_default().to_owned())
}

fn storm() -> Command {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    program(&target.join("release/loom-chaos").to_string_lossy(), &[])
}
