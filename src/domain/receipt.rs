//! 收件: how a matter reached the office: what belongs to that moment and to no later one.

use chrono::NaiveDate;

use super::masked::Personal;
use super::word_list::word_list;

word_list! {
    /// 信访来源: who put it on the desk. Not the form: a letter may come from above (S004-43).
    Source {
        /// 信访人直接提出
        Direct = "direct",
        /// 上级机关交办
        Assigned = "assigned",
        /// 领导交办、批示
        Leader = "leader",
        /// 部门转办: party, government, people's congress or another department.
        Department = "department",
        /// 12345 热线转来
        Hotline = "hotline",
        /// 其他机关、单位转来
        HandedOn = "handed_on",
    }
}

word_list! {
    /// 答复方式: how the petitioner wants to hear (decision 7: he may also decline a paper).
    ReplyWay {
        /// 书面
        Paper = "paper",
        /// 电话
        Call = "call",
        /// 当面
        Meeting = "meeting",
        /// 网上
        Online = "online",
    }
}

word_list! {
    /// 签名: who vouches for what was written down.
    Signed {
        /// 本人签名
        Himself = "himself",
        /// 按指印，有见证人: he cannot write.
        Thumbprint = "thumbprint",
        /// 代签: agent or guardian.
        Agent = "agent",
        /// 没有签
        Unsigned = "unsigned",
    }
}

word_list! {
    /// 完整性: what the check of a letter found (S003-20).
    Completeness {
        /// 完整
        Whole = "whole",
        /// 缺页或看不清
        Pages = "pages",
        /// 缺姓名或住址
        Sender = "sender",
        /// 缺附件
        Enclosures = "enclosures",
    }
}

word_list! {
    /// 网上来源: where the message was left (S003-31).
    Platform {
        /// 网站
        Website = "website",
        /// 邮箱
        Mailbox = "mailbox",
        /// 微信公众号
        Wechat = "wechat",
        /// 微博
        Weibo = "weibo",
        /// 手机 APP
        App = "app",
        /// 传真
        Fax = "fax",
        /// 其他
        Other = "other",
    }
}

/// Most rings that anybody counts.
pub const RINGS_MAX: u32 = 99;

/// What belongs to the moment of receipt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipt {
    /// 信访来源; none where nobody said.
    pub source: Option<Source>,
    /// 来源单位、领导: who handed it on.
    pub source_body: String,
    /// 被反映人或单位
    pub accused: Personal,
    /// 同意公开 (decision 7: only what he chose).
    pub publish: bool,
    /// 要求保密
    pub asked_secret: bool,
    /// 答复方式
    pub reply: Option<ReplyWay>,
    /// 签名
    pub signed: Option<Signed>,
    /// 越级: came to a body above the one in charge. It is registered like any other.
    pub level_skipping: bool,
    /// 窗口
    pub window: String,
    /// 邮戳日期
    pub postmark: Option<NaiveDate>,
    /// 受信人
    pub addressee: String,
    /// 完整性
    pub completeness: Option<Completeness>,
    /// 来电号码
    pub caller: Personal,
    /// 响铃次数 (S003-29)
    pub rings: Option<u32>,
    /// 网上来源
    pub platform: Option<Platform>,
    /// 留言用户
    pub online_user: Personal,
}
