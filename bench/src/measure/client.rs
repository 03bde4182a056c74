//! The client's figures, which `loom/client/bench/run.mjs` takes in a browser.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use loom_bench::load::Failure;

use super::Plan;
use crate::report::Report;

/// Runs the script and takes its tables and budgets over. A part that cannot run here is named in a line, and not measured.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../loom/client");
    let missing = [
        ("bench/run.mjs", "the client's benchmark is missing"),
        ("node_modules/playwright-core", "the client's packages are missing: npm ci in loom/client"),
    ];
    if let Some((_, what)) = missing.iter().find(|(path, _)| !folder.join(path).exists()) {
        not_measured(report, what);
        return Ok(());
    }
    let mut script = Command::new("node");
    script.arg("bench/run.mjs").args(plan.quick.then_some("--quick")).current_dir(folder).stderr(Stdio::inherit());
    match script.output() {
        Ok(output) if output.status.success() => report.take(&serde_json::from_slice(&output.stdout)?),
        Ok(output) => not_measured(report, &format!("node bench/run.mjs: {}", output.status)),
        Err(error) => not_measured(report, &format!("node, of Debian's package nodejs, cannot be run: {error}")),
    }
    Ok(())
}

fn not_measured(report: &mut Report, why: &str) {
    report.not_measured("client, one cell", 2.0, "of by hand", why);
    report.not_measured("client, the other table operations", 1.5, "of by hand", why);
}
