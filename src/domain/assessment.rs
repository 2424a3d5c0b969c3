//! 诉求认定: what a matter is taken to be, why it arose, and what came of it.

use super::word_list::word_list;

word_list! {
    /// 诉求合理性 (S001-069).
    Verdict {
        /// 合理
        Reasonable = "reasonable",
        /// 部分合理
        Partly = "partly",
        /// 不合理
        Unreasonable = "not",
        /// 待认定: the leader decides
        Undecided = "undecided",
    }
}

word_list! {
    /// 信访原因 (S003-04).
    Cause {
        /// 政策因素
        Policy = "policy",
        /// 决策因素
        Decision = "decision",
        /// 执行、落实因素
        Execution = "execution",
        /// 作风因素
        Conduct = "conduct",
        /// 历史遗留
        Legacy = "legacy",
        /// 信访人因素
        Petitioner = "petitioner",
        /// 其他
        Other = "other",
    }
}

word_list! {
    /// 热点: whom the matter is about, as a group; never a mark on a person.
    Focus {
        /// 农民工
        MigrantWorkers = "migrant_workers",
        /// 失地农民
        LandlessFarmers = "landless_farmers",
        /// 退役军人
        Veterans = "veterans",
        /// 教师（含代课）
        Teachers = "teachers",
        /// 学生家长
        Parents = "parents",
        /// 企业退休职工
        Retired = "retired",
        /// 业主
        Owners = "owners",
        /// 投资受损人
        Investors = "investors",
        /// 其他
        Other = "other",
    }
}

word_list! {
    /// 四种处理 (article 27).
    Outcome {
        /// 诉求合理，解决问题到位
        Solved = "solved",
        /// 诉求无理，思想教育到位
        Explained = "explained",
        /// 生活困难，帮扶救助到位
        Helped = "helped",
        /// 行为违法，依法处理
        ByLaw = "by_law",
    }
}
