//! The contents of a print, also after a render that failed.

use std::any::Any;

use super::{
    Child, ChildHost, ChildId, NoChildren, PageTemplates, Print, Scratch, Secret, render_diff, render_full,
    render_page, render_silent,
};
use crate::{
    Attributes, Html, html,
    html::{Action, Choosing, Control},
    tree::{ListEdits, Namespace, Out, Part, PatchWriter, Scalar, SlotKind, Template},
};

fn print_of(html: Html<'_>) -> Print {
    render_silent(html, &mut Scratch::default(), &mut NoChildren).unwrap().0
}

/// The result of `render_diff`, with its output thrown away.
fn diff(html: Html<'_>, print: &mut Print, host: &mut dyn ChildHost) -> Result<bool, crate::RenderError> {
    render_diff(html, print, &mut Scratch::default(), &mut Void, host)
}

/// Keeps nothing of what is written.
struct Void;

impl PatchWriter for Void {
    fn whole(&mut self, _: Part<'_>) {}
    fn open_change(&mut self, _: bool) {}
    fn place(&mut self, _: usize) {}
    fn insert(&mut self, _: usize) {}
    fn edits(&mut self, _: ListEdits<'_>) {}
    fn close_change(&mut self) {}
}

static ONE: Template =
    Template::new(0x0e, &["<p>", "</p>"], &[SlotKind::Content { text: true }], Namespace::Html, true);
static LIST: Template =
    Template::new(0x1157, &["<ul>", "</ul>"], &[SlotKind::Content { text: false }], Namespace::Html, true);
static BUTTON: Template = Template::new(
    0xb0,
    &["<button", ">x</button>"],
    &[SlotKind::Event { element: 0, name: "keydown.enter" }],
    Namespace::Html,
    true,
);

#[test]
fn only_what_is_offered_is_offered() {
    let print = print_of(Html::new(|out| {
        out.open(&BUTTON);
        out.event("keydown", &[Action::Server(&"set(1)")], Control::Enabled);
        out.offer("click", &[Action::Server(&"add")], Control::Never);
        out.offer("click", &[Action::Server(&"gone")], Control::Disabled);
        out.fieldset(true);
        out.offer("click", &[Action::Server(&"locked")], Control::Enabled);
        out.end_fieldset();
        out.close();
        out.end()
    }));
    assert!(print.offers("keydown", "set(1)"));
    assert!(print.offers("click", "add"));
    for (event, handler) in [
        ("click", "set(1)"),
        ("keydown", "set(2)"),
        ("keydown", "set"),
        ("click", "gone"),
        ("click", "locked"),
        ("", "add"),
        ("add", "click"),
    ] {
        assert!(!print.offers(event, handler), "{event} {handler}");
    }
}

#[test]
fn a_choice_is_offered_in_its_own_way_and_is_no_handler() {
    let print = print_of(Html::new(|out| {
        out.open(&ONE);
        out.empty();
        out.choice("color", "red", Choosing::Option, Control::Enabled);
        out.choice("color", "blue", Choosing::Option, Control::Disabled);
        out.fieldset(true);
        out.choice("color", "green", Choosing::Option, Control::Enabled);
        out.end_fieldset();
        out.choice("size", "", Choosing::Check, Control::Enabled);
        out.close();
        out.end()
    }));
    assert!(print.offers_choice("color", "red", Choosing::Option));
    assert!(print.offers_choice("size", "", Choosing::Check));
    for (field, value, choosing) in [
        ("color", "red", Choosing::Check),
        ("color", "", Choosing::Option),
        ("color", "blue", Choosing::Option),
        ("color", "green", Choosing::Option),
        ("colorred", "", Choosing::Option),
        ("size", "", Choosing::Uncheck),
        ("size", "", Choosing::Several),
    ] {
        assert!(!print.offers_choice(field, value, choosing), "{field} {value} {choosing:?}");
    }
    for (event, handler) in [("change", "color="), ("change", "color=red"), ("", "color="), ("color", "red")] {
        assert!(!print.offers(event, handler), "{event} {handler}");
    }
}

/// Writes that leave something open, or a slot empty, or that are not one tree.
fn unfinished() -> Vec<Html<'static>> {
    let writes: [fn(&mut Out<'_>); 10] = [
        |_| {},
        |out| out.open(&ONE),
        |out| {
            out.open(&ONE);
            out.close();
        },
        |out| {
            out.open(&ONE);
            out.list();
            out.close();
        },
        |out| {
            out.open(&LIST);
            out.list();
            out.item();
            out.open(&ONE);
            out.end_list();
            out.close();
        },
        // As a `continue` in the first of two items leaves it.
        |out| {
            out.open(&LIST);
            out.list();
            out.item();
            out.open(&ONE);
            out.item();
            out.open(&ONE);
            out.empty();
            out.close();
            out.end_list();
            out.close();
        },
        |out| {
            out.open(&ONE);
            out.empty();
            out.close();
            out.close();
        },
        |out| {
            for _ in 0..2 {
                out.open(&ONE);
                out.empty();
                out.close();
            }
        },
        |out| {
            out.open(&ONE);
            out.empty();
            out.empty();
            out.close();
        },
        |out| {
            out.open(&ONE);
            out.end_list();
            out.close();
        },
    ];
    let html = |write: fn(&mut Out<'_>)| {
        Html::new(move |out| {
            write(out);
            out.end()
        })
    };
    writes.into_iter().map(html).collect()
}

#[test]
fn a_render_that_is_left_before_its_end_is_a_failed_one_in_every_sink() {
    let scratch = &mut Scratch::default();
    for (index, html) in unfinished().into_iter().enumerate() {
        assert!(
            render_page(html, Secret::default(), &mut PageTemplates::new(), &mut String::new()).is_err(),
            "page {index}"
        );
    }
    for (index, html) in unfinished().into_iter().enumerate() {
        assert!(super::render_static(html, &mut String::new()).is_err(), "static {index}");
    }
    for (index, html) in unfinished().into_iter().enumerate() {
        assert!(render_silent(html, scratch, &mut NoChildren).is_err(), "silent {index}");
    }
    for (index, html) in unfinished().into_iter().enumerate() {
        assert!(render_full(html, scratch, &mut Void, &mut NoChildren).is_err(), "full {index}");
    }
    let view = |rows: &'static [u8]| html! { <ul>for row in rows { <p>{row}</p> }</ul> };
    for (index, html) in unfinished().into_iter().enumerate() {
        let mut print = print_of(view(&[1, 2]));
        assert!(render_diff(html, &mut print, scratch, &mut Void, &mut NoChildren).is_err(), "diff {index}");
        // The old print is not touched, and the next render is compared with it.
        assert!(!render_diff(view(&[1, 2]), &mut print, scratch, &mut Void, &mut NoChildren).unwrap());
        assert!(render_diff(view(&[1, 3]), &mut print, scratch, &mut Void, &mut NoChildren).unwrap());
    }
}

#[test]
fn a_question_mark_anywhere_in_a_template_fails_the_render() {
    fn number(text: &str) -> Result<u8, std::num::ParseIntError> {
        text.parse()
    }
    let views: [fn() -> Html<'static>; 6] = [
        || html! { let n = number("x")?; <p>{n}</p> },
        || html! { <p>"a" {number("x")?} "b"</p> },
        || html! { <p title={number("x")?}>"a"</p> },
        || html! { <ul>for n in ["1", "x"] { <li>{number(n)?}</li> }</ul> },
        || html! { <p>if number("x")? == 1 { <b>"a"</b> }</p> },
        || {
            let inner = html! { <b>{number("x")?}</b> };
            html! { <p>"a" {inner} "b"</p> }
        },
    ];
    for view in views {
        assert!(render_page(view(), Secret::default(), &mut PageTemplates::new(), &mut String::new()).is_err());
        let mut print = print_of(html! { <p>"a"</p> });
        assert!(diff(view(), &mut print, &mut NoChildren).is_err());
    }
}

#[test]
fn a_template_that_shows_nothing_is_an_empty_tree() {
    let nothing = || {
        html! {
            let n = 1;
            let _ = n;
        }
    };
    let mut print = print_of(nothing());
    assert!(!diff(nothing(), &mut print, &mut NoChildren).unwrap());
    let full = render_full(nothing(), &mut Scratch::default(), &mut Void, &mut NoChildren).unwrap();
    assert_eq!(print, full);
    assert!(diff(html! { <p>"x"</p> }, &mut print, &mut NoChildren).unwrap());
}

#[test]
fn offers_follow_the_render() {
    let view = |open: bool| {
        Html::new(move |out| {
            out.open(&ONE);
            out.empty();
            if open {
                out.offer("click", &[Action::Server(&"press")], Control::Never);
            }
            out.close();
            out.end()
        })
    };
    let mut print = print_of(view(true));
    assert!(print.offers("click", "press"));
    assert!(!diff(view(false), &mut print, &mut NoChildren).unwrap(), "nothing to be seen has changed");
    assert!(!print.offers("click", "press"));
}

#[test]
fn text_where_the_browser_would_move_it_is_an_error_in_every_sink() {
    let view = |text: &'static str| {
        Html::new(move |out| {
            out.open(&LIST);
            out.scalar(Scalar::Text(text));
            out.close();
            out.end()
        })
    };
    let page = |html| render_page(html, Secret::default(), &mut PageTemplates::new(), &mut String::new());
    assert!(page(view(" \n")).is_ok());
    assert!(page(view("text")).unwrap_err().to_string().contains("<ul>"));
    assert!(render_silent(view("text"), &mut Scratch::default(), &mut NoChildren).is_err());
    assert!(diff(view("text"), &mut print_of(view("")), &mut NoChildren).is_err());
    let number = Html::new(|out| {
        out.open(&LIST);
        out.scalar(Scalar::Int(1));
        out.close();
        out.end()
    });
    assert!(page(number).is_err());
}

#[test]
fn a_render_that_fails_changes_no_print() {
    let view = |fail: bool, text: &'static str| {
        html! { <p>{text}{ if fail { Err("broken") } else { Ok(text) } }</p> }
    };
    let mut print = print_of(view(false, "a"));
    let before = print.clone();
    assert!(diff(view(true, "b"), &mut print, &mut NoChildren).is_err());
    assert_eq!(print, before);
    assert!(diff(view(false, "b"), &mut print, &mut NoChildren).unwrap());
    assert_eq!(print, print_of(view(false, "b")));
}

#[test]
fn the_first_value_that_fails_is_the_error_whatever_stands_behind_it() {
    let fail = |message: &'static str| Err::<u8, _>(message);
    let rows = || {
        html! {
            <table><tbody>
                for row in 0..2 {
                    <tr key={row}><td title={row}>{fail("first")}</td><td>{html! { <b>{fail("second")}</b> }}</td></tr>
                }
            </tbody></table>
            <p>{1} {vec![html! { {fail("third")} }]}</p>
        }
    };
    let mut page = String::new();
    let failed = crate::tree::render_static(rows(), &mut page).map(|_| ()).map_err(|error| error.to_string());
    assert_eq!(failed, Err("first".to_owned()));
    let error = render_silent(rows(), &mut Scratch::default(), &mut NoChildren).map_err(|error| error.to_string());
    assert_eq!(error.err(), Some("first".to_owned()));
}

/// A nested component that is nothing but its props.
struct Nested(&'static str, u64);

impl Child for Nested {
    fn module(&self) -> &'static str {
        self.0
    }
    fn props_digest(&self) -> u64 {
        self.1
    }
    fn as_any(&self) -> &(dyn Any + Send) {
        &self.1
    }
    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        Box::new(self.1)
    }
}

/// Writes down what it is told. Births are counted.
#[derive(Default)]
struct Told(Vec<String>, u32);

impl ChildHost for Told {
    fn secret(&self) -> Secret {
        Secret::default()
    }
    fn birth(&mut self, _place: u64) -> u32 {
        self.1 += 1;
        self.1 - 1
    }
    fn started(&mut self, id: ChildId, child: Box<dyn Child>) -> String {
        self.0.push(format!("+{} {}", id.birth, child.module()));
        "token".to_owned()
    }
    fn updated(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.0.push(format!("~{} {}", id.birth, child.props_digest()));
    }
    fn sent_again(&mut self, id: ChildId, _child: &dyn Child) -> String {
        self.0.push(format!("={}", id.birth));
        "again".to_owned()
    }
    fn standing(&mut self, id: ChildId, child: Box<dyn Child>) {
        self.0.push(format!(".{} {}", id.birth, child.module()));
    }
    fn ended(&mut self, id: ChildId) {
        self.0.push(format!("-{}", id.birth));
    }
}

/// A list of nested components: key, module, props.
fn nest(children: &'static [(u64, &'static str, u64)], fail: bool) -> Html<'static> {
    Html::new(move |out| {
        out.open(&LIST);
        out.list();
        for (key, module, props) in children {
            out.keyed(key);
            out.open(&ONE);
            out.child(Box::new(Nested(module, *props)));
            out.close();
        }
        out.end_list();
        out.close();
        if fail { Err(crate::RenderError::msg("broken")) } else { out.end() }
    })
}

#[test]
fn nested_components_stay_the_same_with_their_keys() {
    let mut told = Told::default();
    let mut scratch = Scratch::default();
    let mut print = render_silent(nest(&[(7, "m", 1), (8, "m", 1)], false), &mut scratch, &mut told).unwrap().0;
    assert_eq!(told.0, [".0 m", ".1 m"]);

    let mut step = |children, fail, expected: &[&str]| {
        told.0.clear();
        let _ = diff(nest(children, fail), &mut print, &mut told);
        told.0[..].sort_unstable();
        assert_eq!(told.0, expected);
        print.placed_children().iter().map(|id| id.birth).collect::<Vec<_>>()
    };
    // They move with their keys, and other props are passed on.
    assert_eq!(step(&[(8, "m", 1), (7, "m", 2)], false, &["~0 2"]), [1, 0]);
    assert_eq!(step(&[(8, "m", 1), (7, "m", 2)], false, &[]), [1, 0]);
    // The output of a failed render is taken back.
    assert_eq!(step(&[(9, "m", 1), (8, "m", 1)], true, &["+2 m", "-2"]), [1, 0]);
    assert_eq!(step(&[(9, "m", 1), (8, "m", 1)], false, &["+3 m", "-0"]), [3, 1]);
    // Another module in the same place is another component.
    assert_eq!(step(&[(9, "m", 1), (8, "n", 1)], false, &["+4 n", "-1"]), [3, 4]);
    assert!(step(&[], false, &["-3", "-4"]).is_empty());
}

#[test]
fn nested_components_stand_where_the_page_says() {
    let children = || nest(&[(7, "m", 1), (8, "n", 1)], false);
    let mut out = String::from("before");
    let part = render_page(children(), Secret::default(), &mut PageTemplates::new(), &mut out).unwrap();
    let ends: Vec<_> = out.match_indices("</p>").map(|(at, _)| at).collect();
    assert_eq!(part.children.iter().map(|placed| placed.offset).collect::<Vec<_>>(), ends);
    // The page and every later render find them in the same places.
    let places = |children: Html<'_>| {
        let print = render_full(children, &mut Scratch::default(), &mut Void, &mut Told::default()).unwrap();
        print.placed_children().iter().map(|id| id.place).collect::<Vec<_>>()
    };
    assert_eq!(part.children.iter().map(|placed| placed.place).collect::<Vec<_>>(), places(children()));
    let moved = places(nest(&[(9, "m", 1), (8, "n", 1), (7, "m", 1)], false));
    assert_eq!([moved[2], moved[1]], places(children())[..]);
    assert!(!places(children()).contains(&moved[0]));
}

#[test]
fn a_print_is_small_and_exact() {
    let rows: Vec<u32> = (0..1000).collect();
    let rows = &rows;
    let view = || html! { <ul>for n in rows.iter() { <li key={n} class:on={*n == 3}>{*n}{*n}{*n}</li> }</ul> };
    let (print, _) = render_silent(view(), &mut Scratch::default(), &mut NoChildren).unwrap();
    // Key, tree and four slots a row.
    assert_eq!(print.heap_bytes(), (2 + 1000 * 6) * 8);
    let full = render_full(view(), &mut Scratch::default(), &mut Void, &mut NoChildren).unwrap();
    assert_eq!(print, full);
}

#[test]
fn a_spread_can_say_where_notices_are_shown() {
    let attributes = Attributes::new()
        .flag("data-l-flash", true)
        .set("DATA-L-Banner", "off")
        .flag("data-l-retry", true)
        .flag("data-l-countdown", true)
        .flag("data-l-version", true)
        .set("data-l-live", "x")
        .set("data-l-token", "x")
        .set("data-l-state", "x");
    let mut out = String::new();
    super::render_static(html! { <p ..&attributes></p> }, &mut out).unwrap();
    let expected = r#"<p data-l-flash DATA-L-Banner="off" data-l-retry data-l-countdown data-l-version></p>"#;
    assert_eq!(out, expected);
}

#[test]
fn a_spread_cannot_run_script() {
    let attributes = Attributes::new()
        .set("onclick", "x")
        .set("ONERROR", "x")
        .set("srcdoc", "<script>")
        .set("data-l-click", "x")
        .set("a b", "x")
        .set("", "x")
        .set("x\"y", "x")
        .set("http-equiv", "refresh")
        .set("HREF", "java\tscript:x")
        .set("style", "background:url(//x)")
        .set("title", "\"><script>")
        .set("Title", "later")
        .set("data-x", "<")
        .flag("hidden", true);
    let mut out = String::new();
    super::render_static(html! { <a ..&attributes>"t"</a> }, &mut out).unwrap();
    assert_eq!(out, "<a HREF=\"about:invalid#loom\" title=\"later\" data-x=\"&lt;\" hidden>t</a>");
}
