//! Pages on the wire: the templates in a page's HTML, and a page as a tree for the client of the page before it.

use super::{
    json::write_text,
    patch::{KnownTemplates, fingerprint, template},
};
use crate::{
    html::escape_attribute,
    tree::{PAIR, PageTemplates},
};

/// The facts that the client of a page needs to go from it to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Departing<'p> {
    /// A digest of what the next page must have in common with this one.
    pub(crate) key: &'p str,
    /// The address of the WebSocket, which no component of the page may tell.
    pub(crate) socket: &'p str,
    /// The names of the attributes that the page gives its root element, with spaces between them.
    pub(crate) names: &'p str,
    /// Whether the page is not kept for going back.
    pub(crate) is_fresh: bool,
}

/// Appends the `<script>` that holds the page's templates, and how many bytes a message may have; nothing if there are none.
pub(crate) fn write_templates(
    out: &mut String,
    templates: &PageTemplates,
    message_bytes: usize,
    departing: Option<Departing<'_>>,
) {
    if templates.is_empty() {
        return;
    }
    let mut json = String::from("[");
    for (index, known) in templates.iter().enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        template(&mut json, known);
    }
    json.push(']');
    out.push_str("<script type=\"application/json\" data-l-templates data-l-limit=\"");
    out.push_str(itoa::Buffer::new().format(message_bytes));
    if let Some(Departing { key, socket, names, is_fresh }) = departing {
        for (name, value) in [("nav", key), ("ws", socket), ("names", names)] {
            out.push_str("\" data-l-");
            out.push_str(name);
            out.push_str("=\"");
            escape_attribute(out, value);
        }
        out.push_str(if is_fresh { "\" data-l-fresh=\"" } else { "" });
    }
    out.push_str("\">");
    // No `<` of a template can end the element, or begin a comment in it.
    out.push_str(&json.replace('<', "\\u003c"));
    out.push_str("</script>");
}

/// Appends the members of a live component in a tree, but for its own tree, which follows, and `]}`.
pub(crate) fn write_members(out: &mut String, module: &str, token: &str) {
    write_text(out, module);
    out.push(',');
    write_text(out, token);
    out.push_str(",0,");
}

/// Ends a live component in a tree. `sticky` are the name of one that stays from page to page, and the props of one that is mounted; they need no
/// escaping. `fields` are those that its browser expressions name, as members of a JSON object; the client keeps the object as a text.
pub(crate) fn end_members(out: &mut String, sticky: &[&str], fields: &str) {
    let count = if fields.is_empty() { sticky.len() } else { 2 };
    for text in sticky.iter().chain(&["", ""]).take(count) {
        out.push_str(",\"");
        out.push_str(text);
        out.push('"');
    }
    if !fields.is_empty() {
        out.push(',');
        write_text(out, &format!("{{{fields}}}"));
    }
    out.push_str("]}");
}

/// Puts a tree behind another one, so that both are one.
pub(crate) fn pair_trees(first: &mut String, second: &str, known: &mut KnownTemplates) {
    known.need(&PAIR);
    let mut start = String::from("{\"");
    fingerprint(&mut start, PAIR.fingerprint);
    start.push_str("\":[");
    first.insert_str(0, &start);
    first.push(',');
    first.push_str(second);
    first.push_str("]}");
}

/// The parts of a page that is sent as a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageTree<'p> {
    /// The start tag of its root element, and its `<head>`.
    pub(crate) head: &'p str,
    /// A digest of what it must have in common with the page before it.
    pub(crate) key: &'p str,
    /// The nonce that its scripts and stylesheets bear.
    pub(crate) nonce: &'p str,
    /// The tree of its body.
    pub(crate) tree: &'p str,
}

/// Writes a page as a tree, with the templates that its client does not know.
pub(crate) fn write_page(page: PageTree<'_>, known: &KnownTemplates) -> String {
    let mut out = String::with_capacity(page.head.len() + page.tree.len() + 256);
    out.push_str("[\"n\",[");
    for (index, fresh) in known.fresh().iter().enumerate() {
        out.push_str(if index > 0 { "," } else { "" });
        template(&mut out, fresh);
    }
    out.push_str("],");
    for text in [page.head, page.key, page.nonce] {
        write_text(&mut out, text);
        out.push(',');
    }
    out.push_str(if page.tree.is_empty() { "\"\"" } else { page.tree });
    out.push(']');
    out
}
