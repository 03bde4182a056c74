//! Elements of HTML, SVG and MathML.

use proc_macro2::Span;
use syn::{
    Token,
    parse::{ParseStream, Result},
};

use super::{name, parser::Parser};
use crate::template::{
    ast::{Element, Node},
    tables,
};

impl Parser<'_> {
    pub(super) fn element(&mut self, input: ParseStream) -> Result<Node> {
        input.parse::<Token![<]>()?;
        let name = name::dashed(input).map_err(|error| syn::Error::new(error.span(), "expected the name of a tag"))?;
        let attributes = self.attributes(input, false);
        let closed = self.end_of_tag(input, &name.text, name.span);
        let children = if closed || tables::elements::is_void(&name.text) {
            Vec::new()
        } else {
            self.children(input, &name.text, name.span)
        };
        Ok(Node::Element(Element { name, attributes, children }))
    }

    /// Reads `>` or `/>`; true if nothing follows that belongs to the element.
    pub(super) fn end_of_tag(&self, input: ParseStream, name: &str, opened: Span) -> bool {
        let slash = input.parse::<Option<Token![/]>>().ok().flatten();
        if input.parse::<Token![>]>().is_err() {
            self.diagnostics.error(opened, format_args!("the tag `<{name}` is not finished: add `>`"));
            return true;
        }
        slash.is_some()
    }
}
