//! The subjects of the measurements: Loom's components, and beside each the least that could do the same.

mod article;
mod counter;
mod echo;
mod form;
mod local;
mod news;
mod pages;
mod plain;
mod table;

use axum::{Router, routing::get};
use loom::{Limits, Live, Loom, Page, Props, Rate, html};

pub use article::Article;
pub use counter::Counter;
pub use echo::echo;
pub use form::Form;
pub use local::local;
pub use news::{Editor, Reader};
pub use pages::pages;
pub use plain::{plain, table as plain_table};
pub use table::{Row, Table};

/// Room for the state of a table of 10,000 rows in a join.
const LARGEST_JOIN: usize = 4 << 20;

/// Loom's side: a page for each component.
///
/// # Errors
/// Loom could not be set up.
pub fn live() -> loom::Result<Router> {
    let mut limits = Limits::default();
    limits.message_bytes = LARGEST_JOIN;
    limits.events = Rate::per_second(1_000_000);
    let loom = Loom::builder().secret("a secret that is only for measuring").limits(limits).build()?;
    Ok(Router::new()
        .route("/counter", get(|live| page(live, Counter::props())))
        .route("/form", get(|live| page(live, Form::props())))
        .route("/table", get(|live| page(live, Table::props())))
        .route("/table/10000", get(|live| page(live, Table::props().size(10_000))))
        .route("/article", get(|live| page(live, Article::props())))
        .route("/editor", get(|live| page(live, Editor::props())))
        .route("/reader", get(|live| page(live, Reader::props())))
        .merge(loom.routes())
        .with_state(loom))
}

async fn page<P>(live: Live, props: P) -> loom::Result<Page>
where
    P: Props<Component: loom::LiveComponent>,
{
    let component = live.mount(props).await?;
    Ok(Page::new("Measured").body(html! { {component} }))
}
