//! Links inside the documents: the file is there, and so is the heading. Files that CONTRIBUTING.md names are there too.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::command::{StepResult, root};

/// The document that says in which files a change goes.
const CONTRIBUTING: &str = "CONTRIBUTING.md";

/// Every relative link of every document at the top, in `docs` and in the guide.
pub(crate) fn check() -> StepResult {
    let mut documents = markdown_in(&root());
    documents.extend(markdown_in(&root().join("docs")));
    documents.extend(markdown_in(&root().join("docs/guide")));
    let (mut links, mut broken) = (0, Vec::new());
    for document in &documents {
        let text = fs::read_to_string(document).map_err(|error| format!("{}: {error}", document.display()))?;
        for target in targets(&text).filter(|target| !target.contains("://") && !target.starts_with("mailto:")) {
            links += 1;
            if !leads_somewhere(document, target) {
                broken.push(format!("{}: the link to {target} leads nowhere", document.display()));
            }
        }
    }
    let contributing =
        fs::read_to_string(root().join(CONTRIBUTING)).map_err(|error| format!("{CONTRIBUTING}: {error}"))?;
    let absent = files_named(&contributing).filter(|file| !root().join(file).exists());
    broken.extend(absent.map(|file| format!("{CONTRIBUTING}: there is no file {file}")));
    match broken.is_empty() {
        true => Ok(format!("{links} links in {} documents", documents.len())),
        false => Err(broken.join("\n")),
    }
}

fn markdown_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    found.sort();
    found
}

/// The targets in `](...)`, outside code blocks.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|part| part.split("](").skip(1)).filter_map(|rest| rest.split([')', ' ']).next())
}

/// The paths of files that stand between backticks in prose.
fn files_named(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    let code = prose.flat_map(|part| part.split('`').skip(1).step_by(2));
    code.filter(|code| code.contains('/') && code.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c)))
}

fn leads_somewhere(document: &Path, target: &str) -> bool {
    let (path, heading) = target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
    let file = match (path.is_empty(), document.parent()) {
        (false, Some(folder)) => folder.join(path),
        _ => document.to_path_buf(),
    };
    match heading {
        None => file.exists(),
        Some(heading) => fs::read_to_string(file).is_ok_and(|text| headings(&text).any(|known| known == heading)),
    }
}

/// The anchors of a document's headings, as code hosts make them.
fn headings(text: &str) -> impl Iterator<Item = String> {
    let lines = text.split("```").step_by(2).flat_map(str::lines).filter(|line| line.starts_with('#'));
    lines.map(|line| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_prose_and_not_in_code() {
        let text = "See [a](b.md#c) and [d](e \"title\").\n```\n[x](y)\n```\n[f](#g)";
        assert_eq!(targets(text).collect::<Vec<_>>(), ["b.md#c", "e", "#g"]);
    }

    #[test]
    fn paths_between_backticks_are_files() {
        let text = "In `a/b.rs` and `c/d`, not `e`, `f/*/g`, `h/i --j` or \n```\n`k/l.rs`\n```\nbut `m/n.ts`.";
        assert_eq!(files_named(text).collect::<Vec<_>>(), ["a/b.rs", "c/d", "m/n.ts"]);
    }

    #[test]
    fn a_heading_becomes_the_anchor_that_code_hosts_give_it() {
        let anchors: Vec<_> = headings("# What's `new`, really?\ntext\n## Two-way binding").collect();
        assert_eq!(anchors, ["whats-new-really", "two-way-binding"]);
    }
}
