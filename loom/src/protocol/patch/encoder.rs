//! The server's messages, in either dialect.

use super::{ComponentId, ErrorCode, KnownTemplates, dialect1, dialect2, json};
use crate::tree::PatchWriter;

/// Which language a connection speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// The original client's.
    One,
    /// Loom's own, of the WebSocket subprotocol `loom.2`.
    Two,
}

impl Dialect {
    /// The WebSocket subprotocol by which a client asks for [`Dialect::Two`].
    pub const SUBPROTOCOL: &str = "loom.2";
}

/// A message to the client that holds no tree. Dialect 1 cannot say all of them; what it cannot say is not sent.
#[derive(Clone, Copy, Debug)]
pub enum ServerMessage<'m> {
    /// Joined, and what the client has is right. Dialect 2 only: a join of dialect 1 is answered with the trees.
    Joined {
        /// The component.
        id: &'m ComponentId,
    },
    /// An event is answered and nothing changed.
    Unchanged {
        /// The component.
        id: &'m ComponentId,
        /// The event's number.
        number: u64,
    },
    /// An error.
    Error {
        /// The component; `None` if the frame named none.
        id: Option<&'m ComponentId>,
        /// The number of the event it answers; 0 if it answers a join or nothing.
        number: u64,
        /// What went wrong.
        code: ErrorCode,
        /// What went wrong, in words that are safe to show.
        message: &'m str,
    },
    /// What was typed into a two-way bound field cannot be used, or can again. Dialect 2 only.
    Field {
        /// The component.
        id: &'m ComponentId,
        /// The field.
        field: &'m str,
        /// Why it cannot be used; `None` when it can again.
        message: Option<&'m str>,
    },
    /// Go to this page.
    Redirect {
        /// Its address.
        url: &'m str,
    },
    /// The document's title. Dialect 2 only.
    Title {
        /// The title.
        title: &'m str,
    },
    /// A message for the user. Dialect 2 only.
    Flash {
        /// How grave it is.
        level: FlashLevel,
        /// The message.
        text: &'m str,
    },
    /// A newer token for a component. Dialect 2 only.
    Token {
        /// The component.
        id: &'m ComponentId,
        /// The token.
        token: &'m str,
    },
    /// The answer to a heartbeat. Dialect 2 only.
    Heartbeat,
}

/// How grave a message for the user is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words say it")]
pub enum FlashLevel {
    Info,
    Success,
    Warning,
    Error,
}

impl FlashLevel {
    /// The level as it stands on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Writes the server's messages of one connection. Each becomes a text frame, appended to `frames` in the order to send.
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

    /// Answers a join with the whole tree that `render` writes.
    ///
    /// # Errors
    /// The error of `render`; then nothing is to be sent.
    pub fn tree<T, E>(
        &mut self,
        id: &ComponentId,
        frames: &mut Vec<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut frame = String::new();
        let rendered = match self.dialect {
            Dialect::One => {
                let mut root = String::new();
                let rendered = render(&mut dialect1::Writer::new(&mut root));
                trees(&mut frame, id, &root);
                rendered
            }
            Dialect::Two => {
                frame.push_str("[\"j\",");
                push_id(&mut frame, Some(id));
                frame.push(',');
                let rendered = render(&mut dialect2::Writer::new(&mut frame, &mut self.known));
                frame.push(']');
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
        id: &ComponentId,
        answers: Option<u64>,
        frames: &mut Vec<String>,
        render: impl FnOnce(&mut dyn PatchWriter) -> Result<bool, E>,
    ) -> Result<bool, E> {
        let mut frame = String::new();
        let rendered = match self.dialect {
            Dialect::One => {
                frame.push_str("{\"type\":\"patch\",\"id\":");
                push_id(&mut frame, Some(id));
                frame.push_str(",\"d\":");
                let start = frame.len();
                let mut writer = dialect1::Writer::new(&mut frame);
                let rendered = render(&mut writer);
                if writer.whole_root() {
                    // The original client takes another root as trees. The event still has its patch.
                    let root = frame.split_off(start);
                    let mut message = String::new();
                    trees(&mut message, id, &root);
                    if rendered.is_ok() {
                        frames.push(message);
                    }
                    if answers.is_none() {
                        return rendered;
                    }
                    frame.push_str("{}");
                }
                frame.push('}');
                rendered
            }
            Dialect::Two => {
                frame.push_str("[\"p\",");
                push_id(&mut frame, Some(id));
                frame.push(',');
                json::uint(&mut frame, answers.unwrap_or(0));
                frame.push(',');
                let rendered = render(&mut dialect2::Writer::new(&mut frame, &mut self.known));
                frame.push(']');
                rendered
            }
        };
        match rendered {
            Ok(false) => {
                self.known.roll_back();
                if let Some(number) = answers {
                    self.message(ServerMessage::Unchanged { id, number }, frames);
                }
                Ok(false)
            }
            other => self.send(other, frame, frames),
        }
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

    /// Appends a message, if the dialect can say it.
    pub fn message(&self, message: ServerMessage<'_>, frames: &mut Vec<String>) {
        let mut frame = String::new();
        let said = match self.dialect {
            Dialect::One => message1(&mut frame, message),
            Dialect::Two => {
                message2(&mut frame, message);
                true
            }
        };
        if said {
            frames.push(frame);
        }
    }
}

/// Appends the trees message of dialect 1 for a root that was written as `{"s":...,"d":...}`.
fn trees(out: &mut String, id: &ComponentId, root: &str) {
    out.push_str("{\"type\":\"trees\",\"id\":");
    push_id(out, Some(id));
    out.push(',');
    out.push_str(root.strip_prefix('{').unwrap_or("}"));
}

fn push_id(out: &mut String, id: Option<&ComponentId>) {
    match id {
        Some(ComponentId::Name(name)) => json::string(out, name),
        Some(ComponentId::Number(number)) => json::uint(out, *number),
        None => out.push_str("null"),
    }
}

fn message1(out: &mut String, message: ServerMessage<'_>) -> bool {
    match message {
        ServerMessage::Unchanged { id, .. } => {
            out.push_str("{\"type\":\"patch\",\"id\":");
            push_id(out, Some(id));
            out.push_str(",\"d\":{}}");
        }
        ServerMessage::Error { id, code, message, .. } => {
            out.push_str("{\"type\":\"error\",\"id\":");
            match id {
                Some(id) => push_id(out, Some(id)),
                None => out.push_str("\"\""),
            }
            out.push_str(",\"error\":");
            json::display(out, format_args!("{code}: {message}"));
            out.push('}');
        }
        ServerMessage::Redirect { url } => {
            out.push_str("{\"type\":\"redirect\",\"url\":");
            json::string(out, url);
            out.push('}');
        }
        ServerMessage::Joined { .. }
        | ServerMessage::Field { .. }
        | ServerMessage::Title { .. }
        | ServerMessage::Flash { .. }
        | ServerMessage::Token { .. }
        | ServerMessage::Heartbeat => return false,
    }
    true
}

fn message2(out: &mut String, message: ServerMessage<'_>) {
    match message {
        ServerMessage::Joined { id } => {
            out.push_str("[\"j\",");
            push_id(out, Some(id));
        }
        ServerMessage::Unchanged { id, number } => {
            out.push_str("[\"p\",");
            push_id(out, Some(id));
            out.push(',');
            json::uint(out, number);
        }
        ServerMessage::Error { id, number, code, message } => {
            out.push_str("[\"x\",");
            push_id(out, id);
            out.push(',');
            json::uint(out, number);
            out.push(',');
            json::string(out, code.as_str());
            out.push(',');
            json::string(out, message);
        }
        ServerMessage::Field { id, field, message } => {
            out.push_str("[\"b\",");
            push_id(out, Some(id));
            out.push(',');
            json::string(out, field);
            out.push(',');
            match message {
                Some(message) => json::string(out, message),
                None => out.push_str("null"),
            }
        }
        ServerMessage::Redirect { url } => one(out, "[\"r\",", url),
        ServerMessage::Title { title } => one(out, "[\"d\",", title),
        ServerMessage::Flash { level, text } => {
            one(out, "[\"f\",", level.as_str());
            one(out, ",", text);
        }
        ServerMessage::Token { id, token } => {
            out.push_str("[\"k\",");
            push_id(out, Some(id));
            one(out, ",", token);
        }
        ServerMessage::Heartbeat => out.push_str("[\"h\""),
    }
    out.push(']');
}

fn one(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    json::string(out, text);
}
