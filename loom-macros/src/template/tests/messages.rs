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
fn of_the_attributes_of_loom_a_template_writes_those_of_notices() {
    check(
        r#"<div data-l-flash></div> <p data-l-version hidden></p>
           <div data-l-banner="off" hidden><span data-l-countdown></span> <button data-l-retry>"Try"</button></div>"#,
        &[],
    );
    for name in ["data-l-live", "data-l-token", "data-l-state", "data-l-click", "DATA-L-ROOT"] {
        let refused = format!("`{name}` is Loom's own; write `on:`, `bind:` or a modifier such as `.debounce(300)`");
        check(&format!("<div {name}></div>"), &[&refused]);
    }
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

#[test]
fn one_mistake_is_one_message() {
    let one_mistake = [
        (r#"for x in xs <li>"a"</li>"#, "the content to show stands in braces behind this: `{ ... }`"),
        (r#"if a <b>"x"</b>"#, "the content to show stands in braces behind this: `{ ... }`"),
        (r#"if { "a" }"#, "expected an expression before `{`"),
        (r#"else { "a" }"#, "an `else` stands behind the braces of its `if`"),
        (r#"match { A => "a" }"#, "expected an expression before `{`"),
        (r#"match x { A "a", B => "b" }"#, "`=>` is missing between the pattern and what it shows"),
        (r#"let x = 1 <p>"a"</p>"#, "a `let` ends with `;`"),
        (r#"<>"a""#, "`<>` is not closed: add `</>`"),
        (r#"<p>"a"</P>"#, "`</P>` does not close `<p>`: write `</p>`"),
        (r#"<Card><:a>"x"</:b></Card>"#, "`</:b>` does not close `<:a>`: write `</:a>`"),
        (
            "<textarea value={x}></textarea>",
            "`<textarea>` has no attribute `value`: its text is its content, `<textarea>{text}</textarea>`",
        ),
        (r#"<p class=done>"x"</p>"#, "text stands in quotes, `class=\"done\"`, and a value in braces, `class={done}`"),
        (r#"<p class:done=self.done>"x"</p>"#, "a value stands in braces: `class:done={self.done}`"),
        (r#"<p {self.x}>"x"</p>"#, "expected an attribute: `name={value}`, or `{name}` for `name={name}`"),
        (r#"<p "x">"y"</p>"#, r#"expected an attribute: `name="value"`"#),
        (r#"<p title="x", lang="y">"x"</p>"#, "attributes stand one behind the other, without `,`"),
        ("<p title", "the tag `<p` is not finished: add `>`"),
        (r#"<p on:click.=a>"x"</p>"#, "expected a name"),
        (r#"<p style:="x">"y"</p>"#, "expected a name"),
        ("<input bind:={self.a}>", "expected a name"),
        (r#"<a href="/" ..>"x"</a>"#, "expected a value"),
        (
            r#"<button on:keydown.enter.esc=save>"x"</button>"#,
            "a filter names one key, with `ctrl`, `alt`, `shift` and `meta`: bind the other with another `on:`",
        ),
        ("<p>self.name</p>", "a value stands in braces: `{self.name}`"),
        (r#"format!("x")"#, r#"a value stands in braces: `{format!("x")}`"#),
        ("<p>&nbsp;</p>", r#"text stands in quotes, with the character itself: `"\u{a0}"` for `&nbsp;`"#),
        (r#"<p>"a", "b"</p>"#, "nodes stand one behind the other, without `,`"),
        ("<p>'c'</p>", r#"text stands in quotes: `"c"`"#),
    ];
    for (source, message) in one_mistake {
        check(source, &[message]);
    }
}

#[test]
fn a_jump_out_of_what_is_open_is_refused() {
    let open = |jump: &str, name: &str| {
        format!(
            "`{jump}` would leave {name} half written: write `if`, or begin the `for` with `let ... else {{ {jump} }};`"
        )
    };
    let (item, p) = (open("continue", "the item"), open("continue", "`<p>`"));
    for (source, message) in [
        ("for y in ys { <p> let Some(x) = y else { continue }; {x} </p> }", &*p),
        ("for y in ys { <p title={match y { Some(x) => x, None => continue }}></p> }", &p),
        ("for y in ys { <p key={match y { Some(x) => x, None => continue }}><button></button></p> }", &p),
        ("for y in ys { <p class:on={{ if y { continue } true }}></p> }", &p),
        ("for y in ys { <p key={y} on:click=set(match y { Some(x) => x, None => continue })></p> }", &p),
        ("for y in ys { <p ..{match y { Some(x) => x, None => continue }}></p> }", &p),
        ("for y in ys { <p>{format!(\"{}\", match y { Some(x) => x, None => continue })}</p> }", &p),
        ("for y in ys { <p>if (match y { Some(x) => x, None => continue }) { \"x\" }</p> }", &p),
        ("for y in ys { <p>if a { let Some(x) = y else { continue }; {x} }</p> }", &p),
        ("for y in ys { <p>{(|| y)() || continue}</p> }", &p),
        ("for y in ys { <p>{'a: loop { continue 'b }}</p> }", &p),
        ("for y in ys { <Card title={match y { Some(x) => x, None => continue }}/> }", &open("continue", "`<Card>`")),
        ("for y in ys { <Card>let Some(x) = y else { continue }; {x}</Card> }", &open("continue", "`<Card>`")),
        ("for y in ys { <p></p> let Some(x) = y else { continue }; {x} }", &item),
        ("for y in ys { if y { continue } <p></p> }", &item),
        ("for y in ys { {continue} }", &item),
        ("for y in ys { continue; }", &item),
        ("let Some(x) = y else { continue }; {x}", &item),
        ("for y in match x { Some(x) => x, None => break } { {y} }", &open("break", "the item")),
        ("for y in ys { <p>{break}</p> }", &open("break", "`<p>`")),
    ] {
        check(source, &[message]);
    }
    let back = "`return` would leave the template half written: write `if` around what is not always shown";
    for source in [
        "let Some(x) = y else { return Ok(()) }; {x}",
        "for y in ys { let Some(x) = y else { return }; {x} }",
        "<p>{match y { Some(x) => x, None => return Ok(todo!()) }}</p>",
        "<p>{ys.map(|y| y, return)}</p>",
        "<p>return</p>",
    ] {
        check(source, &[back]);
    }
}

#[test]
fn a_jump_that_leads_nowhere_else_may_be() {
    for source in [
        "for y in ys { let Some(x) = y else { continue }; <p>{x}</p> }",
        "for y in ys { let Some(x) = y else { break }; <p>{x}</p> }",
        "for y in ys { if a { let Some(x) = y else { continue }; <p>{x}</p> } }",
        "for y in ys { match y { Some(z) => { let Some(x) = z else { continue }; <p>{x}</p> } None => {} } }",
        "<p>for y in ys { let Some(x) = y else { continue }; <b>{x}</b> }</p>",
        "<p>{(|| { return 1 })()}</p>",
        "<p>{ys.map(|y| if y { return 1 } else { 2 })}</p>",
        "<p>{ys.map(move || return 1)}</p>",
        "<p>{{ let mut n = 0; loop { n += 1; if n > 3 { break n } } }}</p>",
        "<p>{{ let mut n = 0; while match n { 0 => true, _ => false } { n += 1; continue; } n }}</p>",
        "<p>{{ for y in ys { if y { break } } 1 }}</p>",
        "<p>{'a: { if y { break 'a 1 } 2 }}</p>",
        "<p>{{ fn f() -> u8 { return 1 } f() }}</p>",
        "<p>{html! { for y in ys { let Some(x) = y else { continue }; {x} } }}</p>",
        "<p>{y?}</p>",
    ] {
        check(source, &[]);
    }
}
