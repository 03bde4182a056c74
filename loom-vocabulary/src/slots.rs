//! [`SlotForm`], the kinds of the slots of a template.

/// A row of the documentation's table of slots.
#[derive(Clone, Copy, Debug)]
pub struct SlotRow {
    /// A slot of this kind on the wire.
    pub example: &'static str,
    /// Its meaning.
    pub meaning: &'static str,
    /// The values that it takes in dialect 2.
    pub value: &'static str,
}

macro_rules! forms {
    ($($(#[$doc:meta])* $name:ident: $word:literal, $mark:literal $(, [$example:literal, $meaning:literal, $value:literal])?;)*) => {
        /// The kind of a slot, without its element and its name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SlotForm {
            $($(#[$doc])* $name,)*
        }

        impl SlotForm {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word for it in the text by which the macro describes a template to the library.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The mark on the wire, between the ordinal of the element and the name.
            #[must_use]
            pub const fn mark(self) -> &'static str {
                match self { $(Self::$name => $mark,)* }
            }
        }

        /// The rows of the documentation.
        pub const SLOTS: &[SlotRow] = &[$($(SlotRow { example: $example, meaning: $meaning, value: $value },)?)*];
    };
}

forms! {
    /// Content.
    Content: "content", "", ["\"\"", "content", "see below"];
    /// Content where text cannot stand, as in `<table>`.
    Tags: "tags", "";
    /// The whole content of an element that holds text only.
    Text: "text", "=", ["\"3=\"", "the whole text of element 3, a `<textarea>` or `<title>`", "string"];
    /// An attribute.
    Attribute: "attribute", "@", ["\"3@name\"", "attribute", "string or number; `true` bare; `null` absent"];
    /// An attribute that holds a URL.
    Url: "url", "@";
    /// A class that is there or not.
    Class: "class", ".", ["\"3.name\"", "one class", "`true`, `false`"];
    /// Any number of classes.
    Classes: "classes", ".", ["\"3.\"", "any number of classes", "string, space-separated; `null`"];
    /// A property of the style.
    Style: "style", ":", ["\"3:name\"", "style property", "string or number; `null`"];
    /// A handler.
    Event: "event", "!", ["\"3!click\"", "handler (`3!keydown.enter` with a filter)", "string; `null`"];
    /// Attributes from an expression.
    Spread: "spread", "*", ["\"3*\"", "spread attributes, without those that are written on the element", "object of string or `true`; `null`"];
}

impl SlotForm {
    /// The form with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|form| form.word() == word)
    }
}
