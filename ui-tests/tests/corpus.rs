//! The wrong uses of `corpus/*.txt`: each must give one error, at the token that is wrong, with what to write in its place.
//!
//! A file begins with its frame, Rust with a line `@@@` where its cases stand. A case is
//!
//! ```text
//! ## name_of_the_mistake
//! <button on:click={«increment»}>"+"</button>
//! -- a part of the message, or of the help below it
//! ```
//!
//! The marks are around the token at which the error must stand. A case with a line `-- except: reason` gives errors, but
//! not as good as that. `CORPUS=part_of_a_name` runs some cases, and prints what is said of them.

use std::{
    env,
    error::Error,
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Mutex,
    thread,
};

use serde_json::Value;

/// How many cases must be good, at least.
const GOOD: usize = 300;

/// The compiler whose messages are expected.
const COMPILER: &str = "rustc 1.95.";

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// One wrong use.
struct Case {
    name: String,
    /// The program, without the marks.
    source: String,
    /// The bytes between the marks.
    token: Range<usize>,
    /// A part of the message, or why the case is not good.
    expected: String,
    is_exception: bool,
}

/// One error of the compiler.
struct Report {
    /// Its message, labels, notes and help.
    rendered: String,
    /// The bytes that it points at first.
    token: Range<usize>,
}

/// The libraries that the cases name, built.
struct Libraries {
    arguments: Vec<String>,
    folder: PathBuf,
}

#[test]
fn one_error_at_the_token_with_the_mend() -> Result<()> {
    let version = String::from_utf8(Command::new("rustc").arg("--version").output()?.stdout)?;
    if !version.starts_with(COMPILER) {
        println!("skipped: the expected messages are those of {COMPILER}x, and this is {version}");
        return Ok(());
    }
    let wanted = env::var("CORPUS").ok();
    let mut cases = Vec::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir("corpus")?.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    for file in files {
        let cases_of = read(&file)?;
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        cases.extend(cases_of.into_iter().map(|case| Case { name: format!("{stem}/{}", case.name), ..case }));
    }
    cases.retain(|case| wanted.as_ref().is_none_or(|part| case.name.contains(part.as_str())));
    let (good, bad) = try_all(&cases, wanted.is_some())?;
    println!("{good} of {} wrong uses give one error at the token, with the mend", cases.len());
    assert!(bad.is_empty(), "\n{}", bad.join("\n"));
    assert!(wanted.is_some() || good >= GOOD, "{good} good cases, and {GOOD} are wanted");
    Ok(())
}

/// The number of good cases, and what is wrong with those that should be good.
fn try_all(cases: &[Case], verbose: bool) -> Result<(usize, Vec<String>)> {
    let libraries = Libraries::build()?;
    fs::create_dir_all(&libraries.folder)?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let (next, found) = (Mutex::new(cases.iter()), Mutex::new((0, Vec::new())));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (next, found, libraries) = (&next, &found, &libraries);
            scope.spawn(move || {
                while let Some(case) = next.lock().ok().and_then(|mut next| next.next()) {
                    let checked = libraries.compile(case, worker).map_err(|error| error.to_string());
                    let fault = checked.and_then(|reports| {
                        if verbose {
                            reports.iter().for_each(|report| println!("## {}\n{}", case.name, report.rendered));
                        }
                        case.check(&reports)
                    });
                    let Ok(mut found) = found.lock() else { return };
                    match fault {
                        Ok(()) if !case.is_exception => found.0 += 1,
                        Ok(()) => {}
                        Err(fault) => found.1.push(format!("## {}: {fault}", case.name)),
                    }
                }
            });
        }
    });
    fs::remove_dir_all(&libraries.folder)?;
    found.into_inner().map_err(|_| "a worker panicked".into())
}

/// The cases of a file.
fn read(file: &Path) -> Result<Vec<Case>> {
    let text = fs::read_to_string(file)?;
    let (head, rest) = text.split_once("\n## ").ok_or("no cases")?;
    let (_, frame) = head.split_once("\n\n").ok_or("no frame")?;
    let (before, after) = frame.split_once("@@@").ok_or("no place for the cases")?;
    rest.split("\n## ")
        .map(|case| parse(case, before, after).map_err(|error| format!("{case}: {error}").into()))
        .collect()
}

fn parse(text: &str, before: &str, after: &str) -> Result<Case> {
    let (name, body) = text.split_once('\n').ok_or("no body")?;
    let (code, expected) = body.split_once("\n-- ").unwrap_or((body, ""));
    let (start, rest) = code.split_once('«').ok_or("no mark")?;
    let (token, end) = rest.split_once('»').ok_or("no second mark")?;
    let begin = before.len() + start.len();
    let (expected, is_exception) = match expected.trim().strip_prefix("except: ") {
        Some(reason) => (reason, true),
        None => (expected.trim(), false),
    };
    Ok(Case {
        name: name.trim().to_owned(),
        source: format!("{before}{start}{token}{end}{after}"),
        token: begin..begin + token.len(),
        expected: expected.to_owned(),
        is_exception,
    })
}

impl Case {
    /// The fault of the errors that the case gives.
    fn check(&self, reports: &[Report]) -> std::result::Result<(), String> {
        let fault = self.fault(reports);
        match (fault, self.is_exception) {
            (Some(_), true) if !reports.is_empty() => Ok(()),
            (None, true) => Err("this is a good case now: write its mend instead of the reason".to_owned()),
            (None, false) => Ok(()),
            (Some(fault), _) => {
                let all: Vec<&str> = reports.iter().map(|report| report.rendered.as_str()).collect();
                Err(format!("{fault}\n{}", all.join("")))
            }
        }
    }

    fn fault(&self, reports: &[Report]) -> Option<String> {
        let [report] = reports else { return Some(format!("{} errors", reports.len())) };
        if report.token != self.token {
            let found = self.source.get(report.token.clone()).unwrap_or_default();
            return Some(format!("the error stands at `{found}`"));
        }
        if self.expected.is_empty() {
            return Some("the case does not say which mend it expects".to_owned());
        }
        (!report.rendered.contains(&self.expected)).then(|| format!("the error does not say `{}`", self.expected))
    }
}

impl Libraries {
    /// Asks cargo where the libraries are. They were built for this test.
    fn build() -> Result<Self> {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        // Of the whole workspace, as the tests are run, or the dependencies would be built anew with other features.
        command.args(["test", "--no-run", "--locked", "--message-format=json", "--workspace", "--test", "corpus"]);
        let output = command.current_dir("..").stderr(Stdio::inherit()).output()?;
        let (mut arguments, mut folder) = (Vec::new(), PathBuf::new());
        for line in String::from_utf8(output.stdout)?.lines() {
            let message: Value = serde_json::from_str(line)?;
            let name = message["target"]["name"].as_str().unwrap_or_default();
            let is_wanted = ["loom", "serde", "axum", "tokio"].contains(&name) && message["target"]["kind"][0] == "lib";
            let files = message["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str);
            if let Some(file) = files.filter(|_| is_wanted).find(|file| file.ends_with(".rlib")) {
                arguments.extend(["--extern".to_owned(), format!("{name}={file}")]);
                let parent = Path::new(file).parent().unwrap_or(Path::new(""));
                folder = if parent.ends_with("deps") { parent.to_owned() } else { parent.join("deps") };
            }
        }
        if arguments.is_empty() {
            return Err("cargo has not built the library".into());
        }
        arguments.extend(["-L".to_owned(), format!("dependency={}", folder.display())]);
        Ok(Self { arguments, folder: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(std::process::id().to_string()) })
    }

    /// The errors of a case.
    fn compile(&self, case: &Case, worker: usize) -> Result<Vec<Report>> {
        let file = self.folder.join(format!("corpus_{worker}.rs"));
        fs::write(&file, &case.source)?;
        let output = Command::new("rustc")
            .args(["--edition=2024", "--crate-type=lib", "--crate-name=case", "--emit=metadata", "--error-format=json"])
            .arg("-Awarnings")
            .arg("--out-dir")
            .arg(self.folder.join(worker.to_string()))
            .args(&self.arguments)
            .arg(&file)
            .output()?;
        let mut reports = Vec::new();
        for line in String::from_utf8(output.stderr)?.lines() {
            let message: Value = serde_json::from_str(line)?;
            let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
            let Some(mut span) = spans.iter().find(|span| span["is_primary"] == true) else { continue };
            // An error in the library's own macro stands where that is called.
            while span["file_name"].as_str() != file.to_str() && span["expansion"].is_object() {
                span = &span["expansion"]["span"];
            }
            if message["level"] != "error" {
                continue;
            }
            let at = |name: &str| span[name].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or_default();
            let rendered = message["rendered"].as_str().unwrap_or_default().to_owned();
            reports.push(Report { rendered, token: at("byte_start")..at("byte_end") });
        }
        Ok(reports)
    }
}
