//! `cargo xtask bench`: builds the benchmarks for release and runs them, the load on the second core.

use std::process::ExitCode;

use crate::command::{cargo, exists, program, target};

/// Runs `loom-bench` with these arguments; it starts the servers under test on the first core by itself.
pub(crate) fn run(arguments: &[String]) -> ExitCode {
    if !exists(program("taskset", &["--version"])) {
        eprintln!("taskset is missing, which gives each side a core of its own: apt-get install util-linux");
        return ExitCode::FAILURE;
    }
    let built = cargo(&["build", "--release", "--package", "loom-bench"]).status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    let mut bench = program("nice", &["-n", "-15", "taskset", "-c", "1"]);
    match bench.arg(target().join("release/loom-bench")).args(arguments).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("nice, of coreutils, cannot be run: {error}");
            ExitCode::FAILURE
        }
    }
}
