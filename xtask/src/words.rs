//! Sentences that name their subject: none may begin with a clause such as "what is shown" or "whoever joins" in its place.
//!
//! Such a sentence makes a reader guess who or what is meant: a client, a component, a frame. Questions may begin so.

use std::fs;

use crate::command::{StepResult, program, root, run};

/// The words that begin such a clause.
const CLAUSES: [&str; 2] = ["What ", "Whoever "];

/// This file, whose tests hold such sentences.
const OWN: &str = "xtask/src/words.rs";

/// Whether a file is written by hand, and the kind of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Prose, with code in fences.
    Document,
    /// Code with comments that begin with `//` or `*`.
    Code,
    /// Code with comments that begin with `#`.
    Script,
}

/// Reads every document, comment and string of the workspace.
pub(crate) fn check() -> StepResult {
    let listing = run(program("git", &["ls-files"]))?;
    let (mut files, mut found) = (0, Vec::new());
    for path in listing.lines().filter(|path| *path != OWN) {
        let Some(kind) = kind(path) else { continue };
        let Ok(text) = fs::read_to_string(root().join(path)) else { continue };
        files += 1;
        found.extend(sentences(&text, kind).map(|(line, sentence)| format!("{path}:{line}: {sentence}")));
    }
    match found.is_empty() {
        true => Ok(format!("{files} files")),
        false => Err(format!("name the subject of these sentences:\n{}", found.join("\n"))),
    }
}

/// The kind of a file; `None` if it is generated, not ours, or not text.
fn kind(path: &str) -> Option<Kind> {
    if path.contains("/dist/") || path.ends_with(".lock") {
        return None;
    }
    match path.rsplit(['.', '/']).next()? {
        "md" => Some(Kind::Document),
        "rs" | "ts" | "mjs" | "js" | "css" => Some(Kind::Code),
        "toml" | "yml" | "sh" | "run" => Some(Kind::Script),
        _ => None,
    }
}

/// Each sentence that begins with one of the [`CLAUSES`] and is not a question, with the number of its line.
fn sentences(text: &str, kind: Kind) -> impl Iterator<Item = (usize, String)> {
    let lines = prose(text, kind);
    let starts: Vec<(usize, usize)> =
        lines.iter().enumerate().flat_map(|(index, line)| starts(line).map(move |at| (index, at))).collect();
    starts.into_iter().filter_map(move |(index, at)| {
        let (first, next) = (lines.get(index)?.text.get(at..)?, lines.get(index + 1..)?);
        let following = next.iter().take_while(|line| line.continues).map(|line| &*line.text);
        let whole = [first].into_iter().chain(following).collect::<Vec<_>>().join(" ");
        let sentence = first_sentence(&whole);
        (!sentence.ends_with('?')).then(|| (index + 1, sentence.to_owned()))
    })
}

/// The prose of one line of a file; empty where it has none.
#[derive(Debug, Default)]
struct Prose {
    text: String,
    /// The sentence of the line before may go on here.
    continues: bool,
}

/// The prose of each line.
fn prose(text: &str, kind: Kind) -> Vec<Prose> {
    let mut fenced = false;
    let mut lines: Vec<Prose> = Vec::new();
    for line in text.lines() {
        fenced ^= kind == Kind::Document && line.trim_start().starts_with("```");
        let text = match kind {
            Kind::Document if !fenced => Some(line.trim_start_matches([' ', '#', '>', '-', '*', '|'])),
            Kind::Document | Kind::Code => comment(line, &["//", "/*", "* "]),
            Kind::Script => comment(line, &["#"]),
        };
        let continues =
            text.is_some_and(|text| !text.is_empty()) && lines.last().is_some_and(|line| !line.text.is_empty());
        let text = text.map_or_else(|| message(line), str::to_owned);
        lines.push(Prose { text, continues });
    }
    lines
}

/// The text of a comment that begins at one of these marks, at the start of a line or behind code.
fn comment<'l>(line: &'l str, marks: &[&str]) -> Option<&'l str> {
    let line = line.trim_start();
    let at_start = marks.iter().find_map(|mark| line.strip_prefix(mark));
    let behind = || marks.iter().find_map(|mark| line.split_once(&format!(" {mark} "))).map(|(_, text)| text);
    let text = at_start.or_else(behind)?;
    Some(text.trim_start_matches(['/', '!', '*', ' ', '#', '-']))
}

/// The rest of a line of code from a string that begins with one of the clauses; messages begin with small letters too.
fn message(line: &str) -> String {
    let strings = line.match_indices('"').filter_map(|(at, _)| line.get(at + 1..));
    let capital = |text: &str| {
        let mut letters = text.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    strings.map(capital).find(|text| begins(text)).unwrap_or_default()
}

fn begins(text: &str) -> bool {
    CLAUSES.iter().any(|clause| text.starts_with(clause))
}

/// Where a sentence begins in a line with one of the clauses.
fn starts(line: &Prose) -> impl Iterator<Item = usize> {
    let text = &*line.text;
    text.char_indices().map(|(at, _)| at).filter(move |at| {
        let (before, rest) = text.split_at(*at);
        begins(rest) && (before.is_empty() || before.ends_with([' ', '"', '(']) && ends(before.trim_end()))
    })
}

/// Whether a new sentence, a quotation or a cell begins after this text.
fn ends(before: &str) -> bool {
    before.ends_with(['.', '!', '?', ':', ';', '"', '(', '|'])
}

/// The text up to the end of its first sentence.
fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '?', '!', '"']).find(|(at, mark)| {
        let next = text.get(at + 1..).unwrap_or_default();
        *mark == "\"" || next.is_empty() || next.starts_with([' ', '"', ')', '*'])
    });
    end.map_or(text, |(at, mark)| if mark == "\"" { &text[..at] } else { &text[..=at] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(kind: Kind, text: &str) -> Vec<(usize, String)> {
        sentences(text, kind).collect()
    }

    #[test]
    fn a_sentence_without_a_subject_is_found_in_documents_comments_and_strings() {
        let text = "Loom is new. What waits is\ncounted. So it is.\n\n- Whoever joins has it.\n";
        let sentences = [(1, "What waits is counted."), (4, "Whoever joins has it.")];
        assert_eq!(found(Kind::Document, text), sentences.map(|(line, text)| (line, text.to_owned())));

        let text =
            "/// Short. What is sent\n/// is kept.\nlet x = 1; // What x is.\nsay(\"what is lost, is gone.\");\n";
        let sentences = [(1, "What is sent is kept."), (3, "What x is."), (4, "What is lost, is gone.")];
        assert_eq!(found(Kind::Code, text), sentences.map(|(line, text)| (line, text.to_owned())));

        assert_eq!(found(Kind::Script, "# What runs.\nx = 1\n"), [(1, "What runs.".to_owned())]);
    }

    #[test]
    fn questions_and_words_inside_a_sentence_are_not_found() {
        assert_eq!(found(Kind::Document, "What is Loom? A library. So says *What's new*.\n"), []);
        assert_eq!(found(Kind::Document, "What does a socket\ncost, in bytes? Little.\n"), []);
        assert_eq!(found(Kind::Code, "label(\"What is to be done?\"); // the code says what\nWhatever::new();\n"), []);
    }
}
