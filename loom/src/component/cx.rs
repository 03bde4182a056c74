//! [`Cx`], the context of a component's methods.

use std::{fmt, future::Future, sync::Arc, time::Duration};

use serde::Serialize;

use super::{
    AppState, Effect, Effects, Inbox, Interruption, Level, Navigation, NoInbox, PageEffects, ParentCall, Visitor,
    tasks::Tasks,
};
use crate::{Error, log::Escaped, protocol::handler::write_detail};

/// The surroundings of all components of one connection, or of one page while it is rendered.
pub(crate) struct Surroundings {
    /// The values that the application shares.
    pub(crate) state: AppState,
    /// The visitor of the page.
    pub(crate) visitor: Visitor,
    /// The destination of pushes; none while a page is rendered.
    pub(crate) inbox: Arc<dyn Inbox>,
    /// How long an `async` method may take.
    pub(crate) handler_time: Duration,
    /// The number that the page gave itself.
    pub(crate) page: u64,
}

impl Surroundings {
    /// The surroundings of components while a page is rendered: there is no connection yet.
    pub(crate) fn of_page(state: AppState, visitor: Visitor, handler_time: Duration) -> Self {
        Self { state, visitor, inbox: Arc::new(NoInbox), handler_time, page: 0 }
    }
}

/// The effects that a component's methods may ask for: messages to the user, other pages, the application's state, pushes to itself.
///
/// A method that wants it takes a `cx: &mut Cx<Self>`. Its effects happen when the method is done, and do
/// not happen if the method fails.
///
/// ```
/// use loom::{Cx, Level};
///
/// # struct Cart { items: Vec<String> }
/// # impl Cart {
/// fn empty(&mut self, cx: &mut Cx<Self>) {
///     self.items.clear();
///     cx.flash(Level::Info, "Your basket is empty.");
/// }
/// # }
/// ```
pub struct Cx<C: ?Sized> {
    /// Shared by all components of the connection.
    surroundings: Arc<Surroundings>,
    /// Which component of the connection it is.
    component: u64,
    /// Which of all components it is.
    instance: u64,
    /// The number of the event that runs.
    event: u64,
    /// Boxed, as most events ask for nothing.
    effects: Option<Box<Effects>>,
    /// Boxed, as most components have none.
    tasks: Option<Box<Tasks>>,
    marker: std::marker::PhantomData<fn(&mut C)>,
}

impl<C: 'static> Cx<C> {
    /// The context of the component that goes by the number `component` in the inbox of `surroundings`.
    pub(crate) fn new(surroundings: Arc<Surroundings>, component: u64, instance: u64) -> Self {
        let marker = std::marker::PhantomData;
        Self { surroundings, component, instance, event: 0, effects: None, tasks: None, marker }
    }

    /// The destination of pushes to the component.
    pub(super) fn inbox(&self) -> &Arc<dyn Inbox> {
        &self.surroundings.inbox
    }

    /// By which number it goes there.
    pub(super) fn component(&self) -> u64 {
        self.component
    }

    /// Runs `future` in the background, until it is done or the component ends.
    ///
    /// Begin it in `connected`, which runs on each join: what is spawned in `mount` ends with the rendering of the page.
    pub fn spawn(&mut self, future: impl Future<Output = ()> + Send + 'static) {
        self.tasks.get_or_insert_default().spawn(future);
    }
}

impl<C: ?Sized> Cx<C> {
    /// Sends the browser to another page, as a link there does: a path of this site, or a whole URL. Where only `#[url]` fields differ, the page
    /// stays.
    ///
    /// ```
    /// # use loom::Cx;
    /// # struct Order { id: u32 }
    /// # impl Order {
    /// fn saved(&mut self, cx: &mut Cx<Self>) {
    ///     // Going back does not lead to the form again.
    ///     cx.navigate(format!("/orders/{}", self.id)).replace();
    /// }
    /// # }
    /// ```
    pub fn navigate(&mut self, url: impl Into<String>) -> Navigation<'_> {
        self.effects().add(Effect::Navigate(url.into(), false));
        Navigation(self.effects())
    }

    /// Has the browser load the page again.
    pub fn reload(&mut self) {
        self.effects().add(Effect::Reload);
    }

    /// Sends the browser to another page, which is loaded in full: a path of this site, or a whole URL.
    pub fn redirect(&mut self, url: impl Into<String>) {
        self.effects().add(Effect::Redirect(url.into()));
    }

    /// Does something to elements of the page, by their ids, after the component is shown anew: opens a dialog, moves the focus, copies text.
    ///
    /// ```
    /// # use loom::Cx;
    /// # struct Order { id: u32 }
    /// # impl Order {
    /// fn ask(&mut self, cx: &mut Cx<Self>) {
    ///     cx.page().show("confirm").focus("yes");
    /// }
    /// # }
    /// ```
    pub fn page(&mut self) -> PageEffects<'_> {
        PageEffects(self.effects())
    }

    /// Sends a message to the hooks of this component, the elements with `use:` in its template, after the component is shown anew. `data` travels as JSON. A
    /// hook hears of it by `live.on(name, ...)`, once and in the order of the calls, also where the connection broke meanwhile.
    ///
    /// ```
    /// use loom::prelude::*;
    /// # #[derive(Clone, serde::Serialize, serde::Deserialize)]
    /// # struct Place { latitude: f64, longitude: f64 }
    ///
    /// #[live_component]
    /// struct Map {
    ///     places: Vec<Place>,
    /// }
    ///
    /// #[live_component]
    /// impl Map {
    ///     #[event]
    ///     fn find(&mut self, cx: &mut Cx<Self>) {
    ///         if let Some(place) = self.places.first() {
    ///             cx.emit("fly", (place.latitude, place.longitude));
    ///         }
    ///     }
    ///
    ///     fn render(&self) -> Html {
    ///         html! {
    ///             <div use:map={&self.places}></div>
    ///             <button on:click=find>"Find it"</button>
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// Data that cannot be written as JSON is logged, and nothing is sent.
    pub fn emit(&mut self, name: impl Into<String>, data: impl Serialize) {
        let name = name.into();
        match write_detail(&data) {
            Ok(data) => self.effects().add(Effect::Emit(name, data)),
            Err(error) => {
                tracing::error!(name = %Escaped(&name), error = %Escaped(&error), "the data of a message for hooks cannot be written");
            }
        }
    }

    /// Shows the user a message.
    pub fn flash(&mut self, level: Level, text: impl Into<String>) {
        self.effects().add(Effect::Flash(level, text.into()));
    }

    /// Sets the document's title.
    pub fn title(&mut self, title: impl Into<String>) {
        self.effects().add(Effect::Title(title.into()));
    }

    /// Breaks the connection that this component is on, with all others on it, and has the client come back: to try out what a visitor sees
    /// of it.
    pub fn interrupt(&mut self, how: Interruption) {
        self.effects().interruption = Some(how);
    }

    /// The value of type `T` that the application shares with its components.
    ///
    /// # Errors
    /// It shares none of this type.
    pub fn state<T: Send + Sync + 'static>(&self) -> Result<Arc<T>, Error> {
        self.surroundings.state.get()
    }

    /// The visitor of the page.
    #[must_use]
    pub fn visitor(&self) -> &Visitor {
        &self.surroundings.visitor
    }

    /// The client's number for the event that runs: the same when it is sent again after a break. 0 outside of events.
    #[must_use]
    pub const fn event_number(&self) -> u64 {
        self.event
    }

    /// A key that only the event that runs has, and has however often it is sent: what a payment or a message is made under, so that
    /// it is made once even if the server ends while it is made and the browser sends the event again. `None` outside of events, and
    /// for a client of dialect 1, which does not number them.
    ///
    /// ```
    /// # use loom::Cx;
    /// # struct Order;
    /// # async fn pay(_: &str, _: u32) -> loom::Result<()> { Ok(()) }
    /// # impl Order {
    /// async fn check_out(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
    ///     let key = cx.event_key().ok_or_else(|| loom::Error::msg("orders need a key"))?;
    ///     pay(&key, 1200).await // the payment service refuses a key that was used
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn event_key(&self) -> Option<String> {
        (self.event != 0).then(|| format!("{:x}-{:x}-{}", self.instance, self.surroundings.page, self.event))
    }

    /// Keeps `guard`, which undoes something when it is dropped: until the component ends, or `connected` runs again after a break.
    pub fn keep(&mut self, guard: impl std::any::Any + Send) {
        self.tasks.get_or_insert_default().keep(guard);
    }

    /// Whether there are background tasks or guards.
    pub(crate) const fn has_tasks(&self) -> bool {
        self.tasks.is_some()
    }

    /// Ends the background tasks and drops the guards: before `connected` runs again, and at the end.
    pub(crate) fn end_tasks(&mut self) {
        self.tasks = None;
    }

    /// Says which event runs from now on.
    pub(crate) fn set_event_number(&mut self, event: u64) {
        self.event = event;
    }

    /// The effects since they were last taken; `None` if there are none.
    pub(crate) fn take_effects(&mut self) -> Option<Box<Effects>> {
        self.effects.take()
    }

    pub(super) fn call_parent(&mut self, handler: Arc<str>, detail: String) {
        self.effects().calls.push(ParentCall { handler, detail });
    }

    fn effects(&mut self) -> &mut Effects {
        self.effects.get_or_insert_default()
    }
}

impl<C: ?Sized> fmt::Debug for Cx<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cx").field("component", &self.component).field("event", &self.event).finish_non_exhaustive()
    }
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").field("visitor", &self.visitor).finish_non_exhaustive()
    }
}
