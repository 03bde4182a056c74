//! A component whose visitors fill in parts of its data, and not all of them.

use loom::{Bind, prelude::*};
use serde::{Deserialize, Serialize};

/// A row, known by a text that a visitor may have chosen.
#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    #[bind(key)]
    code: String,
    amount: u32,
    /// No control shows it.
    discount: u32,
    #[bind(skip)]
    price: u32,
    #[bind(offered)]
    size: String,
}

/// Where the bill goes, if it does.
#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bill {
    street: String,
    /// No control shows it.
    paid: bool,
}

/// Has rows, and shows some of what they hold.
#[live_component(name = "basket")]
pub struct Basket {
    #[bind]
    #[state(default = ["a", ODD].map(|code| Piece { code: code.to_owned(), price: 5, ..Piece::default() }).to_vec())]
    pieces: Vec<Piece>,
    /// No control shows any of it.
    #[bind]
    #[state(default = vec![Piece { code: "a".to_owned(), ..Piece::default() }])]
    stolen: Vec<Piece>,
    #[bind]
    bill: Option<Bill>,
    #[bind(changed = noted)]
    note: String,
    notes: u32,
    locked: bool,
}

/// A key that holds all that could end it early.
pub const ODD: &str = "]b.c\"=(\u{2028}é😀\\";

#[live_component]
impl Basket {
    #[event]
    fn bill(&mut self) {
        self.bill = if self.bill.is_none() { Some(Bill::default()) } else { None };
    }

    #[event]
    fn noted(&mut self) {
        self.notes += 1;
    }

    #[event]
    fn lock(&mut self) {
        self.locked = !self.locked;
    }

    #[event]
    fn drop_last(&mut self) {
        self.pieces.pop();
    }

    fn render(&self) -> Html {
        html! {
            <p>{format!("{:?} {:?} {:?}", self.pieces, self.stolen, self.bill)}</p>
            <button on:click=bill>"bill"</button>
            <button on:click=lock>"lock"</button>
            <button on:click=drop_last>"drop"</button>
            <input bind:value={self.bill?.street}>
            <input bind:value={self.note}> <output>{&self.note} " " {self.notes}</output>
            <fieldset disabled={self.locked}>
                for piece in bind(self.pieces) {
                    <div key={&piece.code}>
                        <input bind:value={piece.amount}>
                        <select bind:value={piece.size}><option>"small"</option></select>
                    </div>
                }
            </fieldset>
        }
    }
}
