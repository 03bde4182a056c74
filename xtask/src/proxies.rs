//! The tests behind real proxies, with the configuration that the guide gives.

use crate::command::{StepResult, install, is_installed, tests};

/// The programs that the tests start.
const PROXIES: [&str; 2] = ["haproxy", "nginx"];

/// Installs the proxies where we may, and runs the tests that need them.
pub(crate) fn check() -> StepResult {
    for proxy in PROXIES {
        if is_installed(proxy).is_none() {
            install(proxy)?;
        }
    }
    tests("binary(proxies)", &["--run-ignored", "only"])
}
