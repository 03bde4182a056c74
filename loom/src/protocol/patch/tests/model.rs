//! Trees as values, of templates whose DOM is known: the model that the sinks are held against.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    Html,
    html::{Action, Control},
    tree::{Namespace, Out, Scalar, SlotKind, Template},
};

/// A node of a shape.
pub(super) enum Node {
    Element { tag: &'static str, attributes: Vec<Attribute>, children: Vec<Node> },
    Text(&'static str),
    Slot,
}

/// An attribute of a shape's element.
pub(super) enum Attribute {
    Fixed(&'static str, &'static str),
    Slot(&'static str),
    /// One class in a `class` of its own.
    Class(&'static str),
    Style(&'static str),
    Event(&'static str),
}

/// A template together with its DOM.
pub(super) struct Shape {
    pub(super) nodes: Vec<Node>,
    pub(super) template: Template,
}

/// A tree of some shape.
#[derive(Clone)]
pub(super) struct Tree {
    pub(super) shape: &'static Shape,
    pub(super) slots: Vec<Value>,
}

/// The contents of a slot.
#[derive(Clone)]
pub(super) enum Value {
    Text(String),
    Int(i64),
    /// Text that is formatted late.
    Late(String),
    Flag(bool),
    Absent,
    /// `<u>N</u>`, trusted.
    Raw(u32),
    Handler(Option<String>),
    Tree(Box<Tree>),
    List(Vec<(Option<u64>, Tree)>),
}

/// All shapes that random trees are made of.
pub(super) static SHAPES: LazyLock<Vec<Shape>> = LazyLock::new(|| {
    use Attribute::{Class, Event, Fixed, Style};
    let element = |tag, attributes, children| Node::Element { tag, attributes, children };
    [
        vec![element("section", vec![Fixed("id", "x")], vec![Node::Slot])],
        vec![Node::Text("a"), Node::Slot, Node::Text("b")],
        vec![Node::Slot],
        vec![Node::Slot, Node::Slot],
        vec![
            element(
                "b",
                vec![Attribute::Slot("title"), Event("click")],
                vec![Node::Slot, Node::Text(", "), Node::Slot],
            ),
            element("i", vec![Class("on"), Style("color")], vec![]),
        ],
        vec![element("div", vec![], vec![element("span", vec![Class("on")], vec![Node::Slot]), Node::Slot])],
        vec![Node::Text("fixed")],
        vec![element("div", vec![Attribute::Slot("hidden")], vec![element("em", vec![], vec![Node::Slot])])],
    ]
    .into_iter()
    .enumerate()
    .map(|(index, nodes)| Shape::new(0x7e57_0000 + index as u64, nodes))
    .collect()
});

impl Shape {
    fn new(fingerprint: u64, nodes: Vec<Node>) -> Self {
        let mut lower = Lower { statics: vec![String::new()], slots: Vec::new(), elements: 0 };
        lower.nodes(&nodes);
        let statics: Vec<&'static str> = lower.statics.into_iter().map(|part| &*part.leak()).collect();
        let anchored = matches!(nodes.first(), Some(Node::Element { .. }));
        let template = Template::new(fingerprint, statics.leak(), lower.slots.leak(), Namespace::Html, anchored);
        Self { nodes, template }
    }
}

/// Makes the statics and slots of a template.
struct Lower {
    statics: Vec<String>,
    slots: Vec<SlotKind>,
    elements: u16,
}

impl Lower {
    fn push(&mut self, text: &str) {
        self.statics.last_mut().unwrap().push_str(text);
    }

    fn slot(&mut self, kind: SlotKind) {
        self.slots.push(kind);
        self.statics.push(String::new());
    }

    fn nodes(&mut self, nodes: &[Node]) {
        let mut before: Option<&Node> = None;
        for node in nodes {
            let text = |node: Option<&Node>| matches!(node, Some(Node::Slot | Node::Text(_)));
            if text(before) && (matches!(before, Some(Node::Slot)) || matches!(node, Node::Slot)) && text(Some(node)) {
                self.push("<!---->");
            }
            match node {
                Node::Text(text) => self.push(text),
                Node::Slot => self.slot(SlotKind::Content { text: true }),
                Node::Element { tag, attributes, children } => {
                    let element = self.elements;
                    self.elements += 1;
                    self.push(&format!("<{tag}"));
                    for attribute in attributes {
                        self.attribute(element, attribute);
                    }
                    self.push(">");
                    self.nodes(children);
                    self.push(&format!("</{tag}>"));
                }
            }
            before = Some(node);
        }
    }

    fn attribute(&mut self, element: u16, attribute: &Attribute) {
        match *attribute {
            Attribute::Fixed(name, value) => self.push(&format!(" {name}=\"{value}\"")),
            Attribute::Slot(name) => self.slot(SlotKind::Attribute { element, name, url: false }),
            Attribute::Event(name) => self.slot(SlotKind::Event { element, name }),
            Attribute::Class(name) => {
                self.push(" class=\"c");
                self.slot(SlotKind::Class { element, name });
                self.push("\"");
            }
            Attribute::Style(name) => {
                self.push(" style=\"");
                self.slot(SlotKind::Style { element, name });
                self.push("\"");
            }
        }
    }
}

impl Tree {
    /// The tree as `html!` would write it.
    pub(super) fn html(&self) -> Html<'_> {
        Html::new(|out| {
            self.write(out);
            out.end()
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.open(&self.shape.template);
        for value in &self.slots {
            match value {
                Value::Text(text) => out.scalar(Scalar::Text(text)),
                Value::Int(number) => out.scalar(Scalar::Int(*number)),
                Value::Late(text) => out.scalar(Scalar::Display(format_args!("{text}"))),
                Value::Flag(present) => out.scalar(Scalar::Flag(*present)),
                Value::Absent => out.scalar(Scalar::Absent),
                Value::Raw(number) => out.scalar(Scalar::Raw(&raw(*number))),
                Value::Handler(handler) => {
                    out.event("click", &[Action::Server(&handler.as_deref().map(Handler))], Control::Never)
                }
                Value::Tree(tree) => tree.write(out),
                Value::List(items) => {
                    out.list();
                    for (key, tree) in items {
                        match key {
                            None => out.item(),
                            Some(key) if key % 2 == 0 => out.keyed(key),
                            Some(key) => out.keyed(&key.to_string()),
                        }
                        tree.write(out);
                    }
                    out.end_list();
                }
            }
        }
        out.close();
    }

    /// The document that the tree is, as events: `<b title="x"`, `text`, `>` for an end.
    pub(super) fn events(&self) -> Vec<String> {
        let mut events = Events::default();
        events.tree(self);
        events.0
    }
}

fn raw(number: u32) -> String {
    format!("<u>{number}</u>")
}

struct Handler<'a>(&'a str);

impl crate::html::HandlerText for Handler<'_> {
    fn write(&self, out: &mut String) -> bool {
        self.0.write(out)
    }
}

/// The nodes of a document; neighboring texts are one.
#[derive(Default)]
pub(super) struct Events(pub(super) Vec<String>);

impl Events {
    pub(super) fn text(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.starts_with('"') => last.push_str(text),
            _ => self.0.push(format!("\"{text}")),
        }
    }

    pub(super) fn start(&mut self, tag: &str, attributes: &BTreeMap<String, String>) {
        self.0.push(format!("<{tag} {attributes:?}"));
    }

    pub(super) fn end(&mut self) {
        self.0.push(">".to_owned());
    }

    fn tree(&mut self, tree: &Tree) {
        let mut slots = tree.slots.iter();
        self.nodes(&tree.shape.nodes, &mut slots);
    }

    fn nodes<'v>(&mut self, nodes: &[Node], slots: &mut impl Iterator<Item = &'v Value>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Slot => self.content(slots.next().unwrap()),
                Node::Element { tag, attributes, children } => {
                    let mut map = BTreeMap::new();
                    for attribute in attributes {
                        attribute.put(&mut map, slots);
                    }
                    self.start(tag, &map);
                    self.nodes(children, slots);
                    self.end();
                }
            }
        }
    }

    fn content(&mut self, value: &Value) {
        match value {
            Value::Raw(number) => {
                self.start("u", &BTreeMap::new());
                self.text(&number.to_string());
                self.end();
            }
            Value::Tree(tree) => self.tree(tree),
            Value::List(items) => items.iter().for_each(|(_, tree)| self.tree(tree)),
            value => self.text(&value.text().unwrap_or_default()),
        }
    }
}

impl Value {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Late(text) => Some(text.clone()),
            Self::Int(number) => Some(number.to_string()),
            Self::Flag(true) => Some(String::new()),
            Self::Handler(handler) => handler.clone(),
            _ => None,
        }
    }
}

impl Attribute {
    fn put<'v>(&self, map: &mut BTreeMap<String, String>, slots: &mut impl Iterator<Item = &'v Value>) {
        let (name, value) = match *self {
            Self::Fixed(name, value) => (name.to_owned(), Some(value.to_owned())),
            Self::Slot(name) => (name.to_owned(), slots.next().unwrap().text()),
            Self::Event(name) => (format!("data-l-{name}"), slots.next().unwrap().text()),
            Self::Class(name) => {
                let on = matches!(slots.next().unwrap(), Value::Flag(true));
                ("class".to_owned(), Some(if on { format!("c {name}") } else { "c".to_owned() }))
            }
            Self::Style(name) => {
                let value = slots.next().unwrap().text();
                ("style".to_owned(), Some(value.map(|value| format!("{name}:{value};")).unwrap_or_default()))
            }
        };
        if let Some(value) = value {
            map.insert(name, value);
        }
    }
}
