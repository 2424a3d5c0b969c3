//! 随来的人: who came with the petitioner, represents him, or speaks for him.

use super::petitioner::Petitioner;
use super::word_list::word_list;

/// Most representatives of a joint visit (article 20, paragraph 3).
pub const REPRESENTATIVES_MAX: usize = 5;

/// Rows that a sheet of people takes; a larger group is counted, not listed.
pub const SHEET_MAX: usize = 200;

word_list! {
    /// 身份: what somebody is in this matter.
    PartyRole {
        /// 信访人
        Petitioner = "petitioner",
        /// 代表: elected by the others of a joint visit.
        Representative = "representative",
        /// 代理人: with a power of attorney.
        Agent = "agent",
        /// 监护人: of a minor, or of somebody who cannot act for himself.
        Guardian = "guardian",
        /// 翻译
        Interpreter = "interpreter",
        /// 见证人: of a thumbprint.
        Witness = "witness",
    }
}

impl PartyRole {
    /// Does the matter belong to him, so that he is counted among those who brought it?
    pub fn brings(self) -> bool {
        matches!(self, PartyRole::Petitioner | PartyRole::Representative)
    }
}

word_list! {
    /// 证件类型
    IdKind {
        /// 居民身份证
        Card = "card",
        /// 军官证、士兵证、警官证
        Service = "service",
        /// 港澳台通行证、居住证
        Permit = "permit",
        /// 护照
        Passport = "passport",
        /// 户口簿
        Household = "household",
        /// 统一社会信用代码: the petitioner is an organisation.
        CreditCode = "credit_code",
        /// 其他
        Other = "other",
    }
}

/// One person of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// 身份
    pub role: PartyRole,
    /// The person.
    pub person: Petitioner,
}
