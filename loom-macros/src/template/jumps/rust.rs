//! One piece of Rust is read as tokens, and the jumps out of it are reported.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

use crate::diagnostics::Diagnostics;

/// The advice of an error: the code to write in place of a jump.
pub(crate) fn mend(jump: &str, open: Option<&str>) -> String {
    let open = open.map_or_else(|| "the item".to_owned(), |name| format!("`<{name}>`"));
    match jump {
        "return" => {
            "`return` would leave the template half written: write `if` around what is not always shown".to_owned()
        }
        _ => format!(
            "`{jump}` would leave {open} half written: write `if`, or begin the `for` with `let ... else {{ {jump} }};`"
        ),
    }
}

/// The part of the template that is open where Rust stands.
#[derive(Clone, Copy)]
pub(super) enum Progress<'p> {
    /// Nothing of the item of a `for`: its body begins.
    Item,
    /// This element has begun.
    Element(&'p str),
    /// The template, or an item, has begun.
    Template,
}

/// Reports the jumps out of `tokens`, which stand at `place`, and takes them out. Whether there were any.
pub(super) fn refuse(tokens: &mut TokenStream, place: Progress<'_>, diagnostics: &Diagnostics) -> bool {
    if !jumps(tokens) {
        return false;
    }
    let before = diagnostics.len();
    let reader = Reader { diagnostics, place, labels: labels(tokens) };
    *tokens = reader.read(std::mem::take(tokens), Own::default());
    diagnostics.len() > before
}

/// Reads one piece of Rust.
struct Reader<'r> {
    diagnostics: &'r Diagnostics,
    place: Progress<'r>,
    /// The labels that it has for itself.
    labels: Vec<String>,
}

/// The targets that jumps have inside the piece of Rust itself.
#[derive(Clone, Copy, Default)]
struct Own {
    /// A loop is around.
    looped: bool,
    /// A closure, an `async` block or a function is around.
    function: bool,
}

impl Own {
    const LOOP: Self = Self { looped: true, function: false };
    const FUNCTION: Self = Self { looped: true, function: true };

    fn and(self, other: Self) -> Self {
        Self { looped: self.looped || other.looped, function: self.function || other.function }
    }
}

impl Reader<'_> {
    fn read(&self, tokens: TokenStream, around: Own) -> TokenStream {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut group = Tokens { tokens: &tokens, at: 0, around, own: around, braces: Own::default(), stays: false };
        let mut read = TokenStream::new();
        while let Some(token) = tokens.get(group.at) {
            match token {
                TokenTree::Group(inner) if !group.is_template() => self.group(inner, &mut group, &mut read),
                TokenTree::Ident(word) if !is_mark(group.previous(), ".") => self.word(word, &mut group, &mut read),
                TokenTree::Punct(mark) if mark.as_char() == '|' => group.bar(&mut read),
                token => {
                    let is_arrow = is_mark(Some(token), ">") && is_mark(group.previous(), "=");
                    if is_mark(Some(token), ",;") || is_arrow {
                        group.ends_expression();
                    }
                    group.take(1, &mut read);
                }
            }
        }
        read
    }

    fn group(&self, group: &Group, outer: &mut Tokens<'_>, read: &mut TokenStream) {
        let inside = outer.inside(group.delimiter());
        let mut copy = Group::new(group.delimiter(), self.read(group.stream(), inside));
        copy.set_span(group.span());
        copy.to_tokens(read);
        outer.at += 1;
    }

    fn word(&self, word: &Ident, group: &mut Tokens<'_>, read: &mut TokenStream) {
        let text = word.to_string();
        match text.as_str() {
            "loop" | "while" | "for" => (group.braces, group.stays) = (Own::LOOP, false),
            // The head of a loop has braces of its own.
            "match" | "if" | "unsafe" if group.braces.looped => group.stays = true,
            "async" | "fn" => (group.braces, group.stays) = (Own::FUNCTION, false),
            "continue" | "break" | "return" if self.refuses(word, &text, group.rest(), group.own) => {
                let span = word.span();
                quote_spanned!(span=> ::core::todo!()).to_tokens(read);
                group.skip_expression();
                return;
            }
            _ => {}
        }
        group.take(1, read);
    }

    /// Reports a jump that leads out of the piece of Rust, unless it may. `after` is what follows it.
    fn refuses(&self, jump: &Ident, text: &str, after: &[TokenTree], own: Own) -> bool {
        let label = match after {
            [quote, TokenTree::Ident(name), ..] if is_mark(Some(quote), "'") => Some(name.to_string()),
            _ => None,
        };
        let stays_inside = match (text, label) {
            ("return", _) => own.function,
            (_, Some(label)) => self.labels.contains(&label),
            (_, None) => own.looped || matches!(self.place, Progress::Item),
        };
        if !stays_inside {
            let open = match self.place {
                Progress::Element(name) => Some(name),
                _ => None,
            };
            self.error(jump.span(), text, open);
        }
        !stays_inside
    }

    fn error(&self, span: Span, jump: &str, open: Option<&str>) {
        self.diagnostics.error(span, mend(jump, open));
    }
}

/// The tokens of one group while they are read.
struct Tokens<'t> {
    tokens: &'t [TokenTree],
    /// The next token.
    at: usize,
    /// The targets around the group.
    around: Own,
    /// The targets here: in a closure's body, up to the next `,`, `;` or `=>`, there are more.
    own: Own,
    /// The targets that the next braces add, and whether they stay for the braces behind those.
    braces: Own,
    stays: bool,
}

impl<'t> Tokens<'t> {
    fn previous(&self) -> Option<&TokenTree> {
        self.at.checked_sub(1).and_then(|before| self.tokens.get(before))
    }

    /// The tokens behind the next one.
    fn rest(&self) -> &'t [TokenTree] {
        self.tokens.get(self.at + 1..).unwrap_or_default()
    }

    /// Copies so many tokens.
    fn take(&mut self, count: usize, read: &mut TokenStream) {
        read.extend(self.tokens.iter().skip(self.at).take(count).cloned());
        self.at += count;
    }

    /// The next group is the content of an `html!`, which looks after itself.
    fn is_template(&self) -> bool {
        let name = self.at.checked_sub(2).and_then(|at| self.tokens.get(at));
        is_mark(self.previous(), "!") && matches!(name, Some(TokenTree::Ident(name)) if name == "html")
    }

    /// The targets inside a group that comes next.
    fn inside(&mut self, delimiter: Delimiter) -> Own {
        if delimiter != Delimiter::Brace {
            return self.own;
        }
        let inside = self.own.and(self.braces);
        if !self.stays {
            self.braces = Own::default();
        }
        inside
    }

    /// A `|` is next: of a closure, of `||`, or between two values or patterns.
    fn bar(&mut self, read: &mut TokenStream) {
        let rest = self.rest();
        if begins_operand(self.previous()) {
            let parameters = rest.iter().position(|token| is_mark(Some(token), "|"));
            let count = parameters.map_or(rest.len() + 1, |parameters| parameters + 2);
            self.own = Own::FUNCTION;
            self.take(count, read);
        } else if is_mark(rest.first(), "|") {
            self.take(2, read);
        } else {
            self.take(1, read);
        }
    }

    fn ends_expression(&mut self) {
        (self.own, self.braces, self.stays) = (self.around, Own::default(), false);
    }

    /// Goes on to the next `,` or `;`.
    fn skip_expression(&mut self) {
        while self.tokens.get(self.at).is_some_and(|token| !is_mark(Some(token), ",;")) {
            self.at += 1;
        }
    }
}

/// Whether there is a jump anywhere in `tokens`.
fn jumps(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "continue" || word == "break" || word == "return",
        TokenTree::Group(group) => jumps(&group.stream()),
        _ => false,
    })
}

/// The labels of loops and blocks in `tokens`: `'name:`.
fn labels(tokens: &TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found: Vec<String> = tokens
        .windows(3)
        .filter_map(|tokens| match tokens {
            [quote, TokenTree::Ident(name), colon] if is_mark(Some(quote), "'") && is_mark(Some(colon), ":") => {
                Some(name.to_string())
            }
            _ => None,
        })
        .collect();
    for token in &tokens {
        if let TokenTree::Group(group) = token {
            found.extend(labels(&group.stream()));
        }
    }
    found
}

fn is_mark(token: Option<&TokenTree>, marks: &str) -> bool {
    matches!(token, Some(TokenTree::Punct(mark)) if marks.contains(mark.as_char()))
}

/// Whether a value begins behind `previous`, so that `|` there is the beginning of a closure.
fn begins_operand(previous: Option<&TokenTree>) -> bool {
    match previous {
        None => true,
        Some(TokenTree::Punct(mark)) => mark.as_char() != '?',
        Some(TokenTree::Ident(word)) => {
            ["move", "async", "static", "return", "break", "else", "in", "match", "if", "while"]
                .iter()
                .any(|keyword| word == keyword)
        }
        Some(_) => false,
    }
}
