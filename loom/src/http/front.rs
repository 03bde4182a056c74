//! [`Front`]: takes connections and speaks HTTP on them, up to where one becomes a WebSocket.
//!
//! axum's own server has no time for the head of a request, so a client that opens connections and sends half of one would hold them for ever.

use std::{
    any::Any,
    convert::Infallible,
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, extract::ConnectInfo, serve::Listener};
use hyper::{
    Request, Response, StatusCode, body::Body as _, body::Incoming, server::conn::http1, service::Service,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::TcpStream,
    sync::{Notify, watch},
};

use super::{
    Loom,
    shutdown::all_looms,
    stall::{BodyTimeout, WriteTimeout},
};
use crate::{
    connection::{
        Connected,
        guard::{Limits, Refusal},
    },
    log::Escaped,
};

/// How long a connection may wait for its next request. Longer than proxies keep theirs, or they would use one that is just being closed.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// How much is kept of the head of a request, about. hyper would keep 400 KiB.
const HEAD: usize = 64 * 1024;
/// How long a connection that was opened just before the listener was closed has for its request.
const LAST_REQUEST: Duration = Duration::from_secs(1);
/// How long it is looked whether there are such connections.
const LOOK: Duration = Duration::from_millis(10);

/// Takes connections for an application.
pub(super) struct Front {
    app: TowerToHyperService<Router>,
    /// The applications of the process when it began to be served; their limits are kept.
    looms: Vec<Loom>,
    /// How long a request may take to begin, and how long it or its answer may stand still.
    time: Duration,
    /// Says that no more requests are taken. Each connection has a receiver.
    finishing: watch::Sender<bool>,
}

impl Front {
    pub(super) fn new(app: Router) -> Self {
        let looms = all_looms();
        let times = looms.iter().map(|loom| loom.shared().guard.limits.request_time);
        let time = times.min().unwrap_or(Limits::default().request_time);
        Self { app: TowerToHyperService::new(app), looms, time, finishing: watch::Sender::new(false) }
    }

    /// Takes connections, without end.
    pub(super) async fn accept<L>(&self, listener: &mut L)
    where
        L: Listener,
        L::Addr: 'static,
    {
        loop {
            self.accept_one(listener).await;
        }
    }

    /// Takes the connections that the system has accepted already, and that would be reset with the listener.
    pub(super) async fn accept_waiting<L>(&self, listener: &mut L)
    where
        L: Listener,
        L::Addr: 'static,
    {
        let waiting = async { while tokio::time::timeout(LOOK, self.accept_one(listener)).await.is_ok() {} };
        // A client that opens them faster than that does not keep the process from stopping.
        let _ = tokio::time::timeout(LAST_REQUEST, waiting).await;
    }

    async fn accept_one<L>(&self, listener: &mut L)
    where
        L: Listener,
        L::Addr: 'static,
    {
        let (io, address) = listener.accept().await;
        self.attend(io, (&address as &dyn Any).downcast_ref().copied());
    }

    /// Lets each connection finish the request that is under way, and take no other.
    pub(super) fn finish(&self) {
        self.finishing.send_replace(true);
    }

    /// Waits until all connections have ended, but for those that have become WebSockets.
    pub(super) async fn finished(&self) {
        self.finishing.closed().await;
    }

    /// Serves a connection in the background, if its address may have one more.
    fn attend<I>(&self, io: I, address: Option<SocketAddr>)
    where
        I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
    {
        // Patches are small, and each is sent when it is made: waiting for more to send would only make it late.
        if let Some(stream) = (&io as &dyn Any).downcast_ref::<TcpStream>()
            && let Err(error) = stream.set_nodelay(true)
        {
            tracing::debug!(error = %Escaped(&error), "a socket keeps its delay");
        }
        let Some(counted) = self.count(address) else { return };
        let call = ConnectionService { app: self.app.clone(), address, time: self.time, first: Arc::default() };
        tokio::spawn(serve(io, call, counted, self.finishing.subscribe()));
    }

    /// Counts a connection in; `None` if its address has too many.
    fn count(&self, address: Option<SocketAddr>) -> Option<Vec<Connected>> {
        let Some(address) = address else { return Some(Vec::new()) };
        let counted = self.looms.iter().filter_map(|loom| {
            let network = loom.naming().address_of_connection(address)?;
            let (shared, now) = (loom.shared(), Instant::now());
            Some(shared.visits.connect(network, &shared.guard.limits, now).map_err(|crowded| {
                let (what, address) = ("a connection was refused", Some(network.into()));
                let refusal = Refusal {
                    what,
                    reason: crowded.0,
                    cause: None,
                    component: None,
                    event: None,
                    address,
                    visitor: None,
                };
                shared.guard.refusals.note(&refusal, now);
            }))
        });
        counted.collect::<Result<_, ()>>().ok()
    }
}

/// The service that answers the requests of one connection.
#[derive(Clone)]
struct ConnectionService {
    app: TowerToHyperService<Router>,
    address: Option<SocketAddr>,
    /// How long the body of a request may stand still.
    time: Duration,
    /// Told of the first request.
    first: Arc<Notify>,
}

impl ConnectionService {
    /// A request as the application takes it.
    fn request(&self, request: Request<Incoming>) -> Request<Body> {
        self.first.notify_one();
        let mut request = request.map(|body| match body.is_end_stream() {
            true => Body::empty(),
            false => Body::new(BodyTimeout::new(body, self.time)),
        });
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(address));
        }
        request
    }

    /// The application's answer. Browsers ask for `/favicon.ico` by themselves; while a page is developed, an application without one does
    /// not make them log an error.
    fn answer(
        &self,
        request: Request<Incoming>,
    ) -> impl Future<Output = Result<Response<Body>, Infallible>> + Send + use<> {
        let is_icon = cfg!(debug_assertions) && request.uri().path() == "/favicon.ico";
        let answer = self.app.call(self.request(request));
        async move {
            let mut response = answer.await?;
            if is_icon && response.status() == StatusCode::NOT_FOUND {
                response = Response::new(Body::empty());
                *response.status_mut() = StatusCode::NO_CONTENT;
            }
            Ok(response)
        }
    }
}

/// Serves one connection to its end, or to where it becomes something else.
async fn serve<I>(io: I, call: ConnectionService, _counted: Vec<Connected>, mut finishing: watch::Receiver<bool>)
where
    I: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let (first, time) = (Arc::clone(&call.first), call.time);
    let service = service_fn(move |request| call.answer(request));
    let io = TokioIo::new(WriteTimeout::new(io, time));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(KEEP_ALIVE).max_buf_size(HEAD);
    let mut connection = pin!(http.serve_connection(io, service).with_upgrades());
    let too_late = async {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = finishes(&mut finishing) => tokio::time::sleep(LAST_REQUEST).await,
        }
    };
    // Why a client's connection ends is the client's matter.
    tokio::select! {
        _ = &mut connection => return,
        () = too_late => return,
        () = first.notified() => {}
    }
    tokio::select! {
        _ = &mut connection => return,
        () = finishes(&mut finishing) => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// Waits until no more requests are taken.
async fn finishes(finishing: &mut watch::Receiver<bool>) {
    if finishing.wait_for(|finishing| *finishing).await.is_err() {
        std::future::pending().await
    }
}
