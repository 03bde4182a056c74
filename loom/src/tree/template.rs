//! The part of an `html!` that is fixed at compile time.

use std::sync::atomic::AtomicU32;

/// The statics of one `html!` (or of one branch or loop body in it), with what is known of its slots.
///
/// Statics and slots alternate, statics first and last, so `statics` has one element more than `slots`.
#[derive(Debug)]
pub struct Template {
    /// A hash of the content: format version, statics with their lengths, slots, namespace. Stable from build to build.
    pub fingerprint: u64,
    /// The fixed HTML before, between and after the slots.
    pub statics: &'static [&'static str],
    /// The kind of each slot.
    pub slots: &'static [SlotKind],
    /// The namespace of the template's root elements.
    pub namespace: Namespace,
    /// Whether its first root node is an element, so that an item made of it needs no marker in a page.
    pub anchored: bool,
    /// The slots that the browser computes.
    pub codes: &'static [Code],
    /// The modules of the client that it needs, a bit for each of [`NEEDED`](loom_vocabulary::NEEDED).
    pub modules: u8,
    /// A small number for it in this process, given on first use.
    pub id: TemplateId,
}

/// The code by which the browser computes a slot, or does what a handler's slot is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// The slot.
    pub slot: usize,
    /// How many arguments the server gives it.
    pub arguments: usize,
    /// Whether its value, if it is a `bool`, says that the attribute is there; else that is shown as text.
    pub is_bare: bool,
    /// The expression, as the client's interpreter reads it.
    pub text: &'static str,
}

/// Room for the number that a template is given on first use; 0 before.
#[derive(Debug, Default)]
pub struct TemplateId(pub(crate) AtomicU32);

impl TemplateId {
    /// No number yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(AtomicU32::new(0))
    }
}

impl Template {
    /// A template that no `html!` made.
    #[must_use]
    pub(crate) const fn new(
        fingerprint: u64,
        statics: &'static [&'static str],
        slots: &'static [SlotKind],
        namespace: Namespace,
        anchored: bool,
    ) -> Self {
        Self { fingerprint, statics, slots, namespace, anchored, codes: &[], modules: 0, id: TemplateId::new() }
    }
}

/// Which parser rules a template's root elements need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// Ordinary HTML.
    Html,
    /// Children of `<svg>`.
    Svg,
    /// Children of `<math>`.
    MathMl,
}

/// The kind of one slot of a template. `element` counts the template's own elements in document order, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// Content: text, a tree, a list, raw HTML or a child component.
    Content {
        /// Whether text may stand here; not directly in `<table>`, `<tr>` and their like, where browsers move it away.
        text: bool,
    },
    /// The whole content of a `<textarea>` or `<title>`, which is text only.
    Text {
        /// The element it is the content of.
        element: u16,
    },
    /// A whole attribute, ` name="value"`, that may be left out or stand bare.
    Attribute {
        /// The element that bears it.
        element: u16,
        /// Its name, in lower case for HTML.
        name: &'static str,
        /// Whether its value is a URL, to be kept from running script.
        url: bool,
    },
    /// One class, inside `class="..."`: ` name` or nothing.
    Class {
        /// The element that bears it.
        element: u16,
        /// The class.
        name: &'static str,
    },
    /// Any number of classes from an expression, inside `class="..."`: ` ` and the classes, or nothing.
    Classes {
        /// The element that bears them.
        element: u16,
    },
    /// One property, inside `style="..."`: `name:value;` or nothing.
    Style {
        /// The element that bears it.
        element: u16,
        /// The property, as `background-color` or `--accent`.
        name: &'static str,
    },
    /// A handler with arguments, ` data-l-name="handler"`.
    Event {
        /// The element that bears it.
        element: u16,
        /// The DOM event, with its key filter where there is one: `click`, `keydown.enter`.
        name: &'static str,
    },
    /// Attributes from an expression, `..attributes`.
    Spread {
        /// The element that bears them.
        element: u16,
        /// The names of the attributes that are written on the element, in lower case, space-separated: these a spread does not set.
        written: &'static str,
    },
}

impl SlotKind {
    /// Whether it is data for scripts of the application.
    pub(crate) fn is_data(&self) -> bool {
        matches!(*self, Self::Attribute { name, .. } if name.starts_with("l-use:") || name.starts_with("l-prop:"))
    }

    /// Whether the visitor may change it too.
    pub(super) fn is_of_control(&self) -> bool {
        match *self {
            Self::Text { .. } => true,
            Self::Attribute { name, .. } => matches!(name, "value" | "checked" | "selected" | "open" | "muted"),
            _ => false,
        }
    }
}

/// The template of an item that an iterator gave: one content slot.
pub(crate) static ITEM: Template =
    Template::new(0x4c6f_6f6d_4974_656d, &["", ""], &[SlotKind::Content { text: true }], Namespace::Html, false);

/// The template of two pieces of HTML, one behind the other.
pub(crate) static PAIR: Template = Template::new(
    0x4c6f_6f6d_5061_6972,
    &["", "", ""],
    &[SlotKind::Content { text: true }, SlotKind::Content { text: true }],
    Namespace::Html,
    false,
);

/// The root template of a component that renders [`Html::empty`](crate::Html::empty).
pub(crate) static EMPTY: Template = Template::new(0x4c6f_6f6d_4e6f_6e65, &[""], &[], Namespace::Html, false);
