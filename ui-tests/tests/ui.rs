//! The cases that must not compile: every file in a `fail` folder, with the errors in the `.stderr` beside it.
//!
//! `TRYBUILD=overwrite` writes the `.stderr` files anew; `-- ui trybuild=NAME` runs the files whose path contains NAME.

use std::process::Command;

/// The compiler whose messages the `.stderr` files hold.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn ui() {
    let version = Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&version);
    if !version.starts_with(COMPILER) {
        println!("skipped: the expected messages are those of {COMPILER}x, and this is {version}");
        return;
    }
    // Without `pass` cases trybuild checks all files in one run of the compiler.
    let cases = trybuild::TestCases::new();
    for topic in ["browser", "component", "template", "event"] {
        cases.compile_fail(format!("{topic}/fail/*.rs"));
    }
}
