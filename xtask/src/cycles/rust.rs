//! The imports of Rust files: which file defines what each file names.

use std::{collections::BTreeMap, fs, io, path::Path};

use super::{Graph, files};
use crate::layers::paths::{paths_in, without_comments};

/// A module's path from the crate's root.
type Module = Vec<String>;

/// The facts about one module.
struct ModuleFacts {
    /// Its file, below the folder.
    file: String,
    /// Its own imports: paths as they are written.
    imports: Vec<Vec<String>>,
    /// The names that it passes on, and where they come from.
    passed_on: BTreeMap<String, Vec<String>>,
}

/// For each file below `folder`, the files that define what it names. A name that a file only passes on to others is no import of its own.
pub(super) fn graph(folder: &Path) -> io::Result<Graph> {
    let mut modules = BTreeMap::new();
    for file in files(folder, "rs")? {
        let relative = file.strip_prefix(folder).unwrap_or(&file);
        let module: Module = relative
            .with_extension("")
            .components()
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .filter(|part| !matches!(part.as_str(), "mod" | "lib"))
            .collect();
        let (passed_on, rest) = split(&without_comments(&fs::read_to_string(&file)?));
        let passed_on = passed_on.iter().flat_map(|statement| paths_in(statement));
        let known = ModuleFacts {
            file: relative.display().to_string(),
            imports: paths_in(&rest),
            passed_on: passed_on.filter_map(|path| Some((path.last()?.clone(), path))).collect(),
        };
        modules.insert(module, known);
    }
    let mut graph = Graph::new();
    for (module, known) in &modules {
        // Names of modules that are imported stand before others in code.
        let absolute = |path: &[String]| absolute(path, module, &modules);
        let aliases: BTreeMap<&String, Module> = known
            .imports
            .iter()
            .filter_map(|path| Some((path.last()?, absolute(path)?)))
            .filter(|(_, path)| modules.contains_key(path))
            .collect();
        let named = known.imports.iter().filter_map(|path| {
            let (first, rest) = path.split_first()?;
            match aliases.get(first) {
                Some(before) => Some([before.as_slice(), rest].concat()),
                None => absolute(path),
            }
        });
        let imported = named.filter_map(|path| defined_in(&path, &modules, 0)).filter(|file| *file != known.file);
        graph.insert(known.file.clone(), imported.collect());
    }
    Ok(graph)
}

/// The `pub use` statements of a file, and the rest of it.
fn split(code: &str) -> (Vec<String>, String) {
    let (mut passed_on, mut rest) = (Vec::new(), String::new());
    let mut open = false;
    for line in code.lines() {
        let start = line.trim_start();
        let begins = start.starts_with("pub") && (start.contains(") use ") || start.starts_with("pub use "));
        if begins {
            passed_on.push(start.split_once("use ").map_or_else(String::new, |(_, tree)| format!("use {tree}")));
        } else if open && let Some(last) = passed_on.last_mut() {
            last.push_str(line);
        } else {
            rest.push_str(line);
            rest.push('\n');
        }
        open = (begins || open) && !line.contains(';');
    }
    (passed_on, rest)
}

/// A path from the crate's root; `None` for one into another crate.
fn absolute(path: &[String], module: &[String], modules: &BTreeMap<Module, ModuleFacts>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "super" => {
            let ups = path.iter().take_while(|segment| *segment == "super").count();
            let above = module.get(..module.len().checked_sub(ups)?)?;
            Some([above, path.get(ups..)?].concat())
        }
        "self" => Some([module, rest].concat()),
        _ => {
            let child = [module, std::slice::from_ref(first)].concat();
            modules.contains_key(&child).then(|| [module, path].concat())
        }
    }
}

/// The file of the module in which a path ends, or from which its name comes.
fn defined_in(path: &[String], modules: &BTreeMap<Module, ModuleFacts>, depth: usize) -> Option<String> {
    let end = (0..=path.len()).rev().find(|end| path.get(..*end).is_some_and(|module| modules.contains_key(module)))?;
    let (module, rest) = path.split_at_checked(end)?;
    let known = modules.get(module)?;
    if let Some(from) = rest.first().and_then(|name| known.passed_on.get(name)).filter(|_| depth < 8) {
        let from = absolute(from, module, modules)?;
        return defined_in(&[from.as_slice(), rest.get(1..)?].concat(), modules, depth + 1);
    }
    Some(known.file.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(files: &[(&str, &str)]) -> BTreeMap<Module, ModuleFacts> {
        let module =
            |name: &str| name.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        files
            .iter()
            .map(|(name, text)| {
                let passed_on = split(text).0.iter().flat_map(|statement| paths_in(statement)).collect::<Vec<_>>();
                let passed_on = passed_on.into_iter().filter_map(|path| Some((path.last()?.clone(), path))).collect();
                (module(name), ModuleFacts { file: (*name).to_owned(), imports: Vec::new(), passed_on })
            })
            .collect()
    }

    #[test]
    fn a_name_that_is_passed_on_is_of_the_file_that_defines_it() {
        let modules =
            modules(&[("tree", "mod out;\npub(crate) use out::{Out,\n Sink};"), ("tree/out", ""), ("html", "")]);
        let file = |path: &str| {
            let path: Vec<String> = path.split("::").map(str::to_owned).collect();
            defined_in(&absolute(&path, &["html".to_owned()], &modules)?, &modules, 0)
        };
        assert_eq!(file("crate::tree::Sink").as_deref(), Some("tree/out"));
        assert_eq!(file("super::tree::out::Out").as_deref(), Some("tree/out"));
        assert_eq!(file("crate::tree::render").as_deref(), Some("tree"));
        assert_eq!(file("std::fmt"), None);
    }
}
