//! The shop's store: fabrics, and the notes that visitors write about them.

use std::fmt::Write;

use rusqlite::{OptionalExtension, Result, Row, params};
use serde::{Deserialize, Serialize};

use super::database::Database;

/// A fabric, which has a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fabric {
    /// Its number, which stands in its address.
    pub id: i64,
    pub name: String,
    pub fiber: String,
    pub weave: String,
    /// The colors of its threads, along and across.
    pub warp: String,
    pub weft: String,
    /// The price of a meter.
    pub cents: u32,
    pub story: String,
}

impl Fabric {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            fiber: row.get("fiber")?,
            weave: row.get("weave")?,
            warp: row.get("warp")?,
            weft: row.get("weft")?,
            cents: row.get("cents")?,
            story: row.get("story")?,
        })
    }

    /// The price of a meter, as it is shown.
    pub fn price(&self) -> String {
        format!("€{}.{:02}", self.cents / 100, self.cents % 100)
    }

    /// The squares of a picture with `size` threads each way at which the weft is on top, as the path of an SVG.
    pub fn weft_on_top(&self, size: u32) -> String {
        let is_weft = |x: u32, y: u32| match &*self.weave {
            "Twill" => (x + y) % 4 < 2,
            "Herringbone" => (if x % 12 < 6 { x + y } else { 12 - x % 12 + y }) % 4 < 2,
            "Basket" => (x / 2 + y / 2).is_multiple_of(2),
            "Satin" => !(2 * x + y).is_multiple_of(5),
            _ => (x + y).is_multiple_of(2),
        };
        let mut path = String::new();
        for y in 0..size {
            let mut x = 0;
            while x < size {
                let run = (x..size).take_while(|&x| is_weft(x, y)).count();
                if run > 0 {
                    // A `String` takes all that is written.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run as u32 + 1;
            }
        }
        path
    }
}

/// A note of a visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub id: i64,
    pub author: String,
    pub text: String,
}

/// The fabrics before and after one, in the order of their names.
pub type Neighbors = (Option<(i64, String)>, Option<(i64, String)>);

/// How many notes a fabric keeps: the shop is open to every visitor.
const NOTES: i64 = 20;

/// The shelves and the notes.
#[derive(Clone)]
pub struct Shop(Database);

impl Shop {
    /// The shop that `database` keeps.
    pub const fn new(database: Database) -> Self {
        Self(database)
    }

    /// The fabrics with `text` in their name, fiber or weave, by name.
    pub fn find(&self, text: &str) -> Result<Vec<Fabric>> {
        let connection = self.0.connection();
        let mut select = connection.prepare(
            "SELECT * FROM fabric
             WHERE instr(lower(name || ' ' || fiber || ' ' || weave), lower(?1)) ORDER BY name",
        )?;
        select.query_map([text.trim()], Fabric::from_row)?.collect()
    }

    /// A fabric by its number.
    pub fn fabric(&self, id: i64) -> Result<Option<Fabric>> {
        self.0
            .connection()
            .query_row("SELECT * FROM fabric WHERE id = ?1", [id], Fabric::from_row)
            .optional()
    }

    /// The fabrics beside one.
    pub fn neighbors(&self, of: &Fabric) -> Result<Neighbors> {
        let connection = self.0.connection();
        let one = |select: &str| {
            connection
                .query_row(select, [&of.name], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        };
        Ok((
            one(
                "SELECT id, name FROM fabric WHERE name < ?1 ORDER BY name DESC LIMIT 1",
            )?,
            one("SELECT id, name FROM fabric WHERE name > ?1 ORDER BY name LIMIT 1")?,
        ))
    }

    /// The notes about a fabric, oldest first.
    pub fn notes(&self, fabric: i64) -> Result<Vec<Note>> {
        let connection = self.0.connection();
        let mut select = connection.prepare(
            "SELECT id, author, text FROM note WHERE fabric = ?1 ORDER BY id",
        )?;
        select
            .query_map([fabric], |row| {
                Ok(Note { id: row.get(0)?, author: row.get(1)?, text: row.get(2)? })
            })?
            .collect()
    }

    /// Adds a note, and drops the oldest ones that are too many. An empty one changes nothing.
    pub fn write(&self, fabric: i64, author: &str, text: &str) -> Result<()> {
        let Some(text) = clean(text, 500) else { return Ok(()) };
        let author = clean(author, 40).unwrap_or_else(|| "Anonymous".to_owned());
        let mut connection = self.0.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "INSERT INTO note (fabric, author, text) VALUES (?1, ?2, ?3)",
            params![fabric, author, text],
        )?;
        transaction.execute(
            "DELETE FROM note WHERE fabric = ?1 AND id <= (
                 SELECT id FROM note WHERE fabric = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2
             )",
            params![fabric, NOTES],
        )?;
        transaction.commit()
    }
}

/// A text as it is kept: trimmed, at most `most` characters; `None` if nothing is left.
fn clean(text: &str, most: usize) -> Option<String> {
    let text: String =
        text.trim().chars().filter(|c| !c.is_control()).take(most).collect();
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Shop {
        Shop::new(Database::in_memory().unwrap())
    }

    fn names(text: &str) -> Vec<String> {
        made().find(text).unwrap().into_iter().map(|fabric| fabric.name).collect()
    }

    #[test]
    fn fabrics_are_found_by_name_fiber_and_weave() {
        assert_eq!(names("").len(), 16);
        assert_eq!(names(" SILK "), ["Satin", "Taffeta"]);
        assert_eq!(names("sat"), ["Sateen", "Satin"]);
        assert_eq!(names("basket"), ["Canvas", "Hopsack", "Oxford"]);
        assert_eq!(names("%").len(), 0);
    }

    #[test]
    fn each_fabric_has_the_ones_before_and_after_it() {
        let shop = made();
        let beside = |id| shop.neighbors(&shop.fabric(id).unwrap().unwrap()).unwrap();
        let named = |id, name: &str| Some((id, name.to_owned()));
        assert_eq!(beside(1), (None, named(2, "Canvas")));
        assert_eq!(beside(5), (named(4, "Chino"), named(6, "Gabardine")));
        assert_eq!(beside(16), (named(15, "Serge"), None));
        assert_eq!(shop.fabric(17).unwrap(), None);
    }

    #[test]
    fn notes_are_cleaned_and_bounded() {
        let shop = made();
        shop.write(5, " ", " \n ").unwrap();
        assert_eq!(shop.notes(5).unwrap().len(), 2);
        for n in 0..NOTES + 5 {
            shop.write(5, "", &format!(" {n} ")).unwrap();
        }
        let notes = shop.notes(5).unwrap();
        let of = |note: &Note| (note.author.clone(), note.text.clone());
        assert_eq!(notes.len(), 20);
        assert_eq!(of(&notes[0]), ("Anonymous".to_owned(), "5".to_owned()));
        assert_eq!(of(&notes[19]), ("Anonymous".to_owned(), "24".to_owned()));
        assert_eq!(shop.notes(14).unwrap().len(), 1);
    }

    #[test]
    fn a_weave_is_drawn_in_runs() {
        let mut fabric = made().fabric(5).unwrap().unwrap();
        assert_eq!(fabric.weft_on_top(2), "M0 0h2v1h-2zM0 1h1v1h-1z");
        fabric.weave = "Plain".to_owned();
        assert_eq!(fabric.weft_on_top(2), "M0 0h1v1h-1zM1 1h1v1h-1z");
    }
}
