//! Things drawn on many screens: text in cells, rows of a list.

pub mod cells;
pub mod list;
