//! Where HTML ends and SVG or MathML begins.

use super::{
    ast::Node,
    plan::Namespace,
    tables::{elements, foreign},
};

/// The namespace of an element of this name in a place of that namespace.
pub(crate) fn of_element(name: &str, place: Namespace) -> Namespace {
    match (name, place) {
        ("svg", Namespace::Html) => Namespace::Svg,
        ("math", Namespace::Html) => Namespace::MathMl,
        (_, place) => place,
    }
}

/// The namespace of what stands in an element.
pub(crate) fn inside(name: &str, namespace: Namespace) -> Namespace {
    match namespace {
        Namespace::Svg if foreign::svg_holds_html(name) => Namespace::Html,
        Namespace::MathMl if foreign::mathml_holds_html(name) => Namespace::Html,
        namespace => namespace,
    }
}

/// The namespace of root nodes: that of the first element which only SVG or only MathML has.
pub(crate) fn of_roots(nodes: &[Node]) -> Namespace {
    for node in nodes {
        let found = match node {
            Node::Element(element) => of_name(&element.name.text),
            Node::If(node) => {
                let otherwise = node.otherwise.as_deref().unwrap_or_default();
                let branches = node.branches.iter().map(|(_, nodes)| nodes.as_slice());
                branches.chain([otherwise]).map(of_roots).find(|namespace| *namespace != Namespace::Html)
            }
            Node::For(node) => Some(of_roots(&node.body)),
            Node::Match(node) => {
                let arms = node.arms.iter().map(|(_, nodes)| of_roots(nodes));
                arms.into_iter().find(|namespace| *namespace != Namespace::Html)
            }
            _ => None,
        };
        if let Some(namespace @ (Namespace::Svg | Namespace::MathMl)) = found {
            return namespace;
        }
    }
    Namespace::Html
}

fn of_name(name: &str) -> Option<Namespace> {
    if elements::own_attributes(name).is_some() || matches!(name, "svg" | "math") {
        None
    } else if foreign::is_svg(name) {
        Some(Namespace::Svg)
    } else if foreign::is_mathml(name) {
        Some(Namespace::MathMl)
    } else {
        None
    }
}
