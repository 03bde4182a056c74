//! The public interface of the library, item by item, as `public-api.txt` has it: so a change of it is seen in review.
//!
//! `UPDATE_EXPECT=1` writes the file anew.
#![allow(clippy::expect_used, reason = "tests fail by panicking")]

use std::{collections::HashSet, env, fs, os::unix::fs::PermissionsExt as _, path::Path, process::Command};

use expect_test::expect_file;

/// The compiler whose description of a crate the library that reads it understands.
const COMPILER: &str = "rustc 1.95.";

/// rustdoc, with the switch for its unstable output. Only rustdoc is to have it: packages are built anew where cargo itself has it.
const RUSTDOC: &str = "#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc \"$@\"\n";

#[test]
fn the_public_interface_is_what_the_file_says() {
    let version = Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&version);
    if !version.starts_with(COMPILER) {
        println!("skipped: the interface is read from {COMPILER}x, and this is {version}");
        return;
    }
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let rustdoc = directory.join("rustdoc.sh");
    fs::write(&rustdoc, RUSTDOC).expect("a directory for tests can be written to");
    fs::set_permissions(&rustdoc, fs::Permissions::from_mode(0o755)).expect("it is ours");

    let described = Command::new(env!("CARGO"))
        .args(["rustdoc", "--quiet", "--locked", "--package", "loom-live", "--lib", "--all-features"])
        .args(["--", "-Zunstable-options", "--output-format", "json"])
        .env("RUSTDOC", &rustdoc)
        .output()
        .expect("cargo is there");
    assert!(described.status.success(), "{}", String::from_utf8_lossy(&described.stderr));

    // Beside `tmp`, where cargo keeps what it builds.
    let json = directory.parent().expect("it is in the target directory").join("doc/loom.json");
    let interface = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .expect("the compiler is one whose description is understood");
    // An impl is listed with its trait and with its type.
    let mut seen = HashSet::new();
    let lines = interface.items().map(|item| format!("{item}\n"));
    let listed: String = lines.filter(|line| !is_part_of_prelude(line) && seen.insert(line.clone())).collect();
    expect_file!["../public-api.txt"].assert_eq(&listed);
}

/// Whether the line is about a part of an item that the prelude names again. Also that of a private module: it is imported, without
/// being visible, with the macro `html` that has its name.
fn is_part_of_prelude(line: &str) -> bool {
    let Some((_, path)) = line.split_once(" loom::prelude::") else { return false };
    path.contains("::") || path == "html\n"
}
