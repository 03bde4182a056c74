//! The gallery of Loom's examples: `cargo run`, then open <http://127.0.0.1:3000>.
//!
//! `PORT` chooses another port, `GALLERY_DB` another file for the to-do list and the shop (`:memory:` for none).
#![allow(
    unreachable_pub,
    reason = "a program has no outside; its examples are written as a library's would be"
)]

mod assets;
mod highlight;
mod layout;
mod model;
mod pages;
mod sound;

use std::{
    env,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use axum::{extract::FromRef, routing::get};
use loom::{Error, Limits, Loom, Rate};
use tower_http::compression::CompressionLayer;
use tracing_subscriber::EnvFilter;

use crate::model::{database::Database, orders::Orders, shop::Shop, todos::Todos};

/// The values that handlers of requests ask for.
#[derive(Clone)]
struct Gallery {
    loom: Loom,
    shop: Shop,
}

impl FromRef<Gallery> for Loom {
    fn from_ref(gallery: &Gallery) -> Self {
        gallery.loom.clone()
    }
}

impl FromRef<Gallery> for Shop {
    fn from_ref(gallery: &Gallery) -> Self {
        gallery.shop.clone()
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_target(false).init();
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> loom::Result<()> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port()?);
    let doorkeeper = pages::Doorkeeper::default();
    let mut limits = Limits::default();
    limits.handler_time = Duration::from_secs(5);
    limits.events = Rate::per_second(100).burst(300);
    let database = database()?;
    let shop = Shop::new(database.clone());
    let loom = Loom::builder()
        .state(Todos::new(database))
        .state(shop.clone())
        .state(Orders::default())
        .state(doorkeeper.clone())
        .authorize(pages::Doorkeeper::lets)
        .limits(limits)
        .show_errors(false)
        .build()?;
    doorkeeper.knows(&loom);
    let app = pages::routes()
        .fallback(layout::not_found)
        .merge(loom.routes())
        // Pages and Loom's scripts; the gallery's own files are compressed already.
        .layer(CompressionLayer::new())
        .route("/assets/{file}", get(assets::serve))
        .with_state(Gallery { loom, shop });
    loom::serve(app, address).await
}

fn port() -> loom::Result<u16> {
    match env::var("PORT") {
        Err(_) => Ok(3000),
        Ok(port) => {
            let wrong = || {
                Error::msg(format_args!("PORT is {port:?}, which is not a port number"))
            };
            port.parse().map_err(|_| wrong())
        }
    }
}

/// The store of the to-do list and the shop: the file that `GALLERY_DB` names, else one beside the program.
fn database() -> loom::Result<Database> {
    let path = match env::var_os("GALLERY_DB") {
        Some(path) if path == ":memory:" => return Ok(Database::in_memory()?),
        Some(path) => PathBuf::from(path),
        None => env::current_exe()?.with_file_name("gallery.sqlite"),
    };
    open(&path)
}

fn open(path: &Path) -> loom::Result<Database> {
    Database::open(path).map_err(|error| {
        let path = path.display();
        Error::msg(format_args!(
            "nothing can be kept in {path}: {error}; set GALLERY_DB to another file"
        ))
    })
}
