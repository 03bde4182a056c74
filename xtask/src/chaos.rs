//! `cargo xtask chaos`: builds the storm and its server for release, and lets it rage.

use std::process::ExitCode;

use crate::{
    command::{StepResult, run as output_of},
    release,
};

/// The program.
const STORM: &str = "loom-chaos";

/// Runs `loom-chaos` with these arguments.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = release::build().status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match release::command(STORM).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cannot run loom-chaos: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The step of the suite: shorter, always the same plan, and with a smaller crowd, which has to come back but not soon.
pub(crate) fn check() -> StepResult {
    output_of(release::build())?;
    let storm = said(&["--seconds", "30", "--seed", "1"], " lost, ")?;
    let crowd = said(&["--crowd", "5000", "--within", "20"], " came back: ")?;
    Ok(format!("{storm}; {crowd}"))
}

/// Runs `loom-chaos` with these arguments, and gives the line that holds this.
fn said(arguments: &[&str], part: &str) -> StepResult {
    let mut storm = release::command(STORM);
    storm.args(arguments);
    let output = output_of(storm)?;
    Ok(output.lines().find(|line| line.contains(part)).unwrap_or_default().to_owned())
}
