//! The text of a `format!`, as far as browser expressions know it: `{}`, `{name}`, `{0}`, each with `:.2` behind it.

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A value, and how many digits follow its point.
    Value {
        of: Of,
        places: Option<u32>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Next,
    Position(usize),
    Name(String),
}

/// Reads the text; an error says what is not known.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' | '}' if letters.next_if_eq(&letter).is_some() => plain.push(letter),
            '{' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != '}').collect();
                if !plain.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut plain)));
                }
                parts.push(value(&inside)?);
            }
            letter => plain.push(letter),
        }
    }
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    Ok(parts)
}

fn value(inside: &str) -> Result<Part, String> {
    let (name, options) = inside.split_once(':').unwrap_or((inside, ""));
    let places = match options.strip_prefix('.') {
        Some(places) => Some(places.parse().ok().filter(|places| *places <= 20)),
        None if options.is_empty() => None,
        None => Some(None),
    };
    let places = match places {
        Some(None) => {
            return Err(format!(
                "browser expressions format with `{{}}`, `{{name}}` and `{{:.2}}`, not with `{{{inside}}}`"
            ));
        }
        Some(places) => places,
        None => None,
    };
    let of = match name.trim() {
        "" => Of::Next,
        position if position.starts_with(|first: char| first.is_ascii_digit()) => {
            Of::Position(position.parse().map_err(|_| format!("no such argument: `{position}`"))?)
        }
        name => Of::Name(name.to_owned()),
    };
    Ok(Part::Value { of, places })
}

/// The names that the text mentions.
pub(super) fn names(text: &str) -> Vec<String> {
    let named = |part| match part {
        Part::Value { of: Of::Name(name), .. } => Some(name),
        _ => None,
    };
    parse(text).unwrap_or_default().into_iter().filter_map(named).collect()
}
