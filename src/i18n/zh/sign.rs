//! Words of papers to sign, in Chinese.

use crate::i18n::words::SignWords;

pub(super) const SIGN: SignWords = SignWords {
    title: "待签",
    heading: ["编号", "时限", "到期", "签什么", "标题", "谁送的", "何时"],
    position: |at, all| format!("{at}/{all}"),
    marked: |count| format!("已选 {count} 件"),
    read: "看全文",
    sign: "签",
    agree: "同意",
    decide: "批示",
    send_back: "退回",
    instruct: "批示",
    mark: "选",
    next: "下一份",
    open_case: "看案卷",
    empty: "没有等您签的。",
    hint: "Enter 看全文，Ctrl-S 签，- 退回；Space 选几件一起签。",
    more: |held| format!("只列出最急的 {held} 件，后面还有；签了再看。"),
    barred: |why| format!("您不能签：{why}。"),
    no_way_back: "报请的没有退回：Ctrl-S 写批示，定去处。",
    ask_title: "签",
    ask: |count| format!("一起签 {count} 件"),
    unread: |count| format!("其中 {count} 件还没有打开看过。"),
    remark: "意见",
    remark_hint: "意见可以不写。Enter 签，Esc 不签。",
    said_hint: "有报请领导的，要写批示。Enter 签，Esc 不签。",
    enter_signs: "按 Enter 才签。",
    signed: |number, step| format!("{number} {step}，已签。"),
    many_signed: |signed, failed| {
        if failed == 0 {
            format!("签了 {signed} 件。")
        } else {
            format!("签了 {signed} 件，{failed} 件没有签上。")
        }
    },
    not_signed: |number, why| format!("{number} 没有签上：{why}"),
    demands: "诉求",
    open_demand: "还没有意见",
    put_by: |who, since| format!("{who} {since} 送来"),
    lines: |from, to, all| format!("第 {from}-{to} 行，共 {all} 行。"),
    sponsored_title: "包案",
    sponsored_empty: "没有您包的案。",
    sponsored_hint: "Enter 看案卷，在那里记包案做了什么。",
    last_record: |day| format!("最近记录 {day}"),
    gap: |step, roles| format!("没有人能批{step}：缺 {roles}"),
    gaps_title: "没有人能批",
    gaps_why: "在 人员 台账里给有权的人加上岗位，或登记代签；补齐以前这些事提请了也没有人能定。",
    or: "或",
};
