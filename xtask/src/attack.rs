//! `cargo xtask attack`: builds the gallery and its attackers for release, and lets them at it.

use std::process::ExitCode;

use crate::{
    command::{StepResult, run as output_of},
    release,
};

/// The attackers' program, and what it attacks.
const ATTACK: &str = "attack";
const GALLERY: &str = "loom-gallery";

/// Runs `attack` with these arguments.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = release::build().status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    match release::command(ATTACK).arg(release::path(GALLERY)).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cannot run {ATTACK}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The step of the suite: a second for each attack.
pub(crate) fn check() -> StepResult {
    output_of(release::build())?;
    let mut attack = release::command(ATTACK);
    attack.arg(release::path(GALLERY)).args(["--seconds", "1"]);
    let output = output_of(attack)?;
    Ok(output.lines().find(|line| line.contains(" gained something")).unwrap_or_default().to_owned())
}
