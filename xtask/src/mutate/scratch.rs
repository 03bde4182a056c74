//! The copy of the workspace in which guards can be taken out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::Guard;
use crate::command::{cargo, program, root, run};

/// The copy's folder below the target folder.
const FOLDER: &str = "without-guards";

/// Names the guard that is not there.
pub(super) const VARIABLE: &str = "LOOM_WITHOUT";

/// The file in the copy that says whether a guard is there.
const ASKED: &str = "
pub(crate) mod guards {
    /// Whether the guard of this name is taken out.
    pub(crate) fn without(guard: &str) -> bool {
        static TAKEN: std::sync::LazyLock<String> =
            std::sync::LazyLock::new(|| std::env::var(\"LOOM_WITHOUT\").unwrap_or_default());
        *TAKEN == guard
    }
}
";

/// A fresh copy of what git knows of, and of what it will know of. Files that are as they were keep their times, so that little is built anew.
pub(super) fn prepare() -> Result<PathBuf, String> {
    let folder = target()?.join(FOLDER);
    let listed = run(program("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (root().join(name), folder.join(name));
        // A deleted file that is not committed yet is still listed.
        let Ok(bytes) = fs::read(&from) else { continue };
        write(&to, &bytes)?;
    }
    let crate_root = folder.join("loom/src/lib.rs");
    let text = fs::read_to_string(&crate_root).map_err(|error| format!("{}: {error}", crate_root.display()))?;
    write(&crate_root, (text + ASKED).as_bytes())?;
    Ok(folder)
}

/// Makes a guard one that is taken out when [`VARIABLE`] names it.
pub(super) fn make_optional(folder: &Path, guard: &Guard) -> Result<(), String> {
    let Guard { name, without, .. } = guard;
    let [before, expression, after] = guard.parts().ok_or(format!("{name}: its text has no expression"))?;
    let file = folder.join("loom/src").join(guard.file);
    let source = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let optional =
        format!("{before}(if crate::guards::without({name:?}) {{ {without} }} else {{ {expression} }}){after}");
    let text = [before, expression, after].concat();
    match source.matches(&text).count() {
        1 => write(&file, source.replacen(&text, &optional, 1).as_bytes()),
        count => Err(format!("{name}: its text stands {count} times in loom/src/{}", guard.file)),
    }
}

/// Writes a file unless it is so already.
fn write(file: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(file).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    let failed = |error| format!("{}: {error}", file.display());
    fs::create_dir_all(file.parent().unwrap_or(file)).map_err(failed)?;
    fs::write(file, bytes).map_err(failed)
}

/// The target folder of the copy. To cargo its packages are those of the workspace, so they must not be built into one folder.
pub(super) fn built(folder: &Path) -> PathBuf {
    folder.with_extension("target")
}

/// The target folder.
fn target() -> Result<PathBuf, String> {
    let metadata = run(cargo(&["metadata", "--locked", "--no-deps", "--format-version", "1"]))?;
    let folder = metadata.split("\"target_directory\":\"").nth(1).and_then(|rest| rest.split('"').next());
    folder.map(PathBuf::from).ok_or_else(|| "cargo names no target folder".to_owned())
}
