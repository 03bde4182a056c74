//! Whether the packages that are published hold all that they need: they are made, built from what they hold, and their examples run.

use std::{fs, path::Path};

use crate::command::{StepResult, cargo, run, target};

/// What is published, dependencies first.
const PACKAGES: [&str; 3] = ["loom-live-vocabulary", "loom-live-macros", "loom-live"];

/// Makes the packages, and runs the documentation's examples of the one that users name.
pub(crate) fn check() -> StepResult {
    let mut package = cargo(&["package", "--locked", "--allow-dirty", "--quiet"]);
    for name in PACKAGES {
        package.args(["--package", name]);
    }
    run(package)?;
    let packaged = target().join("package");
    let [vocabulary, macros, library] =
        PACKAGES.map(|name| packaged.join(format!("{name}-{}", env!("CARGO_PKG_VERSION"))));
    set_apart(&library).map_err(|error| format!("{} cannot be written: {error}", library.display()))?;
    let mut doctest = cargo(&["test", "--doc", "--all-features"]);
    doctest.arg("--manifest-path").arg(library.join("Cargo.toml"));
    for (name, path) in PACKAGES.iter().zip([vocabulary, macros]) {
        doctest.arg("--config").arg(format!("patch.crates-io.{name}.path={:?}", path.to_string_lossy()));
    }
    doctest.env("CARGO_TARGET_DIR", packaged.join("doctests"));
    let output = run(doctest)?;
    let passed = output.lines().find_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next());
    Ok(format!("{} examples of the packaged library passed", passed.unwrap_or("0")))
}

/// Makes what was unpacked below the workspace a workspace of its own.
fn set_apart(package: &Path) -> std::io::Result<()> {
    let manifest = package.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    fs::write(&manifest, format!("{text}\n[workspace]\n"))
}
