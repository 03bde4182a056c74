//! Files that import each other, directly or by others, and folders that do: none may, in the library, the macros and the client.

mod rust;
mod script;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::command::{StepResult, root};

/// For each file, by its path below the root, the files that it imports from.
type Graph = BTreeMap<String, BTreeSet<String>>;

/// Reads the imports below one folder.
type Reader = fn(&Path) -> std::io::Result<Graph>;

/// Where files are, and what reads their imports.
const TREES: [(&str, Reader); 3] =
    [("loom/src", rust::graph), ("loom-macros/src", rust::graph), ("loom/client/src", script::graph)];

/// Looks for circles of files, and of the files and folders in one folder.
pub(crate) fn check() -> StepResult {
    let (mut files, mut found) = (0, Vec::new());
    for (folder, read) in TREES {
        let graph = read(&root().join(folder)).map_err(|error| format!("{folder}: {error}"))?;
        files += graph.len();
        for graph in [&graph].into_iter().chain(&by_folder(&graph)) {
            found.extend(circles(graph).iter().map(|circle| describe(folder, circle, graph)));
        }
    }
    if found.is_empty() { Ok(format!("{files} files")) } else { Err(found.join("\n\n")) }
}

fn describe(folder: &str, circle: &BTreeSet<String>, graph: &Graph) -> String {
    let mut lines = vec![format!("these files of {folder} import each other: move what both need to a third")];
    for file in circle {
        let into: Vec<&str> =
            graph.get(file).into_iter().flatten().filter(|to| circle.contains(*to)).map(|to| &**to).collect();
        lines.push(format!("  {file} -> {}", into.join(", ")));
    }
    lines.join("\n")
}

/// For each folder, how the files and folders in it import from each other. A folder imports whatever a file in it does.
fn by_folder(graph: &Graph) -> Vec<Graph> {
    let mut folders: BTreeMap<&str, Graph> = BTreeMap::new();
    for (from, imports) in graph {
        for to in imports {
            if let Some((folder, from, to)) = parting(from, to) {
                folders.entry(folder).or_default().entry(from.to_owned()).or_default().insert(to.to_owned());
            }
        }
    }
    folders.into_values().collect()
}

/// The folder that holds both files, and what of each is in it: the file, or the folder that it is in.
fn parting<'p>(from: &'p str, to: &'p str) -> Option<(&'p str, &'p str, &'p str)> {
    let common = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let start = from.get(..common)?.rfind('/').map_or(0, |slash| slash + 1);
    let entry = |path: &'p str| {
        let end = path.get(start..)?.find('/').map_or(path.len(), |slash| start + slash);
        path.get(..end)
    };
    Some((from.get(..start)?, entry(from)?, entry(to)?)).filter(|(_, from, to)| from != to)
}

/// The largest sets of files that each reach all others of their set.
fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = graph.keys().map(|file| (&**file, reach(graph, file))).collect();
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|files| files.contains(to));
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for file in graph.keys() {
        if reaches(file, file) && !found.iter().any(|circle| circle.contains(file)) {
            found.push(graph.keys().filter(|other| reaches(file, other) && reaches(other, file)).cloned().collect());
        }
    }
    found
}

/// The files that are reached from one, itself among them if an import leads back.
fn reach<'g>(graph: &'g Graph, from: &str) -> BTreeSet<&'g str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = graph.get(from).into_iter().flatten().map(|file| &**file).collect();
    while let Some(file) = open.pop() {
        if reached.insert(file) {
            open.extend(graph.get(file).into_iter().flatten().map(|file| &**file));
        }
    }
    reached
}

/// The files below `folder` with this ending, but for tests.
fn files(folder: &Path, ending: &str) -> std::io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.file_stem() == Some("tests".as_ref()) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(edges: &[(&str, &str)]) -> Graph {
        let mut graph = Graph::new();
        for (from, to) in edges {
            graph.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            graph.entry((*to).to_owned()).or_default();
        }
        graph
    }

    #[test]
    fn a_way_back_makes_a_circle_of_all_files_on_it() {
        let found = circles(&graph(&[("a", "b"), ("b", "c"), ("c", "b"), ("c", "d")]));
        assert_eq!(found, [BTreeSet::from(["b".to_owned(), "c".to_owned()])]);
    }

    #[test]
    fn folders_may_not_import_each_other_where_no_files_do() {
        let files = graph(&[("a/b/one", "a/c"), ("a/c", "a/b/two"), ("a/b/two", "d")]);
        assert!(circles(&files).is_empty());
        let found: Vec<_> = by_folder(&files).iter().flat_map(circles).collect();
        assert_eq!(found, [BTreeSet::from(["a/b".to_owned(), "a/c".to_owned()])]);
        assert_eq!(parting("a/b/one", "a/c"), Some(("a/", "a/b", "a/c")));
        assert_eq!(parting("ab/one", "ac"), Some(("", "ab", "ac")));
        assert_eq!(parting("a", "a"), None);
    }

    #[test]
    fn two_ways_to_one_file_are_no_circle() {
        assert!(circles(&graph(&[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])).is_empty());
    }
}
