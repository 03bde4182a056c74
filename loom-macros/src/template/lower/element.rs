//! Elements: their tags, and what stands in them.

use super::{Context, Lower};
use crate::template::{
    ast::{Attribute, Element, Node, Value},
    namespace,
    plan::{Control, Fill, Namespace, Part, Slot, Step},
    tables::elements,
};

impl Lower {
    pub(super) fn element(&mut self, element: &Element, cx: &mut Context, steps: &mut Vec<Step>) {
        let name = element.name.text.as_str();
        let namespace = namespace::of_element(name, cx.namespace);
        let html = namespace == Namespace::Html;
        let ordinal = self.template.element(name);
        self.template.raw(&format!("<{name}"));
        self.last_bound = None;
        let control = self.open_tag(element, ordinal, html, cx, steps);
        let bound = self.last_bound.take();
        if html && elements::is_void(name) {
            return self.template.raw(">");
        }
        if !html && element.children.is_empty() {
            return self.template.raw("/>");
        }
        self.template.raw(">");
        let mut inside = Context {
            namespace: namespace::inside(name, namespace),
            text: !(html && elements::takes_no_text(name)),
            select: cx.select,
            legend: false,
        };
        if html && name == "select" {
            inside.select = bound;
        }
        if let Some(bound) = bound.filter(|_| html && name == "textarea") {
            // The content is the field's; the check reported what else is there.
            self.bound_text(bound, ordinal, steps);
        } else if html && elements::is_text_only(name) {
            self.text_only(element, ordinal, steps);
        } else if html && elements::is_raw(name) {
            self.static_only(&element.children, matches!(name, "script" | "style"));
        } else {
            self.inside(element, html, control, cx, &mut inside, steps);
        }
        self.template.raw(&format!("</{name}>"));
    }

    fn inside(
        &mut self,
        element: &Element,
        html: bool,
        control: Control,
        around: &mut Context,
        cx: &mut Context,
        steps: &mut Vec<Step>,
    ) {
        let name = element.name.text.as_str();
        // The content of a disabled `<select>` or `<optgroup>` is not offered, as in a `<fieldset>`.
        let disables = name == "fieldset" || (cx.select.is_some() && matches!(name, "select" | "optgroup"));
        let fieldset = html && disables && !matches!(control, Control::Never | Control::Enabled);
        let legend = html && name == "legend" && std::mem::take(&mut around.legend);
        cx.legend = fieldset && name == "fieldset";
        if html && name == "pre" && begins_with_newline(&element.children) {
            self.template.raw("\n");
        }
        if fieldset {
            steps.push(Step::Fieldset(control));
        }
        if legend {
            steps.push(Step::Legend);
        }
        if element.children.iter().any(|node| matches!(node, Node::Let(_))) {
            let mut scope = Vec::new();
            self.nodes(&element.children, cx, &mut scope);
            steps.push(Step::Scope(scope));
        } else {
            self.nodes(&element.children, cx, steps);
        }
        if legend {
            steps.push(Step::EndLegend);
        }
        if fieldset {
            steps.push(Step::EndFieldset);
        }
    }

    /// A `<textarea>` or `<title>`: static text, or one slot for all of it.
    fn text_only(&mut self, element: &Element, ordinal: u16, steps: &mut Vec<Step>) {
        let mut parts = Vec::new();
        for node in &element.children {
            match node {
                Node::Text(text) => parts.push(Part::Text(text.value.clone())),
                Node::Value(value) => match value.literal() {
                    Some(text) => parts.push(Part::Text(text)),
                    None => parts.push(Part::Value(value.clone())),
                },
                Node::Recovered(rust) => steps.push(Step::Recovered(rust.clone())),
                _ => {}
            }
        }
        let is_static = parts.iter().all(|part| matches!(part, Part::Text(_)));
        let newline = matches!(parts.first(), Some(Part::Text(text)) if text.starts_with('\n'));
        if element.name.text == "textarea" && (newline || !is_static) {
            self.template.raw("\n");
        }
        if is_static {
            for part in &parts {
                if let Part::Text(text) = part {
                    self.template.text(text);
                }
            }
            return;
        }
        self.template.slot(Slot::Text { element: ordinal });
        if let [Part::Value(value)] = parts.as_slice() {
            self.computed(value, Fill::Attribute);
        }
        let single = match parts.as_slice() {
            [Part::Value(value)] => Some(Step::Fill(Fill::Attribute, value.clone())),
            _ => None,
        };
        steps.push(single.unwrap_or(Step::Joined(parts)));
    }

    /// The static content of a `<script>` or its like. Elements in it are no elements of the document.
    fn static_only(&mut self, nodes: &[Node], raw: bool) {
        for node in nodes {
            match node {
                Node::Text(text) if raw => self.template.raw(&text.value),
                Node::Text(text) => self.template.text(&text.value),
                Node::Element(element) => {
                    let name = element.name.text.as_str();
                    self.template.raw(&format!("<{name}"));
                    for attribute in &element.attributes {
                        if let Attribute::Plain { name, value } = attribute {
                            match value {
                                Value::Static { text, .. } => self.template.attribute(&name.text, text),
                                _ => self.template.raw(&format!(" {}", name.text)),
                            }
                        }
                    }
                    self.template.raw(">");
                    if !elements::is_void(name) {
                        self.static_only(&element.children, matches!(name, "script" | "style"));
                        self.template.raw(&format!("</{name}>"));
                    }
                }
                _ => {}
            }
        }
    }
}

/// The parser drops a newline right after `<pre>`; one more keeps that of the content.
fn begins_with_newline(children: &[Node]) -> bool {
    match children.iter().find(|node| super::shows(node)) {
        Some(Node::Text(text)) => text.value.starts_with('\n'),
        Some(Node::Element(_)) | None => false,
        Some(_) => true,
    }
}
