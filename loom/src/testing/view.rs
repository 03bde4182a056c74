//! [`View`], a component under test.

use std::{fmt, time::Instant};

use super::{
    components::{Components, ROOT},
    document::Element,
    parse::parse,
    selector::Selector,
};
use crate::{
    Error, Result,
    actor::{Call, Entry, Turn},
    component::{AppState, BindError, Callback, Effects, LiveComponent, Payload, Props},
};

/// Mounts and connects a component of these props, for an application without state of its own.
///
/// # Errors
/// `mount`, `connected` or the render failed.
pub async fn mount<P: Props<Component: LiveComponent>>(props: P) -> Result<View> {
    App::new().mount(props).await
}

/// A callback to the handler of this name, to test a component without one around it: what it calls is in [`Effects::calls`].
///
/// Bound arguments stand in it as JSON: `picked(3)`.
#[must_use]
pub fn callback<T>(handler: &str) -> Callback<T> {
    Callback::to(handler)
}

/// An application whose components are tested.
#[derive(Debug, Default)]
#[must_use]
pub struct App {
    state: AppState,
}

/// A component that is mounted in the test's own process, with those nested in it.
pub struct View {
    components: Components,
    html: String,
    document: Element,
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
        let mut components = Components::new(self.state)?;
        components.load(&Entry::of::<P::Component>(), Box::new(props.build())).await?;
        let mut view = View { components, html: String::new(), document: Element::default(), events: 0 };
        view.show();
        Ok(view)
    }
}

impl View {
    /// Its HTML, that of nested components included.
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

    /// What the components have asked for since they were mounted: redirects, messages, titles, and what the outermost of them
    /// called. Calls of nested ones have reached the component around them.
    #[must_use]
    pub fn effects(&self) -> &Effects {
        &self.components.effects
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
        let value = self.element(selector)?.0.attribute("value").unwrap_or("on").to_owned();
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
        let Some((key, handler)) = self.handler(selector, event)? else {
            return Err(Error::msg(format_args!("`{selector}` has no handler for `{event}` in {}", self.html)));
        };
        let call = Call { handler: handler.into(), payload: Some(Box::new(payload)), number: self.events + 1 };
        let offered = self.components.get(key).is_some_and(|component| {
            let chosen = || event == "change" && call.is_choice(&component.print);
            component.print.offers(event, &call.handler) || chosen()
        });
        let Some(component) = self.components.get_mut(key).filter(|_| offered) else {
            let message = format_args!("`{selector}` is disabled, or does not offer this, in {}", self.html);
            return Err(Error::msg(message));
        };
        self.events += 1;
        let turn = match call.field() {
            Some(field) => {
                let input = call.input().ok_or_else(|| Error::msg("the event carries no value"))?;
                match component.actor.bind(field, input, Instant::now()) {
                    Some(Ok(())) => Turn::DONE,
                    Some(Err(BindError { message })) => return Err(Error::msg(message)),
                    None => return Err(Error::msg(format_args!("there is no bound field `{field}`"))),
                }
            }
            None => component.actor.event(call, Instant::now()),
        };
        let done = self.components.finish(key, turn).await;
        self.show();
        done
    }

    /// Runs what has been pushed to the components so far.
    ///
    /// # Errors
    /// A render or a callback failed. What a push returns is not looked at, as on a server.
    pub async fn settle(&mut self) -> Result<()> {
        let done = self.components.settle().await;
        self.show();
        done
    }

    /// Waits until something is pushed to a component, and runs it.
    ///
    /// # Errors
    /// As of [`settle`](Self::settle).
    pub async fn pushed(&mut self) -> Result<()> {
        self.components.pushed().await;
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

    /// The first element that `selector` finds, and the component that it is part of.
    fn element(&self, selector: &str) -> Result<(&Element, u64)> {
        let first = Selector::parse(selector)?.find_parts(&self.document).first().copied();
        let (element, token) =
            first.ok_or_else(|| Error::msg(format_args!("nothing is `{selector}` in {}", self.html)))?;
        Ok((element, token.and_then(|token| token.parse().ok()).unwrap_or(ROOT)))
    }

    /// The handler that an element has for an event, and whose it is.
    fn handler(&self, selector: &str, event: &str) -> Result<Option<(u64, String)>> {
        let (element, key) = self.element(selector)?;
        Ok(element.attribute(&format!("data-l-{event}")).map(|handler| (key, handler.to_owned())))
    }

    /// Takes over what the components say now.
    fn show(&mut self) {
        self.html = self.components.html();
        self.document = parse(&self.html);
    }
}

impl fmt::Debug for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").field("html", &self.html).finish_non_exhaustive()
    }
}
