//! Trees and patches in frames.
//!
//! A frame is written into a buffer that each thread keeps, and copied into one of its own size once it is whole: one allocation a
//! frame, however it grew.

use std::cell::Cell;

use super::{KnownTemplates, dialect1::Dialect1Writer, dialect2::Dialect2Writer};
use crate::{
    protocol::message::{Dialect, Id, ServerMessage, TreeMessage},
    tree::{PatchWriter, Template},
};

/// How large a buffer may be that a thread keeps.
const KEPT: usize = 256 * 1024;

thread_local! {
    static BUFFER: Cell<String> = const { Cell::new(String::new()) };
}

/// Lets `write` have an empty buffer.
fn with_buffer<T>(write: impl FnOnce(&mut String) -> T) -> T {
    let mut buffer = BUFFER.take();
    buffer.clear();
    let written = write(&mut buffer);
    if buffer.capacity() <= KEPT {
        BUFFER.set(buffer);
    }
    written
}

/// Writes the trees and patches of one connection into frames, which it appends in the order to send.
///
/// It remembers which templates the client knows, so each connection has one for as long as it lasts.
#[derive(Debug)]
pub struct Encoder {
    dialect: Dialect,
    known: KnownTemplates,
}

impl Encoder {
    /// For a new connection.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self { dialect, known: KnownTemplates::default() }
    }

    /// The dialect of the connection.
    #[must_use]
    pub const fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The client has these templates from its page.
    pub(crate) fn client_has(&mut self, templates: impl Iterator<Item = &'static Template>) {
        templates.for_each(|template| self.known.learn(template));
    }

    /// Answers a join with the whole tree that `render` writes.
    ///
    /// # Errors
    /// The error of `render`; then nothing is to be sent.
    pub fn tree<T, E>(
        &mut self,
        id: &Id,
        frames: &mut impl Extend<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<T, E>,
    ) -> Result<T, E> {
        with_buffer(|frame| {
            let rendered = match self.dialect {
                Dialect::One => {
                    let mut root = String::new();
                    let rendered = render(&mut Dialect1Writer::new(&mut root));
                    if rendered.is_ok() {
                        frames.extend([trees(id, &root), drawing(id)]);
                    }
                    return rendered;
                }
                Dialect::Two => {
                    let ends = TreeMessage::Tree { id };
                    ends.begin(Dialect::Two, frame);
                    let mut writer = Dialect2Writer::new(frame, &mut self.known);
                    let rendered = render(&mut writer);
                    let fields = writer.take_fields();
                    drop(writer);
                    push_fields(&fields, frame);
                    ends.end(Dialect::Two, frame);
                    rendered
                }
            };
            self.send(rendered, frame, frames)
        })
    }

    /// Sends what `render` writes, as the answer to the event of the number `answers`, or as a push if `None`. `render` says
    /// whether it wrote anything; if not, an event is told that nothing changed, and a push is not sent.
    ///
    /// # Errors
    /// The error of `render`; then nothing is to be sent.
    pub fn patch<E>(
        &mut self,
        id: &Id,
        answers: Option<u64>,
        frames: &mut impl Extend<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<bool, E>,
    ) -> Result<bool, E> {
        with_buffer(|frame| {
            let number = answers.unwrap_or(0);
            let ends = TreeMessage::Patch { id, number };
            ends.begin(self.dialect, frame);
            let start = frame.len();
            let (rendered, whole_root) = match self.dialect {
                Dialect::One => {
                    let mut writer = Dialect1Writer::new(frame);
                    let rendered = render(&mut writer);
                    (rendered, writer.whole_root())
                }
                Dialect::Two => {
                    let mut writer = Dialect2Writer::new(frame, &mut self.known);
                    let rendered = render(&mut writer);
                    let fields = writer.take_fields();
                    drop(writer);
                    if frame.len() == start && !fields.is_empty() {
                        frame.push_str("[]");
                    }
                    push_fields(&fields, frame);
                    (rendered, false)
                }
            };
            if let Ok(false) = rendered {
                if answers.is_some() {
                    frame.clear();
                    ServerMessage::Unchanged { id, number }.write(self.dialect, frame);
                    frames.extend([frame.as_str().into()]);
                }
                return rendered;
            }
            if whole_root && rendered.is_ok() {
                frames.extend([trees(id, frame.get(start..).unwrap_or_default()), drawing(id)]);
                return rendered;
            }
            ends.end(self.dialect, frame);
            self.send(rendered, frame, frames)
        })
    }

    fn send<T, E>(&mut self, rendered: Result<T, E>, frame: &str, frames: &mut impl Extend<String>) -> Result<T, E> {
        if rendered.is_ok() {
            frames.extend(self.known.commit());
            frames.extend([frame.into()]);
        } else {
            self.known.roll_back();
        }
        rendered
    }
}

/// Appends the fields that browser expressions name, behind a tree or a change.
fn push_fields(fields: &str, frame: &mut String) {
    if !fields.is_empty() {
        frame.push_str(",{");
        frame.push_str(fields);
        frame.push('}');
    }
}

/// The frame of dialect 1 for a root that was written as `{"s":...,"d":...}`.
fn trees(id: &Id, root: &str) -> String {
    let mut frame = String::with_capacity(root.len() + 40);
    let ends = TreeMessage::Tree { id };
    ends.begin(Dialect::One, &mut frame);
    // The frame has braces of its own.
    frame.push_str(root.strip_prefix('{').and_then(|root| root.strip_suffix('}')).unwrap_or_default());
    ends.end(Dialect::One, &mut frame);
    frame
}

/// The frame that follows `trees`: a client of dialect 1 keeps a tree and draws it with the next patch.
fn drawing(id: &Id) -> String {
    let mut frame = String::new();
    ServerMessage::Unchanged { id, number: 0 }.write(Dialect::One, &mut frame);
    frame
}
