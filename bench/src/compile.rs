//! How long `cargo check` takes for a hundred live components, beside the same hundred templates in maud.
//!
//! Both crates are checked in turns, by cargo's own profile, with all they depend on already checked.

use loom_bench::load::Failure;

use crate::{
    generated::{Generated, ROOT, Took},
    report::{Budget, Report},
};

/// How many components a crate has.
const CARDS: usize = 100;

/// The names of the component and of the template in `bench/cards`.
const NAME: &str = "Card0";

/// One crate of the two.
struct Subject {
    /// The crate's name.
    name: &'static str,
    /// One component, in a file of its own.
    source: &'static str,
    /// Each check so far.
    took: Vec<Took>,
}

impl Subject {
    fn new(name: &'static str, source: &'static str) -> Self {
        Self { name, source, took: Vec::new() }
    }

    /// Writes card `number`; another `edition` of it is another text of the same length in time.
    fn write(&self, generated: &Generated, number: usize, edition: usize) -> Result<(), Failure> {
        let source =
            self.source.replace(NAME, &format!("Card{number}")).replace("Toggle", &format!("Toggle {edition}"));
        generated.write(self.name, &format!("card{number}.rs"), &source)
    }

    /// The median of `figure`, in seconds, over all checks.
    fn median(&self, figure: impl Fn(&Took) -> f64) -> f64 {
        let mut figures: Vec<f64> = self.took.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or_default()
    }
}

/// Measures both crates whole, and after a change of one component, and holds the first against its budget.
pub(crate) fn measure(quick: bool, report: &mut Report) -> Result<(), Failure> {
    let loom = format!("loom = {{ package = \"loom-live\", path = {:?} }}", format!("{ROOT}/loom"));
    let generated = Generated::new("bench-compile", &[("live-cards", &loom), ("maud-cards", "maud = \"0.27\"")])?;
    let mut subjects = [
        Subject::new("live-cards", include_str!("../cards/live.rs")),
        Subject::new("maud-cards", include_str!("../cards/maud.rs")),
    ];
    for subject in &subjects {
        let modules: String = (0..CARDS).map(|number| format!("pub mod card{number};\n")).collect();
        generated.write(subject.name, "lib.rs", &modules)?;
        for number in 0..CARDS {
            subject.write(&generated, number, 0)?;
        }
    }
    let rounds = if quick { 3 } else { 5 };
    for (what, incremental) in [("whole", false), ("one changed", true)] {
        for edition in 0..=rounds {
            for subject in &mut subjects {
                subject.write(&generated, 0, edition)?;
                let took = generated.cargo(&["check", "--quiet", "--package", subject.name], incremental)?;
                // The first checks what they depend on.
                if edition == 0 {
                    subject.took.clear();
                } else {
                    subject.took.push(took);
                }
            }
        }
        for subject in &subjects {
            let figures = [
                ("wall s", subject.median(|took| took.wall.as_secs_f64())),
                ("user s", subject.median(|took| took.user)),
            ];
            report.row("cargo check of 100 components", &format!("{}, {what}", subject.name), &figures);
        }
        let [live, maud] = &subjects;
        let ratio = live.median(|took| took.user) / maud.median(|took| took.user);
        if what == "whole" {
            report.budget(Budget::at_most("compile time", ratio, 2.5, "of maud"));
        }
    }
    Ok(())
}
