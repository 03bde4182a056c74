//! [`View`], a component under test.

use std::{fmt, future::poll_fn, sync::Arc, task::Poll, time::Instant};

use super::{document::Element, parse::parse, selector::Selector};
use crate::{
    Error, Result,
    actor::{Actor, Call, Entry, Failure, Seat, Turn},
    component::{AppState, BindError, Effects, LiveComponent, Outcome, Payload, Props, Surroundings, Visitor},
    connection::{Mailbox, guard::Limits},
    tree::{NoChildren, Print, Scratch, render_silent, render_static},
};

/// The number of the component in its inbox.
const KEY: u64 = 1;

/// Mounts and connects a component of these props, for an application without state of its own.
///
/// # Errors
/// `mount`, `connected` or the render failed.
pub async fn mount<P: Props<Component: LiveComponent>>(props: P) -> Result<View> {
    App::new().mount(props).await
}

/// An application whose components are tested.
#[derive(Debug, Default)]
#[must_use]
pub struct App {
    state: AppState,
}

/// A component that is mounted in the test's own process.
pub struct View {
    actor: Box<dyn Actor>,
    /// What it last rendered, and which handlers that offers.
    print: Print,
    html: String,
    document: Element,
    /// What it has asked for so far.
    effects: Effects,
    mailbox: Arc<Mailbox>,
    events: u64,
}

impl App {
    /// An application without state.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives components a value, as `Loom::builder().state(...)` does.
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.state = self.state.with(value);
        self
    }

    /// Mounts and connects a component of these props.
    ///
    /// # Errors
    /// `mount`, `connected` or the render failed.
    pub async fn mount<P: Props<Component: LiveComponent>>(self, props: P) -> Result<View> {
        let mailbox = Arc::new(Mailbox::default());
        mailbox.admit(KEY);
        let around = Surroundings {
            state: self.state,
            visitor: Visitor::new("test"),
            inbox: mailbox.clone(),
            handler_time: Limits::default().handler_time,
            page: 0,
        };
        let seat = Seat { key: KEY, instance: 1, around: Arc::new(around), counted: None };
        let entry = Entry::of::<P::Component>();
        let actor = (entry.adopt)(Box::new(props.build()), seat)?;
        let mut view = View {
            actor,
            print: Print::default(),
            html: String::new(),
            document: Element::default(),
            effects: Effects::default(),
            mailbox,
            events: 0,
        };
        // A state that cannot be saved is to be found now rather than with the first event.
        view.actor.save()?;
        let turn = view.actor.mount();
        view.finish(turn).await?;
        if let Some(turn) = view.actor.connected(Instant::now()) {
            view.finish(turn).await?;
        }
        Ok(view)
    }
}

impl View {
    /// Its HTML.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The elements that `selector` finds, in document order.
    ///
    /// # Panics
    /// It is not a selector.
    #[must_use]
    #[track_caller]
    pub fn all(&self, selector: &str) -> Vec<&Element> {
        match Selector::parse(selector) {
            Ok(selector) => selector.find(&self.document),
            #[expect(clippy::panic, reason = "the test is wrong")]
            Err(error) => panic!("{error}"),
        }
    }

    /// The first element that `selector` finds.
    ///
    /// # Panics
    /// There is none; the message holds the HTML.
    #[must_use]
    #[track_caller]
    pub fn find(&self, selector: &str) -> &Element {
        match self.all(selector).first() {
            Some(element) => element,
            #[expect(clippy::panic, reason = "the test fails")]
            None => panic!("nothing is `{selector}` in {}", self.html),
        }
    }

    /// Whether `selector` finds something.
    #[must_use]
    #[track_caller]
    pub fn has(&self, selector: &str) -> bool {
        !self.all(selector).is_empty()
    }

    /// The text of the first element that `selector` finds.
    ///
    /// # Panics
    /// There is none.
    #[must_use]
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        self.find(selector).text()
    }

    /// What the component has asked for since it was mounted: redirects, messages, titles, calls of its parent.
    #[must_use]
    pub fn effects(&self) -> &Effects {
        &self.effects
    }

    /// Clicks on an element.
    ///
    /// # Errors
    /// There is no such element, it offers nothing on a click, or its handler failed.
    pub async fn click(&mut self, selector: &str) -> Result<()> {
        self.fire(selector, "click", Payload::default()).await
    }

    /// Types `value` into a control, and leaves it: fires `input` and `change`, whichever are bound.
    ///
    /// # Errors
    /// As of [`click`](Self::click); and what was typed cannot be used by a two-way bound field.
    pub async fn input(&mut self, selector: &str, value: &str) -> Result<()> {
        self.change(selector, || Payload { value: Some(value.to_owned()), ..Payload::default() }).await
    }

    /// Checks a checkbox or radio button, or unchecks it.
    ///
    /// # Errors
    /// As of [`input`](Self::input).
    pub async fn check(&mut self, selector: &str, checked: bool) -> Result<()> {
        let value = self.element(selector)?.attribute("value").unwrap_or("on").to_owned();
        let payload = || Payload { value: Some(value.clone()), checked: Some(checked), ..Payload::default() };
        self.change(selector, payload).await
    }

    /// Presses a key, by its name as in `KeyboardEvent.key`: fires `keydown`.
    ///
    /// # Errors
    /// As of [`click`](Self::click).
    pub async fn key(&mut self, selector: &str, key: &str) -> Result<()> {
        let bound = format!("keydown.{}", key.to_ascii_lowercase());
        let event = if self.handler(selector, &bound)?.is_some() { bound } else { "keydown".to_owned() };
        self.fire(selector, &event, Payload { key: Some(key.to_owned()), ..Payload::default() }).await
    }

    /// Submits a form with these fields.
    ///
    /// # Errors
    /// As of [`click`](Self::click).
    pub async fn submit(&mut self, selector: &str, fields: &[(&str, &str)]) -> Result<()> {
        let form = serde_html_form::to_string(fields)?;
        self.fire(selector, "submit", Payload { form: Some(form), ..Payload::default() }).await
    }

    /// Fires any DOM event with any payload. `event` may have a key filter, as `keydown.enter`.
    ///
    /// # Errors
    /// As of [`click`](Self::click).
    pub async fn fire(&mut self, selector: &str, event: &str, payload: Payload) -> Result<()> {
        let Some(handler) = self.handler(selector, event)? else {
            return Err(Error::msg(format_args!("`{selector}` has no handler for `{event}` in {}", self.html)));
        };
        let call = Call { handler: handler.into(), payload: Some(Box::new(payload)), number: self.events + 1 };
        if !(self.print.offers(event, &call.handler) || event == "change" && call.is_choice(&self.print)) {
            let message = format_args!("`{selector}` is disabled, or does not offer this, in {}", self.html);
            return Err(Error::msg(message));
        }
        self.events += 1;
        match call.field() {
            Some(field) => {
                let input = call.input().ok_or_else(|| Error::msg("the event carries no value"))?;
                match self.actor.bind(field, input, Instant::now()) {
                    Some(Ok(())) => self.finish(Turn::DONE).await,
                    Some(Err(BindError { message })) => Err(Error::msg(message)),
                    None => Err(Error::msg(format_args!("there is no bound field `{field}`"))),
                }
            }
            None => {
                let turn = self.actor.event(call, Instant::now());
                self.finish(turn).await
            }
        }
    }

    /// Runs what has been pushed to the component so far.
    ///
    /// # Errors
    /// The render failed. What a push returns is not looked at, as on a server.
    pub async fn settle(&mut self) -> Result<()> {
        let (pushes, _) = self.mailbox.take();
        for (_, push) in pushes {
            let turn = self.actor.push(push, Instant::now());
            let _ = self.run(turn).await;
        }
        self.render()
    }

    /// Waits until something is pushed to the component, and runs it.
    ///
    /// # Errors
    /// As of [`settle`](Self::settle).
    pub async fn pushed(&mut self) -> Result<()> {
        let mailbox = Arc::clone(&self.mailbox);
        poll_fn(|context| {
            mailbox.watch(context.waker());
            if mailbox.has_news() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        self.settle().await
    }

    /// Fires `input` and `change`, whichever are bound.
    async fn change(&mut self, selector: &str, payload: impl Fn() -> Payload) -> Result<()> {
        let bound = |event| self.handler(selector, event).map(|handler| handler.is_some());
        let (input, change) = (bound("input")?, bound("change")?);
        if input || !change {
            self.fire(selector, "input", payload()).await?;
        }
        if change {
            self.fire(selector, "change", payload()).await?;
        }
        Ok(())
    }

    fn element(&self, selector: &str) -> Result<&Element> {
        let found = Selector::parse(selector)?.find(&self.document);
        found.first().copied().ok_or_else(|| Error::msg(format_args!("nothing is `{selector}` in {}", self.html)))
    }

    /// The handler that an element has for an event.
    fn handler(&self, selector: &str, event: &str) -> Result<Option<String>> {
        Ok(self.element(selector)?.attribute(&format!("data-l-{event}")).map(str::to_owned))
    }

    /// Waits for what was begun, runs what was pushed meanwhile, and renders.
    async fn finish(&mut self, turn: Turn) -> Result<()> {
        let done = self.run(turn).await;
        self.settle().await?;
        done
    }

    async fn run(&mut self, turn: Turn) -> Result<()> {
        let done = match turn {
            Turn::Busy => poll_fn(|context| self.actor.poll(context)).await,
            Turn::Done(done) => done,
        };
        let asked = self.actor.take_effects().unwrap_or_default();
        self.effects.flashes.extend(asked.flashes);
        self.effects.calls.extend(asked.calls);
        self.effects.title = asked.title.or(self.effects.title.take());
        self.effects.redirect = asked.redirect.or(self.effects.redirect.take());
        match done {
            Ok(Outcome::Redirect(url)) => self.effects.redirect = Some(url),
            Ok(_) => {}
            Err(Failure::Failed(error, _) | Failure::Payload(error)) => return Err(error),
            Err(Failure::Unknown) => return Err(Error::msg("there is no such event")),
            Err(Failure::Panicked(message, _)) => {
                return Err(Error::msg(format_args!("the component panicked: {message}")));
            }
            Err(Failure::TimedOut(_)) => return Err(Error::msg("the component took too long")),
        }
        Ok(())
    }

    fn render(&mut self) -> Result<()> {
        let mut html = String::new();
        let mut print = Print::default();
        let rendered = self.actor.render(&mut |content| render_static(content, &mut html).map(drop));
        let rendered = rendered.and_then(|()| {
            self.actor.render(&mut |content| {
                print = render_silent(content, &mut Scratch::default(), &mut NoChildren)?.0;
                Ok(())
            })
        });
        rendered.map_err(|error| Error::msg(format_args!("the component could not be rendered: {error}")))?;
        self.document = parse(&html);
        self.html = html;
        self.print = print;
        Ok(())
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("html", &self.html).finish_non_exhaustive()
    }
}
