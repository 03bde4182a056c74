//! The server under test: `subject echo PORT` or `subject loom PORT`, on one thread.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let mut args = std::env::args().skip(1);
    let (what, port) = (args.next().unwrap_or_default(), args.next().unwrap_or_default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async move {
        let app = match what.as_str() {
            "echo" => loom_bench::subject::echo(),
            "loom" => loom_bench::subject::live().map_err(|error| error.to_string())?,
            other => return Err(format!("unknown subject `{other}`: say `echo` or `loom`").into()),
        };
        let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
        axum::serve(listener, app).await?;
        Ok(())
    })
}
