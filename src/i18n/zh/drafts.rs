//! Words of drafts, in Chinese.

use crate::i18n::words::DraftWords;

pub(super) const DRAFTS: DraftWords = DraftWords {
    title: "草稿",
    heading: ["上次写", "表格", "写到", "开头"],
    up_to: |field| format!("写到 {field}"),
    not_saved: "还没有存",
    restored: |field, when| format!("上次写到 {field}，{when}。接着写，或 Esc 存草稿。"),
    left: "草稿留着：首页 9 草稿。",
    go_on: "接着写",
    throw_away: "扔掉",
    throw_title: "扔掉草稿",
    throw_question: "这份草稿扔掉就没有了。按 Enter 扔掉，按 Esc 留着。",
    thrown: "草稿扔掉了。",
    gone: "这份草稿现在打不开了：写的对象已经不在，或者草稿已经扔掉。",
    none: "没有草稿。表格里写了没存的，按 Esc 就留在这里。",
    hint: "Enter 接着写。草稿只有您自己看得到。",
    elsewhere: "这份正在另一个窗口里写着。Enter 拿到这里来，那边接着写的另成一份。",
    not_kept: "草稿现在存不下来，写的要自己按 Ctrl-S 存；别的都照常。",
    leave_title: "离开",
    leave_question: "草稿现在存不下来，离开就没有了。按 Enter 离开，按 Esc 回去接着写。",
    already: |number| format!("这一件上次已经登记，编号 {number}，没有再登记一次。草稿去掉了。"),
};
