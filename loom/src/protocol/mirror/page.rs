//! Reads a page: which components stand in it, and by its templates and markers what is in them.

use std::sync::Arc;

use super::{
    fields,
    html::unescape,
    keys, mismatch,
    template::{Kind, Template, Templates},
    tree::{Child, Item, Tree, Value},
};
use crate::Result;

/// The templates and trees of a document.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The templates that came with it.
    pub templates: Templates,
    /// Its parts, in order.
    pub parts: Vec<PagePart>,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum PagePart {
    /// HTML that stays as it is.
    Html(String),
    /// A component that is nested in no other.
    Component(Child),
}

/// The begin of the wrapper of a component.
const WRAPPER: &str = "<div data-l-live=\"";

/// Reads a document.
///
/// # Errors
/// The content of a component does not fit its templates.
pub fn read_page(document: &str) -> Result<Page> {
    let mut page = Page { templates: read_templates(document)?, parts: Vec::new() };
    let mut rest = document;
    while let Some(at) = rest.find(WRAPPER) {
        let (before, wrapper) = rest.split_at(at);
        page.parts.push(PagePart::Html(before.to_owned()));
        let mut reader = Reader { rest: wrapper, templates: &page.templates };
        let child = reader.child()?;
        rest = reader.rest;
        page.parts.push(PagePart::Component(child));
    }
    page.parts.push(PagePart::Html(rest.to_owned()));
    Ok(page)
}

/// The templates of a document, which stand at its end.
fn read_templates(document: &str) -> Result<Templates> {
    let mut templates = Templates::default();
    let json = document.split_once("data-l-templates").and_then(|(_, rest)| rest.split_once('>'));
    if let Some((json, _)) = json.and_then(|(_, rest)| rest.split_once("</script>")) {
        templates.add_numbered(serde_json::from_str(json)?)?;
    }
    Ok(templates)
}

/// Goes over HTML, template by template.
struct Reader<'p> {
    /// The unread rest.
    rest: &'p str,
    templates: &'p Templates,
}

impl<'p> Reader<'p> {
    /// Passes over what has to come next.
    fn pass(&mut self, expected: &str) -> Result<()> {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => Err(mismatch(format_args!("where `{expected}` has to stand is `{:.60}`", self.rest))),
        }
    }

    /// Passes over it, if it comes next.
    fn passes(&mut self, expected: &str) -> bool {
        self.pass(expected).is_ok()
    }

    /// Takes what stands before `end`, and passes over that.
    fn until(&mut self, end: &str) -> Result<&'p str> {
        let (before, rest) = self.rest.split_once(end).ok_or_else(|| mismatch(format_args!("there is no `{end}`")))?;
        self.rest = rest;
        Ok(before)
    }

    /// Takes what stands before one of `ends`.
    fn up_to(&mut self, ends: &[char]) -> &'p str {
        let (before, rest) = self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
        self.rest = rest;
        before
    }

    /// A tree of this template.
    fn tree(&mut self, template: Arc<Template>) -> Result<Tree> {
        let mut values = Vec::with_capacity(template.slots.len());
        let (first, statics) = template.statics.split_first().ok_or_else(|| mismatch("a template of nothing"))?;
        self.pass(first)?;
        for (slot, after) in statics.iter().enumerate() {
            let value = self.value(&template, slot, after)?;
            values.push(if template.codes.contains_key(&slot) { value.with_code(&template, slot) } else { value });
            self.pass(after)?;
        }
        Ok(Tree { template, values })
    }

    /// The value of a slot, which `after` follows.
    fn value(&mut self, template: &Template, at: usize, after: &str) -> Result<Value> {
        let Some(slot) = template.slots.get(at) else { return Err(mismatch("a template of too few slots")) };
        // The slots of one element are told apart by the names of its later slots.
        let later = || template.slots.iter().skip(at + 1).filter(|other| other.element == slot.element);
        Ok(match &slot.kind {
            Kind::Content => return self.content(),
            Kind::Text => Value::Text(unescape(self.up_to(&['<']))),
            Kind::Attribute(name) => {
                self.attribute(|found| found == name).map_or(Value::Absent, |(_, value)| match value {
                    Some(value) => Value::Text(value),
                    None => Value::Bare,
                })
            }
            Kind::Class(name) => {
                let is_there = self.rest.strip_prefix(' ').and_then(|rest| rest.strip_prefix(name.as_str()));
                match is_there.filter(|rest| rest.starts_with([' ', '"'])) {
                    Some(rest) => {
                        self.rest = rest;
                        Value::Bare
                    }
                    None => Value::Absent,
                }
            }
            Kind::Classes => {
                let is_other =
                    |class: &str| later().any(|slot| matches!(&slot.kind, Kind::Class(name) if name == class));
                self.classes(is_other, after)
            }
            Kind::Style(name) => match self.rest.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix(':')) {
                Some(rest) => {
                    self.rest = rest;
                    Value::Text(unescape(self.until(";")?))
                }
                None => Value::Absent,
            },
            Kind::Spread => {
                let is_other =
                    |name: &str| later().any(|slot| matches!(&slot.kind, Kind::Attribute(other) if other == name));
                let mut attributes = Vec::new();
                while (after.is_empty() || !self.rest.starts_with(after))
                    && let Some(attribute) = self.attribute(|name| !is_other(name))
                {
                    attributes.push(attribute);
                }
                if attributes.is_empty() { Value::Absent } else { Value::Attributes(attributes) }
            }
        })
    }

    /// The next attribute with its value, if there is one and its name is wanted.
    fn attribute(&mut self, wants: impl FnOnce(&str) -> bool) -> Option<(String, Option<String>)> {
        let start = self.rest.strip_prefix(' ')?;
        let (name, rest) = start.split_at(start.find([' ', '=', '>', '/'])?);
        if name.is_empty() || !wants(name) {
            return None;
        }
        self.rest = rest;
        let value = self.passes("=\"").then(|| self.until("\"").ok().map(unescape));
        Some((name.to_owned(), value.flatten()))
    }

    /// Classes, each after a space, up to one that is another slot's.
    fn classes(&mut self, is_other: impl Fn(&str) -> bool, after: &str) -> Value {
        let mut classes = Vec::new();
        while let Some(start) = self.rest.strip_prefix(' ')
            && (after.is_empty() || after == "\"" || !self.rest.starts_with(after))
        {
            let (class, rest) = start.split_at(start.find([' ', '"']).unwrap_or(start.len()));
            if is_other(class) {
                break;
            }
            classes.push(unescape(class));
            self.rest = rest;
        }
        if classes.is_empty() { Value::Absent } else { Value::Text(classes.join(" ")) }
    }

    fn content(&mut self) -> Result<Value> {
        if self.passes("<!--t") {
            let template = self.numbered()?;
            return self.tree(template).map(Value::Tree);
        }
        if self.passes("<!--[-->") {
            return self.list().map(Value::List);
        }
        if self.passes("<!--(-->") {
            return self.raw().map(Value::Raw);
        }
        if self.rest.starts_with(WRAPPER) {
            return self.child().map(Value::Child);
        }
        Ok(Value::Text(unescape(self.up_to(&['<']))))
    }

    /// The template that the rest of a marker names.
    fn numbered(&mut self) -> Result<Arc<Template>> {
        let number = self.until("-->")?;
        self.templates.numbered(number.parse().map_err(|_| mismatch(format_args!("`{number}` is not a number")))?)
    }

    /// The items up to the end of their list.
    fn list(&mut self) -> Result<Vec<Item>> {
        let mut items = Vec::new();
        let mut template = None;
        while !self.passes("<!--]") {
            if self.passes("<!--i") {
                template = Some(self.numbered()?);
            }
            let template = template.clone().ok_or_else(|| mismatch("an item without a template"))?;
            items.push(Item { key: None, tree: self.tree(template)? });
        }
        for (item, key) in items.iter_mut().zip(keys::read(self.until("-->")?)) {
            item.key = Some(key);
        }
        Ok(items)
    }

    /// The HTML up to the end of it. There may be markers in it.
    fn raw(&mut self) -> Result<String> {
        let (start, mut depth) = (self.rest, 1);
        while depth > 0 {
            self.until("<!--")?;
            match self.rest.get(..1) {
                Some("(") => depth += 1,
                Some(")") => depth -= 1,
                _ => {}
            }
        }
        let html = start.get(..start.len() - self.rest.len() - "<!--".len()).unwrap_or_default();
        self.pass(")-->")?;
        Ok(html.to_owned())
    }

    /// A component with its wrapper and everything in it.
    fn child(&mut self) -> Result<Child> {
        self.pass("<div")?;
        let (mut module, mut token, mut root, mut fields, mut given) = Default::default();
        while let Some((name, value)) = self.attribute(|_| true) {
            match name.as_str() {
                "data-l-live" => module = value.unwrap_or_default(),
                "data-l-token" => token = value.unwrap_or_default(),
                "data-l-fields" => fields = value.unwrap_or_default(),
                "data-l-args" => given = value.unwrap_or_default(),
                "data-l-root" => root = value.and_then(|number| number.parse().ok()),
                _ => {}
            }
        }
        self.pass(">")?;
        let root = root.ok_or_else(|| mismatch(format_args!("`{module}` does not say what it is made of")))?;
        let mut tree = self.tree(self.templates.numbered(root)?)?;
        self.pass("</div>")?;
        tree.give(&given)?;
        Ok(Child { module, token, birth: 0, id: None, page: Some(Box::new(tree)), fields: fields::read_text(&fields)? })
    }
}
