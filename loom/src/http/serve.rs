//! [`serve`]: an axum application on an address, until it is told to stop.

use std::{io, net::SocketAddr, pin::pin, time::Instant};

use axum::{Router, serve::ListenerExt};
use tokio::{
    net::{TcpListener, ToSocketAddrs},
    sync::oneshot,
};

use super::stop::shutdown_all;
use crate::{Error, Result};

/// Serves `app` on `address` until ctrl-c or `SIGTERM`. Then it takes no new connections, lets requests and handlers that are under way
/// finish, and ends every WebSocket by [`Loom::shutdown`](crate::Loom::shutdown), so that clients go on where they were after a restart. A
/// second ctrl-c or `SIGTERM` ends the process at once.
///
/// # Errors
/// The address cannot be listened on: another program has the port, or it is not this machine's.
pub async fn serve(app: Router, address: impl ToSocketAddrs + std::fmt::Display) -> Result<()> {
    let name = address.to_string();
    let listener = TcpListener::bind(address).await.map_err(|error| refused(&name, &error))?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening on http://{address}");
    // Patches are small, and each is sent when it is made: waiting for more to send would only make it late.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "a socket keeps its delay");
        }
    });
    let app = app.into_make_service_with_connect_info::<SocketAddr>();
    let (tell, told) = oneshot::channel::<()>();
    let serving = axum::serve(listener, app).with_graceful_shutdown(async move { drop(told.await) });
    let mut serving = pin!(serving.into_future());
    let stopping = async move {
        stopped().await;
        drop(tell);
        tokio::select! {
            until = shutdown_all() => until,
            () = stopped() => Instant::now(),
        }
    };
    let mut stopping = pin!(stopping);
    let until = tokio::select! {
        ended = &mut serving => {
            // WebSockets are not its own any more, so it may be done long before they are.
            stopping.await;
            return Ok(ended?);
        }
        until = &mut stopping => until,
    };
    match tokio::time::timeout_at(until.into(), serving).await {
        Ok(ended) => ended?,
        Err(_) => tracing::warn!("requests that took too long were cut off"),
    }
    Ok(())
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

/// Waits for ctrl-c or `SIGTERM`.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
    tracing::info!("stopping");
}
