//! The browser client: its packages, its types, its unit tests, and whether the built file is that of its source.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    browser,
    command::{StepResult, exists, program, root, run},
};

/// Types, freshness of the built file, unit tests (which need a browser).
pub(crate) fn check() -> StepResult {
    install_packages()?;
    let chromium = browser::chromium()?;
    npm(&["run", "--silent", "check"], &[])?;
    npm(&["run", "--silent", "fresh"], &[])?;
    npm(&["run", "--silent", "test"], &[("CHROMIUM", &chromium)]).map(|tests| summary(&tests))
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
    npm(&["ci", "--no-audit", "--no-fund"], &[])?;
    fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// What node's test runner says at its end, in a few words.
pub(crate) fn summary(output: &str) -> String {
    let count = |name: &str| {
        let lines = output.lines().map(|line| line.trim_start_matches(['#', 'ℹ', ' ']));
        lines.filter_map(|line| line.strip_prefix(name)?.trim().parse::<u32>().ok()).sum::<u32>()
    };
    format!("{} passed", count("pass "))
}

fn npm(arguments: &[&str], variables: &[(&str, &str)]) -> Result<String, String> {
    let mut command = program("npm", arguments);
    command.current_dir(folder()).envs(variables.iter().copied());
    run(command)
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn the_test_runner_is_understood_in_both_of_its_forms() {
        assert_eq!(summary("# tests 3\n# pass 3\n"), "3 passed");
        assert_eq!(summary("ℹ tests 4\nℹ pass 4\n"), "4 passed");
    }
}
