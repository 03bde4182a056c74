//! A workspace of crates that are made to be compiled: outside of this one, with cargo's own profiles, as users have them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use loom_bench::load::Failure;

/// The project's folder.
pub(crate) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The workspace, in the target folder.
pub(crate) struct Generated {
    folder: PathBuf,
}

/// How long a command took.
#[derive(Clone, Copy)]
pub(crate) struct Took {
    /// By the clock.
    pub(crate) wall: Duration,
    /// User time of it and what it started, in seconds.
    pub(crate) user: f64,
}

impl Generated {
    /// A workspace of these crates, `(name, dependencies)`, each with an empty `src`.
    pub(crate) fn new(name: &str, crates: &[(&str, &str)]) -> Result<Self, Failure> {
        let target = std::env::current_exe()?;
        let target = target.ancestors().nth(2).ok_or("this program is not in a target folder")?;
        let folder = target.join(name);
        for (name, dependencies) in crates {
            let source = folder.join(name).join("src");
            if source.exists() {
                fs::remove_dir_all(&source)?;
            }
            fs::create_dir_all(&source)?;
            let manifest = format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
            );
            fs::write(folder.join(name).join("Cargo.toml"), manifest)?;
        }
        let members: Vec<&str> = crates.iter().map(|(name, _)| *name).collect();
        fs::write(folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
        // The same versions as here, so that nothing has to be downloaded.
        fs::copy(Path::new(ROOT).join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self { folder })
    }

    /// Writes a source file of a crate.
    pub(crate) fn write(&self, name: &str, file: &str, source: &str) -> Result<(), Failure> {
        Ok(fs::write(self.folder.join(name).join("src").join(file), source)?)
    }

    /// A file that cargo makes.
    pub(crate) fn built(&self, file: &str) -> PathBuf {
        self.folder.join("target").join(file)
    }

    /// Runs cargo, and says how long it took.
    pub(crate) fn cargo(&self, arguments: &[&str], incremental: bool) -> Result<Took, Failure> {
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).arg("--offline").current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo.env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" }).env_remove("RUSTFLAGS");
        let (before, began) = (user_of_children()?, Instant::now());
        let status = cargo.status()?;
        let took = Took { wall: began.elapsed(), user: user_of_children()? - before };
        if status.success() { Ok(took) } else { Err(format!("`cargo {}` failed", arguments.join(" ")).into()) }
    }
}

/// User time of all children that have ended, and of theirs, in seconds: `cutime` of `/proc/self/stat` (proc(5)).
fn user_of_children() -> Result<f64, Failure> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(") ").next().ok_or("no fields in /proc/self/stat")?;
    Ok(fields.split(' ').nth(13).ok_or("no user time in /proc/self/stat")?.parse::<f64>()? / 100.0)
}
