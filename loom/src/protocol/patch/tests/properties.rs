//! Laws that hold for all trees.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scraper::{Html as Document, Node};
use serde_json::Value as Json;

use super::{
    apply::{apply1, flat1},
    fixture::{SECRET, Tokens, static_html},
    model::{Events, Tree},
    random::Random,
};
use crate::{
    protocol::{
        message::{Dialect, Id},
        mirror::{PagePart, ServerFrame, Templates, Tree as Mirror, read_page},
        page::write_templates,
        patch::Encoder,
        wrapper::{Wrapper, write_wrapper},
    },
    tree::{PageTemplates, Scratch, render_diff, render_full, render_page, render_silent, render_static},
};

/// The frames that say the whole tree.
fn whole(encoder: &mut Encoder, id: &Id, tree: &Tree) -> Vec<Json> {
    let mut frames = Vec::new();
    encoder
        .tree(id, &mut frames, |writer| render_full(tree.html(), &mut Scratch::default(), writer, &mut Tokens))
        .unwrap();
    frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
}

/// The frames for the change from `before` to `after`. Checks that the print is then as after a render of `after`.
fn patch(encoder: &mut Encoder, id: &Id, before: &Tree, after: &Tree) -> Vec<Json> {
    let mut scratch = Scratch::default();
    let mut print = render_silent(before.html(), &mut scratch, &mut Tokens).unwrap().0;
    let mut frames = Vec::new();
    encoder
        .patch(id, Some(1), &mut frames, |writer| {
            render_diff(after.html(), &mut print, &mut scratch, writer, &mut Tokens)
        })
        .unwrap();
    let again = render_silent(after.html(), &mut scratch, &mut Tokens).unwrap().0;
    assert_eq!(print, again, "the print is that of the new tree");
    frames.iter().map(|frame| serde_json::from_str(frame).unwrap()).collect()
}

/// The tree that a client makes of frames, beginning with the content of its page.
fn mirrored(templates: &mut Templates, mut standing: Option<Mirror>, frames: &[Json]) -> Mirror {
    for frame in frames {
        match ServerFrame::read(&frame.to_string()).unwrap() {
            ServerFrame::Templates(new) => templates.add(new).unwrap(),
            ServerFrame::Joined { content, .. } | ServerFrame::Patch { content, .. } => {
                if let Some(content) = content {
                    standing = Some(content.apply(standing, templates).unwrap());
                }
            }
            other => unreachable!("{other:?}"),
        }
    }
    standing.unwrap()
}

fn check_dialect_2(before: &Tree, after: &Tree) {
    let id = Id::Number(0);
    let mut encoder = Encoder::new(Dialect::Two);
    let mut templates = Templates::default();
    let first = mirrored(&mut templates, None, &whole(&mut encoder, &id, before));
    let changed = mirrored(&mut templates, Some(first.clone()), &patch(&mut encoder, &id, before, after));
    let last = mirrored(&mut templates, None, &whole(&mut encoder, &id, after));
    assert_eq!(changed, last);
    // The content of a join is written into the content of the page.
    assert_eq!(mirrored(&mut templates, Some(first), &whole(&mut encoder, &id, after)), last);
    let mut html = String::new();
    changed.write(&mut html, &mut |child, _| unreachable!("{child:?}"));
    assert_eq!(html, static_html(after.html()));
    // Every template crosses once.
    let again = patch(&mut encoder, &id, before, after);
    assert_eq!(again.len(), 1, "{again:?}");
}

/// A page that holds one component, as a client reads it.
fn page_of(tree: &Tree) -> Mirror {
    let (mut html, mut templates, mut page) = (String::new(), PageTemplates::new(), String::new());
    let part = render_page(tree.html(), SECRET, &mut templates, &mut html).unwrap();
    write_wrapper(&mut page, Wrapper { module: "one", token: "token", root: Some(part.root), ..Wrapper::default() });
    page.push_str(&html);
    page.push_str("</div>");
    write_templates(&mut page, &templates, 1_000, None);
    match read_page(&page).unwrap().parts.swap_remove(1) {
        PagePart::Component(child) => *child.page.unwrap(),
        PagePart::Html(html) => unreachable!("{html}"),
    }
}

fn check_dialect_1(before: &Tree, after: &Tree) {
    let id = Id::Text("c0".into());
    let mut encoder = Encoder::new(Dialect::One);
    let mut value = whole(&mut encoder, &id, before).swap_remove(0);
    for frame in patch(&mut encoder, &id, before, after) {
        match frame["type"].as_str() {
            Some("trees") => value = frame,
            _ => apply1(&mut value, &frame["d"]),
        }
    }
    let expected = whole(&mut encoder, &id, after).swap_remove(0);
    assert_eq!(value, expected);
    let mut html = String::new();
    render_static(after.html(), &mut html).unwrap();
    assert_eq!(flat1(&expected), html);
}

fn events(fragment: &str) -> Vec<String> {
    let document = Document::parse_fragment(fragment);
    let mut events = Events::default();
    let mut walk = document.root_element().children().map(Some).collect::<Vec<_>>();
    walk.reverse();
    // `None` stands for the end of an element.
    while let Some(step) = walk.pop() {
        let Some(node) = step else {
            events.end();
            continue;
        };
        match node.value() {
            Node::Text(text) => events.text(text),
            Node::Element(element) => {
                let attributes: BTreeMap<_, _> =
                    element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
                events.start(element.name(), &attributes);
                walk.push(None);
                let mut children: Vec<_> = node.children().map(Some).collect();
                children.reverse();
                walk.extend(children);
            }
            _ => {}
        }
    }
    events.0
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_makes_the_new_tree_of_the_old_one(seed: u64) {
        let mut random = Random::new(seed);
        let before = random.tree(3);
        let mut after = before.clone();
        random.change(&mut after, 3);
        check_dialect_2(&before, &after);
        check_dialect_1(&before, &after);
    }

    #[test]
    fn any_tree_can_become_any_other(seed: u64) {
        let mut random = Random::new(seed);
        let (before, after) = (random.tree(2), random.tree(2));
        check_dialect_2(&before, &after);
        check_dialect_1(&before, &after);
    }

    #[test]
    fn many_items_can_change_at_once(seed: u64) {
        let (before, after) = Random::new(seed).long_lists();
        check_dialect_2(&before, &after);
    }

    #[test]
    fn a_page_says_the_same_as_a_join(seed: u64) {
        let tree = Random::new(seed).tree(3);
        let mut encoder = Encoder::new(Dialect::Two);
        let joined = mirrored(&mut Templates::default(), None, &whole(&mut encoder, &Id::Number(0), &tree));
        prop_assert_eq!(page_of(&tree), joined);
    }

    #[test]
    fn a_tree_against_itself_changes_nothing(seed: u64) {
        let tree = Random::new(seed).tree(3);
        let id = Id::Number(7);
        let frames = patch(&mut Encoder::new(Dialect::Two), &id, &tree, &tree);
        prop_assert_eq!(frames, [serde_json::json!(["p", 7, 1])]);
        let frames = patch(&mut Encoder::new(Dialect::One), &id, &tree, &tree);
        prop_assert_eq!(frames, [serde_json::json!({"type": "patch", "id": 7, "d": {}})]);
    }

    #[test]
    fn a_parser_reads_the_document_that_the_tree_is(seed: u64) {
        let tree = Random::new(seed).tree(3);
        prop_assert_eq!(events(&static_html(tree.html())), tree.events());
        let mut page = String::new();
        let mut templates = PageTemplates::new();
        let part = render_page(tree.html(), SECRET, &mut templates, &mut page).unwrap();
        prop_assert_eq!(events(&page), tree.events());
        // The same part on a page where other templates come first.
        let mut later = PageTemplates::new();
        render_page(Random::new(!seed).tree(3).html(), SECRET, &mut later, &mut String::new()).unwrap();
        prop_assert_eq!(render_page(tree.html(), SECRET, &mut later, &mut String::new()).unwrap().digest, part.digest);
        let silent = render_silent(tree.html(), &mut Scratch::default(), &mut Tokens).unwrap();
        prop_assert_eq!(silent.1, part.digest);
    }
}
