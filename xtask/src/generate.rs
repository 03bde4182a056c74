//! `cargo xtask generate`: the names that the client shares with the macros and the library, written down for it, and tables of the docs.

use std::{fs, process::ExitCode};

use loom_vocabulary::{Close, FLAGS, KEYS, LEFT, MARKERS, MODIFIER_KEYS, PREFIX, TIMED};

use crate::{
    client,
    command::{StepResult, root},
};

/// The file, below the client's folder.
const FILE: &str = "src/vocabulary.ts";

/// The page that the table of close codes is in, below the root.
const PROTOCOL: &str = "docs/protocol.md";

/// The first line of that table.
const CLOSES: &str = "| code | reason | the client |\n| --- | --- | --- |\n";

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
    fs::write(&page, with_table(&fs::read_to_string(&page)?))
}

/// The page with the rows of its table of close codes drawn anew.
fn with_table(page: &str) -> String {
    let Some((before, after)) = page.split_once(CLOSES) else { return page.to_owned() };
    let rest: String = after.split_inclusive('\n').skip_while(|line| line.starts_with('|')).collect();
    let rows = Close::ALL.iter().map(|close| {
        let reason = match close {
            Close::Restart { .. } => "a number of milliseconds".to_owned(),
            _ => format!("`{}`", close.reason()),
        };
        format!("| {} | {reason} | {} |\n", close.code(), close.client().words())
    });
    format!("{before}{CLOSES}{}{rest}", rows.collect::<String>())
}

/// Whether the file and the table are what the vocabulary gives.
pub(crate) fn check() -> StepResult {
    let read = |path: std::path::PathBuf| fs::read_to_string(path).unwrap_or_default();
    let page = read(root().join(PROTOCOL));
    let stale = if read(client::folder().join(FILE)) != text() {
        format!("loom/client/{FILE}")
    } else if !page.contains(CLOSES) || with_table(&page) != page {
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

/** The reasons of closes that the client says itself. */
export const enum CloseReason {{
  Left = \"{LEFT}\",
}}
",
        restart = Close::Restart { within: 0 }.code(),
        left = Close::Left.code(),
        modifiers = MODIFIER_KEYS.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
    )
}
