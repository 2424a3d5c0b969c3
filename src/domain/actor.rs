//! Who is acting: an account of the office and the system user behind it.

use serde::{Deserialize, Serialize};

/// 岗位: what an account does in the office. Later parts add the others; each role has its
/// line in [`super::access`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 接待人员: registers, answers on the spot, proposes what comes next.
    Reception,
    /// 管理员: accounts, rules, calendars; reads no petition.
    Administrator,
}

impl Role {
    /// Every role, in the order of lists.
    pub const ALL: [Role; 2] = [Role::Reception, Role::Administrator];

    /// The word kept in the database.
    pub fn word(self) -> &'static str {
        match self {
            Role::Reception => "reception",
            Role::Administrator => "administrator",
        }
    }

    /// Reads [`Role::word`] back.
    pub fn from_word(word: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// One person at work. Made by the service from an account; carried by every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account's name, as in `--as`.
    pub account: String,
    /// The name shown on screens and in the history.
    pub name: String,
    /// What the account may do.
    pub role: Role,
    /// The user of the operating system, recorded beside the account (decision 32).
    pub system_user: String,
}
