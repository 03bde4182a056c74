//! [`ServerFrame`], a frame of the server.

use std::fmt;

use loom_vocabulary::EFFECTS;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value as Json;

use super::{
    change,
    fields::{self, Fields},
    merge, mismatch,
    template::{Templates, WireTemplate},
    tree::Tree,
    value::{array, tree},
};
use crate::{
    Result,
    protocol::message::{Code, Effect},
};

/// A frame of the server.
#[derive(Debug)]
pub enum ServerFrame {
    /// Templates that frames after it use.
    Templates(Vec<WireTemplate>),
    /// A join is answered; without content the client has the right one. `fields` are those whose values are new.
    Joined { id: u64, content: Option<Content>, fields: Fields },
    /// A patch; `number` is that of the event that it answers, 0 for a push. `fields` as above.
    Patch { id: u64, number: u64, content: Option<Content>, fields: Fields },
    /// Something was refused or failed. `number` is that of the event, 0 for a join or a push.
    Error { id: Option<u64>, number: u64, code: Code, message: String },
    /// Why what was typed into a field cannot be used; `None` when it can again.
    Bound { id: u64, field: String, message: Option<String> },
    /// The part of the address that is a component's; `number` is that of the event that it belongs to, or 0.
    Address { id: u64, texts: Vec<(String, Option<String>)>, push: bool, number: u64 },
    /// An effect beside the change of a component.
    Effect(Effect),
    /// A newer token.
    Token { id: u64, token: String },
    /// A component that left with its page has its newest token.
    PutAside,
    /// The answer to a heartbeat.
    Heartbeat,
    /// The application is of another version than the page.
    Version,
}

/// A whole tree, or a change of the one that stands there.
#[derive(Debug)]
pub struct Content(Json);

impl Content {
    /// Writes it into what stands there.
    ///
    /// # Errors
    /// It does not fit that.
    pub fn apply(self, standing: Option<Tree>, templates: &Templates) -> Result<Tree> {
        match (self.0, standing) {
            (Json::Array(pairs), Some(mut tree)) => {
                change::change_tree(&mut tree, pairs, templates)?;
                Ok(tree)
            }
            (Json::Array(_), None) => Err(mismatch("there is nothing to change")),
            (whole, Some(standing)) => Ok(merge::tree(standing, tree(whole, templates)?)),
            (whole, None) => tree(whole, templates),
        }
    }
}

impl ServerFrame {
    /// Reads a frame.
    ///
    /// # Errors
    /// It is not one of the server's.
    pub fn read(frame: &str) -> Result<Self> {
        let mut parts = array(serde_json::from_str(frame)?)?.into_iter();
        let kind = parts.next().unwrap_or_default();
        let mut next = || parts.next().unwrap_or_default();
        Ok(match kind.as_str().unwrap_or_default() {
            "t" => Self::Templates(serde_json::from_value(Json::Array(parts.collect()))?),
            "j" => Self::Joined { id: read(next())?, content: content(next()), fields: fields::read(next())? },
            "p" => Self::Patch {
                id: read(next())?,
                number: read(next())?,
                content: content(next()),
                fields: fields::read(next())?,
            },
            "x" => {
                Self::Error { id: read(next())?, number: read(next())?, code: read(next())?, message: read(next())? }
            }
            "b" => Self::Bound { id: read(next())?, field: read(next())?, message: read(next())? },
            "u" => {
                let (_, id, Texts(texts), push, number) =
                    serde_json::from_str::<(String, u64, Texts, bool, u64)>(frame)?;
                Self::Address { id, texts, push, number }
            }
            "k" => {
                let id = read(next())?;
                match next() {
                    Json::Null => Self::PutAside,
                    token => Self::Token { id, token: read(token)? },
                }
            }
            "h" => Self::Heartbeat,
            "v" => Self::Version,
            letter => match effect(letter, parts.collect()) {
                Some(effect) => Self::Effect(effect),
                None => return Err(mismatch(format_args!("`{frame}` is not a message of the server"))),
            },
        })
    }
}

/// The effect of this letter, with what follows it in the frame. Tokens write it as an object of one member.
fn effect(letter: &str, mut content: Vec<Json>) -> Option<Effect> {
    let row = EFFECTS.iter().find(|row| row.letter == letter)?;
    if row.has_id && !content.is_empty() {
        content.remove(0);
    }
    // A last `true` says that it waits for an answer.
    content.truncate(row.arguments.len());
    let content = match content.len() {
        0 => return serde_json::from_value(letter.into()).ok(),
        1 => content.pop()?,
        _ => Json::Array(content),
    };
    serde_json::from_value(Json::Object([(letter.to_owned(), content)].into_iter().collect())).ok()
}

/// The members of an object of texts, in their order.
struct Texts(Vec<(String, Option<String>)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Texts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(member) = map.next_entry()? {
                    texts.push(member);
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

fn read<T: serde::de::DeserializeOwned>(json: Json) -> Result<T> {
    Ok(serde_json::from_value(json)?)
}

fn content(json: Json) -> Option<Content> {
    (!json.is_null()).then_some(Content(json))
}
