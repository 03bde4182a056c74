//! The tests in real browsers, by the scripts in `tests/browser`: all of them in Chromium, a few in Firefox and WebKit, or all in any.
//!
//! Two scripts run at a time: each has servers and a browser of its own, and waits most of the time.

use std::{env, fs, path::Path, process::ExitCode};

use crate::{
    client,
    command::{StepResult, cargo, install, is_installed, program, root, run},
};

/// A browser that the scripts can drive.
struct Engine {
    /// Its name, for `LOOM_ENGINE`.
    name: &'static str,
    /// The names that its program goes by.
    programs: &'static [&'static str],
    /// Debian's packages for it.
    packages: &'static [&'static str],
    /// The variable that the scripts have its path in, if it can be elsewhere.
    variable: Option<&'static str>,
}

const CHROMIUM: Engine = Engine {
    name: "chromium",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: &["chromium"],
    variable: Some("CHROMIUM"),
};

/// Those that each run of the suite tries the most important scripts in.
const OTHERS: [Engine; 2] = [
    Engine {
        name: "firefox",
        programs: &["firefox-esr", "firefox"],
        packages: &["firefox-esr"],
        variable: Some("FIREFOX"),
    },
    Engine {
        name: "webkit",
        programs: &["WebKitWebDriver"],
        // WebKit wants a display, and a window manager to give it the focus.
        packages: &["webkit2gtk-driver", "xvfb", "openbox"],
        variable: None,
    },
];

/// The scripts that each run of the suite tries in Firefox and WebKit: what browsers do differently most.
const FEW: [&str; 5] = ["floor", "s01_s03_typing", "s07_s11_patches", "s12_s14_forms", "s39_s47_pages"];

/// No script takes so long, in milliseconds: one that waits for ever fails by it.
const TIMEOUT: &str = "--test-timeout=1200000";

/// All scripts in Chromium.
pub(crate) fn check() -> StepResult {
    prepare()?;
    CHROMIUM.test(|_| true)
}

/// A few scripts in Firefox and WebKit. Not every system has packages of both, so the note says how to install one that is missing.
pub(crate) fn check_others() -> StepResult {
    prepare()?;
    let notes = OTHERS.iter().map(|engine| match engine.path() {
        Err(missing) => Ok(format!("{} is not tried: {}", engine.name, missing.lines().last().unwrap_or_default())),
        Ok(_) => Ok(format!("{}: {}", engine.name, engine.test(|script| FEW.contains(&script))?)),
    });
    notes.collect::<Result<Vec<_>, _>>().map(|notes| notes.join("; "))
}

/// `cargo xtask engines`: all scripts in the engines of these names, or in all three.
pub(crate) fn engines(names: &[String]) -> ExitCode {
    let all = || [CHROMIUM].into_iter().chain(OTHERS);
    if let Some(unknown) = names.iter().find(|name| all().all(|engine| engine.name != **name)) {
        eprintln!("no engine is named {unknown}; there are chromium, firefox and webkit");
        return ExitCode::from(2);
    }
    let chosen = all().filter(|engine| names.is_empty() || names.iter().any(|name| name == engine.name));
    let mut code = prepare().map_or_else(|error| fail(&error), |()| ExitCode::SUCCESS);
    for engine in chosen {
        match engine.test(|_| true) {
            Ok(note) => println!("{}: {note}", engine.name),
            Err(error) => code = fail(&error),
        }
    }
    code
}

fn fail(error: &str) -> ExitCode {
    eprintln!("{error}");
    ExitCode::FAILURE
}

/// The path of Chromium, which is installed if it may be.
pub(crate) fn chromium() -> StepResult {
    CHROMIUM.path()
}

/// Installs what the scripts need, and builds the programs that they start.
fn prepare() -> Result<(), String> {
    client::install_packages()?;
    // With the tests, or the dependencies would be built anew with other features.
    run(cargo(&["build", "--locked", "--workspace", "--bins", "--tests"])).map(drop)
}

impl Engine {
    /// Runs the scripts of these names.
    fn test(&self, wanted: impl Fn(&str) -> bool) -> StepResult {
        let path = self.path()?;
        let folder = root().join("tests/browser");
        let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let paths = entries.flatten().map(|entry| entry.path());
        let is_wanted = |path: &Path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.and_then(|name| name.strip_suffix(".test.mjs")).is_some_and(&wanted)
        };
        let mut scripts: Vec<_> = paths.filter(|path| is_wanted(path)).collect();
        scripts.sort();
        let mut node = program("node", &["--test", "--test-concurrency=2", TIMEOUT]);
        node.args(scripts).env("LOOM_ENGINE", self.name);
        if let Some(variable) = self.variable {
            node.env(variable, path);
        }
        client::run_tests(node)
    }

    /// The path of its program, which Debian's packages give if they may be installed.
    fn path(&self) -> StepResult {
        if let Some(path) = self.variable.and_then(|variable| env::var(variable).ok()) {
            return Ok(path);
        }
        let found = || self.programs.iter().find_map(|name| is_installed(name));
        if found().is_none() {
            self.packages.iter().try_for_each(|package| install(package))?;
        }
        found().ok_or_else(|| format!("{} was installed and is not found", self.name))
    }
}
