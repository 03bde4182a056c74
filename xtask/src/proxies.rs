//! The tests behind real proxies, with the configuration that the guide gives.

use std::{env, path::Path};

use crate::command::{StepResult, install, tests};

/// The programs that the tests start.
const PROXIES: [&str; 2] = ["haproxy", "nginx"];

/// Installs the proxies where we may, and runs the tests that need them.
pub(crate) fn check() -> StepResult {
    for proxy in PROXIES {
        if !is_there(proxy) {
            install(proxy)?;
        }
    }
    tests(&["--run-ignored", "only", "-E", "binary(proxies)"])
}

/// Whether a program is in the `PATH`, or where Debian has those of the system.
fn is_there(name: &str) -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    let system = Path::new("/usr/sbin").to_path_buf();
    env::split_paths(&folders).chain([system]).any(|folder| folder.join(name).is_file())
}
