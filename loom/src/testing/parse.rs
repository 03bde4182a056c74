//! Reads the HTML that components write. Templates are checked when they are compiled, so their tags match.

use loom_vocabulary::VOID_ELEMENTS;

use super::element::{Element, Node};

/// Elements that hold text only.
const TEXT_ONLY: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tree of `html`, under a root without a name.
pub(super) fn parse(html: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = html;
    while !rest.is_empty() {
        let (text, markup) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        add_text(&mut open, text);
        rest = if let Some(comment) = markup.strip_prefix("<!") {
            after(comment, if comment.starts_with("--") { "-->" } else { ">" })
        } else if let Some(end) = markup.strip_prefix("</") {
            let (name, after) = end.split_once('>').unwrap_or((end, ""));
            close(&mut open, name.trim());
            after
        } else if let Some(start) = markup.strip_prefix('<') {
            begin(&mut open, start)
        } else {
            markup
        };
    }
    while open.len() > 1 {
        close_innermost(&mut open);
    }
    open.pop().unwrap_or_default()
}

fn after<'h>(html: &'h str, end: &str) -> &'h str {
    html.split_once(end).map_or("", |(_, rest)| rest)
}

/// Begins the element whose start tag follows, and gives what stands after it.
fn begin<'h>(open: &mut Vec<Element>, html: &'h str) -> &'h str {
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(html.len());
    let (name, mut rest) = html.split_at(end);
    let mut element = Element { tag: name.to_ascii_lowercase(), ..Element::default() };
    let closed = loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            rest = after;
            break true;
        }
        if let Some(after) = rest.strip_prefix('>') {
            rest = after;
            break false;
        }
        if rest.is_empty() {
            break true;
        }
        rest = attribute(&mut element, rest);
    };
    let tag = element.tag.clone();
    open.push(element);
    if closed || VOID_ELEMENTS.contains(&tag.as_str()) {
        close_innermost(open);
    } else if TEXT_ONLY.contains(&tag.as_str()) {
        let end = rest.find(&format!("</{tag}")).unwrap_or(rest.len());
        let (text, tail) = rest.split_at(end);
        add_text(open, text);
        close_innermost(open);
        return after(tail, ">");
    }
    rest
}

/// Reads one attribute, and gives what stands after it.
fn attribute<'h>(element: &mut Element, html: &'h str) -> &'h str {
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '=').unwrap_or(html.len());
    let (name, rest) = html.split_at(end.max(1).min(html.len()));
    let Some(value) = rest.strip_prefix('=') else {
        element.attributes.push((name.to_owned(), String::new()));
        return rest;
    };
    let (value, rest) = match value.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
        None => value.split_at(value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len())),
    };
    element.attributes.push((name.to_owned(), unescape(value)));
    rest
}

/// Ends the elements up to the innermost of this name; an end tag that nothing began is passed over.
fn close(open: &mut Vec<Element>, name: &str) {
    if open.iter().skip(1).any(|element| element.tag.eq_ignore_ascii_case(name)) {
        while open.len() > 1 {
            let found = open.last().is_some_and(|element| element.tag.eq_ignore_ascii_case(name));
            close_innermost(open);
            if found {
                break;
            }
        }
    }
}

fn close_innermost(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(around) = open.last_mut()
    {
        around.children.push(Node::Element(element));
    }
}

fn add_text(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut().filter(|_| !text.is_empty()) {
        element.children.push(Node::Text(unescape(text)));
    }
}

/// Undoes what escaping does.
fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_text_and_attributes_are_read() {
        let root = parse("<!--t0--><p class=\"a b\" hidden>one <b>t&lt;o</b><br>three</p><textarea><b></textarea>");
        let p = match root.children.first() {
            Some(Node::Element(element)) => element,
            other => unreachable!("{other:?}"),
        };
        assert_eq!((p.tag(), p.attribute("class"), p.attribute("hidden")), ("p", Some("a b"), Some("")));
        assert_eq!(p.text(), "one t<othree");
        assert_eq!(root.text(), "one t<othree<b>");
    }

    #[test]
    fn broken_html_is_read_to_its_end() {
        for html in ["<", "<p", "<p a", "<p a=\"", "</p>", "<!--", "<p></b></p></p>", "a<b>c</i>", "<p =>"] {
            parse(html);
        }
    }
}
