//! Fifty thousand orders in SQLite, in memory, made when they are first asked for.

use std::sync::{Arc, Mutex, PoisonError};

use loom::Choice;
use rusqlite::{Connection, ToSql, params_from_iter};
use serde::{Deserialize, Serialize};

/// How many rows a page shows.
pub const ROWS: u32 = 12;

/// How far an order is.
#[derive(Choice, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Status {
    Open,
    Woven,
    Shipped,
    Returned,
}

/// The column that the orders are sorted by.
#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Sort {
    #[default]
    Newest,
    Customer,
    Total,
}

impl Sort {
    fn sql(self) -> &'static str {
        match self {
            Self::Newest => "id DESC",
            Self::Customer => "customer, id",
            Self::Total => "cents DESC, id",
        }
    }
}

/// One order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub id: u32,
    pub customer: String,
    pub status: Status,
    pub cents: u32,
}

/// The orders that are looked for.
#[derive(Clone, Debug)]
pub struct Query {
    /// A part of the customer's name.
    pub filter: String,
    pub status: Option<Status>,
    pub sort: Sort,
    /// From 1. Beyond the last page there is the last.
    pub page: u32,
}

/// The orders of one page, and where they are among the others.
#[derive(Debug, Default)]
pub struct Found {
    pub orders: Vec<Order>,
    pub count: u32,
    pub page: u32,
}

/// The store. Its queries take milliseconds, so they run on a thread of their own.
#[derive(Clone, Debug, Default)]
pub struct Orders(Arc<Mutex<Option<Connection>>>);

impl Orders {
    /// The page that `query` asks for.
    pub async fn find(&self, query: Query) -> loom::Result<Found> {
        let orders = self.clone();
        tokio::task::spawn_blocking(move || orders.find_here(&query)).await?
    }

    fn find_here(&self, query: &Query) -> loom::Result<Found> {
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = match &mut *connection {
            Some(connection) => connection,
            absent => absent.insert(made()?),
        };
        let mut values: Vec<Box<dyn ToSql>> = vec![Box::new(query.filter.clone())];
        let mut wanted = "instr(lower(customer), lower(?1)) > 0".to_owned();
        if let Some(status) = query.status {
            wanted += " AND status = ?2";
            values.push(Box::new(status.name()));
        }
        let count: u32 = connection.query_row(
            &format!("SELECT count(*) FROM orders WHERE {wanted}"),
            params_from_iter(&values),
            |row| row.get(0),
        )?;
        let page = query.page.clamp(1, count.div_ceil(ROWS).max(1));
        let mut select = connection.prepare(&format!(
            "SELECT id, customer, status, cents FROM orders WHERE {wanted} ORDER BY {} LIMIT {ROWS} OFFSET {}",
            query.sort.sql(),
            (page - 1) * ROWS
        ))?;
        let orders = select.query_map(params_from_iter(&values), |row| {
            let status: String = row.get(2)?;
            let status = Status::from_name(&status).unwrap_or(Status::Open);
            Ok(Order {
                id: row.get(0)?,
                customer: row.get(1)?,
                status,
                cents: row.get(3)?,
            })
        })?;
        Ok(Found { orders: orders.collect::<Result<_, _>>()?, count, page })
    }
}

const COUNT: u32 = 50_000;
const FIRST: [&str; 8] =
    ["Ada", "Anni", "Benita", "Gunta", "Jacques", "Lenore", "Otti", "Sheila"];
const LAST: [&str; 8] =
    ["Albers", "Berger", "Hicks", "Jacquard", "Koch", "Lovelace", "Stölzl", "Tawney"];

/// The table, which is the same each time.
fn made() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(
        "CREATE TABLE orders (
             id INTEGER PRIMARY KEY,
             customer TEXT NOT NULL,
             status TEXT NOT NULL,
             cents INTEGER NOT NULL
         ) STRICT",
    )?;
    let mut insert =
        transaction.prepare("INSERT INTO orders VALUES (?1, ?2, ?3, ?4)")?;
    for id in 1..=COUNT {
        // Multiplied, so that neighbors differ in every column.
        let nth = |factor: u32| id.wrapping_mul(factor) >> 7;
        let one_of = |names: [&'static str; 8], factor| {
            names.get(nth(factor) as usize % names.len()).copied().unwrap_or_default()
        };
        let customer = format!("{} {}", one_of(FIRST, 2_654_435), one_of(LAST, 40_503));
        let status = match nth(7_919) % 16 {
            0 => Status::Open,
            1 | 2 => Status::Woven,
            3 => Status::Returned,
            _ => Status::Shipped,
        };
        insert.execute((id, customer, status.name(), 900 + nth(69_069) % 90_000))?;
    }
    drop(insert);
    transaction.commit()?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(filter: &str, status: Option<Status>, sort: Sort, page: u32) -> Found {
        let query = Query { filter: filter.to_owned(), status, sort, page };
        Orders::default().find_here(&query).unwrap()
    }

    #[test]
    fn there_are_fifty_thousand() {
        let found = find("", None, Sort::Newest, 1);
        assert_eq!(
            (found.count, found.orders.len(), found.orders[0].id),
            (50_000, ROWS as usize, 50_000)
        );
    }

    #[test]
    fn a_page_that_is_not_there_is_the_nearest() {
        assert_eq!(find("", None, Sort::Total, 0).page, 1);
        assert_eq!(find("", None, Sort::Total, u32::MAX).page, 4_167);
        assert_eq!(find("nobody", None, Sort::Total, 7).page, 1);
    }

    #[test]
    fn orders_are_found_by_customer_and_status() {
        let found = find("ada LOVE", Some(Status::Returned), Sort::Customer, 1);
        assert!(found.count > 0 && found.count < 1_000, "{}", found.count);
        assert!(found.orders.iter().all(|order| order.customer == "Ada Lovelace"
            && order.status == Status::Returned));
    }
}
