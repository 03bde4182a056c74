//! `cargo xtask generate`: the names that the client shares with the macros and the library, written down for it.

use std::{fs, process::ExitCode};

use loom_vocabulary::{FLAGS, KEYS, MARKERS, MODIFIER_KEYS, PREFIX, TIMED};

use crate::{client, command::StepResult};

/// The file, below the client's folder.
const FILE: &str = "src/vocabulary.ts";

/// Writes the file anew.
pub(crate) fn run() -> ExitCode {
    match fs::write(client::folder().join(FILE), text()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loom/client/{FILE}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the file is what the vocabulary gives.
pub(crate) fn check() -> StepResult {
    let written = fs::read_to_string(client::folder().join(FILE)).unwrap_or_default();
    if written == text() {
        return Ok(String::new());
    }
    Err(format!("loom/client/{FILE} is not what loom-vocabulary gives: run `cargo xtask generate` and commit it"))
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
",
        modifiers = MODIFIER_KEYS.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", "),
    )
}
