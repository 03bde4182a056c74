//! `cargo xtask generate`: the names that the client shares with the macros and the library, written down for it, and tables of the docs.

mod script;
mod tables;

use std::{fs, io, process::ExitCode};

use crate::command::{StepResult, root};

/// The file that is generated as a whole, below the root.
const FILE: &str = "loom/client/src/vocabulary.ts";

/// The parts of files written by hand that come from the vocabulary.
const PARTS: &[Part] = &[
    Part::table("docs/protocol.md", "| code | reason | the client |", tables::closes),
    Part::table("docs/protocol.md", "| code | meaning | action of the client |", tables::errors),
    Part::table("docs/protocol.md", "| event | `detail` |", tables::details),
    Part::table("docs/protocol.md", "| message | asked for by |", tables::effects),
    Part::table("docs/guide/effects.md", "| effect | does |", tables::page_effects),
    Part::table("docs/protocol.md", "| slot | kind | value in dialect 2 |", tables::slots),
    Part::table("docs/protocol.md", "| limit | default | strict | over it | held by |", tables::limits),
    Part::table("docs/protocol.md", "| modifier | value | does |", tables::modifier_attributes),
    Part::table("loom/src/docs/html.md", "| modifier | does |", tables::modifiers),
    Part::table("loom/src/docs/html.md", "| in a filter | the key, in lower case |", tables::keys),
    Part::line("loom/client/src/wire.ts", "export type Effect = ", script::effects),
    Part::line("loom/client/src/modules/effects.ts", "type Name = ", script::page_effects),
    Part::line("loom/client/src/modules/effects.ts", "const ADDRESSES = ", script::url_attributes),
    Part::line("loom/client/src/engine/template.ts", "export type Kind = ", script::slot_marks),
];

/// A part of a file.
struct Part {
    /// The file, below the root.
    file: &'static str,
    /// Its beginning, by which it is found.
    begin: &'static str,
    /// It is a table, whose rows follow its first line and the ruler; else the rest of a line.
    is_table: bool,
    /// The rows, or the rest of the line.
    content: fn() -> String,
}

impl Part {
    const fn table(file: &'static str, begin: &'static str, content: fn() -> String) -> Self {
        Self { file, begin, is_table: true, content }
    }

    const fn line(file: &'static str, begin: &'static str, content: fn() -> String) -> Self {
        Self { file, begin, is_table: false, content }
    }

    /// The file with the part written anew; `None` if it has no such part.
    fn drawn(&self, file: &str) -> Option<String> {
        let (before, after) = file.split_once(self.begin)?;
        let mut lines = after.split_inclusive('\n');
        let (kept, rest): (String, String) = if self.is_table {
            (lines.by_ref().take(2).collect(), lines.skip_while(|line| line.starts_with('|')).collect())
        } else {
            lines.next()?;
            (String::new(), format!("\n{}", lines.collect::<String>()))
        };
        Some(format!("{before}{}{kept}{}{rest}", self.begin, (self.content)()))
    }

    fn write(&self) -> io::Result<()> {
        let file = root().join(self.file);
        let missing = || io::Error::other(format!("{} has no line that begins with {}", self.file, self.begin));
        let drawn = self.drawn(&fs::read_to_string(&file)?).ok_or_else(missing)?;
        fs::write(&file, drawn)
    }
}

/// Writes the file and the parts anew.
pub(crate) fn run() -> ExitCode {
    let written = fs::write(root().join(FILE), script::text()).and_then(|()| PARTS.iter().try_for_each(Part::write));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{FILE} or a part of another file: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether the file and the parts are what the vocabulary gives.
pub(crate) fn check() -> StepResult {
    let read = |file: &str| fs::read_to_string(root().join(file)).unwrap_or_default();
    let is_stale = |part: &&Part| {
        let file = read(part.file);
        part.drawn(&file).as_deref() != Some(file.as_str())
    };
    let stale = if read(FILE) != script::text() {
        FILE.to_owned()
    } else if let Some(part) = PARTS.iter().find(is_stale) {
        format!("`{}` in {}", part.begin, part.file)
    } else {
        return Ok(String::new());
    };
    Err(format!("{stale} is not what loom-vocabulary gives: run `cargo xtask generate` and commit it"))
}
