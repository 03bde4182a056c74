//! The to-do list's store: one table of the gallery's SQLite file.

use rusqlite::{Result, Row, params};
use serde::{Deserialize, Serialize};

use super::database::Database;

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

/// How many entries the list may have: it is open to every visitor.
const CAPACITY: i64 = 200;

/// The entries.
pub struct Todos(Database);

impl Todos {
    /// Those that `database` keeps.
    pub const fn new(database: Database) -> Self {
        Self(database)
    }

    /// Every entry, oldest first.
    pub fn all(&self) -> Result<Vec<Todo>> {
        let connection = self.0.connection();
        let mut statement =
            connection.prepare("SELECT id, title, done FROM todo ORDER BY id")?;
        statement.query_map([], Todo::from_row)?.collect()
    }

    /// Adds an entry; a title of nothing but spaces, or a full list, changes nothing.
    pub fn add(&self, title: &str) -> Result<()> {
        let Some(title) = clean(title) else { return Ok(()) };
        self.0.connection().execute(
            "INSERT INTO todo (title) SELECT ?1 WHERE (SELECT count(*) FROM todo) < ?2",
            params![title, CAPACITY],
        )?;
        Ok(())
    }

    /// Gives an entry another title; an empty one removes it.
    pub fn rename(&self, id: i64, title: &str) -> Result<()> {
        let Some(title) = clean(title) else { return self.remove(id) };
        self.0
            .connection()
            .execute("UPDATE todo SET title = ?2 WHERE id = ?1", params![id, title])?;
        Ok(())
    }

    /// Marks an entry as done, or not.
    pub fn set_done(&self, id: i64, done: bool) -> Result<()> {
        self.0
            .connection()
            .execute("UPDATE todo SET done = ?2 WHERE id = ?1", params![id, done])?;
        Ok(())
    }

    /// Removes an entry.
    pub fn remove(&self, id: i64) -> Result<()> {
        self.0.connection().execute("DELETE FROM todo WHERE id = ?1", params![id])?;
        Ok(())
    }

    /// Removes every entry that is done.
    pub fn clear_done(&self) -> Result<()> {
        self.0.connection().execute("DELETE FROM todo WHERE done", [])?;
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

    fn made() -> Todos {
        Todos::new(Database::in_memory().unwrap())
    }

    fn emptied() -> Todos {
        let todos = made();
        for todo in todos.all().unwrap() {
            todos.remove(todo.id).unwrap();
        }
        todos
    }

    #[test]
    fn a_new_list_holds_the_seed() {
        let all = made().all().unwrap();
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
}
