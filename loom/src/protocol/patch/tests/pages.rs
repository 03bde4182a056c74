//! Trees of pages: lists as columns, gaps for components, and the templates that a client says it knows.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::{Encoder, KnownTemplates, write_tree};
use crate::{
    Html,
    prelude::*,
    protocol::message::{Dialect, Id},
    tree::{NoChildren, Scratch, Secret, render_full},
};

type Row = (i64, String, bool, String);

fn table(rows: &[Row]) -> Html<'_> {
    html! {
        <ul>
            for (number, text, flag, other) in rows {
                <li id={format!("row-{number}")} class:on={*flag} title={format!("The {text} of it")}>{*number} <b>{text}</b> {other}</li>
            }
        </ul>
    }
}

/// The tree as it is sent with a page.
fn of_page(html: Html<'_>) -> Value {
    let (mut known, mut out) = (KnownTemplates::default(), String::new());
    write_tree(html, Secret::default(), &mut known, &mut out).unwrap();
    serde_json::from_str(&out).unwrap()
}

/// The tree as it is sent to a component that joins.
fn of_join(html: Html<'_>) -> Value {
    let mut frames: Vec<String> = Vec::new();
    let mut encoder = Encoder::new(Dialect::Two);
    let mut html = Some(html);
    encoder
        .tree(&Id::Number(0), &mut frames, |writer| {
            render_full(html.take().unwrap(), &mut Scratch::default(), writer, &mut NoChildren)
        })
        .unwrap();
    let frame: Value = serde_json::from_str(frames.last().unwrap()).unwrap();
    frame[2].clone()
}

/// The rows that the client makes of columns.
fn expanded(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().flat_map(run).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), expanded(value))).collect(),
        _ => value.clone(),
    }
}

fn run(run: &Value) -> Vec<Value> {
    let Some(columns) = run.get("=").and_then(Value::as_array) else { return vec![expanded(run)] };
    let count = usize::try_from(run["#"].as_u64().unwrap()).unwrap();
    let mut rows = vec![vec![Value::Null; columns.len()]; count];
    let (made, plain): (Vec<_>, Vec<_>) = columns.iter().enumerate().partition(|(_, column)| column.get("@").is_some());
    for (at, column) in plain.into_iter().chain(made) {
        for (i, row) in rows.iter_mut().enumerate() {
            row[at] = match column {
                Value::Array(values) => values[i].clone(),
                _ if column.get("*").is_some() => column["*"].clone(),
                _ if column.get("+").is_some() => {
                    json!(
                        column["+"][0].as_i64().unwrap() + column["+"][1].as_i64().unwrap() * i64::try_from(i).unwrap()
                    )
                }
                _ => {
                    let base: &Value = &row[usize::try_from(column["@"][0].as_u64().unwrap()).unwrap()];
                    match column["@"].get(1) {
                        None => base.clone(),
                        Some(before) => {
                            let base = base.as_str().map_or_else(|| base.to_string(), str::to_owned);
                            json!(format!("{}{base}{}", before.as_str().unwrap(), column["@"][2].as_str().unwrap()))
                        }
                    }
                }
            };
        }
    }
    rows.into_iter().map(Value::Array).collect()
}

proptest! {
    #[test]
    fn columns_stand_for_their_rows(
        rows in prop::collection::vec((-3_i64..2_000, "[a-c\"\\\\é0-9]{0,3}", any::<bool>(), "[ab]"), 0..12),
        start in 0_i64..5,
        is_counted in any::<bool>(),
    ) {
        let mut rows: Vec<Row> = rows;
        if is_counted {
            (start..).zip(&mut rows).for_each(|(number, row)| row.0 = number);
        }
        prop_assert_eq!(expanded(&of_page(table(&rows))), of_join(table(&rows)));
    }
}

#[test]
fn a_long_list_is_sent_by_its_columns() {
    let rows: Vec<Row> = (10..1_010).map(|number| (number, format!("item {number}"), false, "x".to_owned())).collect();
    let text = of_page(table(&rows)).to_string();
    assert!(text.contains(r#"{"+":[10,1]}"#) && text.contains(r##""#":1000"##), "{}", &text[..200]);
    // The numbers as text stand for themselves, and the longer texts are made of them.
    assert!(text.len() < 12_500, "{} bytes", text.len());
}

#[test]
fn a_client_is_sent_the_templates_that_it_does_not_name() {
    let write = |known: &mut KnownTemplates| {
        let mut out = String::new();
        write_tree(table(&[]), Secret::default(), known, &mut out).unwrap();
        known.fresh().iter().map(|template| template.fingerprint).collect::<Vec<_>>()
    };
    let mut all = KnownTemplates::claimed("");
    let fingerprints = write(&mut all);
    assert_eq!(fingerprints.len(), 1);
    let mut text = String::new();
    super::super::fingerprint(&mut text, fingerprints[0]);
    let start = &text[..4];
    assert!(write(&mut KnownTemplates::claimed(start)).is_empty());
    assert!(write(&mut KnownTemplates::claimed(&format!("AAAA{start}____"))).is_empty());
    // A text that is no list of them names none.
    for wrong in [&start[..3], "!!!!", "\u{e9}\u{e9}", &format!("A{start}")] {
        assert_eq!(write(&mut KnownTemplates::claimed(wrong)).len(), 1, "{wrong}");
    }
}
