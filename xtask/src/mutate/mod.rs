//! `cargo xtask mutate`: takes the guards of the library out, one at a time, and looks whether the tests of `tests/tests/security` notice.
//!
//! The workspace is copied below the target folder, and there every guard is made a choice between itself and what is left without it, which an
//! environment variable takes when a test runs. So all mutants are built at once, and no run waits for a compiler.

mod claims;
mod guards;
mod scratch;

use std::{collections::BTreeSet, fs, process::ExitCode};

use crate::command::{StepResult, cargo, root, run as output_of};

/// A line of defense, and how the library looks without it.
pub(crate) struct Guard {
    /// Its name, to run only this one.
    name: &'static str,
    /// Its file below `loom/src`.
    file: &'static str,
    /// Its text, which stands exactly once in the file: an expression between `«` and `»`, and what is needed around it to find it.
    text: &'static str,
    /// The expression that takes its place.
    without: &'static str,
    /// The tests of `tests/tests/security` that must all fail without it, as `module::test`.
    tests: &'static [&'static str],
}

impl Guard {
    /// The text before the expression, the expression, and the text after it.
    fn parts(&self) -> Option<[&'static str; 3]> {
        let (before, rest) = self.text.split_once('«')?;
        let (expression, after) = rest.split_once('»')?;
        Some([before, expression, after])
    }
}

/// The step of `cargo xtask test`: each guard is where the list says, its tests are there, and each claim has a guard.
pub(crate) fn check() -> StepResult {
    let guards = guards::all();
    let mut wrong: Vec<String> = guards.iter().filter_map(|guard| find(guard).err()).collect();
    let names: BTreeSet<&str> = guards.iter().map(|guard| guard.name).collect();
    if names.len() != guards.len() {
        wrong.push("two guards have one name".to_owned());
    }
    let security = fs::read_to_string(root().join("SECURITY.md")).map_err(|error| format!("SECURITY.md: {error}"))?;
    wrong.extend(claims::unguarded(&security, &guards, guards::NOT_TAKEN_OUT));
    match wrong.is_empty() {
        true => Ok(format!("{} guards", guards.len())),
        false => Err(wrong.join("\n")),
    }
}

/// `cargo xtask mutate [GUARD...]`.
pub(crate) fn run(names: &[String]) -> ExitCode {
    let guards = guards::all();
    let unknown = names.iter().find(|name| guards.iter().all(|guard| guard.name != **name));
    if let Some(unknown) = unknown {
        let all: String = guards.iter().map(|guard| format!("  {}\n", guard.name)).collect();
        eprintln!("no guard is named {unknown}; the guards:\n{all}");
        return ExitCode::from(2);
    }
    let chosen: Vec<&Guard> =
        guards.into_iter().filter(|guard| names.is_empty() || names.iter().any(|name| name == guard.name)).collect();
    match take_out(&chosen) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(unnoticed) => {
            println!("{unnoticed} of {} guards can be taken out without a test that notices", chosen.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the tests of each guard without it. How many of them nobody misses.
fn take_out(guards: &[&Guard]) -> Result<usize, String> {
    let folder = scratch::prepare()?;
    for guard in guards::all() {
        scratch::make_optional(&folder, guard)?;
    }
    let all: BTreeSet<&str> = guards.iter().flat_map(|guard| guard.tests.iter().copied()).collect();
    println!("building, and running {} tests with every guard in place", all.len());
    let passed = tests_that_pass(&folder, all.iter().copied(), "")?;
    if let Some(failed) = all.iter().find(|test| !passed.contains(**test)) {
        return Err(format!("{failed} fails with every guard in place"));
    }
    let mut unnoticed = 0;
    for guard in guards {
        let passed = tests_that_pass(&folder, guard.tests.iter().copied(), guard.name)?;
        match passed.is_empty() {
            true => println!("noticed    {}", guard.name),
            false => {
                unnoticed += 1;
                println!("UNNOTICED  {} by {}", guard.name, passed.into_iter().collect::<Vec<_>>().join(", "));
            }
        }
    }
    Ok(unnoticed)
}

/// Those of the tests that pass without this guard, or with all for an empty name.
fn tests_that_pass<'t>(
    folder: &std::path::Path,
    tests: impl Iterator<Item = &'t str> + Clone,
    without: &str,
) -> Result<BTreeSet<&'t str>, String> {
    let filter = tests.clone().map(|test| format!("test(={test})")).collect::<Vec<_>>().join(" + ");
    let mut command = cargo(&["nextest", "run", "--locked", "-p", "loom-tests", "--test", "security"]);
    command.args([
        "--profile",
        "without-guards",
        "--no-fail-fast",
        "--status-level",
        "pass",
        "--final-status-level",
        "none",
        "--color",
        "never",
        "-E",
        &filter,
    ]);
    command.current_dir(folder).env(scratch::VARIABLE, without).env("CARGO_TARGET_DIR", scratch::built(folder));
    // Only the outcome of a test is looked at, and little is to be linked.
    command.env("CARGO_PROFILE_DEV_DEBUG", "false").env("RUSTFLAGS", "-Aunused-parens");
    // A test that fails is what is looked for.
    let (Ok(output) | Err(output)) = output_of(command);
    if !output.contains("Summary [") {
        return Err(output);
    }
    let passed = |test: &str| {
        output.lines().any(|line| line.trim_start().starts_with("PASS [") && line.ends_with(&format!(" {test}")))
    };
    Ok(tests.filter(|test| passed(test)).collect())
}

/// Whether the guard can be taken out, and its tests are there.
fn find(guard: &Guard) -> Result<(), String> {
    let Guard { name, file, .. } = guard;
    let [before, expression, after] =
        guard.parts().ok_or(format!("{name}: its text has no expression between « and »"))?;
    let source = root().join("loom/src").join(file);
    let source = fs::read_to_string(&source).map_err(|error| format!("{name}: {}: {error}", source.display()))?;
    match source.matches(&[before, expression, after].concat()).count() {
        1 => {}
        count => return Err(format!("{name}: its text stands {count} times in loom/src/{file}")),
    }
    if guard.tests.is_empty() {
        return Err(format!("{name}: no test is named"));
    }
    for test in guard.tests {
        let (module, function) = test.split_once("::").ok_or(format!("{name}: `{test}` is not `module::test`"))?;
        let file = root().join(format!("tests/tests/security/{module}.rs"));
        let source = fs::read_to_string(&file).map_err(|error| format!("{name}: {}: {error}", file.display()))?;
        if !source.contains(&format!("fn {function}()")) {
            return Err(format!("{name}: there is no test {test}"));
        }
    }
    Ok(())
}
