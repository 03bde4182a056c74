//! Trees of pages: lists as columns, gaps for components, and the templates that a client says it knows.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    super::{Encoder, KnownTemplates, TreeSink, write_tree},
    fixture::{SECRET, Tokens},
    random::Random,
};
use crate::{
    Html,
    prelude::*,
    protocol::message::{Dialect, Id},
    tree::{Namespace, Scratch, Template, render_beside, render_full, render_silent},
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
    let part = write_tree(html, SECRET, &mut known, &mut out).unwrap();
    for placed in part.children.iter().rev() {
        out.insert_str(placed.offset, &format!("\"{}\",\"patch\",7]}}", placed.child.module()));
    }
    serde_json::from_str(&out).unwrap()
}

/// The tree as it is sent to a component that joins.
fn of_join(html: Html<'_>) -> Value {
    let mut frames: Vec<String> = Vec::new();
    let mut encoder = Encoder::new(Dialect::Two);
    let mut html = Some(html);
    encoder
        .tree(&Id::Number(0), &mut frames, |writer| {
            render_full(html.take().unwrap(), &mut Scratch::default(), writer, &mut Tokens)
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

    #[test]
    fn the_tree_of_a_page_says_the_same_as_that_of_a_join(seed: u64) {
        let (before, after) = Random::new(seed).long_lists();
        for tree in [Random::new(seed).tree(3), before, after] {
            prop_assert_eq!(expanded(&of_page(tree.html())), of_join(tree.html()));
        }
    }

    #[test]
    fn a_join_finds_the_digest_of_the_page(seed: u64) {
        let tree = Random::new(seed).tree(3);
        let (mut known, mut out) = (KnownTemplates::default(), String::new());
        let written = write_tree(tree.html(), SECRET, &mut known, &mut out).unwrap();
        let mut scratch = Scratch::default();
        let mut again = String::new();
        let sink = TreeSink::new(&mut again, &mut known, SECRET);
        let (print, part) = render_beside(tree.html(), sink, &mut scratch, &mut Tokens).unwrap();
        prop_assert_eq!((part.digest, again), (written.digest, out));
        prop_assert_eq!(print, render_silent(tree.html(), &mut scratch, &mut Tokens).unwrap().0);
    }
}

#[test]
fn a_list_whose_items_hold_more_than_scalars_is_sent_item_by_item() {
    let items =
        |last: usize| html! { <ul>for i in 0..9 { <li title={i}>if i == last { <b>{i}</b> } <i>{i}</i></li> }</ul> };
    for last in [0, 4, 8, 9] {
        let page = of_page(items(last));
        assert_eq!(page.to_string().contains("\"=\":"), last == 9, "{page}");
        assert_eq!(expanded(&page), of_join(items(last)), "{last}");
    }
    let mixed = || html! { <ul>for i in 0..9 { if i < 7 { <li>{i}</li> } else { <li><b>{i}</b></li> } }</ul> };
    assert_eq!(of_page(mixed()), of_join(mixed()));
    let lists = || html! { for i in 0..5 { <ul id={i}>for j in 0..40 { <li>{i} " " {j}</li> }</ul> } };
    let page = of_page(lists());
    assert_eq!(page.to_string().matches("\"=\":").count(), 5, "the inner lists are tables: {page}");
    assert_eq!(expanded(&page), of_join(lists()));
}

#[test]
fn a_page_holds_no_value_that_is_not_safe_in_its_place() {
    let bad = "javascript:alert(1)";
    let links = || html! { <a href={bad}>"one"</a> <ul>for i in 0..5 { <li key={i}><a href={bad} style={"x:expression(1);}"}>{i}</a></li> }</ul> };
    let page = of_page(links());
    assert!(!page.to_string().contains("javascript"), "{page}");
    assert_eq!(expanded(&page), of_join(links()));
    let misplaced = html! { <table><tbody>if bad.is_empty() { <tr></tr> } else { {bad} }</tbody></table> };
    assert!(write_tree(misplaced, SECRET, &mut KnownTemplates::default(), &mut String::new()).is_err());
}

#[test]
fn a_template_whose_fingerprint_is_another_ones_takes_no_memory() {
    let leak = |statics: &'static [&'static str]| -> &'static Template {
        Box::leak(Box::new(Template::new(4_711, statics, &[], Namespace::Html, true)))
    };
    let mut known = KnownTemplates::default();
    for template in [leak(&["<p></p>"]), leak(&["<b></b>"])] {
        known.need(template);
    }
    assert_eq!(known.fresh().len(), 1);
    assert!(format!("{known:?}").len() < 1_000);
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
fn numbers_are_said_by_their_distance_only_where_a_browser_finds_them_exactly() {
    let list = |first: i64, step: i64| move || html! { <ul>for i in 0..4_i64 { <li>{first + step * i} " of 4, which are said one by one or at once"</li> }</ul> };
    // Three steps are 18,014,398,509,481,983: more than 2^53, and odd.
    for (list, is_said) in [(list(-4_000, 3), true), (list(-9_007_199_254_740_991, 6_004_799_503_160_661), false)] {
        let page = of_page(list());
        assert_eq!(page.to_string().contains("{\"+\":["), is_said, "{page}");
        assert_eq!(expanded(&page), of_join(list()));
    }
}

#[test]
fn a_client_is_sent_the_templates_that_it_does_not_name() {
    let write = |known: &mut KnownTemplates| {
        let mut out = String::new();
        write_tree(table(&[]), SECRET, known, &mut out).unwrap();
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
