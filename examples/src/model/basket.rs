//! A shopping basket: what is sold, what was taken, what it costs.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount of money in cents.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Cents(pub u32);

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "€{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Something the shop sells.
#[derive(Debug)]
pub struct Product {
    /// Its number, which stays.
    pub id: u16,
    /// Its name.
    pub name: &'static str,
    /// The unit that it is sold in.
    pub unit: &'static str,
    /// The price of one.
    pub price: Cents,
}

/// The shop's shelves.
pub const PRODUCTS: &[Product] = &[
    Product { id: 1, name: "Merino yarn", unit: "100 g skein", price: Cents(1_450) },
    Product { id: 2, name: "Linen thread", unit: "250 m cone", price: Cents(980) },
    Product { id: 3, name: "Cotton warp", unit: "500 m tube", price: Cents(1_725) },
    Product { id: 4, name: "Boat shuttle", unit: "beech, 33 cm", price: Cents(3_290) },
    Product { id: 5, name: "Tapestry needle", unit: "set of 3", price: Cents(420) },
    Product { id: 6, name: "Indigo dye", unit: "50 g", price: Cents(1_190) },
];

/// The text of a line whose product is sold no longer: a basket may be older than the shelves.
static GONE: Product =
    Product { id: 0, name: "Sold no longer", unit: "", price: Cents(0) };

/// The most of one thing that a basket takes.
pub const MOST: u32 = 99;
/// From this total on, shipping is free.
pub const FREE_SHIPPING: Cents = Cents(5_000);
const SHIPPING: Cents = Cents(490);

/// One line of a basket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    product: u16,
    /// How many.
    pub count: u32,
}

impl Line {
    /// The product of the line.
    pub fn product(&self) -> &'static Product {
        PRODUCTS.iter().find(|product| product.id == self.product).unwrap_or(&GONE)
    }

    /// The price of the line.
    pub fn price(&self) -> Cents {
        Cents(self.product().price.0 * self.count)
    }
}

/// The products that a visitor has taken so far, in the order of taking.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket {
    lines: Vec<Line>,
}

impl Basket {
    /// The lines; none has a count of zero.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Takes one more of a product, which the shop must sell.
    pub fn add(&mut self, product: u16) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.product == product) {
            line.count = (line.count + 1).min(MOST);
        } else if PRODUCTS.iter().any(|known| known.id == product) {
            self.lines.push(Line { product, count: 1 });
        }
    }

    /// Sets how many of a product there are; zero takes its line away.
    pub fn set(&mut self, product: u16, count: u32) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.product == product) {
            line.count = count.min(MOST);
        }
        self.lines.retain(|line| line.count > 0);
    }

    /// How many things are in it.
    pub fn count(&self) -> u32 {
        self.lines.iter().map(|line| line.count).sum()
    }

    /// The price of all lines.
    pub fn subtotal(&self) -> Cents {
        Cents(self.lines.iter().map(|line| line.price().0).sum())
    }

    /// The cost of delivery.
    pub fn shipping(&self) -> Cents {
        if self.lines.is_empty() || self.subtotal() >= FREE_SHIPPING {
            Cents(0)
        } else {
            SHIPPING
        }
    }

    /// The sum to be paid.
    pub fn total(&self) -> Cents {
        Cents(self.subtotal().0 + self.shipping().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_has_two_places() {
        assert_eq!(Cents(5).to_string(), "€0.05");
        assert_eq!(Cents(123_456).to_string(), "€1234.56");
    }

    #[test]
    fn equal_products_share_a_line() {
        let mut basket = Basket::default();
        basket.add(2);
        basket.add(1);
        basket.add(2);
        basket.add(999);
        assert_eq!(
            basket.lines(),
            [Line { product: 2, count: 2 }, Line { product: 1, count: 1 }]
        );
        assert_eq!(basket.count(), 3);
        assert_eq!(basket.subtotal(), Cents(2 * 980 + 1_450));
    }

    #[test]
    fn shipping_is_free_from_fifty_on_and_for_nothing() {
        let mut basket = Basket::default();
        assert_eq!(basket.total(), Cents(0));
        basket.add(5);
        assert_eq!(basket.total(), Cents(420 + 490));
        basket.set(5, 12);
        assert_eq!(basket.total(), Cents(5_040));
    }

    #[test]
    fn counts_stay_in_bounds() {
        let mut basket = Basket::default();
        basket.add(4);
        basket.set(4, u32::MAX);
        basket.add(4);
        assert_eq!(basket.count(), MOST);
        basket.set(4, 0);
        assert_eq!(basket, Basket::default());
        basket.set(4, 3);
        assert_eq!(basket.count(), 0);
    }
}
