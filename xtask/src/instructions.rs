//! How many instructions operations take, counted by callgrind: the same on a busy machine as on a quiet one.
//!
//! A count beside another, not a time, is what is held: so a compiler or machine that makes both quicker changes nothing.

use crate::{
    command::{StepResult, exists, install, program, run},
    release,
};

/// The budget of an operation.
struct Bound {
    /// Its name, as `loom_bench::operations` has it.
    operation: &'static str,
    /// The budget: times the other operation, or instructions.
    at_most: Limit,
}

enum Limit {
    /// So many times what maud takes to render the same 1,000 rows.
    OfMaud(f64),
    /// So many instructions.
    Instructions(f64),
}

/// The first is a budget of the design. So is the second, which is 1.3 in time; a page takes more instructions than maud's, and
/// waits less. The third is what a counter's event took when it was last looked at, and a fifth.
const BOUNDS: [Bound; 3] = [
    Bound { operation: "diff", at_most: Limit::OfMaud(1.5) },
    Bound { operation: "page", at_most: Limit::OfMaud(1.4) },
    Bound { operation: "counter_event", at_most: Limit::Instructions(39_400.0) },
];

/// Counts each operation and holds it against its bound.
pub(crate) fn check() -> StepResult {
    if !exists(program("valgrind", &["--version"])) {
        install("valgrind")?;
    }
    run(release::build())?;
    let maud = count("maud")?;
    let (mut notes, mut broken) = (Vec::new(), Vec::new());
    for Bound { operation, at_most } in BOUNDS {
        let found = count(operation)?;
        let (value, bound, unit) = match at_most {
            Limit::OfMaud(bound) => (found / maud, bound, "of maud"),
            Limit::Instructions(bound) => (found, bound, "instructions"),
        };
        let digits = if bound < 100.0 { 2 } else { 0 };
        notes.push(format!("{operation} {value:.digits$} {unit}"));
        if value > bound {
            broken.push(format!("{operation}: {value:.digits$} {unit}, at most {bound:.digits$}"));
        }
    }
    if broken.is_empty() { Ok(notes.join(", ")) } else { Err(broken.join("\n")) }
}

/// Instructions of one operation: what more of them add, so that their preparation does not count.
fn count(operation: &str) -> Result<f64, String> {
    const FEW: f64 = 10.0;
    const MORE: f64 = 30.0;
    Ok((collected(operation, MORE)? - collected(operation, FEW)?) / (MORE - FEW))
}

/// Instructions of the program that does the operation so often.
fn collected(operation: &str, times: f64) -> Result<f64, String> {
    let mut valgrind = program("valgrind", &["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(release::path("operations")).args([operation, &times.to_string()]);
    let output = run(valgrind)?;
    let collected = output.lines().find_map(|line| line.split_once("Collected :"));
    let count = collected.and_then(|(_, count)| count.trim().parse().ok());
    count.ok_or_else(|| format!("callgrind counted nothing:\n{output}"))
}
