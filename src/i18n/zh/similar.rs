//! Words of the same matter, in Chinese.

use crate::domain::similar::Reason;
use crate::i18n::words::SimilarWords;

pub(super) const SIMILAR: SimilarWords = SimilarWords {
    title: "同一事项",
    label: "同一事项",
    reason: |reason, text| match reason {
        Reason::SameId => "同证件".to_owned(),
        Reason::SamePhone => "同电话".to_owned(),
        Reason::SameAddress => "同住址同类别".to_owned(),
        Reason::SameName => "同姓名".to_owned(),
        Reason::Text => format!("文字{text}%"),
        Reason::SamePlace => "同地点".to_owned(),
        Reason::DifferentPlace => "地点不同".to_owned(),
        Reason::DifferentMonth => "月份不同".to_owned(),
    },
    nobody: "不明",
    hint: |count, number, reasons, key| format!("{count} 件相近，最像 {number}：{reasons}   {key} 打开"),
    hint_linked: |count| format!("已关联 {count} 件   "),
    question: |count| format!("同一事项？ {count} 件相近，最多列 5 件；信访人已遮名"),
    here: "像在这里",
    own: "本件",
    after: "关联以后",
    after_says: "两件各有编号、告知和时限，只是互相看得见；随时可以解开。",
    nothing: "没有相近的事项。写下诉求后会再找。",
    looking: "在找相近的事项..",
    failed: |why| format!("相近事项没有查到：{why} 登记不受影响。"),
    link: "关联",
    not_same: "不是",
    look: "看这件",
    choose: "选",
    undo: "撤销",
    guide: "l 关联为同一事项；x 不是同一件（记住，不再提示）。",
    is_linked: "已关联",
    is_not_same: "不是",
    linked: |number| format!("与 {number} 关联为同一事项。"),
    unlinked: |number| format!("已解开 {number}，两件都记了一笔。"),
    said_not_same: |number| format!("{number} 不是同一件，记住了，不再提示。"),
    said_open: |number| format!("{number} 的说法已撤销。"),
    nothing_to_undo: "没有可撤销的。",
    links: "关联",
    link_line: |number, state, other| {
        format!("{number} {state}{}", if other { "（另一信访人）" } else { "" })
    },
    repeats: |count| format!("重复 第{}次", count + 1),
    checked: |petitions, (found, earlier), (right, shown), (likely_right, likely)| {
        [
            format!("共 {petitions} 件，其中 {earlier} 件之前已有同一事项的来件。"),
            format!("前五条里有同一事项的：{found}/{earlier}（{}）。", percent(found, earlier)),
            format!("列出的 {shown} 条中对的：{right}（{}）。", percent(right, shown)),
            format!(
                "其中够关联分数的 {likely} 条，对的：{likely_right}（{}）。",
                percent(likely_right, likely)
            ),
        ]
    },
    told_apart: |apart, all| format!("形似而不同的 {all} 对，分得开的：{apart}。"),
};

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "-".to_owned() } else { format!("{:.1}%", part as f64 * 100.0 / whole as f64) }
}
