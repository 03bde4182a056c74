//! [`Components`], the component under test and those that are nested in it.

use std::{
    any::Any,
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    sync::Arc,
    task::Poll,
    time::Instant,
};

use super::nested::{Nested, Unwritten};
use crate::{
    Error, Result,
    actor::{Actor, Call, Entry, Failure, Membership, Turn},
    component::{AppState, Effects, Outcome, ParentCall, Payload, Registry, Surroundings, Visitor},
    connection::{Mailbox, guard::Limits},
    protocol::page::{Address, write_wrapper},
    tree::{ChildId, Print, Scratch, render_diff, render_static},
};

/// The component under test.
pub(super) const ROOT: u64 = 1;

/// How deep components may stand in each other. One that renders itself would never end.
const DEPTH: usize = 32;

/// All components of a view. They are known by their keys, which rise: a component's is lower than those of the ones in it.
pub(super) struct Components {
    registry: Registry,
    surroundings: Arc<Surroundings>,
    mailbox: Arc<Mailbox>,
    all: BTreeMap<u64, Component>,
    /// The key that was given out last.
    last: u64,
    /// Calls that were made and not yet handled, each with the component that it is for.
    calls: VecDeque<(u64, ParentCall)>,
    /// What the components have asked for so far.
    pub(super) effects: Effects,
    /// The page has been loaded: what is mounted from now on is connected at once.
    loaded: bool,
}

/// One component of a view.
pub(super) struct Component {
    pub(super) actor: Box<dyn Actor>,
    /// What it last rendered, and which handlers that offers.
    pub(super) print: Print,
    parent: Option<u64>,
    depth: usize,
    /// The components nested in it: by where its print has them, their keys.
    nested: BTreeMap<ChildId, u64>,
    /// How many births there were in it.
    born: u32,
    /// Its own HTML.
    html: String,
    /// Where in that the nested components belong, with what its print has there.
    places: Vec<(usize, ChildId)>,
}

impl Components {
    pub(super) fn new(state: AppState) -> Result<Self> {
        let mailbox = Arc::new(Mailbox::default());
        let surroundings = Surroundings {
            state,
            visitor: Visitor::new("test"),
            inbox: mailbox.clone(),
            handler_time: Limits::default().handler_time,
            page: 0,
        };
        Ok(Self {
            registry: Registry::collect()?,
            surroundings: Arc::new(surroundings),
            mailbox,
            all: BTreeMap::new(),
            last: 0,
            calls: VecDeque::new(),
            effects: Effects::default(),
            loaded: false,
        })
    }

    /// Loads the page of a component, and joins everything on it.
    pub(super) async fn load(&mut self, entry: &Entry, component: Box<dyn Any + Send>) -> Result<()> {
        self.mount(entry, component, None).await?;
        self.render().await?;
        // While a page is rendered there is nobody yet whom a call could reach.
        self.calls.clear();
        self.loaded = true;
        for key in self.all.keys().copied().collect::<Vec<_>>() {
            self.connect(key).await?;
        }
        self.settle().await
    }

    pub(super) fn get(&self, key: u64) -> Option<&Component> {
        self.all.get(&key)
    }

    pub(super) fn get_mut(&mut self, key: u64) -> Option<&mut Component> {
        self.all.get_mut(&key)
    }

    /// Waits for what a component has begun, and sees to what comes of it.
    pub(super) async fn finish(&mut self, key: u64, turn: Turn) -> Result<()> {
        let done = self.run(key, turn).await;
        let settled = self.settle().await;
        done.and(settled)
    }

    /// Runs what was pushed and called so far, and renders.
    pub(super) async fn settle(&mut self) -> Result<()> {
        let pushes = self.mailbox.take().pushes;
        for (key, push) in pushes {
            if let Some(component) = self.all.get_mut(&key) {
                let turn = component.actor.push(push, Instant::now());
                let _ = self.run(key, turn).await;
            }
        }
        let mut done = Ok(());
        loop {
            while let Some((key, call)) = self.calls.pop_front() {
                done = done.and(self.call(key, call).await);
            }
            self.render().await?;
            // What the render has mounted may have called in turn.
            if self.calls.is_empty() {
                return done;
            }
        }
    }

    /// Waits until something is pushed.
    pub(super) async fn pushed(&self) {
        poll_fn(|context| {
            self.mailbox.watch(context.waker());
            if self.mailbox.has_news() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    /// The HTML of all of them, as it stands in the page.
    pub(super) fn html(&self) -> String {
        let mut html = String::new();
        self.write(ROOT, &mut html);
        html
    }

    fn write(&self, key: u64, out: &mut String) {
        let Some(Component { html, places, nested, .. }) = self.all.get(&key) else { return };
        let mut written = 0;
        for (offset, id) in places {
            out.push_str(html.get(written..*offset).unwrap_or_default());
            written = *offset;
            let Some(key) = nested.get(id) else { continue };
            let Some(component) = self.all.get(key) else { continue };
            // By the token a client knows a component; here its key will do.
            write_wrapper(out, component.actor.module(), &key.to_string(), Address::default(), None);
            self.write(*key, out);
            out.push_str("</div>");
        }
        out.push_str(html.get(written..).unwrap_or_default());
    }

    async fn mount(&mut self, entry: &Entry, component: Box<dyn Any + Send>, parent: Option<u64>) -> Result<u64> {
        let depth = parent.and_then(|key| self.all.get(&key)).map_or(0, |parent| parent.depth + 1);
        self.last += 1;
        let key = self.last;
        let membership = Membership { key, instance: key, surroundings: Arc::clone(&self.surroundings), counted: None };
        let mut actor = (entry.adopt)(component, membership)?;
        if depth == DEPTH {
            let module = actor.module();
            return Err(Error::msg(format_args!(
                "`{module}` stands inside {DEPTH} other components; does it render itself?"
            )));
        }
        // A state that cannot be saved is to be found now rather than with the first event.
        actor.save()?;
        self.mailbox.admit(key);
        let turn = actor.mount();
        let (print, nested, html, places) = Default::default();
        self.all.insert(key, Component { actor, print, parent, depth, nested, born: 0, html, places });
        self.run(key, turn).await?;
        if self.loaded {
            self.connect(key).await?;
        }
        Ok(key)
    }

    async fn connect(&mut self, key: u64) -> Result<()> {
        match self.all.get_mut(&key).and_then(|component| component.actor.connected(Instant::now())) {
            Some(turn) => self.run(key, turn).await,
            None => Ok(()),
        }
    }

    async fn call(&mut self, key: u64, call: ParentCall) -> Result<()> {
        let Some(component) = self.all.get_mut(&key) else { return Ok(()) };
        let payload = Payload { detail: Some(call.detail), ..Payload::default() };
        let call = Call { handler: (*call.handler).into(), payload: Some(Box::new(payload)), number: 0 };
        let turn = component.actor.event(call, Instant::now());
        self.run(key, turn).await
    }

    /// Waits for what a component has begun, and takes what it asks for.
    async fn run(&mut self, key: u64, turn: Turn) -> Result<()> {
        let Some(component) = self.all.get_mut(&key) else { return Ok(()) };
        let done = match turn {
            Turn::Busy => poll_fn(|context| component.actor.poll(context)).await,
            Turn::Done(done) => done,
        };
        let asked = component.actor.take_effects().unwrap_or_default();
        match component.parent {
            Some(parent) => self.calls.extend(asked.calls.into_iter().map(|call| (parent, call))),
            None => self.effects.calls.extend(asked.calls),
        }
        self.effects.flashes.extend(asked.flashes);
        self.effects.title = asked.title.or(self.effects.title.take());
        self.effects.redirect = asked.redirect.or(self.effects.redirect.take());
        match done {
            Ok(Outcome::Redirect(url)) => self.effects.redirect = Some(url),
            Ok(Outcome::Done) => {}
            Err(Failure::Failed(error, _) | Failure::Payload(error)) => return Err(error),
            Err(Failure::Unknown) => return Err(Error::msg("there is no such event")),
            Err(Failure::Panicked(message, _)) => {
                return Err(Error::msg(format_args!("the component panicked: {message}")));
            }
            Err(Failure::TimedOut(_)) => return Err(Error::msg("the component took too long")),
        }
        // On a page it would be undone a moment later.
        self.all.get(&key).map_or(Ok(()), |component| component.actor.save().map(drop))
    }

    /// Renders all of them, each before those in it: its render says which these are, and hands down their props.
    async fn render(&mut self) -> Result<()> {
        let mut waiting = vec![ROOT];
        while let Some(key) = waiting.pop() {
            let Some(component) = self.all.get_mut(&key) else { continue };
            let Nested { started, updated, ended, born: _ } = component.render()?;
            for nested in ended.iter().filter_map(|id| component.nested.remove(id)).collect::<Vec<_>>() {
                self.end(nested);
            }
            for (id, child) in updated {
                let nested = self.all.get(&key).and_then(|component| component.nested.get(&id)).copied();
                if let Some(component) = nested.and_then(|nested| self.all.get_mut(&nested)) {
                    component.actor.take_props(child.into_any());
                }
            }
            for (id, child) in started {
                let module = child.module();
                let registration = self.registry.find(module);
                let registration = registration
                    .ok_or_else(|| Error::msg(format_args!("`{module}` cannot stand inside another component")))?;
                let nested = self.mount(Entry::find(registration)?, child.into_any(), Some(key)).await?;
                if let Some(component) = self.all.get_mut(&key) {
                    component.nested.insert(id, nested);
                }
            }
            waiting.extend(self.all.get(&key).into_iter().flat_map(|component| component.nested.values().rev()));
        }
        Ok(())
    }

    /// Ends a component and those in it.
    fn end(&mut self, key: u64) {
        let mut ending = vec![key];
        while let Some(key) = ending.pop() {
            self.mailbox.dismiss(key);
            if let Some(component) = self.all.remove(&key) {
                ending.extend(component.nested.values());
                component.actor.end(None);
            }
        }
    }
}

impl Component {
    /// Renders it, and gives what has to be done about the components nested in it.
    fn render(&mut self) -> Result<Nested> {
        let (mut html, mut placed, mut nested) =
            (String::new(), Vec::new(), Nested { born: self.born, ..Nested::default() });
        let print = &mut self.print;
        let rendered = self.actor.render(&mut |content| {
            placed = render_static(content, &mut html)?;
            Ok(())
        });
        let rendered = rendered.and_then(|()| {
            self.actor.render(&mut |content| {
                render_diff(content, print, &mut Scratch::default(), &mut Unwritten, &mut nested).map(drop)
            })
        });
        rendered.map_err(|error| Error::msg(format_args!("the component could not be rendered: {error}")))?;
        let offsets = placed.iter().map(|placed| placed.offset);
        self.places = offsets.zip(self.print.placed_children()).collect();
        self.html = html;
        self.born = nested.born;
        Ok(nested)
    }
}
