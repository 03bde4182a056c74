//! The syntax tree of an `html!` with spans, before it is checked.

use std::rc::Rc;

use loom_vocabulary::{ModifierName, Place};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::data_path::DataPath;
use crate::expression::Expression;

/// Rust from the template, known to parse.
#[derive(Clone, Debug)]
pub(crate) struct Rust {
    /// The user's own tokens.
    pub(crate) tokens: TokenStream,
    /// The first token, or the braces if there is none.
    pub(crate) span: Span,
    /// It is `local(...)`, which the browser evaluates too.
    pub(crate) local: Option<Rc<Expression>>,
}

impl Rust {
    pub(crate) fn new(tokens: impl ToTokens, span: Span) -> Self {
        Self { tokens: tokens.into_token_stream(), span, local: None }
    }

    /// It is one string literal: its value.
    pub(crate) fn literal(&self) -> Option<String> {
        syn::parse2::<syn::LitStr>(self.tokens.clone()).ok().map(|literal| literal.value())
    }
}

impl ToTokens for Rust {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// A name of HTML: `div`, `data-id`, `xlink:href`.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    /// The first token of it.
    pub(crate) span: Span,
    /// The last token of it.
    pub(crate) end: Span,
}

/// The content of an element, a branch or a whole template.
pub(crate) type Nodes = Vec<Node>;

#[derive(Debug)]
pub(crate) enum Node {
    /// `"text"`
    Text(Text),
    /// `{expr}`
    Value(Rust),
    /// `<div>...</div>`
    Element(Element),
    /// `<Card title="x">...</Card>`
    Component(Component),
    /// `<!DOCTYPE html>`
    Doctype(Span),
    /// `if ... { } else { }`
    If(If),
    /// `for pattern in expr { }`
    For(For),
    /// `match expr { pattern => node, }`
    Match(Match),
    /// `let pattern = expr;`
    Let(TokenStream),
    /// The part of a malformed node that parses; it is type-checked and shows nothing.
    Recovered(Rust),
}

#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) value: String,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: Name,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Nodes,
}

#[derive(Debug)]
pub(crate) struct Component {
    /// The path without generics, as `ui::Card`.
    pub(crate) name: String,
    /// The path without generics, as it is written.
    pub(crate) path: TokenStream,
    /// The generics behind it, as an expression needs them: `::<T>`.
    pub(crate) generics: TokenStream,
    /// The last part of the path.
    pub(crate) span: Span,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) children: Nodes,
    pub(crate) slots: Vec<NamedSlot>,
}

/// `<:header>...</:header>` in a component.
#[derive(Debug)]
pub(crate) struct NamedSlot {
    pub(crate) name: Ident,
    pub(crate) children: Nodes,
}

#[derive(Debug)]
pub(crate) struct If {
    pub(crate) span: Span,
    /// Conditions, `let` included, and what they show.
    pub(crate) branches: Vec<(TokenStream, Nodes)>,
    pub(crate) otherwise: Option<Nodes>,
}

#[derive(Debug)]
pub(crate) struct For {
    pub(crate) span: Span,
    pub(crate) pattern: TokenStream,
    pub(crate) items: TokenStream,
    pub(crate) body: Nodes,
}

#[derive(Debug)]
pub(crate) struct Match {
    pub(crate) span: Span,
    pub(crate) value: TokenStream,
    /// Patterns with their guards, and what they show.
    pub(crate) arms: Vec<(Pattern, Nodes)>,
}

/// The pattern of an arm, with its guard.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    pub(crate) tokens: TokenStream,
    /// The last token of the arm, behind which rustc writes the arms that are missing.
    pub(crate) end: Span,
}

#[derive(Debug)]
pub(crate) enum Attribute {
    /// `name`, `name="x"`, `name={expr}`
    Plain { name: Name, value: Value },
    /// `key={expr}`
    Key {
        span: Span,
        value: Rust,
        /// The page holds it, as of an item of a list that can be sorted.
        shown: bool,
    },
    /// `class:name={bool}`
    Class { name: Name, value: Rust },
    /// `style:name={value}`
    Style { name: Name, value: Value },
    /// `..attributes`
    Spread(Rust),
    /// `on:click.prevent=handler`
    On(On),
    /// `bind:value={self.field}`
    Bind(Bind),
    /// `prop:name={value}`, `use:name={value}`
    Data(Data),
    /// The part of a malformed attribute that parses.
    Recovered(Rust),
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// No value: `disabled`.
    Bare,
    /// `"x"` or `1`; `tokens` is the literal.
    Static { text: String, tokens: TokenStream, span: Span },
    /// `{expr}`
    Dynamic(Rust),
}

/// `on:EVENT.FILTER.MODIFIER=ACTION`
#[derive(Debug)]
pub(crate) struct On {
    pub(crate) event: Name,
    pub(crate) filter: Filter,
    pub(crate) modifiers: Vec<Modifier>,
    /// In the order in which they run; none if none could be read, which is reported already.
    pub(crate) actions: Vec<Action>,
}

/// Where an event is heard, if that is not at the element, and which keys it is for: `.window.ctrl.s`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter(pub(crate) Vec<Name>);

impl Filter {
    /// The event's name with the filter, as in `data-l-keydown.ctrl.s`.
    pub(crate) fn apply(&self, event: &str) -> String {
        let mut text = event.to_owned();
        for part in &self.0 {
            text.push('.');
            text.push_str(&part.text);
        }
        text
    }

    /// The place at which the event is heard, if that is not the element.
    pub(crate) fn place(&self) -> Option<(Place, &Name)> {
        self.0.iter().find_map(|part| Some((Place::named(&part.text)?, part)))
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Modifier {
    pub(crate) name: ModifierName,
    /// In milliseconds or pixels; 0 where the modifier has no measure.
    pub(crate) measure: u32,
    pub(crate) span: Span,
}

/// One thing that happens when a bound event fires.
#[derive(Debug)]
pub(crate) enum Action {
    /// A handler of the component runs on the server.
    Server(Handler),
    /// The browser does it by itself.
    Local(Rc<Expression>),
}

#[derive(Debug)]
pub(crate) enum Handler {
    /// `name`, `name(args)`, `Type::name(args)`
    Named { owner: Option<syn::Path>, name: Ident, args: Option<Rust> },
    /// `{expr}`
    Value(Rust),
}

/// `bind:value={self.field}`
#[derive(Debug)]
pub(crate) struct Bind {
    /// `value`, `checked`, `group` or `error`.
    pub(crate) target: Name,
    /// `.lazy`, where it stands: the value is told once it is done.
    pub(crate) lazy: Option<Span>,
    pub(crate) modifiers: Vec<Modifier>,
    pub(crate) value: Rust,
    /// The place of the value, if it is one.
    pub(crate) place: Option<DataPath>,
}

/// A value that scripts of the application get as JSON.
#[derive(Debug)]
pub(crate) struct Data {
    pub(crate) to: Receiver,
    pub(crate) name: Name,
    pub(crate) value: Rust,
}

/// Who gets the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Receiver {
    /// `prop:name`: a property of the element.
    Property,
    /// `use:name`: the hooks of this name.
    Hook,
}

impl Data {
    /// The directive as it is written.
    pub(crate) fn shown(&self) -> String {
        let prefix = match self.to {
            Receiver::Property => "prop",
            Receiver::Hook => "use",
        };
        format!("{prefix}:{}", self.name.text)
    }

    /// The attribute that carries it. HTML knows no capital letters in names: `zoomLevel` is written `zoom-level`.
    pub(crate) fn attribute(&self) -> String {
        let mut text = "l-".to_owned();
        for letter in self.shown().chars() {
            if letter.is_ascii_uppercase() {
                text.push('-');
            }
            text.push(letter.to_ascii_lowercase());
        }
        text
    }
}

impl ToTokens for Value {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Bare => tokens.extend(quote!(true)),
            Self::Static { tokens: literal, .. } => literal.to_tokens(tokens),
            Self::Dynamic(rust) => rust.to_tokens(tokens),
        }
    }
}
