//! Expressions in templates: the page, the code, the arguments, and what changes.

use std::fmt::Write as _;

use expect_test::expect;

use crate::{
    __private::{
        Dialect, Encoder, Id, NoChildren, PageTemplates, Print, Props, Scratch, Secret, render_diff, render_page,
    },
    RenderError,
    prelude::*,
    tree::{Child, ChildHost, ChildId, Code},
};

#[derive(Choice, Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
enum Tab {
    Open,
    Closed,
}

#[live_component]
struct Demo {
    #[local]
    open: bool,
    #[local(tab)]
    #[state(default = Tab::Open)]
    tab: Tab,
    #[local]
    n: u8,
    #[mirror]
    starred: bool,
    #[bind]
    draft: String,
    #[local]
    tags: Vec<String>,
    title: String,
}

#[live_component]
impl Demo {
    fn render(&self) -> Html {
        let limit = 280;
        let title = &self.title;
        html! {
            <button on:click=local(self.open = !self.open) aria-expanded={local(self.open)}>"Menu"</button>
            <ul hidden={local(!self.open)}></ul>
            {local(format!("{} of {}", self.draft.chars().count(), limit))}
            <b class:on={local(self.n as i32 + 1 > 3)} title={local(title.to_lowercase().contains(self.draft.trim().to_lowercase().as_str()))}></b>
            <button on:click=(star(7), local(self.starred = !self.starred))>"Star"</button>
            <button on:click=local({ if self.n > 1 { self.n += 5 } else { self.n += 1 } self.open = false; })></button>
            <button disabled={local(self.draft.trim().is_empty())} on:click=star(1)>"Send"</button>
            {local(match self.tab { Tab::Open => "open", _ if self.open => "both", Tab::Closed => "closed" })}
            <input on:input=local({ let v = event.value().to_string(); self.tags.push(v); })>
            if self.starred { {local(if let Some(first) = self.tags.first() { first.clone() } else { title.clone() })} }
            {local(self.tags.iter().map(|tag| tag.len()).sum::<usize>())}
            {local(self.draft.parse::<i32>().ok().map(|x| x * 2).unwrap_or_default())}
            {local(if self.draft.len() < 3 { "short" } else { "long" })}
        }
    }

    #[event]
    fn star(&mut self, _by: i32) {
        self.starred = !self.starred;
    }
}

fn demo() -> Demo {
    let mut demo = Props::build(Demo::props());
    demo.title = "A \"title\"".into();
    demo
}

/// The page of a component: its HTML, the fields and arguments for the browser, and the code.
fn page_of(demo: &Demo) -> String {
    let (mut page, mut templates) = (String::new(), PageTemplates::new());
    let part = render_page(demo.render(), Secret::default(), &mut templates, &mut page).unwrap();
    let mut text = format!("{page}\n{}\n{}\n", part.fields, part.arguments);
    for template in templates.iter() {
        for Code { slot, arguments, is_bare, text: code } in template.codes {
            let bare = if *is_bare { " bare" } else { "" };
            writeln!(text, "{slot}: {code} of {arguments}{bare}").unwrap();
        }
    }
    text.replace("><", ">\n<")
}

#[test]
fn a_page_shows_what_the_server_makes_of_expressions() {
    expect![[r##"
        <button aria-expanded="false" data-l-click="">Menu</button>
        <ul hidden>
        </ul>0 of 280<b class="" title="true">
        </b>
        <button data-l-click="star(7)">Star</button>
        <button data-l-click="">
        </button>
        <button disabled data-l-click="star(1)">Send</button>open<input data-l-input="">
        <!---->0<!---->0<!---->short
        "open":["lz",false],"draft":["bs",""],"n":["lA",0],"starred":["mz",false],"tab":["teopen|closed|)","open"],"tags":["l[s",[]]
        [280],["a \"title\""]
        0: "open" of 0
        1: ["=","open",["!","open"]] of 0
        2: ["!","open"] of 0 bare
        3: ["fmt",[["chars","draft"]]," of ",[[0]]] of 1
        4: [">",["+c",["asc","n"],1],3] of 0 bare
        5: ["has",[0],["low",["trim","draft"]]] of 1
        6: ["=","starred",["!","starred"]] of 0
        7: ["do",["if",[">","n",1],["+=A","n",5],["+=A","n",1]],["=","open",false]] of 0
        8: ["is_empty",["trim","draft"]] of 0 bare
        10: ["match","tab",["=","open"],true,["'","open"],"_","open",["'","both"],["=","closed"],true,["'","closed"]] of 0
        11: ["let",0,["str",["ev","value"]],["push","tags","0"]] of 0
        13: ["sumD",["map",["iter","tags"],["fn",[0],["len","0"]]]] of 0
        14: ["or",["map",["parsec","draft"],["fn",[0],["*c","0",2]]],["#",0]] of 0
        15: ["if",["<",["len","draft"],3],["'","short"],["'","long"]] of 0
    "##]].assert_eq(&page_of(&demo()));
}

#[test]
fn a_patch_sends_arguments_and_fields_that_changed_and_nothing_that_the_browser_computes() {
    let mut demo = demo();
    let id = Id::Number(0);
    let (mut encoder, mut frames) = (Encoder::new(Dialect::Two), Vec::<String>::new());
    let (mut print, mut scratch) = (Print::default(), Scratch::default());
    let mut patch = |demo: &Demo, frames: &mut Vec<String>| {
        frames.clear();
        let _ = encoder.patch::<RenderError>(&id, Some(1), frames, |writer| {
            render_diff(demo.render(), &mut print, &mut scratch, writer, &mut NoChildren)
        });
        frames.pop().unwrap_or_default()
    };
    patch(&demo, &mut frames);
    assert_eq!(patch(&demo, &mut frames), "[\"p\",0,1]");
    // A field of the browser's own is the browser's.
    demo.draft = "new".into();
    assert_eq!(patch(&demo, &mut frames), r#"["p",0,1,[],{"draft":["bs","new"]}]"#);
    demo.title = "Other".into();
    assert_eq!(patch(&demo, &mut frames), r#"["p",0,1,[5,["other"]]]"#);
    demo.starred = true;
    expect![[r#"["p",0,1,[12,{"0gaLrbWrL_c":[["Other"]]}],{"starred":["mz",true]}]"#]]
        .assert_eq(&patch(&demo, &mut frames));
}

#[test]
fn a_client_of_dialect_1_is_shown_what_the_server_makes_of_expressions() {
    struct Evaluating;
    impl ChildHost for Evaluating {
        fn secret(&self) -> Secret {
            Secret::default()
        }
        fn evaluates(&self) -> bool {
            true
        }
        fn birth(&mut self, _: u64) -> u32 {
            0
        }
        fn started(&mut self, _: ChildId, _: Box<dyn Child>) -> String {
            String::new()
        }
        fn updated(&mut self, _: ChildId, _: Box<dyn Child>) {}
        fn sent_again(&mut self, _: ChildId, _: &dyn Child) -> String {
            String::new()
        }
        fn standing(&mut self, _: ChildId, _: Box<dyn Child>) {}
        fn ended(&mut self, _: ChildId) {}
    }
    let mut demo = demo();
    let id = Id::Text("c0".into());
    let (mut encoder, mut frames) = (Encoder::new(Dialect::One), Vec::<String>::new());
    let (mut print, mut scratch) = (Print::default(), Scratch::default());
    let mut patch = |demo: &Demo, frames: &mut Vec<String>| {
        frames.clear();
        let _ = encoder.patch::<RenderError>(&id, Some(1), frames, |writer| {
            render_diff(demo.render(), &mut print, &mut scratch, writer, &mut Evaluating)
        });
        frames.concat()
    };
    patch(&demo, &mut frames);
    demo.draft = "four".into();
    expect![[r#"{"type":"patch","id":"c0","d":{"3":"4 of 280","5":" title=\"false\"","8":"","15":"long"}}"#]]
        .assert_eq(&patch(&demo, &mut frames));
}
