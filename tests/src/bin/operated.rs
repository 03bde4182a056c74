//! A server as an operator runs it: `operated ADDRESS [NAME=VALUE...]`, where ADDRESS is `127.0.0.1:0` or `unix:PATH`. It says where it listens.
//!
//! Each answer bears `served-by`, and `/ready` is the readiness check. `/slow-page` takes half a second.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "a program for tests, which fails by panicking"
)]

use std::time::Duration;

use axum::{Router, extract::State, response::Response, routing::get};
use loom::{Limits, Loom};
use loom_tests::{SECRET, app};

#[tokio::main]
async fn main() -> loom::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (address, settings) = arguments.split_first().expect("an address");
    let mut builder = Loom::builder().secret(SECRET).state(app::Shared::default());
    let (mut name, mut prefix) = ("operated".to_owned(), String::new());
    for setting in settings {
        builder = match setting.split_once('=').expect("NAME=VALUE") {
            ("drain", millis) => builder.drain(Duration::from_millis(millis.parse().expect("milliseconds"))),
            ("prefix", path) => {
                path.clone_into(&mut prefix);
                builder.prefix(path)
            }
            ("heartbeat", millis) => builder.heartbeat(Duration::from_millis(millis.parse().expect("milliseconds"))),
            ("sockets_per_address", count) => {
                let mut limits = Limits::default();
                limits.sockets_per_address = count.parse().expect("a number");
                // As in the guide.
                builder
                    .limits(limits)
                    .address(|request| request.headers.get("x-forwarded-for")?.to_str().ok()?.parse().ok())
            }
            ("name", value) => {
                value.clone_into(&mut name);
                builder
            }
            (unknown, _) => panic!("there is no setting {unknown}"),
        };
    }
    let loom = builder.build()?;
    let slow = async || {
        tokio::time::sleep(Duration::from_millis(500)).await;
        "done"
    };
    let named = move |mut response: Response| {
        response.headers_mut().insert("served-by", name.parse().expect("a name"));
        std::future::ready(response)
    };
    let app = app::router(&loom)
        .route("/ready", get(async |State(loom): State<Loom>| loom.ready()))
        .route("/slow-page", get(slow))
        .with_state(loom)
        .layer(axum::middleware::map_response(named));
    // Below the prefix, as after a proxy that leaves it, and at the root, as after one that takes it away.
    let app = if prefix.is_empty() { app } else { Router::new().nest(&prefix, app.clone()).merge(app) };
    match address.strip_prefix("unix:") {
        #[cfg(unix)]
        Some(path) => {
            let listener = tokio::net::UnixListener::bind(path)?;
            println!("{path}");
            loom::serve_on(listener, app).await
        }
        _ => {
            // As it comes from a file descriptor that the system has opened.
            let listener = std::net::TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            println!("{}", listener.local_addr()?);
            loom::serve_on(tokio::net::TcpListener::from_std(listener)?, app).await
        }
    }
}
