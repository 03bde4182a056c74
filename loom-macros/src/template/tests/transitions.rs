//! `transition="name"`: where it stands, and how it is named.

use super::read;

fn check(source: &str, expected: &[&str]) {
    let (_, messages) = read(source);
    assert_eq!(messages, expected, "{source}");
}

#[test]
fn elements_that_come_and_go_have_transitions() {
    for source in [
        r#"if open { <p transition="fade">"x"</p> }"#,
        r#"<section>if open { <p transition="fade">"x"</p> <p transition={"slide-in"}>"y"</p> } else { "none" <b transition="a_1">"z"</b> }</section>"#,
        r#"<section>match tab { Tab::A => <p transition="fade">"x"</p>, Tab::B => { "y" } }</section>"#,
        r#"<ul>for item in items { <li key={item.id} transition="fade">{item}</li> }</ul>"#,
        r#"<ul>for item in items { if item.done { <li key={item.id} transition="a">"x"</li> } else { <li key={item.id} transition="b">"y"</li> } }</ul>"#,
        r#"<ul>for item in items { <li key={item.id}>if item.done { <b transition="a">"x"</b> }</li> }</ul>"#,
        r#"<div><p hidden={!open} transition="fade">"x"</p></div>"#,
        r#"<div><p hidden={local(!self.open)} transition="fade">"x"</p></div>"#,
        r#"<div><dialog id="d" transition="fade">"x"</dialog><div popover transition="fade">"y"</div></div>"#,
        r#"<p transition="fade">"a template may stand in a branch"</p>"#,
        r#"<div><Card><p transition="fade">"so may what a component is given"</p></Card></div>"#,
    ] {
        check(source, &[]);
    }
}

#[test]
fn elements_that_stay_have_none() {
    let refused = |tag: &str| {
        format!(
            "this `<{tag}>` comes and goes with the element around it: `transition` stands on the outermost element of a branch or of a keyed item, \
             on one with `hidden={{...}}`, on a `<dialog>` or on a popover"
        )
    };
    check(r#"<div><p transition="fade">"x"</p></div>"#, &[&refused("p")]);
    check(r#"if open { <div><b transition="fade">"x"</b></div> }"#, &[&refused("b")]);
    check(r#"<ul>for item in items { <li key={item.id}><b transition="fade">{item}</b></li> }</ul>"#, &[&refused("b")]);
    check(r#"<Card><p><i transition="fade">"x"</i></p></Card>"#, &[&refused("i")]);
}

#[test]
fn items_with_transitions_need_keys_and_that_is_said_once() {
    let wanted = "an item that enters, leaves and moves is known by its key: add `key={...}` to `<li>`";
    check(r#"<ul>for item in items { <li transition="fade">{item}</li> }</ul>"#, &[wanted]);
    check(r#"<ul>for item in items { <li transition="fade"><button>{item}</button></li> }</ul>"#, &[wanted]);
    check(r#"<ul>for item in items { if item.done { <li transition="fade">"x"</li> } }</ul>"#, &[wanted]);
}

#[test]
fn names_are_fixed_words() {
    let dynamic = "the name of a transition is fixed text, by which your styles know it: `transition=\"fade\"`";
    check("if open { <p transition={name}>\"x\"</p> }", &[dynamic]);
    check("if open { <p transition={local(self.name.as_str())}>\"x\"</p> }", &[dynamic]);
    check(
        "if open { <p transition>\"x\"</p> }",
        &["a transition has a name, by which your styles know it: `transition=\"fade\"`"],
    );
    let word =
        "the name of a transition begins with a letter, and has letters, digits and dashes: `transition=\"fade\"`";
    for name in ["\"\"", "\"2nd\"", "\"fade;\"", "\"-x\"", "1", "\"größe\""] {
        check(&format!("if open {{ <p transition={name}>\"x\"</p> }}"), &[word]);
    }
    let one = "`transition` is one name, and your stylesheet says the rest: `transition=\"fade\"`, and `[l-leave=fade] { opacity: 0; transition: opacity 200ms }`";
    check("if open { <p transition=\"opacity 200ms\">\"x\"</p> }", &[one]);
}

#[test]
fn elements_of_svg_have_none() {
    let refused = "an element of SVG or MathML cannot be made inert while it leaves: put it into one of HTML, which has the `transition`";
    check("<svg>if open { <g transition=\"fade\"/> }</svg>", &[refused]);
    check("if open { <svg transition=\"fade\"/> }", &[refused]);
}

#[test]
fn other_spellings_are_answered() {
    let named = "; a transition is named by text: `transition=\"fade\"`";
    check("if open { <p transition:fade>\"x\"</p> }", &[&format!("unknown prefix `transition:`{named}")]);
    check("if open { <p out:fade={300}>\"x\"</p> }", &[&format!("unknown prefix `out:`{named}")]);
    check(
        "if open { <p transiton=\"fade\">\"x\"</p> }",
        &["`<p>` has no attribute `transiton`; did you mean `transition`?"],
    );
    let styles = "animations are your styles': `transition=\"fade\"` names them, as in `[l-leave=fade] { opacity: 0; transition: opacity 200ms }`";
    check("if open { <p x-transition>\"x\"</p> }", &[styles]);
}

#[test]
fn each_mistake_of_a_template_is_said() {
    check(
        r#"<div transition="fade"><p transition="a b">"x"</p> if open { <b transition={name}>"y"</b> <i><u transition="fade">"z"</u></i> }</div>"#,
        &[
            "`transition` is one name, and your stylesheet says the rest: `transition=\"fade\"`, and `[l-leave=fade] { opacity: 0; transition: opacity 200ms }`",
            "the name of a transition is fixed text, by which your styles know it: `transition=\"fade\"`",
            "this `<p>` comes and goes with the element around it: `transition` stands on the outermost element of a branch or of a keyed item, on one with `hidden={...}`, on a `<dialog>` or on a popover",
            "this `<u>` comes and goes with the element around it: `transition` stands on the outermost element of a branch or of a keyed item, on one with `hidden={...}`, on a `<dialog>` or on a popover",
        ],
    );
}
