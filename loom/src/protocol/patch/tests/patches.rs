//! Patches as they stand on the wire, in both dialects, one rule each.

use expect_test::{Expect, expect};

use super::{On, fixture::Tokens};
use crate::{
    Html, html,
    protocol::{
        message::{Dialect, Id},
        patch::Encoder,
    },
    tree::{NoChildren, Scratch, render_diff, render_full, render_silent},
};

/// The frames for the change from `before` to `after`, dialect 2 first. Fingerprints are named `A`, `B` ... as they come.
fn check_patch(before: Html<'_>, after: impl Fn() -> Html<'static>, expected: Expect) {
    let mut scratch = Scratch::default();
    let print = render_silent(before, &mut scratch, &mut Tokens).unwrap().0;
    let mut text = String::new();
    for (dialect, id) in [(Dialect::Two, Id::Number(0)), (Dialect::One, Id::Text("c0".into()))] {
        let mut print = print.clone();
        let mut frames = Vec::new();
        Encoder::new(dialect)
            .patch(&id, Some(1), &mut frames, |writer| {
                render_diff(after(), &mut print, &mut scratch, writer, &mut Tokens)
            })
            .unwrap();
        for frame in frames.iter().filter(|frame| !frame.starts_with("[\"t\"")) {
            text.push_str(&named(frame));
            text.push('\n');
        }
    }
    expected.assert_eq(&text);
}

/// A fingerprint is a string of 11 characters before a colon or an array.
fn named(frame: &str) -> String {
    let mut out = frame.to_owned();
    for name in ["A", "B", "C"] {
        let found = out.split('"').find(|part| part.len() == 11 && !part.contains(['<', '>', '[', ' ']));
        if let Some(found) = found.map(str::to_owned) {
            out = out.replace(&found, name);
        }
    }
    out
}

fn list(rows: &[(u32, &str)]) -> Html<'static> {
    let rows: Vec<_> = rows.iter().map(|(id, text)| (*id, (*text).to_owned())).collect();
    html! { <ul>for (id, text) in rows.iter() { <li key={id}>{text}</li> }</ul> }
}

#[test]
fn a_long_text_that_grows_is_sent_by_its_growth() {
    const LONG: &str = "This text is as long as it has to be, and so it is said only once.";
    let view = |text: &str| {
        let text = text.to_owned();
        html! { <p>{&text}</p> }
    };
    let grown = |more: &str| format!("{LONG}{more}");
    check_patch(
        view(LONG),
        || view(&grown(" \"More\" \u{1f980}")),
        expect![[r#"
            ["p",0,1,[0,[" \"More\" 🦀"]]]
            {"type":"patch","id":"c0","d":{"0":"This text is as long as it has to be, and so it is said only once. \"More\" 🦀"}}
        "#]],
    );
    // Another text, one that is shorter, and a short one that grows are sent whole.
    check_patch(
        view(LONG),
        || view(&LONG[1..]),
        expect![[r#"
        ["p",0,1,[0,"his text is as long as it has to be, and so it is said only once."]]
        {"type":"patch","id":"c0","d":{"0":"his text is as long as it has to be, and so it is said only once."}}
    "#]],
    );
    check_patch(
        view(LONG),
        || view("This text"),
        expect![[r#"
        ["p",0,1,[0,"This text"]]
        {"type":"patch","id":"c0","d":{"0":"This text"}}
    "#]],
    );
    check_patch(
        view(&LONG[..63]),
        || view(LONG),
        expect![[r#"
        ["p",0,1,[0,"This text is as long as it has to be, and so it is said only once."]]
        {"type":"patch","id":"c0","d":{"0":"This text is as long as it has to be, and so it is said only once."}}
    "#]],
    );
    // Only content has parts that come later.
    let attribute = |text: String| html! { <p title={&text}></p> };
    check_patch(
        attribute(LONG.to_owned()),
        || attribute(grown("!")),
        expect![[r#"
        ["p",0,1,[0,"This text is as long as it has to be, and so it is said only once.!"]]
        {"type":"patch","id":"c0","d":{"0":" title=\"This text is as long as it has to be, and so it is said only once.!\""}}
    "#]],
    );
    // Of items in a row too.
    let grown_rows: Vec<_> = (1..=3).map(|id| (id, grown(&id.to_string()))).collect();
    let rows: Vec<_> = grown_rows.iter().map(|(id, text)| (*id, text.as_str())).collect();
    check_patch(
        list(&[(1, LONG), (2, LONG), (3, "x")]),
        || list(&rows),
        expect![[r#"
        ["p",0,1,[0,[0,[0,["1"]],1,[0,["2"]],2,[0,"This text is as long as it has to be, and so it is said only once.3"]]]]
        {"type":"patch","id":"c0","d":{"0":{"d":{"0":{"d":{"0":"This text is as long as it has to be, and so it is said only once.1"}},"1":{"d":{"0":"This text is as long as it has to be, and so it is said only once.2"}},"2":{"d":{"0":"This text is as long as it has to be, and so it is said only once.3"}}}}}}
    "#]],
    );
}

#[test]
fn unchanged_slots_are_not_sent() {
    let view = |a: i32, b: i32| html! { <p title={a}>{b}"x"{3}</p> };
    check_patch(
        view(1, 2),
        || view(1, 2),
        expect![[r#"
            ["p",0,1]
            {"type":"patch","id":"c0","d":{}}
        "#]],
    );
    check_patch(
        view(1, 2),
        || view(1, 5),
        expect![[r#"
            ["p",0,1,[1,5]]
            {"type":"patch","id":"c0","d":{"1":"5"}}
        "#]],
    );
    check_patch(
        view(1, 2),
        || view(4, 2),
        expect![[r#"
            ["p",0,1,[0,4]]
            {"type":"patch","id":"c0","d":{"0":" title=\"4\""}}
        "#]],
    );
}

#[test]
fn a_list_that_keeps_its_items_is_changed_in_place() {
    check_patch(
        list(&[(1, "a"), (2, "b")]),
        || list(&[(1, "a"), (2, "<")]),
        expect![[r#"
            ["p",0,1,[0,[1,[0,"<"]]]]
            {"type":"patch","id":"c0","d":{"0":{"d":{"1":{"d":{"0":"&lt;"}}}}}}
        "#]],
    );
}

#[test]
fn dialect_1_sends_a_list_whole_when_items_move() {
    check_patch(
        list(&[(1, "a"), (2, "b"), (3, "c")]),
        || list(&[(3, "c"), (1, "a"), (2, "b")]),
        expect![[r#"
            ["p",0,1,[0,[">",[2,0]]]]
            {"type":"patch","id":"c0","d":{"0":[{"s":["<li>","</li>"],"d":["c"]},{"s":["<li>","</li>"],"d":["a"]},{"s":["<li>","</li>"],"d":["b"]}]}}
        "#]],
    );
}

#[test]
fn new_items_in_a_row_are_one_run() {
    check_patch(
        list(&[(1, "a")]),
        || list(&[(2, "b"), (3, "c"), (1, "a")]),
        expect![[r##"
            ["p",0,1,[0,[0,{"A":[["b"],["c"]],"#":"2,3"}]]]
            {"type":"patch","id":"c0","d":{"0":[{"s":["<li>","</li>"],"d":["b"]},{"s":["<li>","</li>"],"d":["c"]},{"s":["<li>","</li>"],"d":["a"]}]}}
        "##]],
    );
}

#[test]
fn items_that_change_the_same_slots_are_said_in_columns() {
    let table = |changed: &dyn Fn(usize) -> bool, on: bool, first: &'static str| {
        let rows: Vec<_> = (0..12).map(|id| (id, changed(id), if id == 0 { first } else { "" })).collect();
        html! {
            <ul>for (id, changed, text) in rows.iter() {
                <li key={id} class:on={on && *changed}>{if *changed { id * 2 } else { *id }}<b>{*text}</b></li>
            }</ul>
        }
    };
    let change = |changed: fn(usize) -> bool, first| {
        let after = move || table(&changed, true, first);
        let (mut scratch, mut frames) = (Scratch::default(), Vec::new());
        let mut print = render_silent(table(&|_| false, false, ""), &mut scratch, &mut NoChildren).unwrap().0;
        let mut encoder = Encoder::new(Dialect::Two);
        let render = |writer: &mut dyn crate::tree::PatchWriter| {
            render_diff(after(), &mut print, &mut scratch, writer, &mut NoChildren)
        };
        encoder.patch(&Id::Number(0), Some(1), &mut frames, render).unwrap();
        frames.remove(0)
    };
    let every_third = change(|id| id > 0 && id % 3 == 0, "");
    assert_eq!(every_third, r#"["p",0,1,[0,["=",[[0,1],[[3,3]],{"*":true},[6,12,18]]]]]"#);
    // The first item changes another slot, so it is no part of the run.
    let after_another = change(|id| id > 8, "x");
    assert_eq!(after_another, r#"["p",0,1,[0,[0,[2,"x"],"=",[[0,1],[9,1,1],{"*":true},[18,20,22]]]]]"#);
    // Two items are shorter as they are.
    assert_eq!(change(|id| id > 9, ""), r#"["p",0,1,[0,[10,[0,true,1,20],11,[0,true,1,22]]]]"#);
}

#[test]
fn another_root_is_sent_whole() {
    check_patch(
        html! { <p>"a"</p> },
        || html! { <b>{1}</b> },
        expect![[r#"
            ["p",0,1,{"A":[1]}]
            {"type":"trees","id":"c0","s":["<b>","</b>"],"d":["1"]}
            {"type":"patch","id":"c0","d":{}}
        "#]],
    );
    check_patch(
        html! { <p>"a"</p> },
        Html::empty,
        expect![[r#"
            ["p",0,1,{"A":[]}]
            {"type":"trees","id":"c0","s":[""],"d":[]}
            {"type":"patch","id":"c0","d":{}}
        "#]],
    );
}

#[test]
fn trees_of_dialect_1_are_drawn_by_the_patch_that_follows() {
    let (id, mut scratch, mut frames) = (Id::Text("c0".into()), Scratch::default(), Vec::new());
    let mut encoder = Encoder::new(Dialect::One);
    let mut print = encoder
        .tree(&id, &mut frames, |writer| render_full(html! { <p>{1}</p> }, &mut scratch, writer, &mut Tokens))
        .unwrap();
    // A push, which answers nothing.
    encoder
        .patch(&id, None, &mut frames, |writer| {
            render_diff(html! { <b>{2}</b> }, &mut print, &mut scratch, writer, &mut Tokens)
        })
        .unwrap();
    expect![[r#"
        {"type":"trees","id":"c0","s":["<p>","</p>"],"d":["1"]}
        {"type":"patch","id":"c0","d":{}}
        {"type":"trees","id":"c0","s":["<b>","</b>"],"d":["2"]}
        {"type":"patch","id":"c0","d":{}}"#]]
    .assert_eq(&frames.join("\n"));
}

#[test]
fn the_budgets_of_bytes_are_kept() {
    struct Row(u32, u32, bool);
    let rows = |change: fn(&mut Vec<Row>)| {
        let mut rows: Vec<_> = (1..=1000).map(|id| Row(id, id * 7, false)).collect();
        change(&mut rows);
        rows
    };
    let table = |rows: Vec<Row>| {
        html! {
            <table><tbody>for Row(id, value, on) in rows.iter() {
                <tr key={id} class:danger={*on}>
                    <td>{*id}</td><td>"pretty "{*value}" table"</td>
                    <td><button on:click={On("select(1)")}>"x"</button></td>
                </tr>
            }</tbody></table>
        }
    };
    let bytes = |before: Vec<Row>, after: Vec<Row>| {
        let mut scratch = Scratch::default();
        let mut encoder = Encoder::new(Dialect::Two);
        let mut frames = Vec::new();
        let id = Id::Number(0);
        // The client knows the templates from the page.
        encoder
            .tree(&id, &mut frames, |writer| render_full(table(rows(|_| {})), &mut scratch, writer, &mut NoChildren))
            .unwrap();
        frames.clear();
        let mut print = render_silent(table(before), &mut scratch, &mut NoChildren).unwrap().0;
        encoder
            .patch(&id, Some(12), &mut frames, |writer| {
                render_diff(table(after), &mut print, &mut scratch, writer, &mut NoChildren)
            })
            .unwrap();
        assert_eq!(frames.len(), 1);
        frames.remove(0).len()
    };
    let same = || rows(|_| {});
    assert!(bytes(same(), same()) <= 24);
    assert!(bytes(same(), rows(|rows| rows[500].2 = true)) <= 70);
    assert!(bytes(rows(|rows| rows[10].2 = true), rows(|rows| rows[500].2 = true)) <= 70);
    assert!(bytes(same(), rows(|rows| rows.swap(1, 998))) <= 50);
    assert!(bytes(same(), rows(|rows| _ = rows.remove(500))) <= 40);
    assert!(bytes(same(), rows(|rows| rows.push(Row(2000, 1, false)))) <= 140);
    assert!(bytes(same(), rows(|rows| rows.insert(0, Row(2000, 1, false)))) <= 140);
    assert!(bytes(same(), rows(|rows| rows.iter_mut().step_by(10).for_each(|row| row.1 += 1))) <= 1500);
    assert!(bytes(Vec::new(), same()) <= 60_000);
}

#[test]
fn templates_of_a_failed_render_are_sent_with_the_next() {
    let view = |fail: bool, n: i32| {
        html! { <p>if n > 0 { <b>{n}{ if fail { Err("broken") } else { Ok("") } }</b> }</p> }
    };
    let mut print = render_silent(view(false, 0), &mut Scratch::default(), &mut NoChildren).unwrap().0;
    let mut encoder = Encoder::new(Dialect::Two);
    let mut patch = |fail| {
        let mut frames = Vec::new();
        let _ = encoder.patch(&Id::Number(0), Some(1), &mut frames, |writer| {
            render_diff(view(fail, 1), &mut print, &mut Scratch::default(), writer, &mut NoChildren)
        });
        frames.len()
    };
    assert_eq!(patch(true), 0);
    assert_eq!(patch(false), 2);
}

#[test]
fn templates_that_the_page_brought_are_not_sent() {
    let view = |n: i32| html! { <p title={n}>if n > 1 { <b>{n}</b> } else { <i>{n}</i> }</p> };
    let mut scratch = Scratch::default();
    let mut print = render_silent(view(1), &mut scratch, &mut NoChildren).unwrap().0;
    let mut encoder = Encoder::new(Dialect::Two);
    encoder.client_has(scratch.silent_templates());
    let mut frames = |n| {
        let mut frames = Vec::new();
        encoder
            .patch(&Id::Number(0), Some(1), &mut frames, |writer| {
                render_diff(view(n), &mut print, &mut Scratch::default(), writer, &mut NoChildren)
            })
            .unwrap();
        frames.len()
    };
    assert_eq!(frames(2), 2, "the page had no such branch");
    assert_eq!(frames(1), 1, "the page had this one");
}
