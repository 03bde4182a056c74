//! `cargo xtask generate`: the names that the client shares with the macros and the library, written down for it, and tables of the docs.

use std::{fs, process::ExitCode};

use loom_vocabulary::{Close, ERROR_CODES, FLAGS, KEYS, LEFT, MARKERS, MODIFIER_KEYS, PREFIX, TIMED, TOO_LARGE};

use crate::{
    client,
    command::{StepResult, root},
};

/// The file, below the client's folder.
const FILE: &str = "src/vocabulary.ts";

/// The page with the tables of codes, below the root.
const PROTOCOL: &str = "docs/protocol.md";

/// How the table of close codes begins, and its rows.
const CLOSES: Table = ("| code | reason | the client |\n| --- | --- | --- |\n", closes);

/// How the table of error codes begins, and its rows.
const ERRORS: Table = ("| code | meaning | action of the client |\n| --- | --- | --- |\n", errors);

/// The head of a table, by which it is found, and its rows.
type Table = (&'static str, fn() -> String);

/// Writes the file and the table anew.
pub(crate) fn run() -> ExitCode {
    match fs::write(client::folder().join(FILE), text()).and_then(|()| write_table()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loom/client/{FILE} or {PROTOCOL}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_table() -> std::io::Result<()> {
    let page = root().join(PROTOCOL);
    fs::write(&page, with_tables(&fs::read_to_string(&page)?))
}

/// The page with the rows of its tables drawn anew.
fn with_tables(page: &str) -> String {
    [CLOSES, ERRORS].into_iter().fold(page.to_owned(), with_table)
}

/// The page with the rows of one table drawn anew.
fn with_table(page: String, (head, rows): Table) -> String {
    let Some((before, after)) = page.split_once(head) else { return page };
    let rest: String = after.split_inclusive('\n').skip_while(|line| line.starts_with('|')).collect();
    format!("{before}{head}{}{rest}", rows())
}

fn closes() -> String {
    let row = |close: &Close| {
        let reason = match close {
            Close::Restart { .. } => "a number of milliseconds".to_owned(),
            _ => format!("`{}`", close.reason()),
        };
        format!("| {} | {reason} | {} |\n", close.code(), close.client().words())
    };
    Close::ALL.iter().map(row).collect()
}

fn errors() -> String {
    let all = [TOO_LARGE].into_iter().chain(ERROR_CODES.iter().copied());
    all.map(|error| format!("| `{}` | {} | {} |\n", error.code, error.meaning, error.client)).collect()
}

/// Whether the file and the table are what the vocabulary gives.
pub(crate) fn check() -> StepResult {
    let read = |path: std::path::PathBuf| fs::read_to_string(path).unwrap_or_default();
    let page = read(root().join(PROTOCOL));
    let stale = if read(client::folder().join(FILE)) != text() {
        format!("loom/client/{FILE}")
    } else if [CLOSES, ERRORS].iter().any(|(head, _)| !page.contains(head)) || with_tables(&page) != page {
        PROTOCOL.to_owned()
    } else {
        return Ok(String::new());
    };
    Err(format!("{stale} is not what loom-vocabulary gives: run `cargo xtask generate` and commit it"))
}

fn text() -> String {
    let reserved = [FLAGS, TIMED, MARKERS].concat().join("|");
    // The client takes the dashes out of a name by itself.
    let renamed: String = KEYS
        .iter()
        .filter(|(name, key)| name.replace('-', "") != *key)
        .map(|(name, key)| format!("  {name}: \"{key}\",\n"))
        .collect();
    format!(
        "// The names that the client shares with the macros and the library. `cargo xtask generate` writes this file from `loom-vocabulary`.

export const PREFIX = \"{PREFIX}\";

/** The attributes of elements that bind no event: modifiers and markers, after the prefix. */
export const RESERVED = /^({reserved})$/;

/** Keys whose names in filters are not the DOM's own without dashes. */
export const KEYS: Readonly<Record<string, string>> = {{
{renamed}}};

/** Keys that are held while another is pressed; in `KeyboardEvent` each is `NAMEKey`. */
export const MODIFIER_KEYS = [{modifiers}] as const;

/** The codes of closes that the client tells apart or says itself. */
export const enum CloseCode {{
  /** The page does not come back. */
  Left = {left},
  /** The server stops. Its reason is in how many milliseconds all clients are to be back. */
  Restart = {restart},
}}

/** The codes of errors. */
export const enum ErrorCode {{
{errors}}}

/** The reasons of closes that the client says itself. */
export const enum CloseReason {{
  Left = \"{LEFT}\",
}}
",
        errors = [TOO_LARGE]
            .iter()
            .chain(ERROR_CODES)
            .map(|error| format!("  {} = \"{}\",\n", camel(error.code), error.code))
            .collect::<String>(),
        restart = Close::Restart { within: 0 }.code(),
        left = Close::Left.code(),
        modifiers = MODIFIER_KEYS.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
    )
}

/// `unknown_id` as `UnknownId`.
fn camel(name: &str) -> String {
    let capital =
        |word: &str| word.get(..1).map(str::to_uppercase).unwrap_or_default() + word.get(1..).unwrap_or_default();
    name.split('_').map(capital).collect()
}
