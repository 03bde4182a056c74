//! Every error of a template is reported at once, and only once.

use super::read;

fn check(source: &str, expected: &[&str]) {
    let (_, messages) = read(source);
    assert_eq!(messages, expected, "{source}");
}

#[test]
fn all_errors_at_once() {
    check(
        r#"<buton onclick="x">hello</buton> <p hrf="x">{1 +}</p> <input on:clik=save class="a" class="b">"#,
        &[
            "text stands in quotes, `\"hello\"`, and a value in braces, `{hello}`",
            "unexpected end of input, expected an expression",
            "unknown element `<buton>`; did you mean `<button>`?",
            "`onclick` would run script; bind a handler: `on:click=...`",
            "`<p>` has no attribute `hrf`; data of your own is called `data-hrf`",
            "unknown event `clik`; did you mean `on:click`?",
            "the attribute `class` is there twice: remove one of them",
        ],
    );
}

#[test]
fn a_tag_that_is_not_closed_spoils_nothing_else() {
    check(r#"<ul><li>"a"<ul></ul></ul> <p>"b"</p>"#, &["`<li>` is not closed before `</ul>`: add `</li>`"]);
    check(r#"if a { <div> } else { <p>"b"</p> }"#, &["`<div>` is not closed: add `</div>`"]);
    check(r#"if a { </div> } <p>"b"</p>"#, &["`</div>` closes nothing: remove it"]);
}

#[test]
fn branches_may_share_an_id() {
    check(r#"if a { <p id="x"></p> } else { <b id="x">"b"</b> }"#, &[]);
    check(r#"if a { <p id="x"></p> } <p id="x"></p>"#, &["the id `x` is there twice: an id names one element"]);
}

#[test]
fn where_nesting_is_allowed() {
    for source in [
        r#"<p><button><span>"x"</span></button></p>"#,
        r#"<ul><li><ul><li>"x"</li></ul></li></ul>"#,
        r#"<table><tbody><tr><td><p>"x"</p><table></table></td></tr></tbody></table>"#,
        r#"<dl><div><dt>"x"</dt><dd><p>"y"</p></dd></div></dl>"#,
        r#"<p><svg><foreignObject><div>"x"</div></foreignObject></svg></p>"#,
        r#"<tr><td>"x"</td></tr>"#,
        r#"<a href="/"><div><h2>"x"</h2></div></a>"#,
        r#"<details><summary>"x"</summary><p>"y"</p></details>"#,
        r#"<select><optgroup label="x"><option>"y"</option></optgroup><hr></select>"#,
        r#"<my-list><li>"x"</li></my-list>"#,
    ] {
        check(source, &[]);
    }
}

#[test]
fn spaced_names_and_keywords() {
    check(
        r#"<label for="a" data-for="b" http-equiv="c">"x"</label>"#,
        &["`<label>` has no attribute `http-equiv`; `<meta>` has it"],
    );
    check(r#"<form accept-charset="utf-8" novalidate></form> <video loop></video> <ol type="a"></ol>"#, &[]);
}
