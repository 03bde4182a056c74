//! The gallery's SQLite file, which the to-do list and the shop share.

use std::{
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, Result};

/// Applied in order; `PRAGMA user_version` says how many have been.
const MIGRATIONS: &[&str] = &[
    "CREATE TABLE todo (
         id INTEGER PRIMARY KEY,
         title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
         done INTEGER NOT NULL DEFAULT 0
     ) STRICT",
    "INSERT INTO todo (title, done) VALUES
         ('Run the gallery', 1),
         ('Open this page in a second tab and watch both', 0),
         ('Double-click an entry to rename it', 0),
         ('Restart the server: the list is still here', 0),
         ('Read the source beside this list', 0)",
    "CREATE TABLE fabric (
         id INTEGER PRIMARY KEY,
         name TEXT NOT NULL,
         fiber TEXT NOT NULL,
         weave TEXT NOT NULL,
         warp TEXT NOT NULL,
         weft TEXT NOT NULL,
         cents INTEGER NOT NULL,
         story TEXT NOT NULL
     ) STRICT;
     CREATE TABLE note (
         id INTEGER PRIMARY KEY,
         fabric INTEGER NOT NULL REFERENCES fabric,
         author TEXT NOT NULL,
         text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500)
     ) STRICT;
     CREATE INDEX note_of ON note (fabric, id)",
    "INSERT INTO fabric (name, fiber, weave, warp, weft, cents, story) VALUES
         ('Calico', 'Cotton', 'Plain', '#efe6d2', '#d8c9a8', 640, 'Unbleached and often not fully washed. Tailors sew the first version of a garment in it.'),
         ('Canvas', 'Hemp', 'Basket', '#b9a47c', '#8f7a52', 1180, 'Tightly woven for sails and tents. Its name comes from cannabis.'),
         ('Chambray', 'Cotton', 'Plain', '#5b86c4', '#f4f1ea', 920, 'A colored warp and a white weft give a color that changes with the light.'),
         ('Chino', 'Cotton', 'Twill', '#c8ab7a', '#a98a58', 1040, 'A light twill that was first worn as a uniform for the summer.'),
         ('Denim', 'Cotton', 'Twill', '#2f3f73', '#e8e4da', 1390, 'The warp is dyed with indigo and the weft is not, so the inside is paler than the outside.'),
         ('Gabardine', 'Wool', 'Twill', '#4d5a52', '#39443d', 2650, 'A steep, dense twill that sheds water. Raincoats are made of it.'),
         ('Herringbone', 'Wool', 'Herringbone', '#7c6a58', '#d9cfc0', 2890, 'A twill whose direction turns every few threads, like the bones of a fish.'),
         ('Hopsack', 'Wool', 'Basket', '#33456b', '#51648c', 2440, 'Threads in pairs leave small openings, so the cloth breathes.'),
         ('Khadi', 'Cotton', 'Plain', '#f1e9da', '#e3d3b4', 1560, 'Spun and woven by hand in India. No two meters are alike.'),
         ('Linen', 'Flax', 'Plain', '#d9cdb4', '#c1b190', 1820, 'Cool in summer, stronger when it is wet, and softer with each wash.'),
         ('Muslin', 'Cotton', 'Plain', '#fbf7ee', '#ece5d6', 580, 'Loose and light. Cooks strain cheese through it.'),
         ('Oxford', 'Cotton', 'Basket', '#7fa3d1', '#ffffff', 1120, 'Fine double warp threads cross a soft, thick weft. Shirts are made of it.'),
         ('Sateen', 'Cotton', 'Satin', '#b5482a', '#d5714f', 1490, 'The weft floats over four threads, which gives cotton the gloss of silk.'),
         ('Satin', 'Silk', 'Satin', '#7a2fa8', '#a45fce', 4200, 'Long floats with few crossings reflect the light in one direction.'),
         ('Serge', 'Wool', 'Twill', '#22304f', '#34456a', 2310, 'A hard-wearing twill with lines on both sides. Uniforms and suits are made of it.'),
         ('Taffeta', 'Silk', 'Plain', '#0b6a86', '#b5482a', 3950, 'Crisp, and it rustles. With two colors it seems to change from one to the other.')",
    "INSERT INTO note (fabric, author, text) VALUES
         (5, 'Levi', 'Does the indigo rub off on light shoes?'),
         (5, 'Ada', 'On mine it did, until the third wash.'),
         (14, 'Otti', 'Use a new needle, or it pulls threads.')",
];

/// The connection. Its calls take microseconds, so they run in place.
#[derive(Clone)]
pub struct Database(Arc<Mutex<Connection>>);

impl Database {
    /// Opens or makes the file, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        Self::migrate(connection)
    }

    /// A database that is gone with the program.
    pub fn in_memory() -> Result<Self> {
        Self::migrate(Connection::open_in_memory()?)
    }

    fn migrate(mut connection: Connection) -> Result<Self> {
        let done: u32 =
            connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let transaction = connection.transaction()?;
        for migration in MIGRATIONS.iter().skip(done as usize) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
        transaction.commit()?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// The connection, for one caller at a time.
    pub fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held leaves SQLite itself in order.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::todos::Todos;

    #[test]
    fn a_file_is_migrated_once_and_keeps_its_entries() {
        let path = std::env::temp_dir()
            .join(format!("loom-gallery-test-{}.sqlite", std::process::id()));
        let open = || Todos::new(Database::open(&path).unwrap());
        open().add("kept").unwrap();
        assert_eq!(open().all().unwrap().last().unwrap().title, "kept");
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
    }

    #[test]
    fn a_file_with_only_the_to_do_list_gets_the_shop() {
        let connection = Connection::open_in_memory().unwrap();
        for migration in &MIGRATIONS[..2] {
            connection.execute_batch(migration).unwrap();
        }
        connection.pragma_update(None, "user_version", 2).unwrap();
        let database = Database::migrate(connection).unwrap();
        let count = |table: &str| -> u32 {
            let select = format!("SELECT count(*) FROM {table}");
            database.connection().query_row(&select, [], |row| row.get(0)).unwrap()
        };
        assert_eq!((count("todo"), count("fabric"), count("note")), (5, 16, 3));
    }
}
