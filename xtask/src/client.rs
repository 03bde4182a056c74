//! The browser client: its packages, its types, its unit tests, and whether the built file is that of its source.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    browser,
    command::{StepResult, exists, program, root, run},
};

/// Types, freshness of the built file, unit tests (which need a browser).
pub(crate) fn check() -> StepResult {
    install_packages()?;
    let chromium = browser::chromium()?;
    run(npm(&["run", "--silent", "check"]))?;
    run(npm(&["run", "--silent", "fresh"]))?;
    let mut tests = npm(&["run", "--silent", "test"]);
    tests.env("CHROMIUM", chromium);
    run_tests(tests)
}

/// The client's folder.
pub(crate) fn folder() -> PathBuf {
    root().join("loom/client")
}

/// Installs the client's packages as its lock file names them, unless they are there.
pub(crate) fn install_packages() -> Result<(), String> {
    if !exists(program("npm", &["--version"])) {
        return Err("npm is missing: install Node.js 20 or newer (for the checks only; Loom needs none)".into());
    }
    let installed = folder().join("node_modules/.loom-installed");
    let lock = read(&folder().join("package-lock.json"))?;
    if fs::read_to_string(&installed).is_ok_and(|of| of == lock) {
        return Ok(());
    }
    run(npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// Runs a call of node's test runner: how many tests passed, or what is said of those that failed.
pub(crate) fn run_tests(mut command: Command) -> StepResult {
    command.env("NODE_OPTIONS", "--test-reporter=tap");
    let output = run(command).map_err(|output| without_passed(&output))?;
    Ok(format!("{} passed", output.lines().find_map(|line| line.strip_prefix("# pass ")).unwrap_or("0")))
}

/// A report in the test anything protocol, less what it says of tests that passed.
fn without_passed(report: &str) -> String {
    let mut kept = String::new();
    let mut in_passed = false;
    for line in report.lines() {
        let trimmed = line.trim_start();
        in_passed |= trimmed.starts_with("ok ");
        if !in_passed && !trimmed.starts_with("# Subtest: ") {
            kept.extend([line, "\n"]);
        }
        in_passed &= trimmed != "...";
    }
    kept
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = program("npm", arguments);
    command.current_dir(folder());
    command
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::without_passed;

    #[test]
    fn passed_tests_are_left_out_of_a_report() {
        let report = "TAP version 13\n# Subtest: a\nok 1 - a\n  ---\n  duration_ms: 1\n  ...\n# Subtest: b\nnot ok 2 - b\n  ---\n  error: no\n  ...\n# pass 1\n";
        assert_eq!(without_passed(report), "TAP version 13\nnot ok 2 - b\n  ---\n  error: no\n  ...\n# pass 1\n");
    }
}
