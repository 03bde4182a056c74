//! The programs that some checks run as a user would, with the library as in a release.
//!
//! One build for all of them: alone, each would want the dependencies with other features, and build them anew.

use std::process::Command;

use crate::command::{cargo, program, target};

/// The profile, which `Cargo.toml` has.
const PROFILE: &str = "checked";

/// Package and program.
const PROGRAMS: [(&str, &str); 6] = [
    ("loom-chaos", "loom-chaos"),
    ("loom-tests", "soak"),
    ("loom-tests", "attack"),
    ("loom-tests", "expressions"),
    ("loom-gallery", "loom-gallery"),
    ("loom-bench", "operations"),
];

/// The command that builds them.
pub(crate) fn build() -> Command {
    let mut build = cargo(&["build", "--locked", "--profile", PROFILE]);
    for (package, name) in PROGRAMS {
        build.args(["--package", package, "--bin", name]);
    }
    build
}

/// The path of one of them.
pub(crate) fn path(name: &str) -> String {
    target().join(PROFILE).join(name).to_string_lossy().into_owned()
}

/// One of them.
pub(crate) fn command(name: &str) -> Command {
    program(&path(name), &[])
}
