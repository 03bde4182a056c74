//! The elements around a place in a template.

use proc_macro2::Span;

use crate::template::{
    ast::{Element, Node},
    namespace,
    plan::Namespace,
    sorted::sorts,
};

/// A place, by the innermost element around it. Around the root nothing is known.
#[derive(Debug)]
pub(super) struct Place<'p> {
    parent: Option<&'p Place<'p>>,
    element: Option<(&'p str, Span)>,
    /// The element's own.
    outer: Namespace,
    /// That of the place.
    namespace: Namespace,
    /// The innermost element has `on:sort`.
    sorted: bool,
}

impl<'p> Place<'p> {
    pub(super) const fn root(namespace: Namespace) -> Self {
        Self { parent: None, element: None, outer: namespace, namespace, sorted: false }
    }

    /// The place in an element that stands here and has this namespace.
    pub(super) fn inside<'q>(&'q self, element: &'q Element, namespace: Namespace) -> Place<'q> {
        let name = element.name.text.as_str();
        Place {
            parent: Some(self),
            element: Some((name, element.name.span)),
            outer: namespace,
            namespace: namespace::inside(name, namespace),
            sorted: sorts(element).is_some(),
        }
    }

    pub(super) const fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// The items of a list here can be sorted.
    pub(super) const fn is_sorted(&self) -> bool {
        self.sorted
    }

    /// There is no element around.
    pub(super) const fn is_root(&self) -> bool {
        self.element.is_none()
    }

    /// The innermost element is one of HTML.
    pub(super) fn is_html(&self) -> bool {
        self.outer == Namespace::Html && self.element.is_some()
    }

    /// The innermost element of HTML's name; nothing at the root and in SVG.
    pub(super) fn name(&self) -> Option<&'p str> {
        self.element.filter(|_| self.is_html()).map(|(name, _)| name)
    }

    /// The innermost element's name, whatever its language.
    pub(super) fn around(&self) -> Option<&'p str> {
        self.element.map(|(name, _)| name)
    }

    /// The elements around, innermost first. It ends at SVG and MathML, which keep HTML's rules out.
    pub(super) fn ancestors(&self) -> impl Iterator<Item = (&'p str, Span)> {
        let mut place = Some(self);
        std::iter::from_fn(move || {
            let here = place.filter(|here| here.is_html())?;
            place = here.parent;
            here.element
        })
    }
}

/// Whether a node shows something.
pub(super) fn shows(node: &Node) -> bool {
    !matches!(node, Node::Let(_) | Node::Recovered(_) | Node::Doctype(_))
}
