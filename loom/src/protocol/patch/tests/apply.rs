//! Applies a change as a client does, by the letter of `docs/protocol.md`. Does not know how changes are written.

use serde_json::{Map, Value as Json, json};

/// Applies `CHANGE` of dialect 2 to a whole value.
pub(super) fn apply2(value: &mut Json, change: &Json) {
    let Json::Array(pairs) = change else {
        // An object is a whole value, anything else a scalar.
        *value = change.clone();
        return;
    };
    let map = value.as_object_mut().unwrap();
    if let Some(runs) = map.get("[") {
        let mut items = expand(runs, &keys_of(map.get("#")));
        change_list(&mut items, pairs);
        *map = list_of(&items);
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

/// An item: its key, where it has one, and the whole tree.
type Item = (Option<String>, Json);

/// The items of a list.
fn expand(runs: &Json, keys: &[String]) -> Vec<Item> {
    let mut fingerprint = String::new();
    let mut items = Vec::new();
    for run in runs.as_array().unwrap() {
        match run {
            Json::String(text) => fingerprint.clone_from(text),
            slots => items.push((keys.get(items.len()).cloned(), json!({ fingerprint.clone(): slots }))),
        }
    }
    assert!(keys.is_empty() || keys.len() == items.len(), "all items have keys, or none");
    items
}

fn list_of(items: &[Item]) -> Map<String, Json> {
    let mut runs = Vec::new();
    let mut last = "";
    for (_, tree) in items {
        let (fingerprint, slots) = tree.as_object().unwrap().iter().next().unwrap();
        if last != fingerprint {
            last = fingerprint;
            runs.push(json!(fingerprint));
        }
        runs.push(slots.clone());
    }
    let mut list = Map::from_iter([("[".to_owned(), Json::Array(runs))]);
    let keys: Vec<&str> = items.iter().filter_map(|(key, _)| key.as_deref()).collect();
    if !keys.is_empty() {
        list.insert("#".to_owned(), json!(text_of(&keys)));
    }
    list
}

/// The keys that stand beside items.
fn keys_of(text: Option<&Json>) -> Vec<String> {
    let mut keys = Vec::new();
    for part in text.map_or("", |text| text.as_str().unwrap()).split(',').filter(|part| !part.is_empty()) {
        let dash = part.char_indices().skip(1).find(|(_, digit)| *digit == '-');
        let run = dash.and_then(|(at, _)| Some(part[..at].parse::<i64>().ok()?..=part[at + 1..].parse::<i64>().ok()?));
        match run {
            Some(run) => keys.extend(run.map(|key| key.to_string())),
            None => keys.push(part.to_owned()),
        }
    }
    keys
}

/// Keys as they are written.
fn text_of(keys: &[&str]) -> String {
    let number = |key: &&str| key.parse::<i64>().ok();
    let runs = keys.chunk_by(|a, b| number(a).is_some_and(|a| number(b) == Some(a + 1)));
    let runs = runs.map(|run| match run {
        [first, _, .., last] => format!("{first}-{last}"),
        few => few.join(","),
    });
    runs.collect::<Vec<_>>().join(",")
}

fn change_list(items: &mut Vec<Item>, pairs: &[Json]) {
    let mut old: Vec<Option<Item>> = items.drain(..).map(Some).collect();
    let mut placed: Vec<Option<Item>> = Vec::new();
    let mut put = |at: usize, item: Item| {
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
                let (fingerprint, all) = run.iter().find(|(name, _)| *name != "#").unwrap();
                let keys = keys_of(run.get("#"));
                assert!(last < Some(index(at)), "indices rise");
                for (offset, slots) in all.as_array().unwrap().iter().enumerate() {
                    put(index(at) + offset, (keys.get(offset).cloned(), json!({ fingerprint: slots })));
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
        apply2(&mut items[at].1, &change);
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
