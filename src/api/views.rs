//! Asking for one's own views: a queue, a filter and an order under a name.

use crate::domain::masked::Personal;
use crate::domain::queue::Queue;
use crate::domain::view::{SavedView, Sort, ViewId};

/// Views that one account can keep.
pub const VIEWS: usize = 30;

/// Longest name of a view, in characters.
pub const NAME_MAX: usize = 30;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// My views, in the order they were saved.
    Mine,
    /// 存下: what I look at, under a name; one of that name goes.
    Save {
        /// what it is to be called
        name: String,
        /// of which queue
        queue: Queue,
        /// the words of the filter, as typed
        filter: Personal,
        /// in which order
        sort: Sort,
    },
    /// 去掉: I need it no more.
    Drop(ViewId),
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// My views.
    Mine(Vec<SavedView>),
    /// It is saved under this name.
    Saved(String),
    /// It is gone.
    Dropped(String),
}
