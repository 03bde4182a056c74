//! What a client makes of a change, by the letter of `docs/protocol.md`. Knows nothing of how changes are written.

use serde_json::{Value as Json, json};

/// Applies `CHANGE` of dialect 2 to a whole value.
pub(super) fn apply2(value: &mut Json, change: &Json) {
    let Json::Array(pairs) = change else {
        // An object is a whole value, anything else a scalar.
        *value = change.clone();
        return;
    };
    let map = value.as_object_mut().unwrap();
    if let Some(runs) = map.get_mut("[") {
        let mut items = expand(runs);
        change_list(&mut items, pairs);
        *runs = runs_of(&items);
        return;
    }
    let slots = map.values_mut().next().unwrap().as_array_mut().unwrap();
    for pair in pairs.chunks(2) {
        apply2(&mut slots[index(&pair[0])], &pair[1]);
    }
}

fn index(value: &Json) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The items of a list as whole trees.
fn expand(runs: &Json) -> Vec<Json> {
    let mut fingerprint = String::new();
    let mut items = Vec::new();
    for run in runs.as_array().unwrap() {
        match run {
            Json::String(text) => fingerprint.clone_from(text),
            slots => items.push(json!({ fingerprint.clone(): slots })),
        }
    }
    items
}

fn runs_of(items: &[Json]) -> Json {
    let mut runs = Vec::new();
    let mut last = "";
    for item in items {
        let (fingerprint, slots) = item.as_object().unwrap().iter().next().unwrap();
        if last != fingerprint {
            last = fingerprint;
            runs.push(json!(fingerprint));
        }
        runs.push(slots.clone());
    }
    Json::Array(runs)
}

fn change_list(items: &mut Vec<Json>, pairs: &[Json]) {
    let mut old: Vec<Option<Json>> = items.drain(..).map(Some).collect();
    let mut placed: Vec<Option<Json>> = Vec::new();
    let mut put = |at: usize, item: Json| {
        if placed.len() <= at {
            placed.resize(at + 1, None);
        }
        assert!(placed[at].replace(item).is_none(), "two items at {at}");
    };
    let mut changes = Vec::new();
    let mut last = None;
    for pair in pairs.chunks(2) {
        match (&pair[0], &pair[1]) {
            (Json::String(what), Json::Array(list)) if what == "-" => {
                for run in list.chunks(2) {
                    for item in &mut old[index(&run[0])..index(&run[0]) + index(&run[1])] {
                        item.take().unwrap();
                    }
                }
            }
            (Json::String(what), Json::Array(list)) if what == ">" => {
                for pair in list.chunks(2) {
                    let item = old[index(&pair[0])].take().unwrap();
                    put(index(&pair[1]), item);
                }
            }
            (Json::String(what), Json::Array(columns)) if what == "=" => {
                let (slots, columns) = (columns[0].as_array().unwrap(), &columns[1..]);
                let at = indices(columns[0].as_array().unwrap());
                assert!(last < Some(at[0]), "indices rise");
                assert!(at.is_sorted_by(|a, b| a < b));
                last = at.last().copied();
                assert_eq!(columns.len(), slots.len() + 1);
                for (row, at) in at.iter().enumerate() {
                    let value = |column: &Json| column.get("*").unwrap_or_else(|| &column[row]).clone();
                    let pairs =
                        slots.iter().zip(&columns[1..]).flat_map(|(slot, column)| [slot.clone(), value(column)]);
                    changes.push((*at, Json::Array(pairs.collect())));
                }
            }
            (at, Json::Object(run)) => {
                let (fingerprint, all) = run.iter().next().unwrap();
                assert!(last < Some(index(at)), "indices rise");
                for (offset, slots) in all.as_array().unwrap().iter().enumerate() {
                    put(index(at) + offset, json!({ fingerprint: slots }));
                    last = Some(index(at) + offset);
                }
            }
            (at, change) => {
                assert!(last < Some(index(at)), "indices rise");
                last = Some(index(at));
                changes.push((index(at), change.clone()));
            }
        }
    }
    let mut rest = old.into_iter().flatten();
    for item in placed {
        items.push(item.or_else(|| rest.next()).unwrap());
    }
    items.extend(rest);
    for (at, change) in changes {
        apply2(&mut items[at], &change);
    }
}

/// The items that gaps lead to.
fn indices(gaps: &[Json]) -> Vec<usize> {
    let gaps = gaps.iter().flat_map(|gap| match gap {
        Json::Array(times) => vec![index(&times[0]); index(&times[1])],
        gap => vec![index(gap)],
    });
    let mut at = 0;
    gaps.map(|gap| {
        at += gap;
        at
    })
    .collect()
}

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
