//! The floors of the library: a file imports only from floors below its own, and knows only what its floor may know.

pub(crate) mod paths;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use crate::command::{StepResult, root};
use paths::{paths_from_root, paths_in, without_comments};

/// The modules of `loom/src` by floor, as the table of `ARCHITECTURE.md` has them.
static FLOORS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| floors(&read(&root().join(PAGE)).unwrap_or_default()));

/// The page with the table of floors, below the root.
const PAGE: &str = "ARCHITECTURE.md";

/// The head of that table.
const TABLE: &str = "| floor | modules |";

/// The floors that may name a restricted crate, from the first to the last.
const KNOWLEDGE: &[(&str, usize, usize)] =
    &[("serde_json", 1, 1), ("serde", 1, 5), ("tokio", 2, 5), ("axum", 5, 5), ("tracing", 1, 5)];

/// Modules that a floor below does not give away: tokens are for who opens connections.
const SECRETS: &[(&str, &[&str])] = &[("token", &["component", "actor"])];

/// Every file of `loom/src` but the crate's root and the doors for generated code and fuzz targets, which reach everywhere.
pub(crate) fn check() -> StepResult {
    let source = root().join("loom/src");
    let exports = exports(&read(&source.join("lib.rs"))?);
    let mut files = Vec::new();
    rust_files(&source, &mut files).map_err(|error| format!("{}: {error}", source.display()))?;
    let mut found: Vec<String> = FLOORS
        .iter()
        .flatten()
        .filter(|module| !source.join(module).exists() && !source.join(format!("{module}.rs")).exists())
        .map(|module| format!("{PAGE}: there is no module `{module}` in loom/src"))
        .collect();
    for file in &files {
        let relative = file.strip_prefix(&source).unwrap_or(file);
        let module = module_of(relative);
        let Some(own) = module.first().filter(|top| !matches!(top.as_str(), "private" | "fuzzing" | "lib" | "prelude"))
        else {
            continue;
        };
        let Some(floor) = floor_of(own) else {
            found.push(format!("loom/src/{}: `{own}` stands on no floor; say which in {PAGE}", relative.display()));
            continue;
        };
        for path in paths_from_root(&read(file)?, &module) {
            if let Some(reason) = forbidden(own, floor, &path, &exports) {
                found.push(format!("loom/src/{}: names `{}`, {reason}", relative.display(), path.join("::")));
            }
        }
    }
    found.dedup();
    match found.is_empty() {
        true => Ok(format!("{} files", files.len())),
        false => Err(found.join("\n")),
    }
}

/// Why a file of module `own` may not name `path`, if it may not.
fn forbidden(own: &str, floor: usize, path: &[String], exports: &BTreeMap<String, String>) -> Option<String> {
    let mut segments = path.iter().map(String::as_str);
    let first = segments.next()?;
    if !matches!(first, "crate" | "loom") {
        let (_, from, to) = KNOWLEDGE.iter().find(|(name, ..)| *name == first)?;
        let outside = floor < *from || floor > *to;
        return outside.then(|| format!("which only floors {from} to {to} know; `{own}` is on floor {floor}"));
    }
    let second = segments.next()?;
    let target = exports.get(second).map_or(second, String::as_str);
    let secret = SECRETS.iter().any(|(name, from)| *name == target && from.contains(&own));
    if secret {
        return Some(format!("which `{own}` must not know"));
    }
    let above = floor_of(target)?;
    let same = above == floor && target != own && !matches!(floor, 0..=2 | 5);
    (above > floor || same).then(|| format!("which is on floor {above}; `{own}` is on floor {floor}"))
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.iter().any(|known| known == module))
}

/// The modules by floor, of the rows of the table: the number of a floor stands in the row of its first module.
fn floors(page: &str) -> Vec<Vec<String>> {
    let mut floors: Vec<Vec<String>> = Vec::new();
    let rows =
        page.lines().skip_while(|line| !line.starts_with(TABLE)).skip(2).take_while(|line| line.starts_with('|'));
    for row in rows {
        let mut cells = row.split('|').skip(1).map(str::trim);
        if cells.next().is_some_and(|number| !number.is_empty()) {
            floors.push(Vec::new());
        }
        if let (Some(floor), Some(module)) = (floors.last_mut(), cells.next()) {
            floor.push(module.trim_matches('`').to_owned());
        }
    }
    floors
}

/// The module that each name re-exported at the crate's root comes from.
fn exports(root_file: &str) -> BTreeMap<String, String> {
    let leaf = |path: Vec<String>| Some((path.last()?.clone(), path.get(1)?.clone()));
    let paths = root_file.replace("pub use ", "use crate::");
    paths_in(&without_comments(&paths)).into_iter().filter(|path| path.len() > 2).filter_map(leaf).collect()
}

/// `html/render.rs` is `[html, render]`, `html/mod.rs` is `[html]`.
fn module_of(relative: &Path) -> Vec<String> {
    let path = relative.with_extension("");
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.filter(|part| part != "mod").collect()
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_stem() == Some("tests".as_ref()) {
            continue; // They may look from above.
        }
        if path.is_dir() {
            rust_files(&path, into)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
    into.sort();
    Ok(())
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floors_are_the_rows_of_a_table() {
        let page = "# Map\n\n| floor | modules | hold |\n| --- | --- | --- |\n| 0 | `html` | text |\n| | `tree` | |\n| 1 | `token` | |\n\n| 2 | `no` |\n";
        assert_eq!(floors(page), [vec!["html", "tree"], vec!["token"]]);
        assert_eq!(floor_of("html"), Some(0));
        assert!(floor_of("http") > floor_of("connection"));
    }

    fn verdict(own: &str, path: &str) -> Option<String> {
        let path: Vec<String> = path.split("::").map(str::to_owned).collect();
        let exports = exports("pub use http::{Page, Loom};\npub use html::Html;");
        forbidden(own, floor_of(own).unwrap_or_default(), &path, &exports)
    }

    #[test]
    fn floors_below_are_free_and_floors_above_are_not() {
        assert_eq!(verdict("actor", "crate::tree::Out"), None);
        assert!(verdict("tree", "crate::actor::Actor").is_some());
        assert!(verdict("connection", "crate::http").is_some());
    }

    #[test]
    fn a_name_from_the_root_counts_as_the_module_it_comes_from() {
        assert!(verdict("component", "crate::Page").is_some());
        assert_eq!(verdict("component", "crate::Html"), None);
    }

    #[test]
    fn crates_are_known_on_their_floors_only() {
        assert_eq!(verdict("protocol", "serde_json::Value"), None);
        assert!(verdict("component", "serde_json::Value").is_some());
        assert!(verdict("connection", "axum::extract").is_some());
        assert!(verdict("tree", "serde::Serialize").is_some());
    }

    #[test]
    fn an_actor_knows_no_tokens() {
        assert!(verdict("actor", "crate::token::Token").is_some());
        assert_eq!(verdict("connection", "crate::token::Token"), None);
    }
}
