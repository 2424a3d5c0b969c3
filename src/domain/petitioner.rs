//! 信访人: who brings a matter, as one case knows him.

use super::id_number::Sex;
use super::masked::Personal;
use super::party::IdKind;

/// The key of a person in the database; never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub i64);

/// 信访人, as he said on the day: the snapshot that stands with the case. An address changed
/// later does not rewrite it (decision 14).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Petitioner {
    /// 姓名（名称）
    pub name: Personal,
    /// 证件类型
    pub id_kind: Option<IdKind>,
    /// 证件号码
    pub id_number: Personal,
    /// 性别
    pub sex: Option<Sex>,
    /// 年龄 in whole years on the day of receipt
    pub age: Option<u32>,
    /// 电话
    pub phone: Personal,
    /// 住址
    pub address: Personal,
}
