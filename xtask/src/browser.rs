//! The tests in a real browser: Chromium, driven by the scripts in `tests/browser`.

use std::fs;

use crate::{
    client,
    command::{StepResult, cargo, exists, program, root, run, unattended},
};

/// The names that Chromium goes by.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Builds the gallery, finds a browser, and runs every script, one after the other.
pub(crate) fn check() -> StepResult {
    client::install_packages()?;
    let browser = browser()?;
    run(cargo(&["build", "--locked", "--package", "loom-gallery"]))?;
    let folder = root().join("tests/browser");
    let mut scripts: Vec<String> = fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.ends_with(".test.mjs"))
        .collect();
    scripts.sort();
    let mut node = program("node", &["--test", "--test-concurrency=1"]);
    node.args(scripts).env("CHROMIUM", browser);
    Ok(client::summary(&run(node)?))
}

/// The browser that is there, or that Debian's package gives where we may install it.
fn browser() -> Result<String, String> {
    if let Ok(browser) = std::env::var("CHROMIUM") {
        return Ok(browser);
    }
    if let Some(found) = found() {
        return Ok(found);
    }
    let root = run(program("id", &["-u"])).is_ok_and(|user| user.trim() == "0");
    if !(root && unattended() && exists(program("apt-get", &["--version"]))) {
        return Err(
            "Chromium is missing: install the package chromium (apt-get install chromium), or set CHROMIUM".into()
        );
    }
    run(program("apt-get", &["update", "-q"]))?;
    let mut install = program("apt-get", &["install", "-q", "-y", "--no-install-recommends", "chromium"]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run(install)?;
    found().ok_or_else(|| "Chromium was installed and cannot be run".into())
}

fn found() -> Option<String> {
    BROWSERS.into_iter().find(|name| exists(program(name, &["--version"]))).map(str::to_owned)
}
