//! The plan that an `html!` is expanded to: templates, and the steps that fill their slots in order.

use std::rc::Rc;

use loom_vocabulary::SlotForm;
use proc_macro2::{Ident, Span, TokenStream};

use super::{
    ast::{Pattern, Rust},
    data_path::DataPath,
};
use crate::{
    expression::{Expression, Named},
    hash,
};

/// The whole of one `html!`.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// A tree for the whole, and one for each branch and loop body that needs it.
    pub(crate) templates: Vec<Template>,
    /// The steps of the root; none if there is nothing to show.
    pub(crate) steps: Vec<Step>,
    /// The browser expressions.
    pub(crate) expressions: Vec<Rc<Expression>>,
    /// The holes in their code, in the order of their numbers.
    pub(crate) holes: Vec<(Rc<Expression>, usize)>,
    /// The fields that they name.
    pub(crate) fields: Vec<(Named, Mode)>,
}

/// The use that browser expressions make of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    Read,
    /// It is assigned to beside an event of the server.
    RunAhead,
    /// It is assigned to, and the server is not asked.
    Set,
}

#[derive(Debug, Default)]
pub(crate) struct Template {
    /// One more than slots.
    pub(crate) statics: Vec<String>,
    pub(crate) slots: Vec<Slot>,
    pub(crate) namespace: Namespace,
    /// The first root node is an element.
    pub(crate) anchored: bool,
    /// The names of its own elements; a slot names one by its place here.
    pub(crate) elements: Vec<String>,
    /// The slots that the browser computes.
    pub(crate) codes: Vec<Code>,
}

/// As `loom`'s `Code`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) slot: usize,
    pub(crate) arguments: usize,
    /// A `bool` says whether the attribute is there.
    pub(crate) is_bare: bool,
    pub(crate) text: String,
}

/// Which parser rules hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Namespace {
    #[default]
    Html,
    Svg,
    MathMl,
}

/// As `loom`'s `SlotKind`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Content { text: bool },
    Text { element: u16 },
    Attribute { element: u16, name: String, url: bool },
    Class { element: u16, name: String },
    Classes { element: u16 },
    Style { element: u16, name: String },
    Event { element: u16, name: String },
    Spread { element: u16, written: Vec<String> },
}

/// One thing that the expansion does.
#[derive(Debug)]
pub(crate) enum Step {
    Open(usize),
    Close,
    /// The next slot is nothing.
    Empty,
    /// The next slot is this text.
    Literal(String),
    /// The next slot is this value.
    Fill(Fill, Rust),
    /// The next slot is all of these, one behind the other.
    Joined(Vec<Part>),
    /// A local of the expansion.
    Local(Local, Rust),
    /// The next slot is the server's handler of this binding, or that handler stands in the statics and can be fired now.
    Bind {
        binding: Binding,
        slot: bool,
    },
    /// Goes to a two-way bound value, of which further steps have something.
    Place {
        bound: Bound,
        place: DataPath,
        /// It is for what is wrong with it, and needs no control.
        is_error: bool,
        /// Further steps name it; else it is only checked.
        is_named: bool,
    },
    /// The next slot is the path of a two-way bound value.
    Path(Bound),
    /// The next slot is what a two-way bound value gives.
    Field {
        bound: Bound,
        show: FieldView,
    },
    /// A control to choose from is bound to the value.
    Chooser {
        bound: Bound,
        /// It is a `<select multiple>`.
        several: bool,
        /// The next slot is its handler.
        slot: bool,
        control: Control,
    },
    /// A control that stands for this value of what is bound. The next slot is whether it is the chosen one.
    Offers {
        bound: Bound,
        value: Rust,
        by: Chooses,
        control: Control,
    },
    If {
        span: Span,
        branches: Vec<(TokenStream, Vec<Step>)>,
        otherwise: Vec<Step>,
    },
    List {
        span: Span,
        pattern: TokenStream,
        items: TokenStream,
        body: Vec<Step>,
    },
    Item(Option<Rust>),
    Match {
        span: Span,
        value: TokenStream,
        arms: Vec<(Pattern, Vec<Step>)>,
    },
    Let(TokenStream),
    /// Steps whose `let`s end with them.
    Scope(Vec<Step>),
    /// An item of a list, which is written whole once it has begun. Its number is its own in the plan.
    Whole(usize, Vec<Step>),
    Component(Box<Component>),
    Fieldset(Control),
    EndFieldset,
    Legend,
    EndLegend,
    /// Rust that is only checked.
    Recovered(Rust),
}

/// A two-way bound value, by the number of its local.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound {
    pub(crate) number: usize,
    pub(crate) span: Span,
}

/// How a value fills its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    Content,
    Attribute,
    /// An attribute that holds data for scripts.
    Json,
    /// The same, of the key of an item that can be sorted.
    SortKey,
    Presence,
    Flag,
    /// The local of this name, as a flag.
    Disabled,
    Spread,
    /// The local of this name, as a spread.
    SpreadLocal,
}

/// A piece of text-only content.
#[derive(Debug)]
pub(crate) enum Part {
    Text(String),
    Value(Rust),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Local {
    Disabled,
    Spread,
}

/// The form in which a two-way bound field is given to its control.
#[derive(Debug)]
pub(crate) enum FieldView {
    /// Its text, as the attribute `value` or the content of a `<textarea>`.
    Text,
    /// Whether it is true.
    Checked,
}

/// The kind of element that stands for a value of a two-way bound field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chooses {
    /// An option of a `<select>`. If `shows`, it has a slot for whether it is the chosen one; if `text`, the value is its text.
    Option {
        shows: bool,
        text: bool,
    },
    Radio,
    Checkbox,
}

#[derive(Debug)]
pub(crate) struct Binding {
    /// The DOM event, without a key filter.
    pub(crate) event: String,
    /// In the order in which they run. At most one is the server's.
    pub(crate) actions: Vec<Action>,
    pub(crate) control: Control,
}

/// One thing that happens when a bound event fires.
#[derive(Debug)]
pub(crate) enum Action {
    /// The server's handler runs.
    Server(Source),
    /// The browser does it by itself.
    Local(Rc<Expression>),
}

#[derive(Debug)]
pub(crate) enum Source {
    Named {
        owner: Option<syn::Path>,
        name: Ident,
        args: Option<Rust>,
    },
    Value(Rust),
    /// The handler of a two-way bound value.
    Bound(Bound),
}

/// Whether the element with a handler can be used, as far as it is known when compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    Never,
    Enabled,
    Disabled,
    /// The locals say.
    Dynamic {
        disabled: bool,
        spread: bool,
    },
}

#[derive(Debug)]
pub(crate) struct Component {
    pub(crate) path: TokenStream,
    pub(crate) generics: TokenStream,
    pub(crate) span: Span,
    /// Names of the builder's methods and what they are given.
    pub(crate) props: Vec<(Ident, Prop)>,
}

#[derive(Debug)]
pub(crate) enum Prop {
    Value(TokenStream),
    Handler(Source),
    Children(Vec<Step>),
}

impl Namespace {
    /// Its number on the wire.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Html => 0,
            Self::Svg => 1,
            Self::MathMl => 2,
        }
    }
}

impl Template {
    /// Writes it as `loom::__private::Templates` reads it.
    pub(crate) fn describe(&self, text: &mut String) {
        let mut piece = |piece: &str| text.push_str(&format!("{}:{piece}", piece.len()));
        let namespace = match self.namespace {
            Namespace::Html => "html",
            Namespace::Svg => "svg",
            Namespace::MathMl => "math",
        };
        let anchored = if self.anchored { "anchored" } else { "-" };
        piece(&format!("{:x} {namespace} {anchored} {} {}", self.fingerprint(), self.slots.len(), self.codes.len()));
        let mut statics = self.statics.iter();
        statics.next().into_iter().for_each(|part| piece(part));
        for (slot, part) in self.slots.iter().zip(statics) {
            piece(&slot.describe());
            piece(part);
        }
        for Code { slot, arguments, is_bare, text } in &self.codes {
            piece(&format!("{slot} {arguments} {} {text}", u8::from(*is_bare)));
        }
    }

    /// A hash of all that the client needs to know of it, the same from build to build (FNV-1a, then mixed).
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut text = format!("loom 1 {}", self.namespace.number());
        for part in &self.statics {
            text.push_str(&format!("\n{} {part}", part.len()));
        }
        for slot in &self.slots {
            text.push_str(&format!("\n{slot:?}"));
        }
        for code in &self.codes {
            text.push_str(&format!("\n{code:?}"));
        }
        let mut hash = hash::of(&text);
        for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
            hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
        }
        hash ^ (hash >> 33)
    }
}

impl Slot {
    fn describe(&self) -> String {
        let word = self.form().word();
        match self {
            Self::Content { .. } => word.to_owned(),
            Self::Text { element } | Self::Classes { element } => format!("{word} {element}"),
            Self::Attribute { element, name, .. }
            | Self::Class { element, name }
            | Self::Style { element, name }
            | Self::Event { element, name } => format!("{word} {element} {name}"),
            Self::Spread { element, written } => format!("{word} {element} {}", written.join(" ")),
        }
    }

    const fn form(&self) -> SlotForm {
        match self {
            Self::Content { text: true } => SlotForm::Content,
            Self::Content { text: false } => SlotForm::Tags,
            Self::Text { .. } => SlotForm::Text,
            Self::Attribute { url: false, .. } => SlotForm::Attribute,
            Self::Attribute { url: true, .. } => SlotForm::Url,
            Self::Class { .. } => SlotForm::Class,
            Self::Classes { .. } => SlotForm::Classes,
            Self::Style { .. } => SlotForm::Style,
            Self::Event { .. } => SlotForm::Event,
            Self::Spread { .. } => SlotForm::Spread,
        }
    }
}
