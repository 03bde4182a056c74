//! The messages of the server. Trees and patches are written by the dialects' writers, between a [`TreeMessage`]'s two ends.

use serde::{Deserialize, Serialize};

use super::{Code, Dialect, Id};
use crate::protocol::json::{write_number, write_text};

/// A message of the server that holds no tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerMessage<'a> {
    /// The client's HTML is right; dialect 2.
    Joined {
        /// The component.
        id: &'a Id,
    },
    /// An event changed nothing.
    Unchanged {
        /// The component.
        id: &'a Id,
        /// The event's number.
        number: u64,
    },
    /// Something was refused or failed.
    Error {
        /// The component, where the message named one.
        id: Option<&'a Id>,
        /// The event's number, or 0.
        number: u64,
        /// The code that a client decides by.
        code: Code,
        /// The text for a person, saying what to do.
        message: &'a str,
    },
    /// The browser goes to another page.
    Redirect {
        /// A path, or an address with its scheme.
        url: &'a str,
    },
    /// The text typed into a two-way bound field cannot be used, or (`None`) can again; dialect 2.
    Bound {
        /// The component.
        id: &'a Id,
        /// The field.
        field: &'a str,
        /// Why.
        message: Option<&'a str>,
    },
    /// The document's title; dialect 2.
    Title {
        /// The title.
        title: &'a str,
    },
    /// A message for the user; dialect 2.
    Flash {
        /// How it is meant.
        level: Level,
        /// The text to show.
        text: &'a str,
    },
    /// A newer token; dialect 2.
    Token {
        /// The component.
        id: &'a Id,
        /// The token.
        token: &'a str,
    },
    /// The answer to a heartbeat; dialect 2.
    Heartbeat,
    /// This process runs another version of the application than the one that made the client's page; dialect 2.
    Version {
        /// This process's.
        version: &'a str,
    },
}

/// How a message for the user, a [`flash`](crate::Cx::flash), is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Level {
    /// It informs.
    #[default]
    Info,
    /// Something went well.
    Success,
    /// Something needs care.
    Warning,
    /// Something went wrong.
    Error,
}

impl Level {
    /// The word on the wire, and in the client's class names.
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

impl ServerMessage<'_> {
    /// Appends the message as one frame; false, with nothing appended, if the dialect cannot say it.
    pub fn write(&self, dialect: Dialect, out: &mut String) -> bool {
        match dialect {
            Dialect::One => self.write_one(out),
            Dialect::Two => {
                self.write_two(out);
                true
            }
        }
    }

    fn write_one(&self, out: &mut String) -> bool {
        match *self {
            Self::Unchanged { id, .. } => {
                out.push_str("{\"type\":\"patch\",\"id\":");
                id.write(out);
                out.push_str(",\"d\":{}}");
            }
            Self::Error { id, code, message, .. } => {
                out.push_str("{\"type\":\"error\",\"id\":");
                match id {
                    Some(id) => id.write(out),
                    None => out.push_str("\"\""),
                }
                out.push_str(",\"error\":");
                write_text(out, &format!("{}: {message}", code.as_str()));
                out.push('}');
            }
            Self::Redirect { url } => {
                out.push_str("{\"type\":\"redirect\",\"url\":");
                write_text(out, url);
                out.push('}');
            }
            _ => return false,
        }
        true
    }

    fn write_two(&self, out: &mut String) {
        match *self {
            Self::Joined { id } => Array::begin(out, "j").id(Some(id)),
            Self::Unchanged { id, number } => Array::begin(out, "p").id(Some(id)).number(number),
            Self::Error { id, number, code, message } => {
                Array::begin(out, "x").id(id).number(number).text(code.as_str()).text(message)
            }
            Self::Redirect { url } => Array::begin(out, "r").text(url),
            Self::Bound { id, field, message: Some(message) } => {
                Array::begin(out, "b").id(Some(id)).text(field).text(message)
            }
            Self::Bound { id, field, message: None } => Array::begin(out, "b").id(Some(id)).text(field).null(),
            Self::Title { title } => Array::begin(out, "d").text(title),
            Self::Flash { level, text } => Array::begin(out, "f").text(level.as_str()).text(text),
            Self::Token { id, token } => Array::begin(out, "k").id(Some(id)).text(token),
            Self::Heartbeat => Array::begin(out, "h"),
            Self::Version { version } => Array::begin(out, "v").text(version),
        }
        .end();
    }
}

/// A frame of dialect 2 as it is written.
struct Array<'o>(&'o mut String);

impl<'o> Array<'o> {
    fn begin(out: &'o mut String, kind: &str) -> Self {
        out.push('[');
        write_text(out, kind);
        Self(out)
    }

    fn id(self, id: Option<&Id>) -> Self {
        let Some(id) = id else { return self.null() };
        self.0.push(',');
        id.write(self.0);
        self
    }

    fn number(self, number: u64) -> Self {
        self.0.push(',');
        write_number(self.0, number);
        self
    }

    fn text(self, text: &str) -> Self {
        self.0.push(',');
        write_text(self.0, text);
        self
    }

    fn null(self) -> Self {
        self.0.push_str(",null");
        self
    }

    fn end(self) {
        self.0.push(']');
    }
}

/// A frame that holds a tree or a patch: what stands before it and after it.
///
/// ```text
/// dialect 2   ["p",0,12,[0,"5"]]      ["j",0,{"FP":[...]}]
/// dialect 1   {"type":"patch","id":"c0","d":{"0":"5"}}      {"type":"trees","id":"c0","s":[...],"d":[...]}
/// ```
#[derive(Clone, Copy, Debug)]
pub enum TreeMessage<'a> {
    /// A whole tree, after a join. Dialect 1's writer writes the tree's members without the braces around them.
    Tree {
        /// The component.
        id: &'a Id,
    },
    /// The changes.
    Patch {
        /// The component.
        id: &'a Id,
        /// The number of the event that it answers, or 0.
        number: u64,
    },
}

impl TreeMessage<'_> {
    /// Appends what stands before the tree or patch.
    pub fn begin(&self, dialect: Dialect, out: &mut String) {
        match (dialect, *self) {
            (Dialect::One, TreeMessage::Tree { id }) => {
                out.push_str("{\"type\":\"trees\",\"id\":");
                id.write(out);
                out.push(',');
            }
            (Dialect::One, TreeMessage::Patch { id, .. }) => {
                out.push_str("{\"type\":\"patch\",\"id\":");
                id.write(out);
                out.push_str(",\"d\":");
            }
            (Dialect::Two, TreeMessage::Tree { id }) => Array::begin(out, "j").id(Some(id)).0.push(','),
            (Dialect::Two, TreeMessage::Patch { id, number }) => {
                Array::begin(out, "p").id(Some(id)).number(number).0.push(',');
            }
        }
    }

    /// Appends what stands after it.
    pub fn end(&self, dialect: Dialect, out: &mut String) {
        out.push(match dialect {
            Dialect::One => '}',
            Dialect::Two => ']',
        });
    }
}
