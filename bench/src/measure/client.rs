//! The client's figures, which `loom/client/bench/run.mjs` takes in a browser.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use loom_bench::load::Failure;

use super::Plan;
use crate::report::Report;

/// A script that measures in a browser.
pub(crate) struct Script<'s> {
    /// Its place in the client's folder.
    pub(crate) name: &'s str,
    /// The npm packages that it needs besides the one that drives the browser.
    pub(crate) needs: &'s [&'s str],
    pub(crate) arguments: &'s [&'s str],
}

/// The client's own figures.
pub(crate) fn measure(plan: &Plan, report: &mut Report) -> Result<(), Failure> {
    run(plan, report, &Script { name: "bench/run.mjs", needs: &[], arguments: &[] }, &|report, why| {
        report.not_measured("client, one cell", 2.0, "of by hand", why);
        report.not_measured("client, the other table operations", 1.5, "of by hand", why);
    })
}

/// Runs the script and takes its tables and budgets over. If it cannot run here, `not_measured` says so of its budgets, and why.
pub(crate) fn run(
    plan: &Plan,
    report: &mut Report,
    script: &Script<'_>,
    not_measured: &dyn Fn(&mut Report, &str),
) -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../loom/client");
    let packages = script.needs.iter().chain(&["playwright-core"]);
    if !folder.join(script.name).exists() {
        not_measured(report, "the client's benchmark is missing");
        return Ok(());
    }
    if packages.into_iter().any(|package| !folder.join("node_modules").join(package).exists()) {
        not_measured(report, "the client's packages are missing: npm ci in loom/client");
        return Ok(());
    }
    let mut node = Command::new("node");
    node.arg(script.name).args(script.arguments).args(plan.quick.then_some("--quick"));
    match node.current_dir(folder).stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => report.take(&serde_json::from_slice(&output.stdout)?),
        Ok(output) => not_measured(report, &format!("node {}: {}", script.name, output.status)),
        Err(error) => not_measured(report, &format!("node, of Debian's package nodejs, cannot be run: {error}")),
    }
    Ok(())
}
