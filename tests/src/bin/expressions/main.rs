//! `cargo xtask expressions`: random code of browser expressions, evaluated by the mirror in Rust and by the client's interpreter in Node, and
//! compared: values, abandonment, fields and effects. Floats are written as text by both too. `expressions SCRIPT [--seed S] [--evaluations N]`.
//!
//! SCRIPT is `loom/client/test/expressions.mjs`: it reads cases with what Rust makes of them, a line each, and says which differ. It also runs the
//! wrong interpreters of `loom/client/test/mutants.mjs`, each of which has to differ somewhere.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a program for the terminal, which fails by panicking"
)]

mod actions;
mod cases;
mod floats;
mod random;
mod types;
mod writer;

use std::{
    env,
    io::{BufWriter, Write},
    process::{Command, ExitCode, Stdio},
    time::{SystemTime, UNIX_EPOCH},
};

use loom::__private::expression::mirror::Value;
use serde_json::Value as Json;

use random::Random;

const USAGE: &str = "usage: cargo xtask expressions [--seed S] [--evaluations N]";

/// The seed of every run, beside a fresh one.
const SEED: u64 = 1;

/// How many floats are written for each evaluation.
const FLOATS: usize = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> loom::Result<bool> {
    let [script, options @ ..] = arguments else { return Err(loom::Error::msg(USAGE)) };
    let fresh = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() % 1_000_000;
    let (mut seeds, mut evaluations) = (vec![SEED, fresh], 120_000);
    for option in options.chunks(2) {
        match option {
            [name, value] if name == "--seed" => seeds = vec![value.parse()?],
            [name, value] if name == "--evaluations" => evaluations = value.parse()?,
            _ => return Err(loom::Error::msg(USAGE)),
        }
    }
    let count = evaluations / seeds.len();
    let mut all_alike = true;
    for seed in seeds {
        println!("seed {seed}; to run it again: cargo xtask expressions --seed {seed} --evaluations {count}");
        all_alike &= compare(script, seed, count)?;
    }
    Ok(all_alike)
}

/// Whether Rust and Node make the same of the cases of this seed.
fn compare(script: &str, seed: u64, evaluations: usize) -> loom::Result<bool> {
    // Of the seed that is always the same: with another one a mutant could slip through by chance.
    let mutants = (seed == SEED).then_some("--mutants");
    let mut node = Command::new("node").arg(script).args(mutants).stdin(Stdio::piped()).spawn()?;
    let mut out = BufWriter::new(node.stdin.take().ok_or_else(|| loom::Error::msg("node has no input"))?);
    let mut random = Random::new(seed);
    let mut left = evaluations;
    while left > 0 {
        let case = cases::random(&mut random)?;
        writeln!(out, "{}", case.line)?;
        left = left.saturating_sub(case.evaluations);
    }
    for batch in floats::batches(&mut random, evaluations * FLOATS) {
        writeln!(out, "{batch}")?;
    }
    out.flush()?;
    drop(out);
    Ok(node.wait()?.success())
}

/// A value's JSON.
fn json_of(value: &Value) -> Json {
    let mut text = String::new();
    value.encode(&mut text);
    serde_json::from_str(&text).expect("a value has JSON")
}
