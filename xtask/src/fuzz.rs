//! A short run of every fuzz target.
//!
//! The targets are those of `cargo fuzz`, built as it builds them but without its sanitizers, which need a nightly
//! compiler: coverage still guides the search, and there is no unsafe code for a sanitizer to watch.

use std::{env, fs, iter, num::NonZero, path::Path, sync::Mutex, thread};

use crate::command::{StepResult, cargo, program, root, run};

/// The flags that make the compiler insert the counters that libFuzzer reads.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// How long each target runs, unless `LOOM_FUZZ_SECONDS` says otherwise.
const SECONDS: &str = "10";

/// Builds the targets, then runs as many at a time as there are cores.
pub(crate) fn check() -> StepResult {
    let folder = root().join("fuzz");
    let target = root().join("target/fuzz");
    let host = host()?;
    let mut build = cargo(&["build", "--locked", "--release", "--target", &host]);
    build.current_dir(&folder).env("CARGO_TARGET_DIR", &target).env("RUSTFLAGS", COVERAGE);
    run(build)?;

    let sources = fs::read_dir(folder.join("fuzz_targets")).map_err(|error| error.to_string())?;
    let names: Vec<String> =
        sources.flatten().filter_map(|source| Some(source.path().file_stem()?.to_str()?.to_owned())).collect();
    // Each has one thread.
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let next = Mutex::new(names.iter());
    let one_after_another = || {
        let take = || next.lock().ok()?.next();
        iter::from_fn(take).map(|name| fuzz(name, &folder, &target, &host)).sum::<Result<u64, String>>()
    };
    let runs: Result<u64, String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..at_once).map(|_| scope.spawn(one_after_another)).collect();
        workers.into_iter().map(|worker| worker.join().map_err(|_| "a thread panicked".to_owned()).flatten()).sum()
    });
    Ok(format!("{} targets, {} runs", names.len(), runs?))
}

/// Runs a target from its seeds and from what earlier runs found. How many inputs it tried.
fn fuzz(name: &str, folder: &Path, target: &Path, host: &str) -> Result<u64, String> {
    let seconds = env::var("LOOM_FUZZ_SECONDS").unwrap_or_else(|_| SECONDS.into());
    let corpus = target.join("corpus").join(name);
    fs::create_dir_all(&corpus).map_err(|error| format!("{}: {error}", corpus.display()))?;
    let binary = target.join(host).join("release").join(name);
    let mut fuzzer = program(&binary.to_string_lossy(), &["-timeout=10", "-rss_limit_mb=2048"]);
    fuzzer.args(["-print_final_stats=1", &format!("-max_total_time={seconds}")]);
    fuzzer.arg(format!("-artifact_prefix={}/{name}-", target.display()));
    fuzzer.arg(corpus).args(Some(folder.join("seeds").join(name)).filter(|seeds| seeds.exists()));
    Ok(executed(&run(fuzzer)?))
}

/// The platform that programs are built for here.
fn host() -> Result<String, String> {
    let version = run(program("rustc", &["--version", "--verbose"]))?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| format!("rustc does not say its host:\n{version}"))
}

/// How many inputs libFuzzer tried, of its final statistics.
fn executed(output: &str) -> u64 {
    let count = output.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    count.and_then(|count| count.trim().parse().ok()).unwrap_or_default()
}
