//! The tests in a real browser: Chromium, driven by the scripts in `tests/browser`.

use std::{env, fs};

use crate::{
    client,
    command::{StepResult, cargo, install, program, root, run},
};

/// The names that Chromium goes by.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Builds the programs that the scripts start, and runs every script, one after the other.
pub(crate) fn check() -> StepResult {
    client::install_packages()?;
    let chromium = chromium()?;
    // With the tests, or the dependencies would be built anew with other features.
    run(cargo(&["build", "--locked", "--workspace", "--bins", "--tests"]))?;
    let folder = root().join("tests/browser");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned());
    let mut scripts: Vec<String> = paths.filter(|path| path.ends_with(".test.mjs")).collect();
    scripts.sort();
    let mut node = program("node", &["--test", "--test-concurrency=1"]);
    node.args(scripts).env("CHROMIUM", chromium);
    client::run_tests(node)
}

/// The path of the browser that is there, or that Debian's package gives if it may be installed.
pub(crate) fn chromium() -> Result<String, String> {
    if let Some(found) = env::var("CHROMIUM").ok().or_else(found) {
        return Ok(found);
    }
    install("chromium").map_err(|error| format!("{error}, or set CHROMIUM to where it is"))?;
    found().ok_or_else(|| "Chromium was installed and is not found".into())
}

/// The first of the names that is a program in the `PATH`.
fn found() -> Option<String> {
    let folders = env::var_os("PATH")?;
    let files = BROWSERS.iter().flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file()).map(|file| file.to_string_lossy().into_owned())
}
