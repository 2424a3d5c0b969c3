//! 台账: lists whose columns are data (decision 15). The people, units and tables of the office and
//! the house's own books are registers: one way to list, fill in, change, end and look back.

mod read;
mod schema;
pub mod shipped;

pub use read::{RowFault, read, resembling};
pub use schema::SchemaFault;

use std::collections::BTreeMap;

use super::actor::{Actor, Role};
use super::problem::Barrier;
use super::text::Titled;

/// A register: what its rows hold and who keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The word of scripts, files and history: `people`.
    pub name: String,
    /// Its name on screens.
    pub title: Titled,
    /// What it is for, in a sentence.
    pub about: Titled,
    /// Where it stands in the list of registers.
    pub group: Group,
    /// Columns, the first of them shown first.
    pub columns: Vec<Column>,
    /// The column that names a row: no two rows have the same. Without one, rows are numbered.
    pub key: Option<usize>,
    /// Who keeps it.
    pub keepers: Vec<Role>,
    /// Who may look at it; empty for everybody in the office.
    pub readers: Vec<Role>,
    /// Its rows are known beforehand and only their values change: settings.
    pub fixed: bool,
}

/// Groups of registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// 本局设置: who and what the office is.
    Office,
    /// 台账: what the house does.
    Ledger,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The word of scripts and files: `head`.
    pub name: String,
    /// Its name on screens.
    pub title: Titled,
    /// What to write there.
    pub hint: Titled,
    /// What stands in it.
    pub kind: Kind,
    /// Nothing is saved without it.
    pub required: bool,
    /// Cells it takes in the list; 0 leaves it out.
    pub width: u16,
}

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    Text,
    /// A text of many lines.
    Long,
    /// A day.
    Date,
    /// A whole number.
    Number {
        /// smallest
        min: u32,
        /// largest
        max: u32,
    },
    /// One of a few words, or several of them.
    Choice {
        /// the words
        options: Vec<Choice>,
        /// several may be chosen
        many: bool,
    },
    /// The key of a row in another register, or several of them.
    Reference {
        /// which register
        register: String,
        /// several may be named
        many: bool,
    },
    /// 内容分类: a code of any level, or several of them.
    ContentClass,
    /// A name to log in with: small letters, digits, dots and dashes.
    Account,
    /// A time of day.
    Time,
}

/// One word of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The word that is kept.
    pub word: String,
    /// What stands on screens.
    pub title: Titled,
}

/// Values of a row by column. What is empty is absent; several words stand apart by a space.
pub type Values = BTreeMap<String, String>;

/// The key of a row in its database; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub i64);

/// One row as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The row.
    pub id: RowId,
    /// What names it in its register.
    pub key: String,
    /// Grows with each change.
    pub version: i64,
    /// What stands in it.
    pub values: Values,
    /// It is no longer in use; it stays for what was done while it was.
    pub ended: bool,
}

impl Row {
    /// The value of a column; empty when there is none.
    pub fn value(&self, column: &str) -> &str {
        self.values.get(column).map_or("", String::as_str)
    }

    /// Words of a column that may hold several.
    pub fn words(&self, column: &str) -> impl Iterator<Item = &str> {
        self.value(column).split(' ').filter(|word| !word.is_empty())
    }
}

/// 版本: a row as it was, who made it so, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Which.
    pub version: i64,
    /// What stood in it.
    pub values: Values,
    /// Whether it was in use.
    pub ended: bool,
    /// When.
    pub at: String,
    /// Who, as shown.
    pub by: String,
}

impl Register {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// What a row is called where there is room for one value: its name, else its first words.
    pub fn label(&self, row: &Row) -> String {
        let named = ["name", "title", "topic", "subject", "what"].iter().map(|column| row.value(column));
        // Codes say nothing to a reader.
        let says = |column: &&Column| !matches!(column.kind, Kind::Choice { .. } | Kind::ContentClass);
        let first = self.columns.iter().filter(says).map(|column| row.value(&column.name));
        named.chain(first).find(|value| !value.is_empty()).unwrap_or(&row.key).to_owned()
    }

    /// May this person look at it?
    pub fn may_read(&self, actor: &Actor) -> Vec<Barrier> {
        if self.readers.is_empty() {
            return super::access::may_enter(actor);
        }
        let may: Vec<Role> = self.readers.iter().chain(&self.keepers).copied().collect();
        super::access::only(actor, &may)
    }

    /// May this person keep it?
    pub fn may_keep(&self, actor: &Actor) -> Vec<Barrier> {
        super::access::only(actor, &self.keepers)
    }
}
