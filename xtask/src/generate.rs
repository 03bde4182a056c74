//! `cargo xtask generate`: the names that the client shares with the macros and the library, written down for it, and tables of the docs.

use std::{fs, io, process::ExitCode};

use loom_vocabulary::{
    Close, DETAILS, Detail, ERROR_CODES, HELD, KEYS, LEFT, LEVELS, LIMITS, Limit, MARKERS, MEDIA, MODIFIER_KEYS,
    MOTION, ModifierName, NOTICES, PAGE_MARKERS, POINTER, PREFIX, SCROLL, SLOTS, SlotRow, TOO_LARGE,
};

use crate::{
    client,
    command::{StepResult, root},
};

/// The file, below the client's folder.
const FILE: &str = "src/vocabulary.ts";

/// The tables of the documentation.
const TABLES: &[Table] = &[
    Table { page: "docs/protocol.md", head: "| code | reason | the client |", rows: closes },
    Table { page: "docs/protocol.md", head: "| code | meaning | action of the client |", rows: errors },
    Table { page: "docs/protocol.md", head: "| event | `detail` |", rows: details },
    Table { page: "docs/protocol.md", head: "| slot | kind | value in dialect 2 |", rows: slots },
    Table { page: "docs/protocol.md", head: "| limit | default | strict | over it | held by |", rows: limits },
    Table { page: "docs/protocol.md", head: "| modifier | value | does |", rows: modifier_attributes },
    Table { page: "loom/src/docs/html.md", head: "| modifier | does |", rows: modifiers },
    Table { page: "loom/src/docs/html.md", head: "| in a filter | the key, in lower case |", rows: keys },
];

/// A table of the documentation, whose rows come from the vocabulary.
struct Table {
    /// The page that holds it, below the root.
    page: &'static str,
    /// Its first line, by which it is found.
    head: &'static str,
    /// Its rows.
    rows: fn() -> String,
}

impl Table {
    /// The page with the rows of the table drawn anew; `None` if it has no such table.
    fn drawn(&self, page: &str) -> Option<String> {
        let (before, after) = page.split_once(self.head)?;
        let ruler: String = after.split_inclusive('\n').take(2).collect();
        let rest: String = after.split_inclusive('\n').skip(2).skip_while(|line| line.starts_with('|')).collect();
        Some(format!("{before}{}{ruler}{}{rest}", self.head, (self.rows)()))
    }
}

/// Writes the file and the tables anew.
pub(crate) fn run() -> ExitCode {
    let written = fs::write(client::folder().join(FILE), text()).and_then(|()| TABLES.iter().try_for_each(write));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("loom/client/{FILE} or a table: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(table: &Table) -> io::Result<()> {
    let page = root().join(table.page);
    let missing = || io::Error::other(format!("{} has no table that begins with {}", table.page, table.head));
    let drawn = table.drawn(&fs::read_to_string(&page)?).ok_or_else(missing)?;
    fs::write(&page, drawn)
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

fn details() -> String {
    let row = |detail: &Detail| {
        let names: Vec<String> = detail.names.iter().map(|name| format!("`{name}`")).collect();
        let names = names.join(", ");
        format!("| {} | {}{names}{} |\n", detail.events, detail.of, detail.rest)
    };
    DETAILS.iter().map(row).collect()
}

fn slots() -> String {
    SLOTS.iter().map(|SlotRow { example, meaning, value }| format!("| `{example}` | {meaning} | {value} |\n")).collect()
}

fn limits() -> String {
    let row = |limit: &Limit| {
        let Limit { name, over, .. } = limit;
        let [default, strict] = [limit.default, limit.strict].map(|amount| amount.replace('_', ","));
        let tests: Vec<String> = limit.tests.iter().map(|test| format!("`{test}`")).collect();
        format!("| `{name}` | {default} | {strict} | {over} | {} |\n", tests.join(", "))
    };
    LIMITS.iter().map(row).collect()
}

fn modifiers() -> String {
    let row = |modifier: &ModifierName| {
        let time = if modifier.is_timed() { "(300)" } else { "" };
        format!("| `.{}{time}` | {} |\n", modifier.as_str(), modifier.does())
    };
    let keys =
        "| `.enter`, `.ctrl.s`, `.arrow-up` ... | on `keydown` and `keyup`: only this key, with what is held |\n";
    ModifierName::ALL.iter().map(row).chain([keys.to_owned()]).collect()
}

/// The attributes of modifiers.
fn modifier_attributes() -> String {
    let row = |modifier: &ModifierName| {
        let value = if modifier.is_timed() { "`300`" } else { "`true`" };
        format!("| `{PREFIX}{}` | {value} | {} |\n", modifier.as_str(), modifier.does())
    };
    ModifierName::ALL.iter().map(row).collect()
}

/// The keys, each name of the DOM with the names that a filter may use for it.
fn keys() -> String {
    let mut rows: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, key) in KEYS.iter().filter(|(name, _)| !name.starts_with('f')) {
        let name = format!("`{name}`");
        match rows.iter_mut().find(|(known, _)| known == key) {
            Some((_, names)) => names.push(name),
            None => rows.push((key, vec![name])),
        }
    }
    rows.iter().map(|(key, names)| format!("| {} | `\"{key}\"` |\n", names.join(", "))).collect()
}

/// Whether the file and the tables are what the vocabulary gives.
pub(crate) fn check() -> StepResult {
    let read = |path: std::path::PathBuf| fs::read_to_string(path).unwrap_or_default();
    let is_stale = |table: &&Table| {
        let page = read(root().join(table.page));
        table.drawn(&page).as_deref() != Some(page.as_str())
    };
    let stale = if read(client::folder().join(FILE)) != text() {
        format!("loom/client/{FILE}")
    } else if let Some(table) = TABLES.iter().find(is_stale) {
        format!("the table `{}` of {}", table.head, table.page)
    } else {
        return Ok(String::new());
    };
    Err(format!("{stale} is not what loom-vocabulary gives: run `cargo xtask generate` and commit it"))
}

fn text() -> String {
    let modifiers: Vec<&str> = ModifierName::ALL.iter().map(|modifier| modifier.as_str()).collect();
    let reserved = [&modifiers, MARKERS, PAGE_MARKERS, NOTICES].concat().join("|");
    // The client takes the dashes out of a name by itself.
    let renamed: String = KEYS
        .iter()
        .filter(|(name, key)| name.replace('-', "") != *key)
        .map(|(name, key)| format!("  {name}: \"{key}\",\n"))
        .collect();
    format!(
        "// The names that the client shares with the macros and the library. `cargo xtask generate` writes this file from `loom-vocabulary`.

export const PREFIX = \"{PREFIX}\";

/** An attribute that binds an event, which is its second group. Modifiers and markers bind none. */
export const BINDING = /^{PREFIX}(?!({reserved})$)([^.]+)/;

/** Keys whose names in filters are not the DOM's own without dashes. */
export const KEYS: Readonly<Record<string, string>> = {{
{renamed}}};

/** Keys that are held while another is pressed; in `KeyboardEvent` each is `NAMEKey`. */
export const MODIFIER_KEYS = [{modifiers}] as const;

/** The levels of messages for the visitor. */
export type Level = {levels};

/** Properties of the DOM that an event's detail holds, with spaces between them: of events, */
export const POINTER = \"{pointer}\";
export const HELD = \"{held}\";
export const MOTION = \"{motion}\";
/** and of elements. */
export const SCROLL = \"{scroll}\";
export const MEDIA = \"{media}\";

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
        modifiers = list(MODIFIER_KEYS, ", "),
        levels = list(LEVELS, " | "),
        pointer = POINTER.join(" "),
        held = HELD.join(" "),
        motion = MOTION.join(" "),
        scroll = SCROLL.join(" "),
        media = MEDIA.join(" "),
    )
}

/// The names in quotes, with this between them.
fn list(names: &[&str], between: &str) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(between)
}

/// `unknown_id` as `UnknownId`.
fn camel(name: &str) -> String {
    let capital =
        |word: &str| word.get(..1).map(str::to_uppercase).unwrap_or_default() + word.get(1..).unwrap_or_default();
    name.split('_').map(capital).collect()
}
