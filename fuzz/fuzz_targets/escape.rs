//! Escaped text is one text node, and an escaped attribute one attribute, with the text that went in.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loom::__private::{escape_attribute, escape_text};
use scraper::Html;

fuzz_target!(|text: &str| {
    // HTML cannot hold a NUL; it is shown as what stands for an unknown character.
    let expected = text.replace('\0', "\u{fffd}");

    let mut html = String::from("<p>");
    escape_text(&mut html, text);
    html.push_str("</p><b></b>");
    assert_eq!(shape(&html), Some((None, expected.clone())), "{html}");

    let mut html = String::from("<p title=\"");
    escape_attribute(&mut html, text);
    html.push_str("\"></p><b></b>");
    assert_eq!(shape(&html), Some((Some(expected), String::new())), "{html}");
});

/// The title and the text of a lone `<p>` before a `<b>`; `None` if the document is anything else.
fn shape(html: &str) -> Option<(Option<String>, String)> {
    let document = Html::parse_fragment(html);
    let mut elements = document.root_element().children();
    let (p, b, end) = (elements.next()?, elements.next()?, elements.next());
    let (p_element, b_element) = (p.value().as_element()?, b.value().as_element()?);
    let alone = end.is_none() && p_element.name() == "p" && b_element.name() == "b" && !b.has_children();
    let attributes: Vec<_> = p_element.attrs().collect();
    let title = match attributes.as_slice() {
        [] => None,
        [("title", value)] => Some((*value).to_owned()),
        _ => return None,
    };
    let children: Vec<_> = p.children().collect();
    let text = match children.as_slice() {
        [] => String::new(),
        [only] => only.value().as_text()?.to_string(),
        _ => return None,
    };
    alone.then_some((title, text))
}
