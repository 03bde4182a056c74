//! The messages of the server. Trees and patches are written by the dialects' writers, between a [`TreeMessage`]'s two ends.

use super::{Code, Dialect, Effect, Id, array::Array};
use crate::protocol::json::write_text;

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
    /// An effect beside the change of a component.
    Effect {
        /// The component that asks for it.
        id: &'a Id,
        /// The effect.
        effect: &'a Effect,
        /// Whether the answer to an event is still to come.
        waits: bool,
    },
    /// Fields of a component in the page's address have changed; dialect 2.
    Address {
        /// The component.
        id: &'a Id,
        /// Their names, and their texts: `None` where one is left out.
        texts: &'a [(&'static str, Option<String>)],
        /// Whether it makes an entry in the browser's history.
        push: bool,
        /// The number of the event that it belongs to, or 0.
        number: u64,
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
    /// A component that left with its page has its newest token; dialect 2.
    PutAside {
        /// The component.
        id: &'a Id,
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

impl ServerMessage<'_> {
    /// Appends the message as one frame; false, with nothing appended, if the dialect cannot say it.
    pub fn write(&self, dialect: Dialect, out: &mut String) -> bool {
        match dialect {
            Dialect::One => self.write_one(out),
            Dialect::Two => self.write_two(out),
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
            Self::Effect { id, effect, waits } => return effect.write(Dialect::One, id, waits, out),
            _ => return false,
        }
        true
    }

    fn write_two(&self, out: &mut String) -> bool {
        match *self {
            Self::Joined { id } => Array::begin(out, "j").id(Some(id)),
            Self::Unchanged { id, number } => Array::begin(out, "p").id(Some(id)).number(number),
            Self::Error { id, number, code, message } => {
                Array::begin(out, "x").id(id).number(number).text(code.as_str()).text(message)
            }
            Self::Bound { id, field, message: Some(message) } => {
                Array::begin(out, "b").id(Some(id)).text(field).text(message)
            }
            Self::Bound { id, field, message: None } => Array::begin(out, "b").id(Some(id)).text(field).null(),
            Self::Token { id, token } => Array::begin(out, "k").id(Some(id)).text(token),
            Self::PutAside { id } => Array::begin(out, "k").id(Some(id)),
            Self::Address { id, texts, push, number } => Array::begin(out, "u")
                .id(Some(id))
                .texts(texts.iter().map(|(name, text)| (*name, text.as_deref())))
                .flag(push)
                .number(number),
            Self::Heartbeat => Array::begin(out, "h"),
            Self::Version { version } => Array::begin(out, "v").text(version),
            Self::Effect { id, effect, waits } => return effect.write(Dialect::Two, id, waits, out),
        }
        .end();
        true
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
            (Dialect::Two, TreeMessage::Tree { id }) => Array::begin(out, "j").id(Some(id)).comma(),
            (Dialect::Two, TreeMessage::Patch { id, number }) => {
                Array::begin(out, "p").id(Some(id)).number(number).comma();
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
