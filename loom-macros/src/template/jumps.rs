//! `continue`, `break` and `return` where they would leave what is being written half written.
//!
//! A template is written from its beginning to its end. A jump out of an element leaves it open, and a `return` the whole template. Only at the
//! beginning of a `for`'s body nothing of the item has been written, so there a `let ... else` may go on with the next. Jumps
//! inside the user's own closures, `async` blocks and loops lead nowhere else.
//!
//! Rust is read as tokens here, so the arguments of a macro are read too. A jump that a macro produces is refused by rustc: the expansion puts
//! each item into a labeled block, which no bare `continue` leaves, and its result can only be made by coming to the end.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote_spanned};

use super::{
    ast::{Action, Attribute, Component, Handler, Node, Nodes, Rust, Value},
    lower::shows,
};
use crate::diagnostics::Diagnostics;

/// Reports the jumps that a template cannot have, and takes them out, so that rustc does not report them again.
pub(crate) fn refuse(nodes: &mut Nodes, diagnostics: &Diagnostics) {
    Jumps { diagnostics }.nodes(nodes, Place::Template);
}

/// The advice of an error: the code to write in place of a jump.
pub(super) fn mend(jump: &str, open: Option<&str>) -> String {
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

struct Jumps<'d> {
    diagnostics: &'d Diagnostics,
}

/// The part of the template that is open where Rust stands.
#[derive(Clone, Copy)]
enum Place<'p> {
    /// Nothing of the item of a `for`: its body begins.
    Item,
    /// This element has begun.
    Element(&'p str),
    /// The template, or an item, has begun.
    Template,
}

impl Jumps<'_> {
    fn nodes(&self, nodes: &mut Nodes, place: Place<'_>) {
        let only_one = nodes.iter().filter(|node| shows(node)).count() == 1;
        let mut here = place;
        for node in nodes {
            let inside = match here {
                Place::Item if !only_one => Place::Template,
                place => place,
            };
            match node {
                Node::Let(statement) => _ = self.tokens(statement, here),
                Node::Value(value) => {
                    if self.rust(value, begun(here)) {
                        *node = Node::Recovered(value.clone());
                        continue;
                    }
                }
                Node::Element(element) => {
                    let place = Place::Element(&element.name.text);
                    element.attributes.iter_mut().for_each(|attribute| self.attribute(attribute, place));
                    self.nodes(&mut element.children, place);
                }
                Node::Component(component) => self.component(component),
                Node::If(node) => {
                    for (condition, nodes) in &mut node.branches {
                        self.tokens(condition, begun(here));
                        self.nodes(nodes, inside);
                    }
                    node.otherwise.iter_mut().for_each(|nodes| self.nodes(nodes, inside));
                }
                Node::Match(node) => {
                    self.tokens(&mut node.value, begun(here));
                    for (pattern, nodes) in &mut node.arms {
                        self.tokens(pattern, begun(here));
                        self.nodes(nodes, inside);
                    }
                }
                Node::For(node) => {
                    self.tokens(&mut node.items, begun(here));
                    self.nodes(&mut node.body, Place::Item);
                }
                Node::Recovered(rust) => _ = self.rust(rust, begun(here)),
                Node::Text(_) | Node::Doctype(_) => {}
            }
            if shows(node) {
                here = begun(here);
            }
        }
    }

    fn component(&self, component: &mut Component) {
        let place = Place::Element(&component.name);
        component.attributes.iter_mut().for_each(|attribute| match attribute {
            // A prop stays, so that it is not missed.
            Attribute::Plain { value: Value::Dynamic(value), .. } => _ = self.rust(value, place),
            attribute => self.attribute(attribute, place),
        });
        self.nodes(&mut component.children, place);
        component.slots.iter_mut().for_each(|slot| self.nodes(&mut slot.children, place));
    }

    fn attribute(&self, attribute: &mut Attribute, place: Place<'_>) {
        let value = match attribute {
            Attribute::Plain { value: Value::Dynamic(value), .. }
            | Attribute::Style { value: Value::Dynamic(value), .. }
            | Attribute::Class { value, .. }
            | Attribute::Spread(value)
            | Attribute::Recovered(value) => value,
            // A key stays, so that it is not missed.
            Attribute::Key { value, .. } => {
                self.rust(value, place);
                return;
            }
            Attribute::Bind(bind) => &mut bind.value,
            Attribute::On(on) => {
                on.actions.retain_mut(|Action::Server(handler)| match handler {
                    Handler::Named { args: Some(value), .. } | Handler::Value(value) => !self.rust(value, place),
                    Handler::Named { .. } => true,
                });
                return;
            }
            Attribute::Plain { .. } | Attribute::Style { .. } => return,
        };
        if self.rust(value, place) {
            *attribute = Attribute::Recovered(value.clone());
        }
    }

    /// Whether a jump was taken out.
    fn rust(&self, rust: &mut Rust, place: Place<'_>) -> bool {
        self.tokens(&mut rust.tokens, place)
    }

    fn tokens(&self, tokens: &mut TokenStream, place: Place<'_>) -> bool {
        if !jumps(tokens) {
            return false;
        }
        let before = self.diagnostics.len();
        let reader = Reader { diagnostics: self.diagnostics, place, labels: labels(tokens) };
        *tokens = reader.read(std::mem::take(tokens), Own::default());
        self.diagnostics.len() > before
    }
}

/// The place behind something that was written.
fn begun(place: Place<'_>) -> Place<'_> {
    match place {
        Place::Item => Place::Template,
        place => place,
    }
}

/// Reads one piece of Rust.
struct Reader<'r> {
    diagnostics: &'r Diagnostics,
    place: Place<'r>,
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
        let mut read = TokenStream::new();
        // Up to the next `,`, `;` or `=>` a closure's body; what the next braces are.
        let (mut own, mut braces, mut stays) = (around, Own::default(), false);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let previous = at.checked_sub(1).and_then(|before| tokens.get(before));
            match token {
                TokenTree::Group(group) => {
                    let is_template = matches!(previous, Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
                        && matches!(at.checked_sub(2).and_then(|at| tokens.get(at)), Some(TokenTree::Ident(name)) if name == "html");
                    if is_template {
                        // It looks after itself.
                        token.to_tokens(&mut read);
                    } else {
                        let is_body = group.delimiter() == Delimiter::Brace;
                        let inside = if is_body { own.and(braces) } else { own };
                        if is_body && !stays {
                            braces = Own::default();
                        }
                        let mut copy = Group::new(group.delimiter(), self.read(group.stream(), inside));
                        copy.set_span(group.span());
                        copy.to_tokens(&mut read);
                    }
                    at += 1;
                }
                TokenTree::Ident(word) if !is_mark(previous, ".") => {
                    let text = word.to_string();
                    match text.as_str() {
                        "loop" | "while" | "for" => (braces, stays) = (Own::LOOP, false),
                        // The head of a loop has braces of its own.
                        "match" | "if" | "unsafe" if braces.looped => stays = true,
                        "async" | "fn" => (braces, stays) = (Own::FUNCTION, false),
                        "continue" | "break" | "return" if self.refuses(word, &text, tokens.get(at + 1..), own) => {
                            let span = word.span();
                            quote_spanned!(span=> ::core::todo!()).to_tokens(&mut read);
                            while tokens.get(at).is_some_and(|token| !is_mark(Some(token), ",;")) {
                                at += 1;
                            }
                            continue;
                        }
                        _ => {}
                    }
                    token.to_tokens(&mut read);
                    at += 1;
                }
                TokenTree::Punct(mark) if mark.as_char() == '|' && begins_operand(previous) => {
                    let end = tokens.iter().skip(at + 1).position(|token| is_mark(Some(token), "|"));
                    let end = end.map_or(tokens.len(), |parameters| at + parameters + 2);
                    read.extend(tokens.get(at..end).unwrap_or_default().iter().cloned());
                    own = Own::FUNCTION;
                    at = end;
                }
                TokenTree::Punct(mark) if mark.as_char() == '|' && is_mark(tokens.get(at + 1), "|") => {
                    read.extend(tokens.get(at..at + 2).unwrap_or_default().iter().cloned());
                    at += 2;
                }
                token => {
                    let is_arrow = is_mark(Some(token), ">") && is_mark(previous, "=");
                    if is_mark(Some(token), ",;") || is_arrow {
                        (own, braces, stays) = (around, Own::default(), false);
                    }
                    token.to_tokens(&mut read);
                    at += 1;
                }
            }
        }
        read
    }

    /// Reports a jump that leads out of the piece of Rust, unless it may. `after` is what follows it.
    fn refuses(&self, jump: &Ident, text: &str, after: Option<&[TokenTree]>, own: Own) -> bool {
        let label = match after {
            Some([quote, TokenTree::Ident(name), ..]) if is_mark(Some(quote), "'") => Some(name.to_string()),
            _ => None,
        };
        let stays_inside = match (text, label) {
            ("return", _) => own.function,
            (_, Some(label)) => self.labels.contains(&label),
            (_, None) => own.looped || matches!(self.place, Place::Item),
        };
        if !stays_inside {
            let open = match self.place {
                Place::Element(name) => Some(name),
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
