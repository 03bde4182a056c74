//! Derives, docs, visibility and other attributes of the struct and its fields stay.
#![deny(missing_docs)]

use loom::prelude::*;

/// A documented component.
#[live_component]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Documented {
    /// A documented field.
    #[prop]
    pub title: String,
    /// Another name in the token.
    #[serde(rename = "n")]
    pub(crate) number: u8,
    /// Saved in a way of its own.
    #[serde(with = "seconds")]
    #[state(default = std::time::Duration::from_secs(1))]
    wait: std::time::Duration,
}

mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
        value.as_secs().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_secs)
    }
}

#[live_component]
impl Documented {
    fn render(&self) -> Html {
        html! { <p>{&self.title}</p> }
    }
}

#[test]
fn it_is_cloned_and_compared() {
    use loom::Props;
    let one = Documented::props().title("a".to_owned()).build();
    assert_eq!(one, one.clone());
}
