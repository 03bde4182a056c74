//! The to-do list's store: one SQLite file, one table.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, Result, Row, params};
use serde::{Deserialize, Serialize};

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// Its row's id.
    pub id: i64,
    /// The text of the task.
    pub title: String,
    /// Whether it has been done.
    pub done: bool,
}

impl Todo {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            title: row.get("title")?,
            done: row.get("done")?,
        })
    }
}

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
];

/// How many entries the list may have: it is open to every visitor.
const CAPACITY: i64 = 200;

/// The entries, kept in SQLite. Its calls take microseconds, so they run in place.
pub struct Todos {
    connection: Mutex<Connection>,
}

impl Todos {
    /// Opens or makes the file, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        Self::migrate(connection)
    }

    /// A list that is gone with the program.
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
        Ok(Self { connection: Mutex::new(connection) })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held leaves SQLite itself in order.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every entry, oldest first.
    pub fn all(&self) -> Result<Vec<Todo>> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT id, title, done FROM todo ORDER BY id")?;
        statement.query_map([], Todo::from_row)?.collect()
    }

    /// Adds an entry; a title of nothing but spaces, or a full list, changes nothing.
    pub fn add(&self, title: &str) -> Result<()> {
        let Some(title) = clean(title) else { return Ok(()) };
        self.connection().execute(
            "INSERT INTO todo (title) SELECT ?1 WHERE (SELECT count(*) FROM todo) < ?2",
            params![title, CAPACITY],
        )?;
        Ok(())
    }

    /// Gives an entry another title; an empty one removes it.
    pub fn rename(&self, id: i64, title: &str) -> Result<()> {
        let Some(title) = clean(title) else { return self.remove(id) };
        self.connection()
            .execute("UPDATE todo SET title = ?2 WHERE id = ?1", params![id, title])?;
        Ok(())
    }

    /// Marks an entry as done, or not.
    pub fn set_done(&self, id: i64, done: bool) -> Result<()> {
        self.connection()
            .execute("UPDATE todo SET done = ?2 WHERE id = ?1", params![id, done])?;
        Ok(())
    }

    /// Removes an entry.
    pub fn remove(&self, id: i64) -> Result<()> {
        self.connection().execute("DELETE FROM todo WHERE id = ?1", params![id])?;
        Ok(())
    }

    /// Removes every entry that is done.
    pub fn clear_done(&self) -> Result<()> {
        self.connection().execute("DELETE FROM todo WHERE done", [])?;
        Ok(())
    }
}

/// A title as it is kept: trimmed, at most 200 characters; `None` if nothing is left.
fn clean(title: &str) -> Option<String> {
    let title: String =
        title.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(todos: &Todos) -> Vec<String> {
        todos.all().unwrap().into_iter().map(|todo| todo.title).collect()
    }

    fn emptied() -> Todos {
        let todos = Todos::in_memory().unwrap();
        for todo in todos.all().unwrap() {
            todos.remove(todo.id).unwrap();
        }
        todos
    }

    #[test]
    fn a_new_list_holds_the_seed() {
        let all = Todos::in_memory().unwrap().all().unwrap();
        assert_eq!(all.len(), 5);
        assert_eq!(all.iter().filter(|todo| todo.done).count(), 1);
    }

    #[test]
    fn titles_are_trimmed_and_bounded() {
        let todos = emptied();
        todos.add("  tea \n").unwrap();
        todos.add("   ").unwrap();
        todos.add(&"x".repeat(500)).unwrap();
        assert_eq!(titles(&todos), ["tea".to_owned(), "x".repeat(200)]);
    }

    #[test]
    fn entries_are_done_renamed_and_removed() {
        let todos = emptied();
        for title in ["one", "two", "three"] {
            todos.add(title).unwrap();
        }
        let all = todos.all().unwrap();
        todos.set_done(all[0].id, true).unwrap();
        todos.rename(all[1].id, "zwei").unwrap();
        todos.rename(all[2].id, " ").unwrap();
        todos.clear_done().unwrap();
        assert_eq!(titles(&todos), ["zwei"]);
    }

    #[test]
    fn a_full_list_takes_no_more() {
        let todos = emptied();
        for n in 0..CAPACITY + 5 {
            todos.add(&n.to_string()).unwrap();
        }
        assert_eq!(todos.all().unwrap().len(), 200);
    }

    #[test]
    fn a_file_is_migrated_once_and_keeps_its_entries() {
        let path = std::env::temp_dir()
            .join(format!("loom-gallery-test-{}.sqlite", std::process::id()));
        Todos::open(&path).unwrap().add("kept").unwrap();
        assert_eq!(
            Todos::open(&path).unwrap().all().unwrap().last().unwrap().title,
            "kept"
        );
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
    }
}
