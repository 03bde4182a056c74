//! The fixtures in `loom/fixtures`, which the client's tests read too.

use super::{On, fixture::File};
use crate::{Attributes, Html, html};

#[test]
fn text() {
    let mut file = File::new("text.json");
    file.add("a text changes", "old", "new", |s| html! { <p>{s}</p> });
    file.add("an empty text fills", "", "now", |s| html! { <p>{s}</p> });
    file.add("a text empties", "then", "", |s| html! { <p>"a"{s}"b"</p> });
    file.add("a text stands at the root", "old", "new", |s| html! { {s} });
    file.add("nothing changes", "same", "same", |s| html! { <p>{s}</p> });
    file.add("texts stand side by side", &("a", 1), &("b", 2), |(s, n)| html! { <p>{*s}{*n}", "{*s}" and "{*n}</p> });
    file.add("a number changes", &5_u64, &u64::MAX, |n| html! { <p>{*n}</p> });
    file.add("a text has every kind of character", "<b>&amp;\"'\u{1f980}", "<script>\u{202e}&lt;</p>\t\u{a0}", |s| {
        html! { <p title={s}>{s}</p> }
    });
    file.add("a textarea begins with a line feed", "\nold", "\n\nnew </textarea>", |s| {
        html! { <textarea name="t">{s}</textarea> }
    });
    file.add("a pre begins with a line feed", "\nold", "\nnew", |s| html! { <pre>{s}</pre> });
    let long = "A long text is said once, and when it grows only by the rest of it.";
    file.add("a long text grows", long, &format!("{long} <More> \"\u{1f980}\""), |s| html! { <p>"a"{s}"b"</p> });
    file.add("an option is there or not", &None, &Some("x"), |s| html! { <p>{s}</p><i>{s.map(str::len)}</i> });
    file.check();
}

#[test]
fn attributes() {
    let mut file = File::new("attributes.json");
    file.add("an attribute changes", "a", "b\"<&", |s| html! { <a title={s} href="/x">"t"</a> });
    file.add("an attribute comes", &None, &Some("x"), |s| html! { <p title={*s}>"t"</p> });
    file.add("an attribute goes", &Some("x"), &None, |s| html! { <p title={*s} lang="en">"t"</p> });
    file.add("a boolean attribute comes", &false, &true, |b| html! { <button disabled={*b}>"t"</button> });
    file.add(
        "a boolean attribute goes",
        &true,
        &false,
        |b| html! { <details open={*b}><summary>"t"</summary></details> },
    );
    file.add("a class comes", &false, &true, |b| html! { <p class="a" class:on={*b} class:off={!*b}>"t"</p> });
    file.add("classes change", "a b", "b c", |s| html! { <p class={s}>"t"</p> });
    file.add("classes go", "a b", "", |s| html! { <p class={s}>"t"</p> });
    file.add("a style changes", &(1, "red"), &(2, "blue"), |(n, c)| {
        html! { <p style:color={*c} style:--level={*n}>"t"</p> }
    });
    file.add("a style that is not safe is left out", "red", "red;background:url(//x)", |c| {
        html! { <p style:color={c}>"t"</p> }
    });
    file.add("a URL that is not safe is refused", "/ok", " java\nscript:alert(1)", |u| html! { <a href={u}>"t"</a> });
    file.add("a handler changes", &On("set(1)"), &On("set(2,\"<\")"), |h| {
        html! { <button on:click={*h}>"t"</button> }
    });
    file.add("a handler goes", &Some(On("go")), &None, |h| html! { <button on:click={*h}>"t"</button> });
    file.add(
        "a spread changes",
        &Attributes::new().set("id", "a").set("title", "x"),
        &Attributes::new().set("title", "y\"").flag("hidden", true).set("href", "javascript:x"),
        |rest| html! { <p class="c" ..rest>"t"</p> },
    );
    file.add("a value changes", "old", "new", |s| html! { <input type="text" value={s}> });
    file.check();
}

#[test]
fn branches() {
    let mut file = File::new("branches.json");
    fn either(yes: &bool) -> Html<'_> {
        html! { <p>"a" if *yes { <b>"yes"</b> } else { <i>"no"</i>"!" } "z"</p> }
    }
    file.add("a branch flips", &true, &false, either);
    file.add("a branch flips back", &false, &true, either);
    file.add("a branch comes", &None, &Some(3), |n| html! { <div>if let Some(n) = n { <b>{*n}</b> }</div> });
    file.add("a branch goes", &Some(3), &None, |n| html! { <div>"a" if let Some(n) = n { <b>{*n}</b>", " }</div> });
    file.add("a value changes inside a branch", &Some(3), &Some(4), |n| {
        html! { <div>if let Some(n) = n { <b title={*n}>"x"</b>"n: "{*n} }</div> }
    });
    file.add("branches stand in branches", &(true, 1), &(true, 2), |(b, n)| {
        html! { <div>if *b { <p>match *n { 1 => <b>"one"</b>, 2 => "two", _ => { } }</p> }</div> }
    });
    file.add("a text becomes a tree", &Ok("text"), &Err(1), |r: &Result<&str, i32>| {
        html! { <div>{ match r { Ok(text) => html! { {*text} }, Err(n) => html! { <b>{*n}</b> } } }</div> }
    });
    file.add("raw HTML changes", "<b>a</b>", "<i>b</i> <!-- c --> d", |s| html! { <div>"a"{ Raw(s) }"z"</div> });
    file.add("raw HTML becomes empty", "<b>a</b>", "", |s| html! { <div>{ Raw(s) }</div> });
    file.check();
}

/// HTML that is trusted.
struct Raw<'a>(&'a str);

impl crate::Render for Raw<'_> {
    fn render(&self, slot: crate::Slot<'_>) -> crate::Rendered {
        slot.dangerously_html(self.0)
    }
}

#[test]
fn lists() {
    let mut file = File::new("lists.json");
    let mut keyed = |name: &str, before: &[(u32, &str)], after: &[(u32, &str)]| {
        file.add(name, before, after, |rows| {
            html! { <ul>for (id, text) in rows { <li key={id}><b>{*id}</b>{*text}</li> }</ul> }
        });
    };
    let rows = [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, "e")];
    keyed("an item changes", &rows, &[(1, "a"), (2, "B"), (3, "c"), (4, "d"), (5, "e")]);
    keyed("an item is appended", &rows[..2], &rows[..3]);
    keyed("items are prepended", &rows[2..], &rows);
    keyed("items are inserted in two places", &[rows[1], rows[4]], &rows);
    keyed("an item is removed", &rows, &[rows[0], rows[1], rows[3], rows[4]]);
    keyed("items are removed in two places", &rows, &[rows[1], rows[2], rows[4]]);
    keyed("two items are swapped", &rows, &[rows[0], rows[3], rows[2], rows[1], rows[4]]);
    keyed("the first item moves to the end", &rows, &[rows[1], rows[2], rows[3], rows[4], rows[0]]);
    keyed("the last item moves to the front", &rows, &[rows[4], rows[0], rows[1], rows[2], rows[3]]);
    keyed("the order is turned around", &rows, &[rows[4], rows[3], rows[2], rows[1], rows[0]]);
    keyed("an empty list fills", &[], &rows);
    keyed("a list empties", &rows, &[]);
    keyed("every item is another", &rows[..2], &rows[2..]);
    keyed(
        "items come, go, move and change at once",
        &rows,
        &[(6, "f"), (5, "e"), (1, "A"), (7, "g"), (8, "h"), (3, "c")],
    );
    let many = |text: fn(u32) -> &'static str| (0..9).map(|id| (id, text(id))).collect::<Vec<_>>();
    keyed("many items change to one value", &many(|_| "same"), &many(|id| if id % 2 == 1 { "other" } else { "same" }));
    keyed("many items change", &many(|_| "same"), &many(|id| ["b", "c", "same", "d"][id as usize % 4]));
    keyed("keys stand twice", &[(1, "a"), (1, "b"), (2, "c")], &[(2, "c"), (1, "b"), (1, "d")]);
    let mut plain = |name: &str, before: &[&str], after: &[&str]| {
        file.add(name, before, after, |rows| html! { <p>"a"{ rows.iter().map(|row| html! { {*row} }) }"z"</p> });
    };
    plain("a list without keys grows", &["a"], &["b", "c", "d"]);
    plain("a list without keys shrinks", &["a", "b", "c"], &["b"]);
    file.add("a list of texts changes", &["a", "b"][..], &["a", "", "c"][..], |rows| html! { <p>{rows}</p> });
    file.add("an item becomes another template", &[true, false][..], &[false, true][..], |rows| {
        html! { <div>{ rows.iter().map(|on| if *on { html! { <b>"on"</b> } } else { html! { <i>"off"</i>"!" } }) }</div> }
    });
    file.add("lists stand in lists", &[vec![1, 2], vec![3]][..], &[vec![2], vec![3, 4], vec![5]][..], |rows| {
        html! { <ul>for (i, row) in rows.iter().enumerate() { <li key={i}>for n in row { <b key={n}>{*n}</b> }</li> }</ul> }
    });
    file.check();
}

#[test]
fn places() {
    let mut file = File::new("places.json");
    file.add("rows of a table", &[1, 2][..], &[2, 3][..], |rows| {
        html! { <table><tbody>for n in rows { <tr key={n}><td>{*n}</td><td>"x"</td></tr> }</tbody></table> }
    });
    file.add("a row comes", &false, &true, |b| {
        html! { <table><tbody><tr><td>"a"</td></tr>if *b { <tr><td>"b"</td></tr> }</tbody></table> }
    });
    file.add("options of a select", &["a"][..], &["a", "b"][..], |names| {
        html! { <select name="s">for n in names { <option key={n} value={*n}>{*n}</option> }</select> }
    });
    file.add("shapes in an svg", &[1, 2][..], &[3, 2, 1][..], |sizes| {
        html! { <svg viewBox="0 0 9 9">for r in sizes { <circle key={r} r={*r}></circle> }</svg> }
    });
    file.add("a branch in an svg", &true, &false, |b| {
        html! { <svg viewBox="0 0 9 9"><g>if *b { <circle r="1"></circle> } else { <rect width="2"></rect> }</g></svg> }
    });
    file.check();
}

#[test]
fn roots() {
    let mut file = File::new("roots.json");
    file.add("the root becomes another template", &true, &false, |b| {
        if *b {
            html! { <p>{1}</p> }
        } else {
            html! { <b>"no"</b>"!" }
        }
    });
    file.add("the root empties", &Some("x"), &None, |s| match s {
        Some(s) => html! { <p>{*s}</p> },
        None => Html::empty(),
    });
    file.check();
}
