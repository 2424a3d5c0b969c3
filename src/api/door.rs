//! Asking to be let in.

use crate::domain::actor::{Actor, Role};
use crate::domain::masked::Personal;

/// Something asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Who works here? Answered in full by a practice office alone; a real one says nothing.
    Faces,
    /// Let me in.
    LogIn {
        /// the account
        account: String,
        /// the password; a practice office wants none
        password: Personal,
    },
    /// Set the first password of an account that has none, and come in.
    FirstPassword {
        /// the account
        account: String,
        /// the new password
        new: Personal,
    },
    /// Change my password.
    ChangePassword {
        /// the one that holds
        old: Personal,
        /// the new one
        new: Personal,
    },
    /// Take the password of somebody away, so that he sets a new one.
    ResetPassword {
        /// whose
        account: String,
    },
    /// I am still the one who sat here.
    Unlock {
        /// the password; a practice office wants none
        password: Personal,
    },
}

/// Something told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Who works here.
    Faces(Vec<Face>),
    /// Come in.
    Welcome(Box<Welcome>),
    /// This account has no password yet: set one.
    SetOne {
        /// the account
        account: String,
    },
    /// The password is another now.
    PasswordChanged,
    /// He has none any more, and sets one when he comes.
    PasswordReset {
        /// the name shown
        name: String,
    },
    /// Go on.
    Unlocked,
}

/// Somebody who works in a practice office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// The account.
    pub account: String,
    /// The name shown.
    pub name: String,
    /// 职务
    pub post: String,
    /// What he may do.
    pub roles: Vec<Role>,
}

/// What a session learns when it is let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// Who came in.
    pub actor: Actor,
    /// The language that this person wants: `zh`, `en`, or empty for the terminal's.
    pub language: String,
    /// Minutes without a stroke after which the desk locks; 0 never.
    pub idle_minutes: u32,
}
