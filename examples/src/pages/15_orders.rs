//! Fifty thousand orders, whose page, order and filter are in the address.
//!
//! Links are typed: `self.url().page(2)` keeps the rest. The page follows them
//! over its socket, and the address follows whatever else changes the fields.

use loom::prelude::*;

use super::ORDERS;
use crate::{
    layout::example,
    model::orders::{Order, Orders, Query, ROWS, Sort, Status},
};

/// The orders, as the address asks for them.
#[live_component]
pub struct OrderTable {
    #[url]
    filter: String,
    #[url(push)]
    status: Option<Status>,
    #[url]
    sort: Sort,
    #[url(name = "p", default = 1)]
    page: u32,
    found: Vec<Order>,
    count: u32,
}

#[live_component]
impl OrderTable {
    async fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.find(cx).await
    }

    async fn url_changed(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.find(cx).await
    }

    #[event]
    async fn search(&mut self, text: Value<String>, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.filter = text.into_inner();
        self.page = 1;
        self.find(cx).await
    }

    #[event]
    async fn only(&mut self, status: Status, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.status = (self.status != Some(status)).then_some(status);
        self.page = 1;
        self.find(cx).await
    }

    async fn find(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let (filter, status, sort, page) =
            (self.filter.clone(), self.status, self.sort, self.page);
        let orders = cx.state::<Orders>()?;
        let found = orders.find(Query { filter, status, sort, page }).await?;
        // A page that is not there is the last one, in the address too.
        (self.found, self.count, self.page) = (found.orders, found.count, found.page);
        Ok(())
    }

    fn render(&self) -> Html {
        let pages = self.count.div_ceil(ROWS).max(1);
        html! {
            <div class="stack">
                <form class="row" role="search" action="/orders">
                    <input
                        class="input" type="search" name="filter" aria-label="Customer"
                        placeholder="Customer" value={&self.filter} on:input.debounce(150)=search
                    >
                </form>
                <div class="row" role="group" aria-label="Status">
                    for &status in Status::ALL {
                        <button
                            key={status.name()} class="button" on:click=only(status)
                            aria-pressed={self.status == Some(status)}
                        >
                            {status}
                        </button>
                    }
                </div>
                <p class="muted small" role="status">
                    {self.count} " orders, page " <span class="page">{self.page}</span> " of " {pages}
                </p>
                <div class="table" tabindex="0" role="region" aria-label="Orders">
                    <table>
                        <thead>
                            <tr>
                                <th scope="col"><a href={self.url().sort(Sort::Newest).page(1)}>"No."</a></th>
                                <th scope="col"><a href={self.url().sort(Sort::Customer).page(1)}>"Customer"</a></th>
                                <th scope="col">"Status"</th>
                                <th scope="col"><a href={self.url().sort(Sort::Total).page(1)}>"Total"</a></th>
                            </tr>
                        </thead>
                        <tbody>
                            for order in &self.found {
                                <tr key={order.id}>
                                    <td class="number">{order.id}</td>
                                    <td>{&order.customer}</td>
                                    <td>{order.status}</td>
                                    <td class="number">{format!("{}.{:02}", order.cents / 100, order.cents % 100)}</td>
                                </tr>
                            }
                        </tbody>
                    </table>
                </div>
                <nav class="row" aria-label="Pages">
                    <a href={self.url().page(1)}>"First"</a>
                    if self.page > 1 {
                        <a rel="prev" href={self.url().page(self.page - 1)}>"Previous"</a>
                    }
                    if self.page < pages {
                        <a rel="next" href={self.url().page(self.page + 1)}>"Next"</a>
                    }
                    <a href={self.url().page(pages)}>"Last"</a>
                    <a href={OrderTable::url()}>"All orders"</a>
                </nav>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let orders = live.mount(OrderTable::props()).await?;
    Ok(example(&live, &ORDERS, html! { {orders} }))
}

#[cfg(test)]
mod tests {
    use loom::testing::App;

    use super::*;

    #[tokio::test]
    async fn address_page_and_state_agree() -> loom::Result<()> {
        let mut view = App::new().state(Orders::default()).mount(OrderTable::props()).await?;
        view.click("[rel=next]").await?;
        assert_eq!((view.address(), &*view.text(".page")), ("/?p=2", "2"));
        view.click("button:text(Returned)").await?;
        assert_eq!((view.address(), &*view.text(".page")), ("/?status=returned", "1"));
        view.input("input", "Ada").await?;
        assert_eq!(view.address(), "/?status=returned&filter=Ada");
        view.back().await?;
        assert_eq!((view.address(), &*view.text(".page")), ("/?p=2", "2"));
        Ok(())
    }
}
