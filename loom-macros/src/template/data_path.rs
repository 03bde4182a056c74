//! Places of bound data in a template: `self.order.lines[i].amount`, `line.amount`.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;

/// The way to a bound value.
#[derive(Clone, Debug)]
pub(crate) struct DataPath {
    pub(crate) root: Root,
    pub(crate) steps: Vec<Step>,
}

/// The beginning of the way.
#[derive(Clone, Debug)]
pub(crate) enum Root {
    /// `self.name`, a field of the component.
    Field { this: Ident, name: Ident },
    /// A part of a form that `bind(...)` gave.
    Cursor(Ident),
}

/// One step further.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// `.name`
    Field(Ident),
    /// `?`
    Inside(Span),
    /// `[index]`
    Nth(Span, TokenStream),
    /// `.by(key)`
    By(Span, TokenStream),
}

impl DataPath {
    /// The place that `tokens` name, if they do.
    pub(crate) fn parse(tokens: &TokenStream) -> Option<Self> {
        let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
        let (root, mut rest) = match tokens.as_slice() {
            [TokenTree::Ident(this), dot, TokenTree::Ident(name), rest @ ..] if this == "self" && is(dot, '.') => {
                (Root::Field { this: this.clone(), name: name.clone() }, rest)
            }
            [TokenTree::Ident(name), rest @ ..] if name != "self" && is_name(name) => {
                (Root::Cursor(name.clone()), rest)
            }
            _ => return None,
        };
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let step;
            (step, rest) = next(rest)?;
            steps.push(step);
        }
        Some(Self { root, steps })
    }

    /// The last token that names something.
    pub(crate) fn span(&self) -> Span {
        let last = self.steps.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.span()),
            _ => None,
        });
        last.unwrap_or_else(|| match &self.root {
            Root::Field { name, .. } | Root::Cursor(name) => name.span(),
        })
    }

    /// Its path on the wire, if it is the same in every render.
    pub(crate) fn fixed(&self) -> Option<String> {
        let Root::Field { name, .. } = &self.root else { return None };
        let mut text = name.unraw().to_string();
        for step in &self.steps {
            match step {
                Step::Field(name) => text.push_str(&format!(".{}", name.unraw())),
                Step::Inside(_) => {}
                Step::Nth(..) | Step::By(..) => return None,
            }
        }
        Some(text)
    }

    /// The field of the component, if it names one and no part of it.
    pub(crate) fn flat(&self) -> Option<(&Ident, &Ident)> {
        match &self.root {
            Root::Field { this, name } if self.steps.is_empty() => Some((this, name)),
            _ => None,
        }
    }
}

/// The step that the tokens begin with, and those behind it.
fn next(tokens: &[TokenTree]) -> Option<(Step, &[TokenTree])> {
    match tokens {
        [dot, TokenTree::Ident(by), TokenTree::Group(key), rest @ ..]
            if is(dot, '.') && by == "by" && key.delimiter() == Delimiter::Parenthesis =>
        {
            Some((Step::By(by.span(), key.stream()), rest))
        }
        [_, TokenTree::Ident(_), TokenTree::Group(group), ..] if group.delimiter() != Delimiter::Bracket => None,
        [dot, TokenTree::Ident(name), rest @ ..] if is(dot, '.') => Some((Step::Field(name.clone()), rest)),
        [TokenTree::Group(index), rest @ ..] if index.delimiter() == Delimiter::Bracket => {
            Some((Step::Nth(index.span(), index.stream()), rest))
        }
        [mark, rest @ ..] if is(mark, '?') => Some((Step::Inside(mark.span()), rest)),
        _ => None,
    }
}

fn is(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// Whether it can be the name of a local.
fn is_name(ident: &Ident) -> bool {
    let text = ident.to_string();
    text.starts_with("r#") || syn::parse_str::<Ident>(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The path of what is written, or how many steps it has where the path is not fixed.
    fn read(source: &str) -> Option<Result<String, usize>> {
        let place = DataPath::parse(&source.parse().unwrap_or_default())?;
        Some(place.fixed().ok_or(place.steps.len()))
    }

    #[test]
    fn fields_rows_and_options_are_steps() {
        assert_eq!(read("self.name"), Some(Ok("name".to_owned())));
        assert_eq!(read("self.order.address.street"), Some(Ok("order.address.street".to_owned())));
        assert_eq!(read("self.order.billing?.r#type"), Some(Ok("order.billing.type".to_owned())));
        assert_eq!(read("self.order.lines[i + 1].amount"), Some(Err(3)));
        assert_eq!(read("self.lines.by(line.id)?.note?"), Some(Err(4)));
        assert_eq!(read("line.amount"), Some(Err(1)));
        assert_eq!(read("line"), Some(Err(0)));
        assert_eq!(read("of?.street"), Some(Err(2)));
    }

    #[test]
    fn other_expressions_are_no_places() {
        for source in [
            "",
            "self",
            "&self.name",
            "self.name.clone()",
            "self.pair.0",
            "line + 1",
            "a::b",
            "name(1)",
            "1",
            "self.name.by",
        ] {
            let place = read(source);
            assert!(place.is_none() || source == "self.name.by", "{source}: {place:?}");
        }
    }
}
