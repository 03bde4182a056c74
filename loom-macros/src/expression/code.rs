//! The code of an expression as the browser reads it: JSON, with holes for the parts that only the types can fill.

use proc_macro2::{Span, TokenStream};

/// JSON with holes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Code(pub(crate) Vec<Piece>);

#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(String),
    /// The hole of this number in its expression.
    Hole(usize),
}

/// A part of the code that is known once rustc knows the types.
#[derive(Clone, Debug)]
pub(crate) enum Hole {
    /// The letter of the number type of this witness.
    Tag(usize),
    /// The JSON of the `Default` of the type of this witness.
    Default(usize),
    /// The JSON of a constant.
    Constant(TokenStream, Span),
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// `["op",parts...]`
    pub(super) fn op(op: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        Self::array([Self::text(quoted(op))].into_iter().chain(parts))
    }

    /// `["opTAG",parts...]`, where the tag is in the hole.
    pub(super) fn tagged(op: &str, tag: usize, parts: impl IntoIterator<Item = Self>) -> Self {
        let text = quoted(op);
        let open = text.strip_suffix('"').unwrap_or_default().to_owned();
        let head = Self(vec![Piece::Text(open), Piece::Hole(tag), Piece::Text("\"".to_owned())]);
        Self::array([head].into_iter().chain(parts))
    }

    pub(super) fn array(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut code = Self::text("[");
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                code.0.push(Piece::Text(",".to_owned()));
            }
            code.0.extend(part.0);
        }
        code.0.push(Piece::Text("]".to_owned()));
        code
    }

    /// `["'","text"]`
    pub(super) fn literal(text: &str) -> Self {
        Self::op("'", [Self::text(quoted(text))])
    }
}

/// The text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            letter if u32::from(letter) < 0x20 => out.push_str(&format!("\\u{:04x}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
