//! The guide as answers: its sections, found by the words of a question.

use std::sync::LazyLock;

/// A section of the guide, as plain text.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading of its page, and its own.
    pub title: String,
    pub text: String,
}

/// How much more a word counts in a title.
const IN_TITLE: usize = 5;

/// Words that say nothing of a subject.
const COMMON: [&str; 22] = [
    "and", "are", "but", "can", "does", "for", "from", "have", "how", "into", "not",
    "one", "should", "that", "the", "them", "this", "what", "when", "why", "with",
    "you",
];

macro_rules! pages {
    ($($name:literal)*) => {
        [$(include_str!(concat!("../../../docs/guide/", $name, ".md"))),*]
    };
}

static SECTIONS: LazyLock<Vec<Section>> = LazyLock::new(|| {
    let pages = pages!["address" "authorization" "browser-state" "connection" "crashes" "effects" "events" "forms" "history" "limits" "links"
        "logins" "optimistic" "processes" "proxies" "scripts" "secret" "security" "shared-state" "sorting" "stopping" "styling" "testing" "versions"];
    pages.iter().flat_map(|page| sections_of(page)).collect()
});

/// The section of this number.
pub fn section(number: usize) -> Option<&'static Section> {
    SECTIONS.get(number)
}

/// The number of the section that has most to do with a question.
pub fn find(question: &str) -> Option<usize> {
    let question = question.to_lowercase();
    let words: Vec<&str> = question
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 2 && !COMMON.contains(word))
        // "links" finds "link" too.
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .collect();
    let score = |section: &Section| -> usize {
        let (title, text) = (section.title.to_lowercase(), section.text.to_lowercase());
        words
            .iter()
            .map(|word| {
                title.matches(word).count() * IN_TITLE
                    + text.matches(word).count().min(IN_TITLE)
            })
            .sum()
    };
    let scores = SECTIONS.iter().map(score).enumerate();
    // The first of several that are equal.
    scores
        .rev()
        .max_by_key(|(_, score)| *score)
        .filter(|(_, score)| *score > 0)
        .map(|(number, _)| number)
}

/// The sections of a page that are long enough for an answer.
fn sections_of(page: &str) -> Vec<Section> {
    let (mut head, mut sections) = (String::new(), Vec::<Section>::new());
    let mut is_code = false;
    let mut joins = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
            joins = false;
        } else if is_code || line.starts_with('|') || line.starts_with('<') {
        } else if let Some(title) = line.strip_prefix("# ") {
            head = plain(title);
            sections.push(Section { title: head.clone(), text: String::new() });
        } else if line.starts_with('#') {
            let title =
                format!("{head}: {}", plain(line.trim_start_matches('#').trim()));
            sections.push(Section { title, text: String::new() });
            joins = false;
        } else if let Some(Section { text, .. }) = sections.last_mut() {
            if line.trim().is_empty() || line.starts_with("- ") {
                joins = false;
            }
            if !line.trim().is_empty() {
                if !text.is_empty() {
                    text.push_str(if joins {
                        " "
                    } else if line.starts_with("- ") {
                        "\n"
                    } else {
                        "\n\n"
                    });
                }
                text.push_str(&plain(line.trim()));
                joins = true;
            }
        }
    }
    sections.retain(|section| section.text.len() > 200);
    sections
}

/// Markdown without its marks: links are their texts.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        let (_, after) = after.split_once(')').unwrap_or((after, ""));
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out.retain(|c| !matches!(c, '`' | '[' | ']' | '*'));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_sections_without_code() {
        let long =
            "It is said in so many words that a section of this length is kept. "
                .repeat(4);
        let page = format!(
            "# Forms\n\n{long}\nand [on](x.md) `so`.\n\n```rust\nfn no() {{}}\n```\n\n## Short\n\nNo.\n\n## Lists\n\n{long}\n\n- one\n- two"
        );
        let sections = sections_of(&page);
        let titles: Vec<&str> =
            sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(titles, ["Forms", "Forms: Lists"]);
        assert!(
            sections[0].text.ends_with("is kept.  and on so.")
                || sections[0].text.ends_with("is kept. and on so."),
            "{sections:?}"
        );
        assert!(
            sections[1].text.ends_with("\none\ntwo")
                || sections[1].text.ends_with("\n- one\n- two")
        );
    }

    #[test]
    fn questions_find_their_sections() {
        let title = |question| {
            find(question)
                .and_then(section)
                .map(|section| section.title.as_str())
                .unwrap_or_default()
        };
        for (question, word) in [
            ("How do I sort a list by dragging?", "Sorting"),
            ("Does it work behind a proxy?", "prox"),
            ("How are forms validated?", "Forms"),
        ] {
            assert!(title(question).contains(word), "{question}: {}", title(question));
        }
        assert_eq!(find("xyzzy"), None);
        assert_eq!(find("the and"), None);
    }
}
