//! 材料: papers handed in, one line of the receipt list each (F08).

use super::word_list::word_list;

/// Lines that a list of papers takes.
pub const SHEET_MAX: usize = 100;

/// Most copies or pages of one paper.
pub const COUNT_MAX: u32 = 9_999;

word_list! {
    /// 原件、复印件
    MaterialKind {
        /// 复印件: what is taken in by default; originals stay with the petitioner.
        Copy = "copy",
        /// 原件
        Original = "original",
        /// 照片
        Photo = "photo",
        /// 录音录像
        Recording = "recording",
    }
}

/// 一份材料
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// 名称
    pub name: String,
    /// 原件或复印件
    pub kind: MaterialKind,
    /// 份数
    pub copies: u32,
    /// 页数
    pub pages: Option<u32>,
}
