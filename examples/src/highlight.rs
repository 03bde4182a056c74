//! Rust source as highlighted HTML, made once at start.
//!
//! The lexer knows as much of Rust as colors need: comments, literals, names, and the tags of `html!`. It never
//! fails and never loses a character; what it does not know stays plain.

use std::fmt::Write;

/// The kind of a piece of source, named by the one-letter class that the style sheet colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Plain,
    Comment,
    Keyword,
    Text,
    Type,
    Macro,
    Number,
    Tag,
}

impl Kind {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Comment => Some("c"),
            Self::Keyword => Some("k"),
            Self::Text => Some("s"),
            Self::Type => Some("t"),
            Self::Macro => Some("m"),
            Self::Number => Some("n"),
            Self::Tag => Some("h"),
        }
    }
}

const KEYWORDS: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "crate", "else", "enum",
    "extern", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod",
    "move", "mut", "pub", "ref", "return", "self", "Self", "static", "struct", "super",
    "trait", "true", "type", "unsafe", "use", "where", "while",
];

/// `source` as HTML: a `<span class="line">` a line, and within it a span for each piece with a color.
pub fn highlight(source: &str) -> String {
    let mut html = String::with_capacity(source.len() * 3);
    html.push_str("<span class=\"line\">");
    for (kind, piece) in pieces(source.trim_end()) {
        for (n, part) in piece.split('\n').enumerate() {
            if n > 0 {
                html.push_str("\n</span><span class=\"line\">");
            }
            push(&mut html, kind, part);
        }
    }
    html.push_str("\n</span>");
    html
}

fn push(html: &mut String, kind: Kind, text: &str) {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    match kind.class() {
        Some(class) if !escaped.is_empty() => {
            // Writing to a `String` cannot fail.
            let _ = write!(html, "<span class=\"{class}\">{escaped}</span>");
        }
        _ => html.push_str(&escaped),
    }
}

/// `source` cut into pieces; end to end they are `source` again.
fn pieces(source: &str) -> Vec<(Kind, &str)> {
    let mut pieces = Vec::new();
    let mut rest = source;
    let mut before = ' ';
    while !rest.is_empty() {
        let (kind, length) = piece(rest, before);
        let (piece, tail) = rest.split_at(length);
        before = piece.chars().next_back().unwrap_or(' ');
        pieces.push((kind, piece));
        rest = tail;
    }
    pieces
}

/// The kind and length of the piece that `rest` begins with; `before` is the character in front of it.
fn piece(rest: &str, before: char) -> (Kind, usize) {
    let mut chars = rest.chars();
    let first = chars.next().unwrap_or(' ');
    let second = chars.next().unwrap_or(' ');
    match first {
        '/' if second == '/' => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
        '/' if second == '*' => {
            (Kind::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2))
        }
        '"' => (Kind::Text, quoted(rest, '"')),
        '\'' if second == '\\' || rest.chars().nth(2) == Some('\'') => {
            (Kind::Text, quoted(rest, '\''))
        }
        '\'' => (Kind::Type, 1 + word(&rest[1..])),
        '#' if second == '[' || rest.starts_with("#![") => {
            (Kind::Macro, attribute(rest))
        }
        '<' if before.is_whitespace()
            && (second.is_alphabetic() || matches!(second, '/' | ':')) =>
        {
            tag(rest)
        }
        '0'..='9' => (Kind::Number, number(rest)),
        _ if first == '_' || first.is_alphabetic() => name(rest),
        _ => (Kind::Plain, first.len_utf8()),
    }
}

/// The length of a literal, from its opening quote to its closing one.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of `#[...]`, brackets within it included.
fn attribute(rest: &str) -> usize {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 1 => return at + 1,
            ']' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
}

/// `<name`, `</name` or `<Component` in a template.
fn tag(rest: &str) -> (Kind, usize) {
    let name = rest.trim_start_matches(['<', '/', ':']);
    let length = name
        .find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))
        .unwrap_or(name.len());
    (Kind::Tag, rest.len() - name.len() + length)
}

fn number(rest: &str) -> usize {
    let end = word(rest);
    match rest[end..].strip_prefix('.') {
        Some(tail) if tail.starts_with(|c: char| c.is_ascii_digit()) => {
            end + 1 + word(tail)
        }
        _ => end,
    }
}

fn word(rest: &str) -> usize {
    rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
}

fn name(rest: &str) -> (Kind, usize) {
    let length = word(rest);
    let (name, tail) = rest.split_at(length);
    if tail.starts_with('!') && !tail.starts_with("!=") {
        return (Kind::Macro, length + 1);
    }
    let kind = if KEYWORDS.contains(&name) {
        Kind::Keyword
    } else if name.starts_with(char::is_uppercase) {
        Kind::Type
    } else {
        Kind::Plain
    };
    (kind, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colored(source: &str) -> Vec<(Kind, &str)> {
        pieces(source).into_iter().filter(|(kind, _)| *kind != Kind::Plain).collect()
    }

    #[test]
    fn pieces_laid_end_to_end_are_the_source() {
        for file in crate::pages::ALL.iter().flat_map(|example| example.files) {
            let joined: String =
                pieces(file.source).into_iter().map(|(_, piece)| piece).collect();
            assert_eq!(joined, file.source);
        }
    }

    #[test]
    fn names_are_told_apart() {
        assert_eq!(
            colored("fn set(&mut self, to: Option<i64>)"),
            [
                (Kind::Keyword, "fn"),
                (Kind::Keyword, "mut"),
                (Kind::Keyword, "self"),
                (Kind::Type, "Option"),
            ]
        );
        assert_eq!(colored("html! {"), [(Kind::Macro, "html!")]);
        assert_eq!(
            colored("#[prop(default = [1][0])] x"),
            [(Kind::Macro, "#[prop(default = [1][0])]")]
        );
    }

    #[test]
    fn tags_are_not_comparisons() {
        assert_eq!(
            colored(" <li class=x> </li>"),
            [(Kind::Tag, "<li"), (Kind::Tag, "</li")]
        );
        assert_eq!(colored("a < b"), []);
    }

    #[test]
    fn quotes_close_where_they_should() {
        assert_eq!(
            colored(r#""a\"b" 'c' '\n' 'life x"#),
            [
                (Kind::Text, r#""a\"b""#),
                (Kind::Text, "'c'"),
                (Kind::Text, r"'\n'"),
                (Kind::Type, "'life"),
            ]
        );
        assert_eq!(colored("\"open"), [(Kind::Text, "\"open")]);
    }

    #[test]
    fn lines_are_numbered_by_span_and_escaped() {
        assert_eq!(
            highlight("/* a\n<b> */\n1 & 2.5\n"),
            "<span class=\"line\"><span class=\"c\">/* a</span>\n</span>\
             <span class=\"line\"><span class=\"c\">&lt;b&gt; */</span>\n</span>\
             <span class=\"line\"><span class=\"n\">1</span> &amp; <span class=\"n\">2.5</span>\n</span>"
        );
    }
}
