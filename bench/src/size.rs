//! How large what is sent and what is deployed are: the client script, and a counter's binary beside one of axum alone.

use std::{fs, process::Command};

use loom_bench::load::Failure;

use crate::{
    generated::{Generated, ROOT},
    report::{Budget, Report},
};

/// Measures the client script and, unless it has to be quick, the binaries.
pub(crate) fn measure(quick: bool, report: &mut Report) -> Result<(), Failure> {
    let script = format!("{ROOT}/loom/client/dist/loom.js");
    let zipped = output("gzip", &["-9c", &script])?.len() as f64;
    let figures = [("KiB", fs::metadata(&script)?.len() as f64 / 1024.0), ("KiB gzip", zipped / 1024.0)];
    report.row("size", "client script", &figures);
    report.budget(Budget::at_most("client script", zipped / 1024.0, 12.0, "KiB gzip"));
    if quick {
        return Ok(());
    }
    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt-multi-thread\"] }";
    let axum = "axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\", \"ws\"] }";
    let loom = format!("loom = {{ package = \"loom-live\", path = {:?} }}", format!("{ROOT}/loom"));
    let (bare, live) = (format!("{axum}\n{tokio}"), format!("{axum}\n{tokio}\n{loom}"));
    let generated = Generated::new("bench-size", &[("bare", &bare), ("counter", &live)])?;
    generated.write("bare", "main.rs", include_str!("../cards/bare.rs"))?;
    generated.write("counter", "main.rs", include_str!("../cards/counter.rs"))?;
    for name in ["bare", "counter"] {
        // Not quiet, as it takes minutes.
        let took = generated.cargo(&["build", "--release", "--package", name], false)?;
        let (binary, stripped) =
            (generated.built(&format!("release/{name}")), generated.built(&format!("{name}.stripped")));
        output("strip", &["-o", &stripped.to_string_lossy(), &binary.to_string_lossy()])?;
        let mib = |file| fs::metadata(file).map(|file| file.len() as f64 / 1024.0 / 1024.0);
        let figures = [("MiB", mib(&binary)?), ("MiB stripped", mib(&stripped)?), ("user s to build", took.user)];
        report.row("size", &format!("{name}, release binary"), &figures);
    }
    Ok(())
}

/// The output of a program.
fn output(program: &str, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("`{program}` is needed: {error}"))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("`{program}` failed").into()) }
}
