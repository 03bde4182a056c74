//! `cargo xtask soak`: builds the soak test for release and runs it.

use std::process::ExitCode;

use crate::command::{cargo, program, root};

/// Runs `soak` with these arguments; it starts the server by itself.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    let built = cargo(&["build", "--release", "--package", "loom-tests", "--bin", "soak"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let soak = target.join("release/soak");
    match program(&soak.to_string_lossy(), &[]).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
