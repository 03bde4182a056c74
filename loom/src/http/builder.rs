//! [`Builder`]: what an application decides about Loom before it starts.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::http::request::Parts;

use super::{
    app::{Edge, Loom},
    cookie::{self, SessionCookie},
    prefix::Prefix,
    secrets, shutdown,
};
use crate::{
    Error, Result,
    connection::{
        Terms,
        guard::{Access, Authorize, Guard, Limits},
    },
};

/// How a [`Loom`] is set up. Made by [`Loom::builder`].
///
/// ```
/// use std::time::Duration;
///
/// struct Shop { name: String }
///
/// let loom = loom::Loom::builder()
///     .secret("a secret of thirty-two bytes or more")
///     .max_age(Duration::from_secs(12 * 60 * 60))
///     .state(Shop { name: "Yarn & Co".to_owned() })
///     .build()?;
/// # Ok::<(), loom::Error>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Builder {
    /// The key that signs, then those that are still accepted. Empty: ask the environment.
    secrets: Vec<String>,
    /// The application's own values, by type.
    state: crate::component::AppState,
    /// The settings for reading requests.
    edge: Edge,
    /// The name of the session cookie, if it is another.
    cookie: Option<String>,
    /// How long browsers keep it, if not to their end.
    cookie_max_age: Option<Duration>,
    /// Limits and rights of clients.
    guard: Guard,
    /// How long things are good for.
    terms: Terms,
    /// The first wrong call, told by [`build`](Self::build).
    error: Option<Error>,
}

impl Loom {
    /// Begins to set up an application.
    pub fn builder() -> Builder {
        Builder::new()
    }
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            secrets: Vec::new(),
            state: crate::component::AppState::default(),
            edge: Edge::default(),
            cookie: None,
            cookie_max_age: None,
            guard: Guard { show_errors: cfg!(debug_assertions), ..Guard::default() },
            terms: Terms::default(),
            error: None,
        }
    }

    /// Signs tokens with this secret, of at least 32 bytes, in place of the environment's `LOOM_SECRET`.
    ///
    /// All processes that serve one application need the same. Anybody who knows it can make any token.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.insert(0, secret.into());
        self
    }

    /// Accepts tokens that were signed with this secret, but signs none with it: the old one, while it is changed.
    pub fn old_secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Gives components a value of the application, which `cx.state::<T>()` finds by its type.
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.state = self.state.with(value);
        self
    }

    /// Gives components these values of the application, and no others.
    #[cfg(feature = "testing")]
    pub(crate) fn shared_state(mut self, state: crate::component::AppState) -> Self {
        self.state = state;
        self
    }

    /// As [`state`](Self::state), with a value that the application keeps a handle on: `cx.state::<T>()` is this very `Arc`.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// let prices = Arc::new(vec![3, 4]);
    /// let builder = loom::Loom::builder().shared(Arc::clone(&prices));
    /// ```
    pub fn shared<T: Send + Sync + 'static>(mut self, value: Arc<T>) -> Self {
        self.state = self.state.with_shared(value);
        self
    }

    /// Lets pages of this origin, `https://example.com`, open the WebSocket.
    ///
    /// Without any, pages of the host that the request names may. An application whose proxy changes the `Host` header, or
    /// that is reached under several names, lists them all; once one is listed, no other may.
    pub fn origin(mut self, origin: impl AsRef<str>) -> Self {
        if let Err(error) = self.edge.origins.allow(origin.as_ref()) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Lets the WebSocket be opened at this host, `example.com` or `localhost:3000`. Without any, it may be at whatever host the
    /// request names; once one is listed, at no other.
    ///
    /// It guards an application without a login, on a private network or this machine, from pages whose own name was made to lead
    /// there (DNS rebinding).
    pub fn host(mut self, host: impl AsRef<str>) -> Self {
        if let Err(error) = self.edge.origins.allow_host(host.as_ref()) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Lets redirects lead to this site too, `https://pay.example.com`. Without any, they lead to paths of this site only.
    pub fn redirect_to(mut self, origin: impl AsRef<str>) -> Self {
        if let Err(error) = self.guard.targets.allow(origin.as_ref()) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Names the visitor of a request, as the application knows it: by a session of its own, by who is logged in.
    ///
    /// Tokens are bound to that name in the place of Loom's own cookie, which is left for requests without a name. So a page that was
    /// opened before a login or logout is refused after it, and renews itself. The name is what [`Visitor`](crate::Visitor) says. A name that
    /// begins with `anonymous:` is not taken, because visitors without a name are called so.
    ///
    /// A middleware in front of Loom's routes can leave the name in the request's extensions:
    ///
    /// ```
    /// #[derive(Clone)]
    /// struct User { email: String }
    ///
    /// let loom = loom::Loom::builder()
    ///     .secret("a secret of thirty-two bytes or more")
    ///     .visitor(|request| request.extensions.get::<User>().map(|user| user.email.clone()))
    ///     .build()?;
    /// # Ok::<(), loom::Error>(())
    /// ```
    pub fn visitor(mut self, name: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static) -> Self {
        self.edge.naming.name_visitors(name);
        self
    }

    /// Says which address a request comes from, for the limits of an address. Behind a proxy it stands in a header that the proxy sets, and that
    /// nobody else can set.
    ///
    /// Unless this is called, it is the address of the connection, if that is a public one: one of this machine or of a private network
    /// is that of a proxy, and not counted.
    ///
    /// ```
    /// let loom = loom::Loom::builder()
    ///     .secret("a secret of thirty-two bytes or more")
    ///     .address(|request| request.headers.get("x-real-ip")?.to_str().ok()?.parse().ok())
    ///     .build()?;
    /// # Ok::<(), loom::Error>(())
    /// ```
    pub fn address(mut self, find: impl Fn(&Parts) -> Option<IpAddr> + Send + Sync + 'static) -> Self {
        self.edge.naming.find_addresses(find);
        self
    }

    /// Decides what visitors may do: it is asked before a component is put into a page, before it is joined, and before each event.
    ///
    /// A forbidden action is refused with `forbidden`, or for a page with status 403, before any of it runs. The function is called often, so it must not
    /// wait: have what it needs in memory. Calls that a component makes itself, pushes and callbacks, are not asked for.
    ///
    /// ```
    /// # use loom::prelude::*;
    /// # #[live_component] pub struct Accounts { }
    /// # #[live_component] impl Accounts { fn render(&self) -> Html { html! { <p>"all"</p> } } }
    /// struct Admins(Vec<String>);
    ///
    /// let loom = loom::Loom::builder()
    ///     .secret("a secret of thirty-two bytes or more")
    ///     .state(Admins(vec!["ada@example.com".to_owned()]))
    ///     .authorize(|access| {
    ///         let is_admin = || access.state::<Admins>().is_ok_and(|admins| admins.0.contains(&access.visitor().to_string()));
    ///         !access.is::<Accounts>() || is_admin()
    ///     })
    ///     .build()?;
    /// # Ok::<(), loom::Error>(())
    /// ```
    pub fn authorize(mut self, allow: impl Fn(&Access<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.guard.authorize = Authorize::new(allow);
        self
    }

    /// Whether a page shows the errors of its components to developers; in debug builds, unless this is called.
    ///
    /// Else it says only that something did, with a reference that stands in the log too, beside all the rest.
    pub fn show_errors(mut self, show: bool) -> Self {
        self.guard.show_errors = show;
        self
    }

    /// Sets the limits of clients: see [`Limits`].
    pub fn limits(mut self, limits: Limits) -> Self {
        self.guard.limits = limits;
        self
    }

    /// How long after it was made a page can be joined; a day unless this is called.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.terms.max_age = age;
        self
    }

    /// The largest message that is taken from a browser, in bytes: [`Limits::message_bytes`].
    pub fn max_message(mut self, bytes: usize) -> Self {
        self.guard.limits.message_bytes = bytes;
        self
    }

    /// The largest token that a component's state travels in, in bytes; 64 KiB unless this is called.
    ///
    /// A client is given one after an event, at most each second. A state that outgrows it is kept on the server only, as with
    /// `resume = "server"`, and the log says so once.
    pub fn max_token(mut self, bytes: usize) -> Self {
        self.terms.max_token = bytes;
        self
    }

    /// How long a component's state waits for its client after their connection broke, so that nothing is lost when it comes
    /// back; a minute unless this is called. With zero, a client comes back with the last token that it was given, which may be
    /// a second older.
    ///
    /// The component itself ends at once, and runs `connected` again when its client is back.
    pub fn park(mut self, time: Duration) -> Self {
        self.terms.park.time = time;
        self
    }

    /// How many components may wait for their clients, and how many bytes of state in all; 20,000 and 64 MiB unless this is called. Where
    /// there are more, those that have waited longest go.
    pub fn park_at_most(mut self, components: usize, bytes: usize) -> Self {
        self.terms.park.count = components;
        self.terms.park.bytes = bytes;
        self
    }

    /// How long handlers and requests that are under way may take when the application stops; ten seconds unless this is called.
    pub fn stop_within(mut self, time: Duration) -> Self {
        self.terms.stop = time;
        self
    }

    /// The path below which browsers find the application, `/shop`, where it shares a host with others. Loom's own addresses in pages and the
    /// path of its cookie begin with it.
    ///
    /// The paths that reach the process need not have the prefix: a proxy removes it, or the application's router is nested.
    ///
    /// ```no_run
    /// # use loom::prelude::*;
    /// # async fn home() {}
    /// # async fn run() -> loom::Result<()> {
    /// use axum::{Router, routing::get};
    ///
    /// let loom = Loom::builder().prefix("/shop").build()?;
    /// let shop = Router::new().route("/", get(home)).merge(loom.routes()).with_state(loom);
    /// loom::serve(Router::new().nest("/shop", shop), "127.0.0.1:3000").await
    /// # }
    /// ```
    pub fn prefix(mut self, path: impl AsRef<str>) -> Self {
        match Prefix::read(path.as_ref()) {
            Ok(prefix) => self.edge.prefix = prefix,
            Err(error) => drop(self.error.get_or_insert(error)),
        }
        self
    }

    /// Names the cookie by which visitors are known again; `loom_sid` unless this is called. Applications that share a host need different names.
    ///
    /// Over HTTPS `__Host-` stands before it, or `__Secure-` below a [`prefix`](Self::prefix), which is then its path.
    pub fn cookie(mut self, name: impl Into<String>) -> Self {
        self.cookie = Some(name.into());
        self
    }

    /// How long browsers keep that cookie after the last page that they loaded. Unless this is called they forget it when they are closed.
    pub fn cookie_max_age(mut self, age: Duration) -> Self {
        self.cookie_max_age = Some(age);
        self
    }

    /// How often a client says that it is there; every 25 seconds unless this is called, and each second at most.
    ///
    /// Proxies end connections on which nothing is said for some time. The heartbeat has to be shorter than the shortest of these times, and
    /// than [`Limits::silence`].
    pub fn heartbeat(mut self, interval: Duration) -> Self {
        self.edge.heartbeat = Some(u64::try_from(interval.as_millis()).unwrap_or(u64::MAX));
        self
    }

    /// How long everything is served as before when [`serve`](crate::serve) is told to stop, while [`Loom::ready`] answers 503 already; not at
    /// all unless this is called.
    ///
    /// A load balancer goes on sending requests until its next check fails. Give it the time of some checks, so that no request meets a
    /// closed port.
    pub fn drain(mut self, time: Duration) -> Self {
        self.terms.drain = time;
        self
    }

    /// How many clients are asked to come back each second when the application stops; 10,000 unless this is called.
    ///
    /// A client waits for a random part of the time that this gives for all of them, 30 seconds at most, unless its visitor does something on the page. A
    /// join takes about a tenth of a millisecond, and more where `connected` does much. Lower it if the processes that take the clients over
    /// cannot follow.
    pub fn return_rate(mut self, clients_per_second: usize) -> Self {
        self.terms.return_rate = clients_per_second;
        self
    }

    /// Whether links lead from page to page without a reload, which they do unless this is called. Without it, the browser loads each page in full.
    ///
    /// A single link or form, or a part of a page, is left to the browser with the attribute `l-no-nav`.
    pub fn navigation(mut self, on: bool) -> Self {
        self.edge.loads_in_full = !on;
        self
    }

    /// Names the version of the application that this process runs, in place of the environment's `LOOM_VERSION`: the number of a release, or of a
    /// commit. It is made of at most 64 letters, digits, `.`, `_` and `-`.
    ///
    /// It stands in the address at which a page opens its WebSocket, `/loom/ws?version=1.4.0`, so that a balancer can send the page to a process of its own version
    /// while two of them run. A page that reaches a process of another version says so (`loom:version`), and is patient if that process cannot
    /// take it.
    ///
    /// Without a name it is a hash of what decides whether a page can go on in another process: the names of the components, the fields of their
    /// states, and the version of Loom.
    pub fn version(mut self, name: impl Into<String>) -> Self {
        self.edge.version = Some(name.into());
        self
    }

    /// Checks everything and makes the [`Loom`].
    ///
    /// # Errors
    /// A secret is shorter than 32 bytes, or there is none in a release build; an origin is not one; two components are
    /// registered under one name; the heartbeat is too fast or too slow; the version is not one; the cookie's name is none.
    pub fn build(mut self) -> Result<Loom> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let cookie = SessionCookie::new(self.cookie.as_deref().unwrap_or(cookie::NAME), &self.edge.prefix)?;
        self.edge.naming.know_by(match self.cookie_max_age {
            Some(age) => cookie.kept_for(age.as_secs()),
            None => cookie,
        });
        heartbeat(self.edge.heartbeat, &self.guard.limits)?;
        let secrets = secrets::keys(self.secrets)?;
        let loom = Loom::new(&secrets, self.terms, self.guard, self.state, self.edge)?;
        shutdown::remember(&loom);
        Ok(loom)
    }
}

/// Checks that clients say that they are there before they are given up.
fn heartbeat(millis: Option<u64>, limits: &Limits) -> Result<()> {
    let Some(millis) = millis else { return Ok(()) };
    let (interval, silence) = (Duration::from_millis(millis), limits.silence);
    if interval < Duration::from_secs(1) {
        return Err(Error::msg(format_args!("a heartbeat of {interval:?} is too fast; it needs a second or more")));
    }
    if interval >= silence {
        return Err(Error::msg(format_args!(
            "a heartbeat of {interval:?} is too slow: clients that say nothing for {silence:?} are given up (`Limits::silence`)"
        )));
    }
    Ok(())
}
