//! Elements of HTML, SVG and MathML.

use proc_macro2::Span;
use syn::{
    Token,
    parse::{ParseStream, Result},
};

use super::{
    closing_tag, name,
    parser::{Parser, at_closing_tag, skip},
};
use crate::template::{
    ast::{Element, Node},
    tables,
};

impl Parser<'_> {
    pub(super) fn element(&mut self, input: ParseStream) -> Result<Node> {
        input.parse::<Token![<]>()?;
        let name = name::dashed(input).map_err(|error| syn::Error::new(error.span(), "expected the name of a tag"))?;
        let errors = self.diagnostics.len();
        let attributes = self.attributes(input, false);
        let closed = self.end_of_tag(input, &name.text, name.span, errors);
        let children = if closed || tables::elements::is_void(&name.text) {
            Vec::new()
        } else {
            self.children(input, &name.text, name.span)
        };
        Ok(Node::Element(Element { name, attributes, children }))
    }

    /// Reads `>` or `/>`; true if nothing follows that belongs to the element. `errors` had been reported before the tag.
    pub(super) fn end_of_tag(&self, input: ParseStream, name: &str, opened: Span, errors: usize) -> bool {
        let slash = input.parse::<Option<Token![/]>>().ok().flatten();
        if input.parse::<Token![>]>().is_ok() {
            return slash.is_some();
        }
        // An error in the tag, or one before it at the end of what is typed, is the reason.
        if self.diagnostics.len() == errors && !(input.is_empty() && errors > 0) {
            self.diagnostics.error(opened, format_args!("the tag `<{name}` is not finished: add `>`"));
        }
        self.lose();
        !is_closed_later(input, name)
    }
}

/// Whether a tag closes `name` further on.
fn is_closed_later(input: ParseStream, name: &str) -> bool {
    let ahead = input.fork();
    while !ahead.is_empty() {
        if at_closing_tag(&ahead) {
            match closing_tag(&ahead) {
                Ok((closing, _)) if closing == name => return true,
                _ => continue,
            }
        }
        skip(&ahead);
    }
    false
}
