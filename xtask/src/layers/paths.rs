//! The paths that a Rust file names, found in its text: `use` trees laid out, and `crate::` and `super::` in code.

/// Every path that a `use` names or that stands before a `::`, as it is written.
pub(crate) fn paths_in(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(|c: char| c.is_alphabetic() || c == '_') {
        let after_colons = rest.get(..at).is_some_and(|before| before.ends_with("::"));
        rest = rest.get(at..).unwrap_or_default();
        let (word, after) = split_word(rest);
        rest = after;
        if word == "use" {
            let tree;
            (tree, rest) = rest.split_once(';').unwrap_or((rest, ""));
            lay_out(tree.trim().trim_start_matches("::"), &[], &mut found);
        } else if !after_colons && rest.starts_with("::") {
            let mut path = vec![word.to_owned()];
            while let Some(next) = rest.strip_prefix("::").filter(|next| next.starts_with(|c: char| c.is_alphabetic()))
            {
                let word;
                (word, rest) = split_word(next);
                path.push(word.to_owned());
            }
            found.push(path);
        }
    }
    found
}

/// The text of a file without comments, and without the tests at its end.
pub(crate) fn without_comments(text: &str) -> String {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    let code = text.get(..tests).unwrap_or(text);
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line.split(" // ").next().unwrap_or_default(), "\n"])
        .collect()
}

/// A word and what follows it.
fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.split_at(end)
}

/// The leaves of a `use` tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn lay_out(tree: &str, before: &[String], into: &mut Vec<Vec<String>>) {
    let (head, group) = tree.split_once('{').map_or((tree, None), |(head, group)| (head, Some(group)));
    let mut path = before.to_vec();
    let segments = head.split("::").map(|segment| segment.split(" as ").next().unwrap_or_default().trim());
    path.extend(
        segments.filter(|segment| !segment.is_empty() && *segment != "*" && *segment != "self").map(str::to_owned),
    );
    let Some(group) = group else {
        into.push(path);
        return;
    };
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in group.char_indices() {
        let ends = depth == 0 && matches!(c, ',' | '}');
        depth = match c {
            '{' => depth + 1,
            '}' => depth.saturating_sub(1),
            _ => depth,
        };
        if ends {
            if let Some(part) = group.get(start..at).filter(|part| !part.trim().is_empty()) {
                lay_out(part.trim(), &path, into);
            }
            start = at + 1;
        }
    }
}

/// Every path of a file that begins at the crate's root, and every other. `super` is resolved with `module`, the file's own path.
pub(super) fn paths_from_root(text: &str, module: &[String]) -> Vec<Vec<String>> {
    paths_in(&without_comments(text)).into_iter().filter_map(|path| from_root(path, module)).collect()
}

/// The path with `super` resolved; `None` for one that stays inside the file's own top-level module.
fn from_root(path: Vec<String>, module: &[String]) -> Option<Vec<String>> {
    let ups = path.iter().take_while(|segment| *segment == "super").count();
    match ups {
        0 => Some(path),
        _ if ups < module.len() => None,
        _ => Some(std::iter::once("crate".to_owned()).chain(path.into_iter().skip(ups)).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let module = ["html".to_owned(), "render".to_owned()];
        let found: Vec<String> = paths_from_root(text, &module).iter().map(|path| path.join("::")).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn groups_are_laid_out() {
        check(
            "use crate::{Error, tree::{Out, self}, html as h};",
            &["crate::Error", "crate::tree::Out", "crate::tree", "crate::html"],
        );
    }

    #[test]
    fn paths_in_code_count() {
        check("fn f() { crate::actor::run::<u8>(serde_json::json!(1)) }", &["crate::actor::run", "serde_json::json"]);
    }

    #[test]
    fn super_counts_where_it_leaves_the_module() {
        check("use super::Slot;\nuse super::super::tree::Out;", &["crate::tree::Out"]);
    }

    #[test]
    fn comments_and_tests_do_not_count() {
        check("/// See `crate::actor`.\nfn f() {}\n#[cfg(test)]\nmod tests { use crate::http::Page; }", &[]);
    }
}
