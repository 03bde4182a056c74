//! The ways of other template languages get one message each, which says how they are written here.

use super::read;

fn check(source: &str, expected: &str) {
    let (_, messages) = read(source);
    assert_eq!(messages, [expected], "{source}");
}

#[test]
fn a_handler_in_an_attribute_of_html_is_one_error() {
    check(r#"<button onclick=save>"x"</button>"#, "a handler is bound with a colon: `on:click=save`");
    check(r#"<button onclick=add(1)>"x"</button>"#, "a handler is bound with a colon: `on:click=add(1)`");
}

#[test]
fn an_attribute_of_looms_that_is_none_is_answered_by_those_that_are() {
    let known = "`l-clear`, `l-guard`, `l-loading`, `l-loading-text`, `l-no-disable`, `l-no-nav`, `l-no-prefetch`, \
                 `l-sort-canceled`, `l-sort-dropped`, `l-sort-handle`, `l-sort-help`, `l-sort-moved`, `l-sort-picked`, \
                 `l-sort-refused`";
    check(r#"<p l-ignore>"x"</p>"#, &format!("`<p>` has no attribute `l-ignore`; of Loom's there are {known}"));
}

#[test]
fn text_has_no_values_and_no_entities_in_it() {
    let as_it_is = "quoted text is shown as it is";
    check(
        r#"<p>"Hello {self.name}"</p>"#,
        &format!("{as_it_is}, with its braces; a value stands outside of the quotes: `\"Hello \" {{&self.name}}`"),
    );
    check(
        r#"<p>"a{self.user.name()}!"</p>"#,
        &format!(
            "{as_it_is}, with its braces; a value stands outside of the quotes: `\"a\" {{&self.user.name()}} \"!\"`"
        ),
    );
    check(r#"<p>"a&nbsp;b"</p>"#, &format!("{as_it_is}, and has no entities: write `\\u{{a0}}` for `&nbsp;`"));
    check(r#"<p>"&amp;"</p>"#, &format!("{as_it_is}, and has no entities: write `&` for `&amp;`"));
    check(r#"<p>"&#x2014;"</p>"#, &format!("{as_it_is}, and has no entities: write `\\u{{2014}}` for `&#x2014;`"));
    check(r#"<p title="a&copy;">"x"</p>"#, &format!("{as_it_is}, and has no entities: write `©` for `&copy;`"));
    for fine in
        [r#""{name} & co; {"a": 1}""#, r#"{"{self.name} &amp;"}"#, r#"<a href="/?a=1&copy;">"x"</a>"#, r#""R&D;""#]
    {
        assert!(read(fine).1.is_empty(), "{fine}");
    }
}

#[test]
fn conditions_are_not_values() {
    let stands = "conditional content stands in an `if`, without braces around it: `if condition { ... }`";
    check(r#"{c && <p>"x"</p>}"#, stands);
    let ternary = "Rust has no `? :`: write `if condition { ... } else { ... }` without braces around it, or in braces between two values";
    for source in [r#"{c ? "a" : "b"}"#, r#"{self.c ? <p/> : <b/>}"#, r#"<p title={c ? "a" : "b"}>"x"</p>"#] {
        check(source, ternary);
    }
    assert!(read(r#"{a.b()?.c::<u8>()}"#).1.is_empty());
}

#[test]
fn else_if_is_two_words() {
    for word in ["elseif", "elif", "elsif"] {
        check(
            &format!(r#"if a {{ "a" }} {word} b > 1 {{ "b" }} else {{ "c" }}"#),
            &format!("`{word}` is written `else if`"),
        );
    }
}

#[test]
fn an_arm_shows_nodes() {
    check(r#"match a { Some(x) => x.to_string(), None => "none" }"#, "a value stands in braces: `{x.to_string()}`");
    let several = "an arm with several nodes stands in braces: `=> { ... }`";
    check(r#"match a { Some(x) => <b>{x}</b> <i>"y"</i>, None => "none" }"#, several);
    check(r#"match a { Some(x) => "a" {x} None => "none" }"#, several);
    check(
        r#"match a { #[cfg(test)] Some(x) => "a", None => "none" }"#,
        "an arm has no attributes: for `#[cfg(...)]` write `pattern if cfg!(...) => ...`",
    );
    for fine in [
        r#"match a { "a" => "b" "c" | "d" => "e" "f" if g => "h" _ => {"i"} }"#,
        r#"match a { A => <p></p> B => { "b" } C => if d { "e" } }"#,
    ] {
        assert!(read(fine).1.is_empty(), "{fine}: {:?}", read(fine).1);
    }
    check(
        r##"#[cfg(test)] <p>"x"</p>"##,
        "a node has no attributes of Rust: for `#[cfg(...)]` write `if cfg!(...) { ... }`",
    );
}

#[test]
fn attributes_of_other_libraries() {
    let binds = "`bind` names the property that it binds: `bind:value={self.name}` or `bind:checked={self.done}`";
    check("<input bind={self.draft}>", binds);
    for source in ["<input bind:value=draft>", r#"<input bind:value="draft">"#] {
        check(source, "`bind:value` takes a field of the component: `bind:value={self.draft}`");
    }
    check(r#"<a href=/home/page>"x"</a>"#, "text stands in quotes: `href=\"/home/page\"`");
    check(
        r#"<p style:backgroundColor="red">"x"</p>"#,
        "properties of CSS are written with dashes: `style:background-color`",
    );
    check(r#"<p data_id="1">"x"</p>"#, "`<p>` has no attribute `data_id`; names of HTML have a dash: `data-id`");
    check(r#"<p class=big-text>"x"</p>"#, "text stands in quotes: `class=\"big-text\"`");
    for source in ["<p {...attrs}></p>", "<p ...attrs></p>", "<p ...{attrs} id=\"a\"></p>"] {
        check(source, "attributes are spread with two dots: `..attributes`");
    }
    check(
        r#"<p :class="x" id="a">"x"</p>"#,
        "a value stands in braces, without `:` before the name: `class={...}`, and a class that is there at times `class:name={condition}`",
    );
    check(r#"<p :title="x">"x"</p>"#, "a value stands in braces, without `:` before the name: `title={...}`");
    let property = "each property is written by itself: `style:color=\"red\" style:width={width}`";
    check(r#"<p style={{color: "red"}}>"x"</p>"#, property);
    check(r#"<p style={{}}>"x"</p>"#, property);
    assert!(read("<p style={{ a::b() }}></p>").1.is_empty());
    let raw = "HTML that is not escaped is content: a value whose `Render` calls `dangerously_html`";
    check("<p innerHTML={self.name}></p>", raw);
    check("<p dangerouslySetInnerHTML={{__html: x}}></p>", raw);
    check(r#"<p v-if="a">"x"</p>"#, "conditional content stands in an `if`: `if self.open { ... }`");
    assert!(read(r#"<p x-data="a" x-on:click="a" hx-on:click="b" data-a:b={c}>"x"</p>"#).1.is_empty());
}

#[test]
fn closures_are_no_handlers() {
    let message = "a handler is not a closure: write an `#[event]` method and name it, `on:click=save`";
    for handler in [
        "|_| save()",
        "{|_| save()}",
        "{move |_| save()}",
        "{|| save()}",
        "{() => save()}",
        "{self.a += 1}",
        "{self.a = 1}",
    ] {
        check(&format!("<button on:click={handler}>\"x\"</button>"), message);
    }
}

#[test]
fn handlers_of_other_libraries() {
    let on = "a handler is bound with `on:`, as in `on:click=save`";
    for attribute in
        ["@click=\"save\"", "v-on:click=\"save\"", "on.click=save", "on-click=save", "on=save", "(click)=\"save()\""]
    {
        check(&format!("<button {attribute}>\"x\"</button>"), on);
    }
    check("<button click:on=save>\"x\"</button>", "the event stands behind `on:`: `on:click=save`");
    for mark in ["|", ":"] {
        check(
            &format!("<form on:submit{mark}prevent=save></form>"),
            "a modifier follows a dot: `on:submit.prevent=save`",
        );
    }
    check("<form on:submit.preventDefault=save></form>", "unknown modifier `preventDefault`; it is called `prevent`");
    let time = "`debounce` needs a time in milliseconds: `.debounce(300)`";
    check("<input on:input.debounce(2s)=save>", time);
    check("<input on:input.debounce.300=save>", time);
    check("<Card on_close=save/>", "a handler is given with `on:`: `on:close=save`");
    for fine in ["<x-y on-thing=1></x-y>", "<button on:click={a == b}>\"x\"</button>", "<Card on_close={save}/>"] {
        assert!(read(fine).1.is_empty(), "{fine}: {:?}", read(fine).1);
    }
}

#[test]
fn control_flow_of_other_languages() {
    let bare = "control flow is written bare, with its content in braces: `if condition { ... } else { ... }`, `for item in items { ... }`";
    check(r#"{#if a} <p>"x"</p> {/if}"#, bare);
    check(r#"{% if a %} <p>"x"</p> {% endif %}"#, bare);
    let closure = "an element stands in a template: write `for item in items { ... }` in place of the closure, or `html! { ... }` in it";
    check(r#"{items.map(|item| <li>{item}</li>)}"#, closure);
    check(r#"{items.map(item => <li>{item}</li>)}"#, closure);
    assert!(read(r#"{items.iter().map(|item| html! { <li>{item}</li> })}"#).1.is_empty());
    check("for (let item of items) { \"x\" }", "a `for` is that of Rust: `for item in &self.items { ... }`");
    check(
        r#"for item in items { <p key="item.id">"x"</p> }"#,
        "a key differs from item to item, and stands in braces: `key={item.id}`",
    );
    check(r#"<p>html! { <b>"x"</b> }</p>"#, "a value stands in braces: `{html! { ... }}`");
}

#[test]
fn a_component_has_a_capital_letter() {
    check("<card/>", "unknown element `<card>`; did you mean `<mark>`, or the component `<Card/>`?");
}

#[test]
fn a_handled_form_takes_no_files() {
    let message = "`on:submit` receives the name of a file, not its content: send the form to a route of your own, with `method=\"post\" enctype=\"multipart/form-data\"` and without `on:submit`";
    check(r#"<form on:submit=save><p>if a { <input type="file" name="b"> }</p></form>"#, message);
    let plain = r#"<form method="post" action="/" enctype="multipart/form-data" on:change=save><input type="file" name="b"></form>"#;
    assert!(read(plain).1.is_empty());
}
