//! Whether the guide can be made into a book, and holds all its pages.

use std::{collections::BTreeSet, fs};

use crate::command::{StepResult, cargo, exists, program, root, run, target, unattended};

/// Builds the book below `target`.
pub(crate) fn check() -> StepResult {
    let pages = listed()?;
    if !exists(program("mdbook", &["--version"])) {
        if !unattended() {
            return Err("mdbook is missing: cargo install mdbook --no-default-features --locked".into());
        }
        // It makes one small book here: to optimize it would take longer.
        let mut install = cargo(&["install", "mdbook", "--no-default-features", "--locked", "--debug"]);
        install.env("CARGO_PROFILE_DEV_DEBUG", "false");
        run(install)?;
    }
    let mut build = program("mdbook", &["build", "docs", "--dest-dir"]);
    build.arg(target().join("book"));
    run(build)?;
    Ok(format!("{pages} pages"))
}

/// How many pages the summary lists; the error is a page that it does not, or one that is not there.
fn listed() -> Result<usize, String> {
    let folder = root().join("docs/guide");
    let read = |error| format!("docs/guide: {error}");
    let summary = fs::read_to_string(folder.join("SUMMARY.md")).map_err(read)?;
    let listed: BTreeSet<_> =
        summary.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect();
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(&folder).map_err(read)? {
        there.insert(entry.map_err(read)?.file_name().to_string_lossy().into_owned());
    }
    there.remove("SUMMARY.md");
    match listed.symmetric_difference(&there).next() {
        None => Ok(listed.len()),
        Some(page) => Err(format!("docs/guide/{page} stands in SUMMARY.md or in the folder, and has to be in both")),
    }
}
