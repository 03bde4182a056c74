//! A component whose state only one build of the program can read.

use std::sync::OnceLock;

use loom::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::listed;

/// Which build of the program this server is.
pub(super) static BUILD: OnceLock<String> = OnceLock::new();

/// Writes down entries in a state that no other build can read.
#[live_component]
pub struct Edition {
    made_by: MadeBy,
    entries: Vec<u64>,
}

/// The build that made a state.
struct MadeBy(String);

impl Default for MadeBy {
    fn default() -> Self {
        Self(BUILD.get().cloned().unwrap_or_default())
    }
}

impl Serialize for MadeBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MadeBy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let by = String::deserialize(deserializer)?;
        if Some(&by) == BUILD.get() { Ok(Self(by)) } else { Err(D::Error::custom("made by another build")) }
    }
}

#[live_component]
impl Edition {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{&self.made_by.0}</output>
        }
    }
}
