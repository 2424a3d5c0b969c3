//! The office that one database belongs to.

use chrono::FixedOffset;
use serde::{Deserialize, Serialize};

use super::number::NumberPattern;

/// Which duties of articles 22 and 23 bind the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// 信访部门: the petition office of a party committee or government (article 22).
    PetitionOffice,
    /// 其他机关、单位: any other body that receives petitions (article 23).
    OtherBody,
}

impl OfficeKind {
    /// The word kept in the database and in rule files.
    pub fn word(self) -> &'static str {
        match self {
            OfficeKind::PetitionOffice => "petition_office",
            OfficeKind::OtherBody => "other_body",
        }
    }

    /// Reads [`OfficeKind::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        [OfficeKind::PetitionOffice, OfficeKind::OtherBody].into_iter().find(|kind| kind.word() == word)
    }
}

/// 本局: one database is one office (decision 10).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The name on every screen and paper.
    pub name: String,
    /// Decides which clock a new matter starts.
    pub kind: OfficeKind,
    /// 练习: invented people; the only kind of office in which time may be set.
    pub practice: bool,
    /// How case numbers look.
    pub number_pattern: NumberPattern,
    /// Offset of the office's zone. Legal days are dates at this offset; no zone of China
    /// changes its clocks during the year, so an offset says everything.
    pub offset: FixedOffset,
}

/// 北京时间, the default of `init`.
pub fn beijing_time() -> FixedOffset {
    const SECONDS: i32 = 8 * 3600;
    FixedOffset::east_opt(SECONDS).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

/// `+08:00`, as it is kept in the database.
pub fn offset_word(offset: FixedOffset) -> String {
    offset.to_string()
}

/// Reads `+08:00`.
pub fn offset_from_word(word: &str) -> Option<FixedOffset> {
    word.parse().ok()
}
