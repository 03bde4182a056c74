//! The half of a component that its `impl` makes: render, life cycle, events.

use super::{Cx, EventCall, State, Step};
use crate::tree::Html;

/// A live component: the trait that `#[live_component]` on an `impl` implements, for bounds of your own code.
///
/// Nothing else implements it. Its methods are the macro's and the runtime's.
///
/// ```
/// use loom::{LiveComponent, Props, prelude::*};
///
/// /// A page with one component.
/// async fn page_of(live: &Live, props: impl Props<Component: LiveComponent>) -> loom::Result<Page> {
///     let component = live.mount(props).await?;
///     Ok(Page::new("One component").body(html! { <main>{component}</main> }))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[live_component] impl`",
    label = "a live component has two halves, and this is the first",
    note = "write `#[live_component] impl {Self} {{ fn render(&self) -> Html {{ html! {{ ... }} }} }}`"
)]
pub trait LiveComponent: State {
    /// The companion with one constructor for each `#[event]`; `on:click=increment` names it.
    type Handlers;

    /// Which of the optional methods are there.
    #[doc(hidden)]
    const HOOKS: Hooks = Hooks::NONE;

    /// Every `#[event]`, sorted by name.
    #[doc(hidden)]
    const EVENTS: &'static [EventInfo];

    /// The component as HTML. Does nothing else.
    #[doc(hidden)]
    fn render(&self) -> Html<'_>;

    /// Runs once, while the page is rendered.
    #[doc(hidden)]
    fn mount<'a>(&'a mut self, _cx: &'a mut Cx<Self>) -> Step<'a> {
        Step::nothing()
    }

    /// Runs on each join and resume.
    #[doc(hidden)]
    fn connected<'a>(&'a mut self, _cx: &'a mut Cx<Self>) -> Step<'a> {
        Step::nothing()
    }

    /// Runs after the visitor has changed the address: the `#[url]` fields have been set.
    #[doc(hidden)]
    fn url_changed<'a>(&'a mut self, _cx: &'a mut Cx<Self>) -> Step<'a> {
        Step::nothing()
    }

    /// Runs when the component ends.
    #[doc(hidden)]
    fn disconnected<'a>(&'a mut self, _cx: &'a mut Cx<Self>) -> Step<'a> {
        Step::nothing()
    }

    /// Decodes the arguments and the payload of one event and calls its method.
    #[doc(hidden)]
    fn dispatch<'a>(&'a mut self, cx: &'a mut Cx<Self>, call: &'a EventCall<'a>) -> Step<'a>;
}

/// Which optional methods a component has, and whether they are `async`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hooks {
    /// `mount` is there.
    pub mount: bool,
    /// `connected` is there.
    pub connected: bool,
    /// `disconnected` is there.
    pub disconnected: bool,
    /// `url_changed` is there.
    pub url_changed: bool,
    /// `connected` is `async`.
    pub connected_async: bool,
    /// `disconnected` is `async`.
    pub disconnected_async: bool,
    /// `url_changed` is `async`.
    pub url_changed_async: bool,
}

impl Hooks {
    /// None of them is there.
    pub const NONE: Self = Self {
        mount: false,
        connected: false,
        disconnected: false,
        url_changed: false,
        connected_async: false,
        disconnected_async: false,
        url_changed_async: false,
    };
}

/// The facts about one `#[event]` that are known before it runs.
#[derive(Clone, Copy, Debug)]
pub struct EventInfo {
    /// Its name, as in templates and on the wire.
    pub name: &'static str,
    /// It is `async`: it must own the state while it runs.
    pub is_async: bool,
    /// It returns a `Result`, so the state is saved before it runs.
    pub fallible: bool,
}

/// The registry entry of a component, collected when the program is linked.
#[derive(Debug)]
pub struct Registration {
    /// The registered name.
    pub module: &'static str,
    /// The Rust type's name, for messages.
    pub type_name: fn() -> &'static str,
    /// The position of the component in the source: file, line, column.
    pub place: (&'static str, u32, u32),
    /// The entry the runtime uses; see `crate::actor`.
    pub vtable: fn() -> &'static (dyn std::any::Any + Send + Sync),
}

impl Registration {
    /// The entry of `C`, which stands at `place`.
    #[doc(hidden)]
    #[must_use]
    pub const fn of<C: LiveComponent>(
        place: (&'static str, u32, u32),
        vtable: fn() -> &'static (dyn std::any::Any + Send + Sync),
    ) -> Self {
        Self { module: C::MODULE, type_name: std::any::type_name::<C>, place, vtable }
    }
}
