//! The steps of `cargo xtask test`, in order: the quick ones first.

use std::{
    io::{self, Write},
    process::ExitCode,
    time::Instant,
};

use crate::{
    attack, book, browser, chaos, client,
    command::{StepResult, cargo, exists, run as output_of, tests, unattended},
    cycles, expressions, fuzz, generate, instructions, layers, licenses, links, mutate, package, proxies, soak, words,
};

/// One check.
pub(crate) struct Step {
    /// The name that a person types to run only this one.
    name: &'static str,
    /// Its description, for the listing.
    what: &'static str,
    check: fn() -> StepResult,
}

/// Every step.
const STEPS: &[Step] = &[
    Step { name: "fmt", what: "the code is formatted", check: fmt },
    Step { name: "layers", what: "no file of the library imports from a floor above its own", check: layers::check },
    Step { name: "cycles", what: "no files import each other, and no folders do", check: cycles::check },
    Step { name: "generated", what: "generated files are what the vocabulary gives", check: generate::check },
    Step { name: "links", what: "links inside the documents lead somewhere", check: links::check },
    Step {
        name: "words",
        what: "sentences in documents, comments and messages name their subject",
        check: words::check,
    },
    Step {
        name: "guards",
        what: "each claim of SECURITY.md has a guard that tests miss, as `cargo xtask mutate` shows",
        check: mutate::check,
    },
    Step { name: "licenses", what: "licenses and bans of the dependencies, by deny.toml", check: licenses::check },
    Step { name: "clippy", what: "lints", check: clippy },
    Step { name: "test", what: "unit and integration tests", check: nextest },
    Step {
        name: "doctest",
        what: "the examples of the README, the guide and what the library is made with",
        check: doctest,
    },
    Step { name: "ui", what: "code that must compile, and code that must not, with its message", check: ui },
    Step { name: "doc", what: "the documentation builds without a warning", check: doc },
    Step { name: "book", what: "the guide is a book, with all its pages", check: book::check },
    Step {
        name: "package",
        what: "the packages hold what they need, and the library's examples run with them",
        check: package::check,
    },
    Step {
        name: "client",
        what: "the browser client: types, unit tests, the built file is fresh",
        check: client::check,
    },
    Step {
        name: "expressions",
        what: "random browser expressions are the same in Rust and in the client, and wrong interpreters are noticed",
        check: expressions::check,
    },
    Step { name: "browser", what: "the gallery and more in Chromium", check: browser::check },
    Step {
        name: "engines",
        what: "the most important of these tests in Firefox and WebKit",
        check: browser::check_others,
    },
    Step { name: "proxies", what: "the guide's configurations, in real proxies", check: proxies::check },
    Step { name: "chaos", what: "nothing is lost while connections and servers break", check: chaos::check },
    Step { name: "attack", what: "attacks on the gallery gain nothing", check: attack::check },
    Step { name: "soak", what: "nothing is left behind by clients that come and go", check: soak::check },
    Step {
        name: "instructions",
        what: "how many instructions a patch, a page and an event take",
        check: instructions::check,
    },
    Step { name: "fuzz", what: "a short run of each fuzz target", check: fuzz::check },
];

/// The steps, one a line.
pub(crate) fn listing() -> String {
    STEPS.iter().map(|step| format!("  {:<14}{}\n", step.name, step.what)).collect()
}

/// The steps of these names in the suite's order, or all for none; the error is a name that is not a step's.
pub(crate) fn choose<'n>(names: &[&'n String]) -> Result<Vec<&'static Step>, &'n str> {
    match names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        Some(unknown) => Err(unknown),
        None if names.is_empty() => Ok(STEPS.iter().collect()),
        None => Ok(STEPS.iter().filter(|step| names.iter().any(|name| *name == step.name)).collect()),
    }
}

/// Runs them, one line each, and says at the end what failed and how to run it again.
pub(crate) fn run(steps: &[&Step], keep_going: bool) -> ExitCode {
    let begin = Instant::now();
    let (mut passed, mut failed) = (0, Vec::new());
    for step in steps {
        print!("{:<14}", step.name);
        let _ = io::stdout().flush();
        let begin = Instant::now();
        let result = (step.check)();
        let seconds = begin.elapsed().as_secs_f32();
        match result {
            Ok(note) => {
                println!("ok     {seconds:6.1} s  {note}");
                passed += 1;
            }
            Err(output) => {
                println!("FAILED {seconds:6.1} s\n\n{}\n", output.trim_end());
                failed.push(step.name);
                if !keep_going {
                    break;
                }
            }
        }
    }
    let left = steps.len() - passed - failed.len();
    println!("\n{} steps in {:.0} s", steps.len() - left, begin.elapsed().as_secs_f32());
    if !failed.is_empty() {
        println!("failed: {}; to run it again: cargo xtask test {}", failed.join(", "), failed.join(" "));
    }
    if left > 0 {
        println!("not run: {left} more, after the failure");
    }
    println!("{passed} passed, {} failed", failed.len());
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fmt() -> StepResult {
    output_of(cargo(&["fmt", "--all", "--check"]))?;
    output_of(cargo(&["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"])).map(|_| String::new())
}

fn clippy() -> StepResult {
    let arguments = ["clippy", "--locked", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
    output_of(cargo(&arguments))?;
    // The workspace has every feature of the library.
    let bare = ["clippy", "--locked", "--package", "loom-live", "--no-default-features", "--", "-D", "warnings"];
    output_of(cargo(&bare)).map(|_| String::new())
}

fn nextest() -> StepResult {
    if !exists(cargo(&["nextest", "--version"])) {
        if !unattended() {
            return Err("cargo-nextest is missing: cargo install cargo-nextest --locked".into());
        }
        output_of(cargo(&["install", "cargo-nextest", "--locked"]))?;
    }
    tests("all()", &["--no-fail-fast", "--no-tests=pass"])
}

fn doctest() -> StepResult {
    // Those of the library run as users get them: from its package.
    let output = output_of(cargo(&["test", "--locked", "--workspace", "--exclude", "loom-live", "--doc"]))?;
    Ok(format!("{} passed", count_passed(&output)))
}

fn ui() -> StepResult {
    // Of the whole workspace, or the dependencies would be built anew with other features.
    let arguments = [
        "test",
        "--locked",
        "--workspace",
        "--test",
        "ui",
        "--test",
        "pass",
        "--test",
        "public",
        "--test",
        "corpus",
        "--",
        "--nocapture",
    ];
    let output = output_of(cargo(&arguments))?;
    let corpus = output.lines().find(|line| line.contains("wrong uses")).unwrap_or("no corpus");
    Ok(format!("{} messages; {corpus}", count_cases(&output)))
}

/// How many cases trybuild names as passed. Its lines may begin and end with color.
fn count_cases(output: &str) -> usize {
    output.lines().filter(|line| line.contains("/fail/") && line.contains(" ... ") && line.contains("ok")).count()
}

fn doc() -> StepResult {
    let mut command = cargo(&["doc", "--locked", "--workspace", "--all-features", "--no-deps"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    output_of(command).map(|_| String::new())
}

/// How many tests passed, of the summaries that the standard test runner prints.
fn count_passed(output: &str) -> u32 {
    let summaries = output.lines().filter_map(|line| line.strip_prefix("test result: ok. "));
    summaries.filter_map(|line| line.split(' ').next()?.parse::<u32>().ok()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_run_in_the_order_of_the_suite_whatever_the_order_of_their_names() {
        let (doc, fmt) = ("doc".to_owned(), "fmt".to_owned());
        let names: Vec<_> = choose(&[&doc, &fmt]).unwrap_or_default().iter().map(|step| step.name).collect();
        assert_eq!(names, ["fmt", "doc"]);
    }

    #[test]
    fn a_name_that_is_no_step_is_named() {
        let wrong = "clipy".to_owned();
        assert_eq!(choose(&[&wrong]).err(), Some("clipy"));
    }

    #[test]
    fn cases_are_counted_in_color_and_without() {
        let plain = "test a/fail/one.rs ... ok\n";
        let color = "\u{1b}[0mtest \u{1b}[0m\u{1b}[1ma/fail/two.rs\u{1b}[0m ... \u{1b}[0m\u{1b}[32mok\n";
        let other = "    Checking a/fail/three.rs\ntest tests::four ... ok\n";
        assert_eq!(count_cases(&[plain, color, other].concat()), 2);
    }

    #[test]
    fn passed_tests_are_summed_over_crates() {
        assert_eq!(count_passed("test result: ok. 3 passed; 0 failed\n\ntest result: ok. 4 passed; 0 failed"), 7);
    }
}
