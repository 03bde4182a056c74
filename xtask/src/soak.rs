//! `cargo xtask soak`: builds the soak test for release and runs it.

use std::process::{Command, ExitCode};

use crate::{
    chaos::BUILD,
    command::{StepResult, cargo, program, root, run as output_of},
};

/// Runs `soak` with these arguments; it starts the server by itself.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = cargo(&BUILD).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match soak().args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The step of the suite, which is shorter.
pub(crate) fn check() -> StepResult {
    output_of(cargo(&BUILD))?;
    let mut soak = soak();
    soak.args(["--seconds", "15"]);
    Ok(output_of(soak)?.trim().to_owned())
}

fn soak() -> Command {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    program(&target.join("release/soak").to_string_lossy(), &[])
}
