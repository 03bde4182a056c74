//! [`Client`], the browser's half of a page: it joins the components of the page, says what happens in them, and keeps the document that the server's
//! frames make.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use super::{
    component::{Component, Join},
    document::{Problems, component_of},
    element::Element,
    fields::{BrowserFields, PageEffect, Storage},
    history::History,
    requests::Requests,
};
use crate::{
    Error, Result,
    component::{Effects, address::FOLLOW},
    connection::Connection,
    protocol::{
        message::{Code, Effect},
        mirror::{self, Child, Content, Fields, Page, PagePart, ServerFrame, Templates, Tree, expression::Event},
        wrapper::{Wrapper, write_wrapper},
    },
};

/// Writes a tree.
type WriteTree = fn(&Tree, &mut String, &mut dyn FnMut(&Child, &mut String));

/// One page in a browser.
pub(super) struct Client {
    pub(super) requests: Arc<Requests>,
    /// The number that the page gave itself, and that of its last socket.
    pub(super) page: u64,
    pub(super) socket_number: u32,
    pub(super) connection: Option<Box<Connection>>,
    /// The server was asked to end the connection as if it stopped.
    pub(super) stopping: bool,
    /// Frames that wait until the server listens.
    pub(super) outgoing: VecDeque<String>,
    templates: Templates,
    parts: Vec<PagePart>,
    pub(super) components: BTreeMap<u64, Component>,
    /// The id that was given out last.
    last_id: u64,
    /// Why the connection ended, or why the page cannot go on, if so.
    pub(super) ended: Option<String>,
    /// The effects that the components have asked for so far.
    pub(super) effects: Effects,
    /// Those on the page since they were last taken, of handlers and of the browser's actions.
    pub(super) page_effects: Vec<PageEffect>,
    /// Messages for hooks, with their data as JSON.
    pub(super) emitted: Vec<(String, String)>,
    /// The fields that the tab keeps from page to page.
    pub(super) tab: Storage,
    /// The addresses that it has had.
    pub(super) history: History,
    /// Why what was typed cannot be used.
    pub(super) problems: Problems,
    /// The failures since they were last taken.
    pub(super) failures: Vec<String>,
}

impl Client {
    /// Loads a document, and joins what is in it.
    pub(super) fn load(requests: Arc<Requests>, document: &str, address: String, tab: Storage) -> Result<Self> {
        let Page { templates, parts } = mirror::read_page(document)?;
        let page = getrandom::u64().map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
        let mut client = Self {
            requests,
            page,
            socket_number: 0,
            connection: None,
            stopping: false,
            outgoing: VecDeque::new(),
            templates,
            parts,
            components: BTreeMap::new(),
            last_id: 0,
            ended: None,
            effects: Effects::default(),
            page_effects: Vec::new(),
            emitted: Vec::new(),
            tab,
            history: History::new(address, page),
            problems: Problems::new(),
            failures: Vec::new(),
        };
        let mut parts = std::mem::take(&mut client.parts);
        for part in &mut parts {
            if let PagePart::Component(child) = part {
                client.adopt(child);
            }
        }
        client.parts = parts;
        client.open()?;
        Ok(client)
    }

    /// The document's HTML, without markers; of a component that is `alone` on its page only what is in it. The token of each wrapper is the
    /// component's id.
    pub(super) fn html(&self, alone: bool) -> String {
        self.html_as(alone, Tree::write)
    }

    /// The same, with the numbers of the browser's actions.
    pub(super) fn html_with_actions(&self, alone: bool) -> String {
        self.html_as(alone, Tree::write_with_actions)
    }

    fn html_as(&self, alone: bool, write: WriteTree) -> String {
        let mut html = String::new();
        for part in &self.parts {
            match part {
                PagePart::Html(text) if !alone => html.push_str(text),
                PagePart::Html(_) => {}
                PagePart::Component(child) if alone => self.write_content(child, &mut html, write),
                PagePart::Component(child) => self.write(child, &mut html, write),
            }
        }
        html
    }

    fn write(&self, child: &Child, out: &mut String, write: WriteTree) {
        let id = child.id.unwrap_or_default().to_string();
        write_wrapper(out, Wrapper { module: &child.module, token: &id, ..Wrapper::default() });
        self.write_content(child, out, write);
        out.push_str("</div>");
    }

    fn write_content(&self, child: &Child, out: &mut String, write: WriteTree) {
        if let Some(tree) = child.id.and_then(|id| self.components.get(&id)?.tree.as_ref()) {
            write(tree, out, &mut |child, out| self.write(child, out, write));
        }
    }

    /// The first component of the page.
    pub(super) fn first(&self) -> Option<u64> {
        self.components.keys().next().copied()
    }

    /// Whether there is a connection.
    pub(super) fn is_connected(&self) -> bool {
        self.connection.is_some()
    }

    pub(super) fn hear(&mut self, frame: ServerFrame) -> Result<()> {
        match frame {
            ServerFrame::Templates(templates) => self.templates.add(templates)?,
            ServerFrame::Joined { id, content, fields } => {
                self.merge(id, fields);
                self.write_into(id, content)?;
                self.joined(id)?;
            }
            ServerFrame::Patch { id, number, content, fields } => {
                if let Some(component) = self.components.get_mut(&id) {
                    component.pending.retain(|event| event.number > number);
                }
                self.merge(id, fields);
                self.write_into(id, content)?;
            }
            ServerFrame::Error { id, number, code, message } => self.refused(id, number, code, message),
            ServerFrame::Bound { id, field, message: None } => _ = self.problems.remove(&(id, field)),
            ServerFrame::Bound { id, field, message: Some(message) } => {
                self.failures.push(message.clone());
                self.problems.insert((id, field), message);
            }
            ServerFrame::Address { id, texts, push, number } => self.told(id, texts, push, number),
            ServerFrame::Effect(effect) => {
                if let Effect::OnPage(name, given) = &effect {
                    self.page_effects.push((name.clone(), given.clone()));
                }
                if let Effect::Emit(name, data) = &effect {
                    self.emitted.push((name.clone(), data.clone()));
                }
                self.effects.add(effect);
            }
            ServerFrame::Token { id, token } => {
                if let Some(component) = self.components.get_mut(&id) {
                    component.token = token;
                }
            }
            ServerFrame::PutAside | ServerFrame::Heartbeat | ServerFrame::Version => {}
        }
        Ok(())
    }

    /// Takes the values of fields that a frame brings.
    fn merge(&mut self, id: u64, fields: Fields) {
        if let Some(component) = self.components.get_mut(&id) {
            component.fields.merge(fields);
        }
    }

    /// Computes the slots that the browser computes.
    pub(super) fn compute(&mut self) {
        for Component { fields, pending, tree, .. } in self.components.values_mut() {
            fields.settle(|number| pending.iter().any(|event| event.number == number));
            if let Some(tree) = tree {
                tree.compute(&fields.values());
            }
        }
    }

    /// Reads the controls of `document` that are bound to fields. Whether one has another value than before.
    pub(super) fn read_controls(&mut self, document: &Element, outermost: Option<u64>) -> bool {
        let mut bound: BTreeMap<u64, BTreeMap<&str, Vec<&Element>>> = BTreeMap::new();
        document.walk(&mut Vec::new(), &mut |path| {
            if let (Some(id), Some(control)) = (component_of(path).or(outermost), path.last()) {
                for field in control.fields() {
                    bound.entry(id).or_default().entry(field).or_default().push(control);
                }
            }
        });
        let mut differs = false;
        for (id, component) in &mut self.components {
            differs |= component.fields.read_controls(&bound.remove(id).unwrap_or_default());
        }
        differs
    }

    /// The value of a field of a component, as text.
    pub(super) fn local(&self, id: u64, field: &str) -> Option<String> {
        self.components.get(&id)?.fields.values().get(field)?.show(None)
    }

    /// Does the action of this number in a component. `event` is the number of the server's that it is done ahead of.
    pub(super) fn act(&mut self, id: u64, action: usize, happened: Event, event: Option<u64>) {
        let Some(component) = self.components.get_mut(&id) else { return };
        if let Some(action) = component.tree.as_mut().and_then(|tree| tree.action(action)) {
            self.page_effects.extend(component.fields.act(action, happened, event));
        }
    }

    /// Writes what a frame brings into a component, and sees to the components that come and go with it.
    fn write_into(&mut self, id: u64, content: Option<Content>) -> Result<()> {
        let Some(component) = self.components.get_mut(&id) else { return Ok(()) };
        let Some(content) = content else { return Ok(()) };
        component.is_untouched = false;
        let mut tree = content.apply(component.tree.take(), &self.templates)?;
        let mut new = Vec::new();
        tree.children(&mut |child| {
            if child.id.is_none() {
                new.push(self.adopt(child));
            }
        });
        if let Some(component) = self.components.get_mut(&id) {
            component.tree = Some(tree);
        }
        for id in new {
            let join = self.components.get_mut(&id).map(|component| component.join(id));
            self.outgoing.extend(join);
        }
        self.sweep();
        Ok(())
    }

    /// Gives a component of the page, and those in it, their ids.
    fn adopt(&mut self, child: &mut Child) -> u64 {
        self.last_id += 1;
        let id = self.last_id;
        child.id = Some(id);
        let mut tree = child.page.take().map(|tree| *tree);
        if let Some(tree) = &mut tree {
            tree.children(&mut |child| _ = self.adopt(child));
        }
        let mut fields = BrowserFields::new(child.module.clone(), self.tab.clone(), self.requests.storage.clone());
        fields.merge(std::mem::take(&mut child.fields));
        let component = Component {
            fields,
            module: child.module.clone(),
            token: child.token.clone(),
            is_untouched: tree.is_some(),
            tree,
            join: Join::Asked,
            address: BTreeMap::new(),
            sent: 0,
            pending: VecDeque::new(),
        };
        self.components.insert(id, component);
        id
    }

    /// Leaves the components that are not on the page any more.
    fn sweep(&mut self) {
        let roots = self.parts.iter().filter_map(|part| match part {
            PagePart::Component(child) => child.id,
            PagePart::Html(_) => None,
        });
        let mut shown: BTreeSet<u64> = BTreeSet::new();
        let mut next: Vec<u64> = roots.collect();
        while let Some(id) = next.pop() {
            shown.insert(id);
            if let Some(tree) = self.components.get_mut(&id).and_then(|component| component.tree.as_mut()) {
                tree.children(&mut |child| next.extend(child.id));
            }
        }
        let gone: Vec<u64> = self.components.keys().filter(|id| !shown.contains(id)).copied().collect();
        for id in gone {
            self.components.remove(&id);
            self.outgoing.push_back(mirror::leave(id));
        }
        self.problems.retain(|(id, _), _| shown.contains(id));
    }

    /// A component has joined: what it waits to say is said, and those in it that were refused are tried again.
    fn joined(&mut self, id: u64) -> Result<()> {
        let Some(component) = self.components.get_mut(&id) else { return Ok(()) };
        component.join = Join::Answered;
        let events: Vec<String> = component.pending.iter().map(|event| event.frame(id)).collect::<Result<_>>()?;
        self.outgoing.extend(events);
        let mut inside = Vec::new();
        if let Some(tree) = &mut component.tree {
            tree.children(&mut |child| inside.extend(child.id));
        }
        for id in inside {
            let refused = self.components.get_mut(&id).filter(|component| component.join == Join::Refused);
            let join = refused.map(|component| component.join(id));
            self.outgoing.extend(join);
        }
        Ok(())
    }

    fn refused(&mut self, id: Option<u64>, number: u64, code: Code, message: String) {
        let Some(component) = id.and_then(|id| self.components.get_mut(&id)) else {
            return self.failures.push(message);
        };
        let follows = component.pending.iter().any(|event| event.number == number && event.handler == FOLLOW);
        component.pending.retain(|event| event.number != number);
        let known = component.address.clone().into_iter().collect();
        if let (true, Some(id)) = (follows, id) {
            // The state is as it was, and so is the address.
            self.told(id, known, false, number);
        }
        let Some(component) = id.and_then(|id| self.components.get_mut(&id)) else { return };
        match code {
            Code::UnknownId => {
                let join = component.join(id.unwrap_or_default());
                return self.outgoing.push_back(join);
            }
            Code::BadToken | Code::ExpiredToken | Code::UnknownModule => {
                self.ended = Some(format!("the page is out of date ({})", code.as_str()));
            }
            _ => {}
        }
        if component.join == Join::Asked {
            component.join = Join::Refused;
        }
        if number > 0 || !matches!(code, Code::NotShown | Code::Moved) {
            self.failures.push(message);
        }
    }
}
