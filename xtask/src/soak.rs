//! `cargo xtask soak`: builds the soak test for release and runs it.

use std::process::ExitCode;

use crate::{
    command::{StepResult, run as output_of},
    release,
};

/// The program.
const SOAK: &str = "soak";

/// Runs `soak` with these arguments; it starts the server by itself.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = release::build().status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match release::command(SOAK).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// The step of the suite, which is shorter.
pub(crate) fn check() -> StepResult {
    output_of(release::build())?;
    let mut soak = release::command(SOAK);
    soak.args(["--seconds", "15"]);
    Ok(output_of(soak)?.trim().to_owned())
}
