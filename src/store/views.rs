//! 视图: what each account keeps under a name.

use rusqlite::{Row, params};

use super::row::word;
use super::{Store, Write, trouble};
use crate::domain::masked::Personal;
use crate::domain::queue::Queue;
use crate::domain::trouble::Trouble;
use crate::domain::view::{SavedView, Sort, ViewId};

impl Store {
    /// The views of an account, in the order they were saved.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn views_of(&self, account: &str) -> Result<Vec<SavedView>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT id, name, queue, filter, sort FROM saved_view
                 WHERE account = ?1 AND ended_at IS NULL ORDER BY id",
            )
            .map_err(trouble)?;
        statement.query_map([account], saved).and_then(Iterator::collect).map_err(trouble)
    }
}

impl Write<'_> {
    /// Keeps a view; its key is given by the store.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn add_view(&mut self, account: &str, view: &SavedView, at: &str) -> Result<ViewId, Trouble> {
        let SavedView { id: _, name, queue, filter, sort } = view;
        self.tx
            .prepare_cached(
                "INSERT INTO saved_view (account, name, queue, filter, sort, saved_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .and_then(|mut insert| {
                insert.execute(params![account, name, queue.word(), filter.reveal(), sort.word(), at])
            })
            .map_err(trouble)?;
        Ok(ViewId(self.tx.last_insert_rowid()))
    }

    /// Ends a view; answers whether it was there.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn end_view(&mut self, id: ViewId, at: &str) -> Result<bool, Trouble> {
        let ended = self
            .tx
            .prepare_cached("UPDATE saved_view SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL")
            .and_then(|mut update| update.execute(params![id.0, at]))
            .map_err(trouble)?;
        Ok(ended == 1)
    }
}

fn saved(row: &Row<'_>) -> rusqlite::Result<SavedView> {
    Ok(SavedView {
        id: ViewId(row.get(0)?),
        name: row.get(1)?,
        queue: word(row, 2, Queue::from_word)?,
        filter: Personal::new(row.get::<_, String>(3)?),
        sort: word(row, 4, Sort::from_word)?,
    })
}
