//! Applies patches as a client of dialect 1 does, by the letter of `docs/protocol.md`. For dialect 2 see `protocol::mirror`.

use serde_json::Value as Json;

/// Applies `d` of a patch of dialect 1 to `{"s","d"}` or to a list.
pub(super) fn apply1(value: &mut Json, d: &Json) {
    for (at, new) in d.as_object().unwrap() {
        let at: usize = at.parse().unwrap();
        let slots = if value.is_array() { &mut *value } else { &mut value["d"] };
        let slot = &mut slots[at];
        match new {
            Json::Object(map) if !map.contains_key("s") => apply1(slot, &map["d"]),
            whole => *slot = whole.clone(),
        }
    }
}

/// The HTML of a value of dialect 1.
pub(super) fn flat1(value: &Json) -> String {
    match value {
        Json::String(html) => html.clone(),
        Json::Array(items) => items.iter().map(flat1).collect(),
        tree => {
            let statics = tree["s"].as_array().unwrap();
            let slots = tree["d"].as_array().unwrap();
            assert_eq!(statics.len(), slots.len() + 1);
            let mut out = String::new();
            for (index, part) in statics.iter().enumerate() {
                out.push_str(part.as_str().unwrap());
                out.extend(slots.get(index).map(flat1));
            }
            out
        }
    }
}
