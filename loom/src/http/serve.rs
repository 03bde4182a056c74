//! [`serve`]: an axum application on an address, until it is told to stop.

use std::{io, sync::LazyLock, time::Duration};

use axum::{Router, serve::ListenerExt};
use tokio::{
    net::{TcpListener, ToSocketAddrs},
    sync::watch,
};

use crate::{Error, Result};

/// Serves `app` on `address` until ctrl-c or `SIGTERM`, then lets requests that are under way finish, and
/// gives every client the newest token of what it sees, so that it goes on from there after a restart.
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
    axum::serve(listener, app).with_graceful_shutdown(stopped()).await?;
    tokio::time::sleep(PARTING).await;
    Ok(())
}

/// How long open WebSockets have to send the last tokens.
const PARTING: Duration = Duration::from_millis(200);

/// Whether the process has been told to stop. Not of one application, as it is the process that stops.
static STOPPING: LazyLock<watch::Sender<bool>> = LazyLock::new(|| watch::Sender::new(false));

/// Waits until the process is told to stop.
pub(super) async fn stopping() {
    // The sender is never dropped, so this ends for that reason alone.
    let _ = STOPPING.subscribe().wait_for(|stopping| *stopping).await;
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
    STOPPING.send_replace(true);
}
