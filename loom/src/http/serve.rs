//! [`serve`] and [`serve_on`]: an axum application on an address or a listener, until it is told to stop.

use std::{any::Any, fmt, io, net::SocketAddr, time::Instant};

use axum::{Router, serve::Listener};
use tokio::net::{TcpListener, ToSocketAddrs};

use super::{
    front::Front,
    shutdown::{drain_all, shutdown_all},
    signals::Signals,
};
use crate::{Error, Result, log::Escaped};

/// Serves `app` on `address` until ctrl-c or `SIGTERM`: [`serve_on`] with a TCP listener.
///
/// # Errors
/// The address cannot be listened on: another program has the port, or it is not this machine's.
pub async fn serve(app: Router, address: impl ToSocketAddrs + fmt::Display) -> Result<()> {
    let name = address.to_string();
    let listener = TcpListener::bind(address).await.map_err(|error| refused(&name, &error))?;
    serve_on(listener, app).await
}

/// Serves `app` on a listener until ctrl-c or `SIGTERM`. The process then stops in these steps:
///
/// 1. For the time of [`Builder::drain`](crate::Builder::drain) everything is served as before, while [`Loom::is_stopping`](crate::Loom::is_stopping)
///    is true and [`Loom::ready`](crate::Loom::ready) answers 503, so that a load balancer sends nothing new.
/// 2. The listener is closed. Requests and handlers that are under way are finished, and every WebSocket is ended by
///    [`Loom::shutdown`](crate::Loom::shutdown), so that clients go on where they were after a restart.
///
/// A second ctrl-c or `SIGTERM` ends the process at once.
///
/// Clients that send or read nothing are let go, and addresses have a number of connections: see
/// [`Limits::request_time`](crate::Limits::request_time) and [`Limits::connections_per_address`](crate::Limits::connections_per_address).
///
/// The listener is a TCP one, a Unix socket, or any other [`Listener`]. Requests over TCP carry axum's `ConnectInfo<SocketAddr>`.
///
/// ```no_run
/// # #[cfg(unix)]
/// # async fn run(app: axum::Router) -> loom::Result<()> {
/// // A Unix socket, for a proxy on the same machine.
/// let listener = tokio::net::UnixListener::bind("/run/shop/loom.sock")?;
/// loom::serve_on(listener, app).await
/// # }
/// ```
///
/// A socket that the system opened before the program started (`systemd` calls it socket activation) is a file descriptor. As a
/// listener of the standard library it becomes one of tokio's:
///
/// ```no_run
/// # async fn run(app: axum::Router, listener: std::net::TcpListener) -> loom::Result<()> {
/// // let listener = listenfd::ListenFd::from_env().take_tcp_listener(0)?.expect("a socket from systemd");
/// listener.set_nonblocking(true)?;
/// loom::serve_on(tokio::net::TcpListener::from_std(listener)?, app).await
/// # }
/// ```
///
/// # Errors
/// The process cannot listen for signals.
pub async fn serve_on<L>(mut listener: L, app: Router) -> Result<()>
where
    L: Listener,
    L::Addr: fmt::Debug + 'static,
{
    let mut signals = Signals::listen()?;
    say_where(&listener);
    let front = Front::new(app);
    tokio::select! {
        () = front.accept(&mut listener) => {}
        () = signals.stop() => {}
    }
    let drain = drain_all();
    if !drain.is_zero() {
        tracing::info!(?drain, "stopping: serving on while no longer ready");
        tokio::select! {
            () = front.accept(&mut listener) => {}
            () = tokio::time::sleep(drain) => {}
            () = signals.stop() => return Ok(()),
        }
    }
    tracing::info!("stopping");
    front.accept_waiting(&mut listener).await;
    drop(listener);
    front.finish();
    let until = tokio::select! {
        until = shutdown_all() => until,
        () = signals.stop() => Instant::now(),
    };
    if tokio::time::timeout_at(until.into(), front.finished()).await.is_err() {
        tracing::warn!("requests that took too long were cut off");
    }
    Ok(())
}

/// Says where the application is reached.
fn say_where<L: Listener>(listener: &L)
where
    L::Addr: fmt::Debug + 'static,
{
    match listener.local_addr() {
        Ok(address) => match (&address as &dyn Any).downcast_ref::<SocketAddr>() {
            Some(address) => tracing::info!(%address, "listening on http://{address}"),
            None => tracing::info!(?address, "listening"),
        },
        Err(error) => tracing::info!(error = %Escaped(&error), "listening on an address that has no name"),
    }
}

/// Says what is in the way of listening.
fn refused(address: &str, error: &io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::AddrInUse => Error::msg(format_args!(
            "another program is already listening on {address}; stop it or choose another port"
        )),
        io::ErrorKind::PermissionDenied => {
            Error::msg(format_args!("not allowed to listen on {address}; ports below 1024 need privileges"))
        }
        _ => Error::msg(format_args!("cannot listen on {address}: {error}")),
    }
}
