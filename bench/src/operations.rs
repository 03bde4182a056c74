//! Single operations in this process, prepared so that each call does one: for benchmarks by time and by instructions.

mod wire;

use std::hint::black_box;

use loom::{
    __private::{
        Dialect, Encoder, Id, NoChildren, PageTemplates, Print, Scratch, Secret, render_diff, render_full, render_page,
        render_silent, render_static,
    },
    LiveComponent as _, RenderError, html,
};

use crate::{
    load::Failure,
    subject::{Table, plain_table},
};

/// One call does the operation once.
pub type Operation = Box<dyn FnMut() -> Result<(), Failure>>;

/// The names of all operations.
pub const NAMES: [&str; 9] =
    ["maud", "page", "silent", "tree", "diff", "diff_tenth", "escape", "counter_event", "table_event"];

/// How many rows the tables have.
const ROWS: u32 = 1_000;

/// The operation of this name, prepared.
///
/// | name | what it does |
/// | --- | --- |
/// | `maud` | maud writes the table of 1,000 rows |
/// | `page` | Loom writes it into a page, with what the client needs to bind to it |
/// | `silent` | Loom renders it for its print only, as at a join |
/// | `tree` | Loom writes it as values for a client that has nothing |
/// | `diff` | one row changes: Loom renders all, compares, and writes the patch |
/// | `diff_tenth` | the same when every tenth row changes |
/// | `escape` | 64 KiB of text, with a character to escape in every hundred, is escaped |
/// | `counter_event` | a counter is clicked: from the frame to the frame, through the whole server but for the kernel |
/// | `table_event` | one row of the table is updated, in the same way |
///
/// # Errors
/// No operation has this name, or it could not be prepared.
pub fn prepare(name: &str) -> Result<Operation, Failure> {
    let table = Table::of(ROWS);
    let mut scratch = Scratch::default();
    Ok(match name {
        "maud" => Box::new(move || {
            black_box(plain_table(black_box(table.rows()), None).into_string());
            Ok(())
        }),
        "page" => Box::new(move || {
            let mut out = String::new();
            black_box(
                render_page(black_box(&table).render(), Secret::default(), &mut PageTemplates::default(), &mut out)
                    .map_err(failed)?,
            );
            black_box(out);
            Ok(())
        }),
        "silent" => Box::new(move || {
            black_box(render_silent(black_box(&table).render(), &mut scratch, &mut NoChildren).map_err(failed)?);
            Ok(())
        }),
        "tree" => Box::new(move || {
            let mut frames = Vec::new();
            let mut encoder = Encoder::new(Dialect::Two);
            let id = Id::Number(0);
            let rendered = encoder.tree(&id, &mut frames, |writer| {
                render_full(black_box(&table).render(), &mut scratch, writer, &mut NoChildren)
            });
            black_box(rendered.map_err(failed)?);
            black_box(frames);
            Ok(())
        }),
        "diff" => differ(table, Table::update_one)?,
        "diff_tenth" => differ(table, Table::update_tenth)?,
        "escape" => escape(),
        "counter_event" => wire::event("/counter", "increment")?,
        "table_event" => wire::event("/table", "update_one")?,
        other => return Err(format!("no operation is named `{other}`; there are {}", NAMES.join(", ")).into()),
    })
}

/// Escapes 64 KiB of text.
fn escape() -> Operation {
    let line = "Text that has to be escaped, here & there, and mostly not; some of it is longer than the rest is. ";
    let text = line.repeat(64 * 1024 / line.len());
    Box::new(move || {
        let mut out = String::with_capacity(text.len() * 2);
        let text = black_box(text.as_str());
        render_static(html! { {text} }, &mut out).map_err(failed)?;
        black_box(out);
        Ok(())
    })
}

/// Changes the table, renders it, and writes what changed.
fn differ(mut table: Table, change: fn(&mut Table)) -> Result<Operation, Failure> {
    let mut scratch = Scratch::default();
    let (mut print, _): (Print, u64) = render_silent(table.render(), &mut scratch, &mut NoChildren).map_err(failed)?;
    let mut encoder = Encoder::new(Dialect::Two);
    let id = Id::Number(0);
    let mut number = 0;
    Ok(Box::new(move || {
        change(&mut table);
        number += 1;
        let mut frames = Vec::new();
        let changed = encoder.patch(&id, Some(number), &mut frames, |writer| {
            render_diff(table.render(), &mut print, &mut scratch, writer, &mut NoChildren)
        });
        black_box(frames);
        if changed.map_err(failed)? { Ok(()) } else { Err("nothing changed".into()) }
    }))
}

fn failed(error: RenderError) -> Failure {
    error.to_string().into()
}
