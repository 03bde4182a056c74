//! Addresses as types: `TypedPath` of axum-extra for routes, links and `cx.navigate`, with `#[url]` fields for the query.

use axum::Router;
use axum_extra::routing::{RouterExt, TypedPath};
use loom::{prelude::*, testing::App};
use serde::Deserialize;

#[derive(TypedPath, Deserialize)]
#[typed_path("/shelves/{shelf}")]
struct ShelfPath {
    shelf: String,
}

#[derive(TypedPath, Deserialize)]
#[typed_path("/shelves/{shelf}/books/{book}")]
struct BookPath {
    shelf: String,
    book: u32,
}

/// The books of a shelf.
#[live_component]
struct Shelf {
    #[prop]
    shelf: String,
    #[url(name = "p", default = 1)]
    page: u32,
}

#[live_component]
impl Shelf {
    #[event]
    fn open(&mut self, book: u32, cx: &mut Cx<Self>) {
        cx.navigate(BookPath { shelf: self.shelf.clone(), book }.to_string());
    }

    #[event]
    fn turn(&mut self, cx: &mut Cx<Self>) {
        let next = ShelfPath { shelf: "b".to_owned() };
        cx.navigate(self.url().page(9).at(next.to_string()));
    }

    fn render(&self) -> Html {
        let book = BookPath { shelf: self.shelf.clone(), book: 7 };
        html! {
            <output>{&self.shelf} " " {self.page}</output>
            <a rel="next" href={self.url().page(self.page + 1)}>"Next"</a>
            <a id="book" href={book.to_string()}>"Book 7"</a>
            <button id="open" on:click=open(8)>"Open"</button>
            <button id="turn" on:click=turn>"Turn"</button>
        }
    }
}

async fn shelf(ShelfPath { shelf }: ShelfPath, live: Live) -> loom::Result<Page> {
    let shelf = live.mount(Shelf::props().shelf(shelf)).await?;
    Ok(live.page("Shelf").body(html! { <main>{shelf}</main> }))
}

/// A book, whose page leads back to one of the pages of its shelf.
#[live_component]
struct Book {
    #[prop]
    shelf: String,
    #[prop]
    book: u32,
}

#[live_component]
impl Book {
    fn render(&self) -> Html {
        let shelf = ShelfPath { shelf: self.shelf.clone() };
        html! {
            <h1>{&self.shelf} " " {self.book}</h1>
            <a href={Shelf::url().page(3).at(shelf.to_string())}>"Back to page 3"</a>
        }
    }
}

async fn book(BookPath { shelf, book }: BookPath, live: Live) -> loom::Result<Page> {
    let book = live.mount(Book::props().shelf(shelf).book(book)).await?;
    Ok(live.page("Book").body(html! { <main>{book}</main> }))
}

fn app() -> loom::Result<App> {
    let app = App::new();
    let loom = app.loom()?.clone();
    Ok(app.router(Router::new().typed_get(shelf).typed_get(book).with_state(loom)))
}

#[tokio::test]
async fn links_lead_along_typed_paths() -> loom::Result<()> {
    let mut view = app()?.open(&ShelfPath { shelf: "a/é 1".to_owned() }.to_string()).await?;
    assert_eq!((view.address(), &*view.text("output")), ("/shelves/a%2F%C3%A9%201", "a/é 1 1"));
    view.click("[rel=next]").await?;
    assert_eq!((view.address(), &*view.text("output")), ("/shelves/a%2F%C3%A9%201?p=2", "a/é 1 2"));
    view.click("#book").await?;
    assert_eq!((view.address(), &*view.text("h1")), ("/shelves/a%2F%C3%A9%201/books/7", "a/é 1 7"));
    view.click("a").await?;
    assert_eq!((view.address(), &*view.text("output")), ("/shelves/a%2F%C3%A9%201?p=3", "a/é 1 3"));
    Ok(())
}

#[tokio::test]
async fn handlers_navigate_along_typed_paths() -> loom::Result<()> {
    let browser = app()?.browser()?;
    let mut view = browser.open("/shelves/a").await?;
    view.click("#turn").await?;
    let there = view.effects().redirect().unwrap().to_owned();
    assert_eq!(there, "/shelves/b?p=9");
    let mut view = browser.open(&there).await?;
    assert_eq!(view.text("output"), "b 9");
    view.click("#open").await?;
    assert_eq!(view.effects().redirect(), Some("/shelves/b/books/8"));
    Ok(())
}
