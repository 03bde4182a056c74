//! A component whose state no other edition of the application can read.

use std::env;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

/// Which edition of the application this is.
pub fn edition() -> String {
    env::var("EDITION").unwrap_or_else(|_| "1".to_owned())
}

/// A state that no other edition can read.
#[live_component]
pub struct Edition {
    made_by: MadeBy,
    #[bind]
    note: String,
}

#[derive(Clone, Debug, PartialEq)]
struct MadeBy(String);

impl Default for MadeBy {
    fn default() -> Self {
        Self(edition())
    }
}

impl Serialize for MadeBy {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MadeBy {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by = String::deserialize(deserializer)?;
        if by == edition() { Ok(Self(by)) } else { Err(serde::de::Error::custom("of another edition")) }
    }
}

#[live_component]
impl Edition {
    fn render(&self) -> Html {
        html! {
            <output id="edition">{&self.made_by.0}</output>
            <input id="note" bind:value={self.note} aria-label="Note"/>
            <output id="noted">{&self.note}</output>
        }
    }
}
