//! Words of adding a year, in Chinese.

use crate::i18n::words::YearsWords;

pub(super) const YEARS: YearsWords = YearsWords {
    title: "添加年历",
    text: "通知",
    intro: [
        "把国务院办公厅的放假通知全文粘贴到这里，或者粘贴年历文件的全文。",
        "先看每一天和要变的期限；核对以后再按一次才采用，在那以前什么都不写。",
    ],
    read: "看要变什么",
    hint: "粘贴全文，Ctrl-S 看要变什么。Enter 换行。",
    faults: |count| format!("有 {count} 处读不懂，没有采用。改好再按 Ctrl-S；写的都在。"),
    more: |count| format!("还有 {count} 处"),
    new: "新添",
    changed: "有改动：带 * 的；没列的不变",
    same: "已经采用，日子一样",
    off: "放假",
    work: "上班",
    no_more_off: "不再放假",
    no_more_work: "不再上班",
    accept: "采用",
    accept_question: "采用后，列出的期限都变到新的日子，每件记一条经过。采用吗？",
    to_text: "回原文",
    shown: |(clocks, cases), from, to, all| {
        format!("还没有采用。要变的期限 {clocks} 个，涉及 {cases} 件。第 {from}-{to} 行，共 {all} 行。")
    },
    accepted: |years, clocks, cases| {
        format!("已采用 {years} 年的年历。变动的期限 {clocks} 个，涉及 {cases} 件，每件记一条经过。")
    },
};
