//! Words for two people on one case, in Chinese.

use crate::i18n::words::NewerWords;

pub(super) const NEWER: NewerWords = NewerWords {
    title: "有人先存了",
    saved_first: |who, when, what| format!("{who} {when} 先存了。您的 {what} 还没有存，写的都在。"),
    changed: "改了什么",
    earlier: |lines| format!("还有更早的 {lines} 条，看案卷"),
    field: "哪一项",
    theirs: "对方存的",
    mine: "您写的",
    ways: [
        ("接着存我的", "照新的案卷再存一次；不能办的会说明原因"),
        ("用对方的", "不存了；您写的留作草稿，首页 9 草稿 里找"),
        ("回去对着改", "对方写的列在表格下面，改好再存"),
    ],
    ways_to_decide: [
        ("照样定", "照新的案卷再办一次；不能办的会说明原因"),
        ("不定了", "回案卷，什么都没有定"),
        ("回去再看", "提请的原样都在，看过再定"),
    ],
    keys: ["存我的", "用对方的", "对着改"],
    whole: "看全文",
    go: "照选的办",
    to_form: "回去",
    hint: "按 1、2、3 选一条，Ctrl-S 照办；Enter 看这一项全文，Esc 回去。",
    choose_first: "先按 1、2、3 选一条，再按 Ctrl-S。",
    again: |who, when| format!("又有人存过（{who} {when}），已按新的列出，您选的还在。"),
    beside: |who, when, what| format!("{who} {when} {what}"),
    taken_theirs: |number| format!("{number} 用对方存的，您的没有存。"),
};
