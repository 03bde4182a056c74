//! Laws that hold for all trees.

use std::collections::BTreeMap;

use proptest::prelude::*;
use scraper::{Html as Document, Node};
use serde_json::Value as Json;

use super::{
    apply::{apply1, apply2, flat1},
    fixture::{SECRET, Tokens, static_html},
    model::{Events, Tree},
    random::Random,
};
use crate::{
    protocol::{
        message::{Dialect, Id},
        patch::Encoder,
    },
    tree::{PageTemplates, Scratch, render_diff, render_full, render_page, render_silent, render_static},
};

/// The whole tree as the last frame says it, from the tree on.
fn whole(encoder: &mut Encoder, id: &Id, tree: &Tree) -> Json {
    let mut frames = Vec::new();
    encoder
        .tree(id, &mut frames, |writer| render_full(tree.html(), &mut Scratch::default(), writer, &mut Tokens))
        .unwrap();
    serde_json::from_str(frames.last().unwrap()).unwrap()
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

fn check_dialect_2(before: &Tree, after: &Tree) {
    let id = Id::Number(0);
    let mut encoder = Encoder::new(Dialect::Two);
    let mut value = whole(&mut encoder, &id, before)[2].clone();
    let frames = patch(&mut encoder, &id, before, after);
    if let Some(change) = frames.last().unwrap().get(3) {
        apply2(&mut value, change);
    }
    assert_eq!(value, whole(&mut encoder, &id, after)[2]);
    // Every template crosses once.
    let again = patch(&mut encoder, &id, before, after);
    assert_eq!(again.len(), 1, "{again:?}");
}

fn check_dialect_1(before: &Tree, after: &Tree) {
    let id = Id::Text("c0".into());
    let mut encoder = Encoder::new(Dialect::One);
    let mut value = whole(&mut encoder, &id, before);
    for frame in patch(&mut encoder, &id, before, after) {
        match frame["type"].as_str() {
            Some("trees") => value = frame,
            _ => apply1(&mut value, &frame["d"]),
        }
    }
    let expected = whole(&mut encoder, &id, after);
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
