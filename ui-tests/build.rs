//! Lists the files of the `pass` folders as modules, so that one compiler run checks them all.

use std::{env, error::Error, fs, path::PathBuf};

/// The topic folders.
const TOPICS: [&str; 3] = ["component", "template", "event"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut modules = String::new();
    for topic in TOPICS {
        let folder = root.join(topic).join("pass");
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs")) {
            let name = file.file_stem().and_then(|stem| stem.to_str()).ok_or("a file name is not UTF-8")?;
            modules += &format!("#[path = {file:?}]\nmod {topic}_{name};\n");
        }
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("pass.rs"), modules)?;
    Ok(())
}
