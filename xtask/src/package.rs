//! Whether the packages that are published hold all that they need: they are made, and the library is built of what they hold.

use std::{fs, io, path::Path};

use crate::command::{StepResult, cargo, program, run, target};

/// The published packages, dependencies first. The last is the one that users name.
const PACKAGES: [&str; 3] = ["loom-live-vocabulary", "loom-live-macros", "loom-live"];

/// Makes the packages, and runs the documentation's examples with what is in them.
pub(crate) fn check() -> StepResult {
    // cargo's own check would build of what it unpacked for the same version before.
    let mut package = cargo(&["package", "--locked", "--allow-dirty", "--quiet", "--no-verify"]);
    for name in PACKAGES {
        package.args(["--package", name]);
    }
    run(package)?;
    let packaged = target().join("package");
    let unpacked = packaged.join("unpacked");
    empty(&unpacked).map_err(|error| format!("{} cannot be emptied: {error}", unpacked.display()))?;
    let full = |name: &str| format!("{name}-{}", env!("CARGO_PKG_VERSION"));
    for name in PACKAGES {
        // With new times, or cargo would take what it built of an older package for that of this one.
        let mut tar = program("tar", &["-xzmf"]);
        tar.arg(packaged.join(format!("{}.crate", full(name)))).arg("-C").arg(&unpacked);
        run(tar)?;
    }
    let [vocabulary, macros, library] = PACKAGES.map(|name| unpacked.join(full(name)));
    set_apart(&library).map_err(|error| format!("{} cannot be written: {error}", library.display()))?;
    let mut doctest = cargo(&["test", "--doc", "--all-features"]);
    doctest.arg("--manifest-path").arg(library.join("Cargo.toml"));
    for (name, path) in PACKAGES.iter().zip([vocabulary, macros]) {
        doctest.arg("--config").arg(format!("patch.crates-io.{name}.path={:?}", path.to_string_lossy()));
    }
    // Nobody looks into what is built here.
    doctest.envs([
        ("CARGO_PROFILE_DEV_DEBUG", "false"),
        ("CARGO_PROFILE_TEST_DEBUG", "false"),
        ("CARGO_INCREMENTAL", "0"),
    ]);
    doctest.env("CARGO_TARGET_DIR", packaged.join("doctests"));
    let output = run(doctest)?;
    let passed = output.lines().find_map(|line| line.strip_prefix("test result: ok. ")?.split(' ').next());
    Ok(format!("{} examples of the packaged library passed", passed.unwrap_or("0")))
}

fn empty(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    fs::create_dir_all(folder)
}

/// Makes what was unpacked below the workspace a workspace of its own.
fn set_apart(package: &Path) -> io::Result<()> {
    let manifest = package.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    fs::write(&manifest, format!("{text}\n[workspace]\n"))
}
