//! The targets of attacks: components that hold something, or break in some way of their own.
#![allow(missing_docs, reason = "each is read where it is tested")]

mod address;
mod choices;
mod explosive;
mod holding;
mod paths;
mod text;

use axum::{Router, extract::Path, routing::get};
use loom::prelude::*;

use address::Sought;
pub use choices::LOOKS;
use choices::{Directory, Wardrobe};
use explosive::{Explosive, Trap};
pub use holding::Vault;
use holding::{Guest, Hoarder, Outer, Sealed, Sleeper};
use paths::Basket;
pub use paths::ODD;
use text::{Away, Dressed, Gate, Talker, Texts};

pub fn routes() -> Router<Loom> {
    Router::new()
        .route("/hostile/{page}", get(page))
        .route("/hostile/to/{target}", get(to))
        .route("/hostile/shown/{text}", get(shown))
        .route("/hostile/sealed/{word}", get(sealed))
        .route("/hostile/shout/{text}", get(shout))
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    let mounted = match page.as_str() {
        "vault" => live.mount(Vault::props()).await?,
        "nested" => live.mount(Outer::props()).await?,
        "wardrobe" => live.mount(Wardrobe::props()).await?,
        "basket" => live.mount(Basket::props()).await?,
        "dressed" => live.mount(Dressed::props()).await?,
        "talker" => live.mount(Talker::props()).await?,
        "texts" => live.mount(Texts::props()).await?,
        "sleeper" => live.mount(Sleeper::props()).await?,
        "hoarder" => live.mount(Hoarder::props()).await?,
        "directory" => live.mount(Directory::props()).await?,
        "guest" => live.mount(Guest::props()).await?,
        "sought" => live.mount(Sought::props()).await?,
        "away" => live.mount(Away::props()).await?,
        "drops" => live.mount(Explosive::props().kind(Trap::Drop)).await?,
        "unwritable" => live.mount(Explosive::props().kind(Trap::Write)).await?,
        "unreadable" => live.mount(Explosive::props().kind(Trap::Read)).await?,
        "mount" => live.mount(Explosive::props().kind(Trap::Mount)).await?,
        "connected" => live.mount(Explosive::props().kind(Trap::Connected)).await?,
        "disconnected" => live.mount(Explosive::props().kind(Trap::Disconnected)).await?,
        "render" => live.mount(Explosive::props().kind(Trap::Render)).await?,
        "harmless" => live.mount(Explosive::props().kind(Trap::None)).await?,
        "pair" => {
            let first = live.mount(Explosive::props().kind(Trap::Drop)).await?;
            let second = live.mount(Explosive::props().kind(Trap::Drop)).await?;
            return Ok(Page::new("Two").body(html! { {first} {second} }));
        }
        "nonce" => {
            let nonce = live.nonce();
            return Ok(Page::new("Nonce").body(html! { <script nonce={nonce}>"let own = 1"</script> }).nonce(nonce));
        }
        "allowed" => return Ok(Page::new("Allowed").allow("img-src", "https://images.example")),
        "injected" => return Ok(Page::new("Injected").allow("img-src", "x; script-src *")),
        _ => return Err(loom::Error::msg("there is no such page")),
    };
    Ok(Page::new("Hostile").body(html! { <main>{mounted}</main> }))
}

async fn shown(Path(text): Path<String>, live: Live) -> loom::Result<Page> {
    let texts = live.mount(Texts::props().text(text.clone())).await?;
    Ok(Page::new(text).body(html! { {texts} }))
}

async fn to(Path(target): Path<String>, live: Live) -> loom::Result<Page> {
    let gate = live.mount(Gate::props().target(target)).await?;
    Ok(Page::new("Gate").body(html! { {gate} }))
}

async fn sealed(Path(word): Path<String>, live: Live) -> loom::Result<Page> {
    let sealed = live.mount(Sealed::props().word(word)).await?;
    Ok(Page::new("Sealed").body(html! { {sealed} }))
}

async fn shout(Path(text): Path<String>) -> loom::Result<Page> {
    Err(loom::Error::msg(text))
}
