//! A server under test, on one thread: `subject echo|loom|local|pages|plain PORT [IP]`.

use std::error::Error;

use axum::{Router, serve::ListenerExt};
use loom_bench::subject;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut args = std::env::args().skip(1);
    let (what, port) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    let ip = args.next().unwrap_or_else(|| "127.0.0.1".to_owned());
    // As many connections as the system lets one process have.
    rlimit::increase_nofile_limit(u64::MAX)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async move {
        let app: Router = match what.as_str() {
            "echo" => subject::echo(),
            "loom" => subject::live().map_err(|error| error.to_string())?,
            "local" => subject::local().map_err(|error| error.to_string())?,
            "pages" => subject::pages().map_err(|error| error.to_string())?,
            "plain" => subject::plain(),
            other => return Err(format!("unknown subject `{other}`: say `echo`, `loom`, `local`, `pages` or `plain`").into()),
        };
        let listener = tokio::net::TcpListener::bind(format!("{ip}:{port}")).await?;
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, app).await?;
        Ok(())
    })
}
