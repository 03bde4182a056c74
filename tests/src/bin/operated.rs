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

/// The settings of the command line.
struct Settings {
    builder: loom::Builder,
    name: String,
    prefix: String,
}

impl Settings {
    fn read(given: &[String]) -> Self {
        let builder = Loom::builder().secret(SECRET).state(app::Shared::default());
        let settings = Self { builder, name: "operated".to_owned(), prefix: String::new() };
        given.iter().fold(settings, |settings, setting| {
            let (name, value) = setting.split_once('=').expect("NAME=VALUE");
            settings.with(name, value)
        })
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        let millis = || Duration::from_millis(value.parse().expect("milliseconds"));
        self.builder = match name {
            "drain" => self.builder.drain(millis()),
            "heartbeat" => self.builder.heartbeat(millis()),
            "prefix" => {
                value.clone_into(&mut self.prefix);
                self.builder.prefix(value)
            }
            "sockets_per_address" => {
                let mut limits = Limits::default();
                limits.sockets_per_address = value.parse().expect("a number");
                // As in the guide.
                self.builder
                    .limits(limits)
                    .address(|request| request.headers.get("x-forwarded-for")?.to_str().ok()?.parse().ok())
            }
            "name" => {
                value.clone_into(&mut self.name);
                self.builder
            }
            unknown => panic!("there is no setting {unknown}"),
        };
        self
    }
}

#[tokio::main]
async fn main() -> loom::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (address, settings) = arguments.split_first().expect("an address");
    let Settings { builder, name, prefix } = Settings::read(settings);
    serve(address, application(builder.build()?, name, &prefix)).await
}

/// The pages of the tests and those of an operator, each with `served-by` in its answer.
fn application(loom: Loom, name: String, prefix: &str) -> Router {
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
    if prefix.is_empty() { app } else { Router::new().nest(prefix, app.clone()).merge(app) }
}

async fn serve(address: &str, app: Router) -> loom::Result<()> {
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
