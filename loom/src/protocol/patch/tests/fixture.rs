//! One fixture: a page, a change and what comes of it.

use std::{fmt::Write as _, fs, path::Path};

use super::super::{Encoder, template};
use crate::protocol::wrapper::{Wrapper, write_wrapper};
use crate::{
    Html,
    protocol::message::{Dialect, Id},
    tree::{
        Child, ChildHost, ChildId, PageTemplates, Scratch, Secret, render_diff, render_full, render_page,
        render_silent, render_static,
    },
};

/// Fixtures of one file.
pub(super) struct File {
    name: &'static str,
    fixtures: Vec<String>,
}

impl File {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, fixtures: Vec::new() }
    }

    /// A fixture of what `render` makes of `before` and then of `after`.
    pub(super) fn add<T: ?Sized>(&mut self, name: &str, before: &T, after: &T, render: impl Fn(&T) -> Html<'_>) {
        self.fixtures.push(fixture(name, render, before, after));
    }

    /// Compares the file with what is committed, or writes it if `UPDATE_FIXTURES` is set.
    pub(super) fn check(self) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(self.name);
        let text = format!("[\n{}\n]\n", self.fixtures.join(",\n"));
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            return;
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} is not what is rendered; UPDATE_FIXTURES=1 writes it anew", self.name);
    }
}

fn fixture<T: ?Sized>(name: &str, render: impl Fn(&T) -> Html<'_>, before: &T, after: &T) -> String {
    let id = Id::Number(0);
    let mut scratch = Scratch::default();
    let mut templates = PageTemplates::new();
    let mut page = String::new();
    let part = render_page(render(before), SECRET, &mut templates, &mut page).unwrap();
    for placed in part.children.iter().rev() {
        let mut wrapper = String::new();
        write_wrapper(&mut wrapper, Wrapper { module: placed.child.module(), token: "page", ..Wrapper::default() });
        page.insert_str(placed.offset, &(wrapper + "</div>"));
    }

    let mut whole = |state: &T| {
        let mut frames = Vec::new();
        let mut encoder = Encoder::new(Dialect::Two);
        encoder.tree(&id, &mut frames, |writer| render_full(render(state), &mut scratch, writer, &mut Tokens)).unwrap();
        let frame = frames.pop().unwrap();
        frame.strip_prefix("[\"j\",0,").unwrap().strip_suffix(']').unwrap().to_owned()
    };
    let (tree_before, tree_after) = (whole(before), whole(after));

    let (mut print, digest) = render_silent(render(before), &mut scratch, &mut Tokens).unwrap();
    assert_eq!(digest, part.digest, "{name}: the digest without a page is that of the page");
    let mut frames = Vec::new();
    let mut encoder = Encoder::new(Dialect::Two);
    let changed = encoder
        .patch(&id, Some(1), &mut frames, |writer| {
            render_diff(render(after), &mut print, &mut scratch, writer, &mut Tokens)
        })
        .unwrap();
    let patch = frames.pop().unwrap();
    let change = if changed { patch.strip_prefix("[\"p\",0,1,").unwrap().strip_suffix(']').unwrap() } else { "[]" };
    let again = render_silent(render(after), &mut scratch, &mut Tokens).unwrap().0;
    assert_eq!(print, again, "{name}: the print is up to date");

    // The page's templates come first, then those that only the change uses.
    let mut all = PageTemplates::new();
    for state in [before, after] {
        render_page(render(state), SECRET, &mut all, &mut String::new()).unwrap();
    }
    let mut list = String::new();
    for (index, known) in all.iter().enumerate() {
        list.push_str(if index > 0 { ",\n      " } else { "\n      " });
        template(&mut list, known);
    }

    let mut out = String::new();
    let text = |text: &str| serde_json::to_string(text).unwrap();
    write!(
        out,
        "  {{\n    \"name\": {},\n    \"templates\": [{list}\n    ],\n    \"page\": {},\n    \"root\": {},\n    \"before\": {tree_before},\n    \"change\": {change},\n    \"after\": {tree_after},\n    \"after_html\": {}\n  }}",
        text(name),
        text(&page),
        part.root,
        text(&static_html(render(after))),
    )
    .unwrap();
    // The text written here by hand must be JSON.
    serde_json::from_str::<serde_json::Value>(&out).unwrap();
    out
}

/// The HTML without markers; the wrappers of nested components are empty.
pub(super) fn static_html(html: Html<'_>) -> String {
    let mut out = String::new();
    let children = render_static(html, &mut out).unwrap();
    for placed in children.iter().rev() {
        let mut wrapper = String::new();
        write_wrapper(&mut wrapper, Wrapper { module: placed.child.module(), token: "patch", ..Wrapper::default() });
        out.insert_str(placed.offset, &(wrapper + "</div>"));
    }
    out.replace("<!---->", "")
}

/// By which the fixtures' keys are hashed.
pub(super) const SECRET: Secret = Secret::new([1, 2]);

/// Gives every nested component the same token.
pub(super) struct Tokens;

impl ChildHost for Tokens {
    fn secret(&self) -> Secret {
        SECRET
    }
    fn birth(&mut self, _place: u64) -> u32 {
        7
    }
    fn started(&mut self, _id: ChildId, _child: Box<dyn Child>) -> String {
        "patch".to_owned()
    }
    fn updated(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn sent_again(&mut self, _id: ChildId, _child: &dyn Child) -> String {
        "again".to_owned()
    }
    fn standing(&mut self, _id: ChildId, _child: Box<dyn Child>) {}
    fn ended(&mut self, _id: ChildId) {}
}
