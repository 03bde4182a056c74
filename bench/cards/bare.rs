//! An application of axum alone, with a WebSocket that sends back what it is sent.

use axum::{
    Router,
    extract::ws::{WebSocket, WebSocketUpgrade},
    response::{Html, Response},
    routing::get,
};

async fn home() -> Html<&'static str> {
    Html("<!DOCTYPE html><title>Bare</title>")
}

async fn upgrade(upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(echo)
}

async fn echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if socket.send(message).await.is_err() {
            break;
        }
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, Router::new().route("/", get(home)).route("/ws", get(upgrade))).await
}
