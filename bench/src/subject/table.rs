//! The table that frameworks are compared by.

use loom::prelude::*;

/// One row of the table.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// Its key.
    pub id: u32,
    /// `Item number N of the list`.
    pub name: String,
    /// A number that changes.
    pub value: i64,
}

impl Row {
    /// The row with this id.
    #[must_use]
    pub fn new(id: u32) -> Self {
        Self { id, name: format!("Item number {id} of the list"), value: i64::from(id) * 7 % 1000 }
    }

    /// The class, by value and selection.
    #[must_use]
    pub fn class(&self, selected: Option<u32>) -> &'static str {
        match self.value {
            _ if selected == Some(self.id) => "selected",
            ..500 => "low",
            _ => "high",
        }
    }

    /// Another value, and so another class.
    fn change(&mut self) {
        self.value = (self.value + 501) % 1000;
    }
}

/// A table of keyed rows, and the operations on it.
#[live_component]
pub struct Table {
    #[prop(default = 1000)]
    size: u32,
    rows: Vec<Row>,
    selected: Option<u32>,
    /// The id of the next new row.
    next: u32,
}

impl Table {
    /// The table as it is at first.
    #[must_use]
    pub fn of(size: u32) -> Self {
        let mut table = Self { size, rows: Vec::new(), selected: None, next: 0 };
        table.reset();
        table
    }

    /// Its rows, in order.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    fn add(&mut self, count: u32) -> impl Iterator<Item = Row> + use<> {
        let first = self.next;
        self.next += count;
        (first..self.next).map(Row::new)
    }
}

#[live_component]
impl Table {
    fn mount(&mut self) {
        self.reset();
    }

    /// As it was at first.
    #[event]
    pub fn reset(&mut self) {
        self.next = 1;
        self.rows = self.add(self.size).collect();
        self.selected = None;
    }

    /// Another value for one row in the middle.
    #[event]
    pub fn update_one(&mut self) {
        if let Some(row) = self.rows.get_mut(500) {
            row.change();
        }
    }

    /// Another value for every tenth row.
    #[event]
    pub fn update_tenth(&mut self) {
        self.rows.iter_mut().step_by(10).for_each(Row::change);
    }

    #[event]
    fn select(&mut self) {
        self.selected = if self.selected == Some(3) { Some(700) } else { Some(3) };
    }

    #[event]
    fn swap(&mut self) {
        if self.rows.len() > 998 {
            self.rows.swap(1, 998);
        }
    }

    #[event]
    fn remove(&mut self) {
        if self.rows.len() > 500 {
            self.rows.remove(500);
        }
    }

    #[event]
    fn append(&mut self) {
        let row = self.add(1);
        self.rows.extend(row);
    }

    #[event]
    fn prepend(&mut self) {
        let row = self.add(1);
        self.rows.splice(..0, row);
    }

    #[event]
    fn append_thousand(&mut self) {
        let rows = self.add(1000);
        self.rows.extend(rows);
    }

    #[event]
    fn clear(&mut self) {
        self.rows.clear();
    }

    /// New rows for all that are there.
    #[event]
    fn create(&mut self) {
        self.rows = self.add(self.size).collect();
    }

    fn render(&self) -> Html {
        html! {
            <p>
                <button on:click=reset>"reset"</button>
                <button on:click=update_one>"update_one"</button>
                <button on:click=update_tenth>"update_tenth"</button>
                <button on:click=select>"select"</button>
                <button on:click=swap>"swap"</button>
                <button on:click=remove>"remove"</button>
                <button on:click=append>"append"</button>
                <button on:click=prepend>"prepend"</button>
                <button on:click=append_thousand>"append_thousand"</button>
                <button on:click=clear>"clear"</button>
                <button on:click=create>"create"</button>
            </p>
            <table>
                <tbody>
                    for row in &self.rows {
                        <tr key={row.id} id={row.id} class={row.class(self.selected)}>
                            <td>{row.id}</td>
                            <td>{&row.name}</td>
                            <td>{row.value}</td>
                        </tr>
                    }
                </tbody>
            </table>
        }
    }
}
