//! Trees and patches in frames.

use super::{KnownTemplates, dialect1, dialect2};
use crate::{
    protocol::message::{Dialect, Frame, Id, ServerMessage},
    tree::{PatchWriter, Template},
};

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
        frames: &mut Vec<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut frame = String::new();
        let rendered = match self.dialect {
            Dialect::One => {
                let mut root = String::new();
                let rendered = render(&mut dialect1::Writer::new(&mut root));
                frame = trees(id, &root);
                rendered
            }
            Dialect::Two => {
                let ends = Frame::Tree { id };
                ends.begin(Dialect::Two, &mut frame);
                let rendered = render(&mut dialect2::Writer::new(&mut frame, &mut self.known));
                ends.end(Dialect::Two, &mut frame);
                rendered
            }
        };
        self.send(rendered, frame, frames)
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
        frames: &mut Vec<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let mut frame = String::new();
        let number = answers.unwrap_or(0);
        let ends = Frame::Patch { id, number };
        ends.begin(self.dialect, &mut frame);
        let start = frame.len();
        let (rendered, whole_root) = match self.dialect {
            Dialect::One => {
                let mut writer = dialect1::Writer::new(&mut frame);
                let rendered = render(&mut writer);
                (rendered, writer.whole_root())
            }
            Dialect::Two => (render(&mut dialect2::Writer::new(&mut frame, &mut self.known)), false),
        };
        if let Ok(false) = rendered {
            if answers.is_some() {
                frame.clear();
                ServerMessage::Unchanged { id, number }.write(self.dialect, &mut frame);
                frames.push(frame);
            }
            return rendered;
        }
        if whole_root && rendered.is_ok() {
            // The original client takes another root as trees. The event still has its patch.
            let root = frame.split_off(start);
            frames.push(trees(id, &root));
            if answers.is_none() {
                return rendered;
            }
            frame.push_str("{}");
        }
        ends.end(self.dialect, &mut frame);
        self.send(rendered, frame, frames)
    }

    fn send<T, E>(&mut self, rendered: Result<T, E>, frame: String, frames: &mut Vec<String>) -> Result<T, E> {
        if rendered.is_ok() {
            frames.extend(self.known.commit());
            frames.push(frame);
        } else {
            self.known.roll_back();
        }
        rendered
    }
}

/// The frame of dialect 1 for a root that was written as `{"s":...,"d":...}`.
fn trees(id: &Id, root: &str) -> String {
    let ends = Frame::Tree { id };
    let mut frame = String::with_capacity(root.len() + 40);
    ends.begin(Dialect::One, &mut frame);
    // The frame has braces of its own.
    frame.push_str(root.strip_prefix('{').and_then(|root| root.strip_suffix('}')).unwrap_or_default());
    ends.end(Dialect::One, &mut frame);
    frame
}
