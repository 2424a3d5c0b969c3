//! A register's file: TOML in, a [`Register`] out, or the fault with its place.

use serde::Deserialize;
use thiserror::Error;

use super::{Choice, Column, Group, Kind, Register, Titled};
use crate::domain::actor::{Role, Scope};

/// What is wrong with a register's file.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SchemaFault {
    /// Not TOML, or not of this form; the words are the reader's own, with line and column.
    #[error("{0}")]
    Form(String),
    /// A name that scripts could not use.
    #[error("{0}: names are small letters, digits and _")]
    Name(String),
    /// No role of this name.
    #[error("there is no role called {0}")]
    Role(String),
    /// No kind of column of this name.
    #[error("{column}: there is no kind of column called {kind}")]
    Kind {
        /// the column
        column: String,
        /// the kind
        kind: String,
    },
    /// A choice without words to choose from.
    #[error("{0}: a choice needs options")]
    NoOptions(String),
    /// Two columns of one name.
    #[error("two columns are called {0}")]
    Twice(String),
    /// The key is no column.
    #[error("the key {0} is no column")]
    Key(String),
    /// A register needs columns.
    #[error("a register needs at least one column")]
    NoColumns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    zh: String,
    en: String,
    #[serde(default)]
    about: Words,
    group: GroupWord,
    key: Option<String>,
    keepers: Vec<String>,
    #[serde(default)]
    readers: Vec<String>,
    #[serde(default)]
    fixed: bool,
    column: Vec<ColumnFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GroupWord {
    Office,
    Ledger,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Words {
    zh: String,
    en: String,
}

impl From<Words> for Titled {
    fn from(words: Words) -> Titled {
        Titled { zh: words.zh, en: words.en }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnFile {
    name: String,
    zh: String,
    en: String,
    #[serde(default)]
    hint: Words,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    register: Option<String>,
    #[serde(default)]
    options: Vec<[String; 3]>,
    #[serde(default)]
    many: bool,
    #[serde(default)]
    min: u32,
    max: Option<u32>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    width: u16,
}

impl Register {
    /// Reads a register's file.
    ///
    /// # Errors
    /// The first fault, with its line where it is one of form.
    pub fn from_toml(text: &str) -> Result<Register, SchemaFault> {
        let file: File = toml::from_str(text).map_err(|fault| SchemaFault::Form(fault.to_string()))?;
        let File { name, zh, en, about, group, key, keepers, readers, fixed, column } = file;
        let names = std::iter::once(&name).chain(column.iter().map(|column| &column.name));
        if let Some(bad) = names.into_iter().find(|name| !is_name(name)) {
            return Err(SchemaFault::Name(bad.clone()));
        }
        let columns: Vec<Column> = column.into_iter().map(ColumnFile::read).collect::<Result<_, _>>()?;
        if columns.is_empty() {
            return Err(SchemaFault::NoColumns);
        }
        for (at, column) in columns.iter().enumerate() {
            if columns[..at].iter().any(|other| other.name == column.name) {
                return Err(SchemaFault::Twice(column.name.clone()));
            }
        }
        let key = match key {
            None => None,
            Some(key) => Some(
                columns
                    .iter()
                    .position(|column| column.name == key)
                    .ok_or_else(|| SchemaFault::Key(key.clone()))?,
            ),
        };
        Ok(Register {
            name,
            title: Titled { zh, en },
            about: about.into(),
            group: match group {
                GroupWord::Office => Group::Office,
                GroupWord::Ledger => Group::Ledger,
            },
            columns,
            key,
            keepers: roles(keepers)?,
            readers: roles(readers)?,
            fixed,
        })
    }
}

impl ColumnFile {
    fn read(self) -> Result<Column, SchemaFault> {
        let ColumnFile { name, zh, en, hint, kind, register, options, many, min, max, required, width } =
            self;
        let kind = match kind.as_deref().unwrap_or("text") {
            "text" => Kind::Text,
            "long" => Kind::Long,
            "date" => Kind::Date,
            "number" => Kind::Number { min, max: max.unwrap_or(u32::MAX) },
            "yes_no" => {
                Kind::Choice { options: words_of([("yes", "是", "yes"), ("no", "否", "no")]), many: false }
            }
            // The program acts on these two: their words are fixed, the file only titles them.
            "roles" => {
                let words = Role::ALL.iter().map(|role| role.word());
                Kind::Choice { options: entitled(words, &options), many: true }
            }
            "scope" => {
                let words = Scope::ALL.iter().map(|scope| scope.word());
                Kind::Choice { options: entitled(words, &options), many: false }
            }
            "choice" if options.is_empty() => return Err(SchemaFault::NoOptions(name)),
            "choice" => Kind::Choice {
                options: options
                    .into_iter()
                    .map(|[word, zh, en]| Choice { word, title: Titled { zh, en } })
                    .collect(),
                many,
            },
            "reference" => Kind::Reference {
                register: register.ok_or_else(|| SchemaFault::Kind {
                    column: name.clone(),
                    kind: "reference to nothing".to_owned(),
                })?,
                many,
            },
            "content_class" => Kind::ContentClass,
            "account" => Kind::Account,
            "time" => Kind::Time,
            other => return Err(SchemaFault::Kind { column: name, kind: other.to_owned() }),
        };
        Ok(Column { name, title: Titled { zh, en }, hint: hint.into(), kind, required, width })
    }
}

fn words_of<const N: usize>(words: [(&str, &str, &str); N]) -> Vec<Choice> {
    words
        .into_iter()
        .map(|(word, zh, en)| Choice {
            word: word.to_owned(),
            title: Titled { zh: zh.to_owned(), en: en.to_owned() },
        })
        .collect()
}

/// Words of the program with the titles that a file has for them.
fn entitled<'a>(words: impl Iterator<Item = &'a str>, titles: &[[String; 3]]) -> Vec<Choice> {
    words
        .map(|word| {
            let title = titles.iter().find(|[titled, ..]| titled == word);
            let title = title.map(|[_, zh, en]| Titled { zh: zh.clone(), en: en.clone() });
            Choice { word: word.to_owned(), title: title.unwrap_or_default() }
        })
        .collect()
}

fn roles(words: Vec<String>) -> Result<Vec<Role>, SchemaFault> {
    words.into_iter().map(|word| Role::from_word(&word).ok_or(SchemaFault::Role(word))).collect()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}
