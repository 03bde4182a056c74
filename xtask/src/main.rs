//! `cargo xtask`: the tasks of this workspace.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod attack;
mod bench;
mod book;
mod browser;
mod chaos;
mod client;
mod command;
mod cycles;
mod expressions;
mod fuzz;
mod generate;
mod instructions;
mod layers;
mod licenses;
mod links;
mod mutate;
mod package;
mod proxies;
mod release;
mod soak;
mod suite;
mod words;

use std::{env, process::ExitCode};

/// The help of `cargo xtask` without a command.
const USAGE: &str = "\
usage: cargo xtask test [--keep-going] [STEP...]
       cargo xtask chaos [--seconds N] [--seed S] [--clients N] [--json FILE]
       cargo xtask chaos --crowd N [--within SECONDS]
       cargo xtask attack [--seconds N] [--only NAME]
       cargo xtask soak [--seconds N]
       cargo xtask expressions [--seed S] [--evaluations N]
       cargo xtask mutate [GUARD...]
       cargo xtask engines [chromium] [firefox] [webkit]
       cargo xtask generate
       cargo xtask bench [--quick] [--json FILE] [--only NAME] [--connections COUNT]

`test` runs every check, or only the steps named, and stops at the first that fails.
`chaos` breaks connections and servers for two minutes, and looks whether an event is lost or counts twice;
    with --crowd so many clients are joined when their server stops, and looks when they are back at another.
`attack` floods the gallery for a minute in each of some thirty ways, while a visitor uses it, and looks at memory, log and the
    visitor's answers; with a name that is none it lists the attacks.
`expressions` evaluates random browser expressions in Rust and in Node, and says where they differ.
`mutate` takes the guards of the library out, one at a time, and says which of them no test of attacks misses.
`soak` joins, fires, drops and leaves for a minute, and checks that the server is as it was.
`engines` runs every browser test in Chromium, Firefox and WebKit, or only in those named.
`generate` writes the files that are made from the vocabulary.
`bench` measures Loom beside the least that could do the same, and holds the figures against their budgets.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.split_first() {
        Some((task, rest)) if task == "test" => test(rest),
        Some((task, rest)) if task == "bench" => bench::run(rest),
        Some((task, rest)) if task == "chaos" => chaos::run(rest),
        Some((task, rest)) if task == "attack" => attack::run(rest),
        Some((task, rest)) if task == "expressions" => expressions::run(rest),
        Some((task, rest)) if task == "mutate" => mutate::run(rest),
        Some((task, rest)) if task == "engines" => browser::engines(rest),
        Some((task, [])) if task == "generate" => generate::run(),
        Some((task, rest)) if task == "soak" => soak::run(rest),
        _ => {
            eprintln!("{USAGE}\n\nThe steps:\n{}", suite::listing());
            ExitCode::from(2)
        }
    }
}

/// `cargo xtask test`.
fn test(arguments: &[String]) -> ExitCode {
    let (options, names): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|a| a.starts_with('-'));
    if let Some(unknown) = options.iter().find(|option| **option != "--keep-going") {
        eprintln!("unknown option {unknown}\n\n{USAGE}\n\nThe steps:\n{}", suite::listing());
        return ExitCode::from(2);
    }
    match suite::choose(&names) {
        Ok(steps) => suite::run(&steps, !options.is_empty()),
        Err(unknown) => {
            eprintln!("no step is named {unknown}; the steps:\n{}", suite::listing());
            ExitCode::from(2)
        }
    }
}
