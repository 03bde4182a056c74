//! A shopping basket: a shelf, a keyed list of lines, and totals.
//!
//! The state is a plain `Basket` with its own rules and tests. Prices never come
//! from the browser.

use loom::prelude::*;

use super::BASKET;
use crate::{
    layout::{Icon, example},
    model::basket::{Basket, Cents, FREE_SHIPPING, Line, MOST, PRODUCTS},
};

/// A small shop for weavers.
#[live_component]
pub struct Shop {
    basket: Basket,
}

#[live_component]
impl Shop {
    #[event]
    fn add(&mut self, product: u16) {
        self.basket.add(product);
    }

    #[event]
    fn set(&mut self, product: u16, count: u32) {
        self.basket.set(product, count);
    }

    #[event]
    fn order(&mut self, cx: &mut Cx<Self>) {
        let total = self.basket.total();
        cx.flash(Level::Success, format!("Ordered for {total}. (Not really.)"));
        self.basket = Basket::default();
    }

    fn render(&self) -> Html {
        html! {
            <div class="shop">
                <h2>"On the shelf"</h2>
                <ul class="shelf">
                    for product in PRODUCTS {
                        <li key={product.id}>
                            <span>
                                {product.name}
                                <small class="muted">{product.unit}</small>
                            </span>
                            <span class="number">{product.price.to_string()}</span>
                            <button
                                class="button icon-only"
                                aria-label={format!("Take one {}", product.name)}
                                on:click=add(product.id)
                            >
                                <Icon name="plus"/>
                            </button>
                        </li>
                    }
                </ul>
                <h2>"In the basket " <span class="badge number">{self.basket.count()}</span></h2>
                if self.basket.lines().is_empty() {
                    <p class="note">"Nothing yet. Take something from the shelf."</p>
                } else {
                    <ul class="lines">
                        for line in self.basket.lines() {
                            <li key={line.product().id}>{self.line(line)}</li>
                        }
                    </ul>
                    {self.totals()}
                }
                // All that changes with a click, in one announcement.
                <p class="visually-hidden" role="status">
                    match self.basket.count() {
                        0 => "The basket is empty.",
                        count => { {count} " in the basket, " {self.basket.total().to_string()} " in all" }
                    }
                </p>
            </div>
        }
    }

    fn line(&self, line: &Line) -> Html<'static> {
        let (product, count, price) = (line.product(), line.count, line.price());
        html! {
            <span>{product.name}</span>
            <span class="quantity">
                <button
                    class="button quiet icon-only"
                    aria-label={format!("One {} less", product.name)}
                    on:click=set(product.id, count - 1)
                >
                    <Icon name="minus"/>
                </button>
                <span class="number">{count}</span>
                <button
                    class="button quiet icon-only"
                    aria-label={format!("One {} more", product.name)}
                    on:click=set(product.id, count + 1)
                    disabled={count == MOST}
                >
                    <Icon name="plus"/>
                </button>
            </span>
            <span class="number">{price.to_string()}</span>
        }
    }

    fn totals(&self) -> Html {
        let shipping = self.basket.shipping();
        html! {
            <dl class="totals">
                <dt>"Goods"</dt>
                <dd class="number">{self.basket.subtotal().to_string()}</dd>
                <dt>"Shipping"</dt>
                <dd class="number">
                    if shipping == Cents(0) { "free" } else { {shipping.to_string()} }
                </dd>
                <dt class="total">"Total"</dt>
                <dd class="total number">{self.basket.total().to_string()}</dd>
            </dl>
            <div class="row spread">
                <p class="muted small">"Free shipping from " {FREE_SHIPPING.to_string()}</p>
                <button class="button primary" on:click=order>"Order"</button>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let shop = live.mount(Shop::props()).await?;
    Ok(example(&live, &BASKET, html! { {shop} }))
}
