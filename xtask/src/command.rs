//! Running programs, with what they print kept for the case that they fail.

use std::{
    env,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The note of a step that passed, for its line; empty for none.
pub(crate) type Note = String;

/// The outcome of a step; the error is everything a reader needs to see.
pub(crate) type StepResult = Result<Note, String>;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The folder in which cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into)
}

/// A call of cargo in the workspace, with the toolchain that runs this.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(root());
    command
}

/// A call of a program in the workspace.
pub(crate) fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root());
    command
}

/// Runs it to its end; gives what it printed, both streams together, or as an error if it failed.
pub(crate) fn run(command: Command) -> Result<String, String> {
    let shown = format!("{command:?}");
    match capture(command) {
        Ok((true, output)) => Ok(output),
        Ok((false, output)) => Err(format!("{output}\nfailed: {shown}")),
        Err(error) => Err(format!("cannot run {shown}: {error}")),
    }
}

/// Runs tests of the workspace that the filter takes, all but those of code that must not compile. How many there were.
///
/// The whole workspace is built, as for other steps: without a package the features of its dependencies are others, and all is built anew.
pub(crate) fn tests(filter: &str, more: &[&str]) -> StepResult {
    let filter = format!("not package(loom-ui-tests) and {filter}");
    let mut command = cargo(&["nextest", "run", "--locked", "--workspace", "-E", &filter]);
    command.args(more);
    let output = run(command)?;
    let summary = output.lines().rev().find_map(|line| line.split_once("tests run:").map(|parts| parts.1));
    Ok(summary.unwrap_or_default().trim().to_owned())
}

/// Whether the program can be run at all.
pub(crate) fn exists(mut command: Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The path of a program that is in the `PATH`, or where Debian has those of the system.
pub(crate) fn is_installed(name: &str) -> Option<String> {
    let folders = env::var_os("PATH").unwrap_or_default();
    let system = Path::new("/usr/sbin").to_path_buf();
    let mut files = env::split_paths(&folders).chain([system]).map(|folder| folder.join(name));
    files.find(|file| file.is_file()).map(|file| file.to_string_lossy().into_owned())
}

/// Whether a machine runs this and not a person, so that installing is wanted.
pub(crate) fn unattended() -> bool {
    env::var_os("CI").is_some()
}

/// Installs a package of Debian's where a machine runs this that lets us; the error says what a person is to do.
pub(crate) fn install(package: &str) -> Result<(), String> {
    let is_root = run(program("id", &["-u"])).is_ok_and(|user| user.trim() == "0");
    if !(is_root && unattended() && exists(program("apt-get", &["--version"]))) {
        return Err(format!("{package} is missing: apt-get install {package}"));
    }
    run(program("apt-get", &["update", "-q"]))?;
    let mut install = program("apt-get", &["install", "-q", "-y", "--no-install-recommends", package]);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    run(install).map(drop)
}

/// Both streams go into one pipe, so that they stand in the order they were printed in.
fn capture(mut command: Command) -> io::Result<(bool, String)> {
    let (mut reader, writer) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    drop(command); // it holds the writing ends
    let mut output = Vec::new();
    reader.read_to_end(&mut output)?;
    Ok((child.wait()?.success(), String::from_utf8_lossy(&output).into_owned()))
}
