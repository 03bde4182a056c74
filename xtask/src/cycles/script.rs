//! The imports of TypeScript files.

use std::{
    fs, io,
    path::{Component, Path, PathBuf},
};

use super::{Graph, files};

/// For each file below `folder`, what it imports, types too.
pub(super) fn graph(folder: &Path) -> io::Result<Graph> {
    let mut graph = Graph::new();
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).display().to_string();
    for file in files(folder, "ts")? {
        let text = fs::read_to_string(&file)?;
        let beside = file.parent().unwrap_or(folder);
        let imported = imports(&text).map(|import| name(&resolved(beside, import).with_extension("ts")));
        graph.insert(name(&file), imported.collect());
    }
    Ok(graph)
}

/// The files that a text names in `from "./x"` and `import("./x")`.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.flat_map(|line| {
        ["from \"", "import(\""].into_iter().flat_map(move |before| line.split(before).skip(1)).filter_map(|after| {
            let (path, _) = after.split_once('"')?;
            path.starts_with('.').then_some(path)
        })
    })
}

/// `path`, which begins with `.`, from the folder `beside`.
fn resolved(beside: &Path, path: &str) -> PathBuf {
    let mut resolved = beside.to_path_buf();
    for part in Path::new(path).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(part) => resolved.push(part),
            _ => {}
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_imports_are_seen() {
        let text = "import { a } from \"./a\";\n// from \"./no\"\nlet b: typeof import(\"../b/c\").default;\nimport x from \"x\";";
        assert_eq!(imports(text).collect::<Vec<_>>(), ["./a", "../b/c"]);
        assert_eq!(resolved(Path::new("src/one"), "../b/c"), Path::new("src/b/c"));
    }
}
