//! Frames and pages as a client reads them. The effects of patches are tested where patches are written.

use serde_json::Value as Json;

use super::*;
use crate::protocol::message::{Dialect, SpecialVars};

/// A page of one component with another in it, of two templates.
const PAGE: &str = concat!(
    r#"<h1>Hi</h1><div data-l-live="a" data-l-ws="/loom/ws?version=1" data-l-token="T1" data-l-root="0">"#,
    r#"<p class="c on" title="1 &lt; 2">one</p><!--[--><!--i1--><b>x</b><b>y</b><!--]1-2-->"#,
    r#"<div data-l-live="b" data-l-ws="/loom/ws" data-l-token="T2" data-l-root="1"><b>in</b></div></div>"#,
    r#"<script type="application/json" data-l-templates data-l-limit="1">["#,
    r#"["F0",["\u003cp class=\"c","\"",">","\u003c/p>","",""],["0.on","0@title","","",""],0],"#,
    r#"["F1",["\u003cb>","\u003c/b>"],[""],0]]</script>"#,
);

fn html(tree: &Tree) -> String {
    let mut out = String::new();
    tree.write(&mut out, &mut |child, out| out.push_str(&format!("({} {})", child.module, child.token)));
    out
}

#[test]
fn a_page_is_read_by_its_templates() {
    let page = read_page(PAGE).unwrap();
    let [PagePart::Html(before), PagePart::Component(child), PagePart::Html(_)] = page.parts.as_slice() else {
        unreachable!()
    };
    let tree = child.page.as_deref().unwrap();
    assert_eq!((before.as_str(), child.token.as_str()), ("<h1>Hi</h1>", "T1"));
    assert_eq!(html(tree), r#"<p class="c on" title="1 &lt; 2">one</p><b>x</b><b>y</b>(b T2)"#);
}

#[test]
fn a_page_that_is_not_what_its_templates_say_is_refused() {
    for (from, to) in [("<!--]1-2-->", ""), ("<b>in</b>", "<i>in</i>"), ("data-l-root=\"0\"", "data-l-root=\"7\"")] {
        assert!(PAGE.contains(from));
        assert!(read_page(&PAGE.replace(from, to)).is_err(), "{from}");
    }
}

#[test]
fn a_nested_component_stays_where_a_join_names_it_again_and_goes_where_a_patch_does() {
    let page = read_page(PAGE).unwrap();
    let Some(PagePart::Component(child)) = page.parts.into_iter().nth(1) else { unreachable!() };
    let standing = *child.page.unwrap();
    let told = |frame: &str| match ServerFrame::read(frame).unwrap() {
        ServerFrame::Joined { content: Some(content), .. } | ServerFrame::Patch { content: Some(content), .. } => {
            html(&content.apply(Some(standing.clone()), &page.templates).unwrap())
        }
        other => unreachable!("{other:?}"),
    };
    let list = r##"{"[":["F1",["z"],["x"]],"#":"9,1"}"##;
    let joined = told(&format!(r#"["j",0,{{"F0":[false,null,"two",{list},{{"@":["b","T3"]}}]}}]"#));
    assert_eq!(joined, r#"<p class="c">two</p><b>z</b><b>x</b>(b T2)"#);
    let born = told(&format!(r#"["j",0,{{"F0":[false,null,"two",{list},{{"@":["b","T3",5]}}]}}]"#));
    assert!(born.ends_with("(b T3)"), "{born}");
    let patched = told(r#"["p",0,1,[4,{"@":["b","T4",6]}]]"#);
    assert!(patched.ends_with("<b>x</b><b>y</b>(b T4)"), "{patched}");
}

#[test]
fn a_change_that_does_not_fit_is_refused() {
    let page = read_page(PAGE).unwrap();
    let Some(PagePart::Component(child)) = page.parts.into_iter().nth(1) else { unreachable!() };
    let standing = *child.page.unwrap();
    for change in [
        "[9,1]",
        "[2,[0,1]]",
        r#"[3,["-",[5,1]]]"#,
        r#"[3,[7,[0,"a"]]]"#,
        r#"[3,[1,[0,"a"],0,[0,"b"]]]"#,
        r#"[3,[0,{"F9":[["a"]]}]]"#,
        r#"[3,["-",[0,2],">",[0,0]]]"#,
        r#"[3,["=",[[0],[0]]]]"#,
    ] {
        let frame = format!(r#"["p",0,1,{change}]"#);
        let Ok(ServerFrame::Patch { content: Some(content), .. }) = ServerFrame::read(&frame) else { unreachable!() };
        assert!(content.apply(Some(standing.clone()), &page.templates).is_err(), "{change}");
    }
}

#[test]
fn every_message_of_the_server_is_read() {
    let fixtures: Vec<Json> = serde_json::from_str(include_str!("../../../fixtures/messages.json")).unwrap();
    let frames = fixtures.iter().filter(|fixture| fixture["dialect"] == 2 && fixture["from"] == "server");
    let frames: Vec<&str> = frames.filter_map(|fixture| fixture["frame"].as_str()).collect();
    assert!(frames.len() > 10);
    for frame in frames {
        assert!(ServerFrame::read(frame).is_ok(), "{frame}");
    }
    for wrong in ["", "{}", "[]", r#"["z"]"#, r#"["p",0]"#, r#"["x",0,1,"no_such_code","text"]"#] {
        assert!(ServerFrame::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_server_reads_what_a_client_says() {
    let supplied = SpecialVars {
        value: Some("v".to_owned()),
        checked: Some(true),
        detail: Some(r#"{"x":1}"#.to_owned()),
        ..SpecialVars::default()
    };
    let frames = [join(1, "a", "T", true), event(1, 2, "set(0)", "click", supplied, 1).unwrap(), leave(1)];
    assert_eq!(frames[1], r#"["e",1,2,"set(0)","click",{"checked":true,"detail":{"x":1},"value":"v"}]"#);
    for frame in frames {
        assert!(Dialect::Two.read(&frame).is_ok(), "{frame}");
    }
}
