//! 队列、视图、同办。

use super::super::{ManyWords, QueueWords, ViewWords};
use crate::domain::view::{Column, Direction, Sort};

pub(super) const QUEUE: QueueWords = QueueWords {
    title: |queue| format!("队列 {queue}"),
    number: "编号",
    lamp: "灯",
    due_on: "到期",
    limit: "限什么",
    matter: "标题",
    place: "在哪里",
    holder: "正在办",
    here: "本局",
    can: "可办",
    register: "登记",
    search: "查找",
    other_queue: "换队列",
    answer: "当场答复",
    empty: "这个队列是空的。左右键看别的队列，F2 登记。",
    nothing_registered: "本局还没有登记过。F2 登记第一件。",
    about: |channel, day, people| format!("{channel} {day} 收到   {people} 人"),
    due: |clock, day| format!("应在 {day} 前{clock}。Enter 打开。"),
    settled: |number, state| format!("{number} {state}。Enter 打开。"),
    sorted,
    filter: "筛选",
    filter_hint: "每个词都要有：编号、标题、姓名、单位、经办、状态。空着再按 / 查全局。",
    clear_filter: "去掉筛选",
    filtered: |words| format!("筛选 {words}"),
    nothing_fits: |words, looked_at| {
        let among = looked_at.map(|cases| format!("最先到期的 {cases} 件里")).unwrap_or_default();
        let together = if words.len() > 1 { "同时" } else { "" };
        format!("{among}没有{together}含 {} 的。Esc 去掉筛选，再按 / 查全局。", words.join(" 和 "))
    },
    looked_at: |cases| format!("只看最先到期的 {cases} 件"),
    sort: "换排法",
    reverse: "倒过来",
    views: "视图",
    next: "下一件",
    no_next: "这里后面没有等您办的了。",
    no_next_at_all: "没有等您办的了。",
    mark: "标记",
    act: "同办",
    marked: |cases| format!("已标记 {cases}"),
    nothing_marked: "还没有标记。Space 标记，标好了按 ; 一起办。",
    unmarked: "标记都去掉了。",
    marks_full: |most| format!("一次最多标 {most} 件。先按 ; 办了这些。"),
};

fn sorted(sort: Sort) -> &'static str {
    match (sort.column, sort.direction) {
        (Column::Due, Direction::Up) => "按到期排",
        (Column::Due, Direction::Down) => "按到期倒排",
        (Column::Number, Direction::Up) => "按编号排",
        (Column::Number, Direction::Down) => "按编号倒排",
        (Column::Received, Direction::Up) => "按收到排",
        (Column::Received, Direction::Down) => "按收到倒排",
        (Column::Title, Direction::Up) => "按标题排",
        (Column::Title, Direction::Down) => "按标题倒排",
        (Column::Place, Direction::Up) => "按在哪里排",
        (Column::Place, Direction::Down) => "按在哪里倒排",
        (Column::Handler, Direction::Up) => "按经办排",
        (Column::Handler, Direction::Down) => "按经办倒排",
        (Column::Channel, Direction::Up) => "按信访形式排",
        (Column::Channel, Direction::Down) => "按信访形式倒排",
    }
}

pub(super) const VIEWS: ViewWords = ViewWords {
    title: "视图",
    hint: "数字或 Enter 打开；+ 存下现在看的。只有您自己看得到。",
    empty: "还没有存过。+ 把现在看的队列、筛选和排法存成一个视图。",
    save: "存下现在看的",
    drop: "去掉",
    name: "名称",
    name_hint: "给它起个名字，Ctrl-S 存下。同名的会换成这个。",
    now: "现在看的",
    saved: |name| format!("视图 {name} 存下了。"),
    dropped: |name| format!("视图 {name} 去掉了。"),
};

pub(super) const MANY: ManyWords = ManyWords {
    title: "同办",
    choose_hint: "一起办哪一步？按数字。",
    no_step: "标记的这些没有一步是您现在能办的。",
    open_to: |can, all| format!("{all} 件里 {can} 件能办"),
    heading: |step, cases| format!("{step}，{cases} 件"),
    became: "结果",
    hint: "上面一次填好，各件不同的在表里改。Ctrl-S 一起办。",
    noted: "已记下",
    proposed: "已报领导定",
    urged: "改为催办",
    done: |cases| format!("{cases} 件都办了。Esc 回到列表。"),
    partly: |done, not| format!("{} 件办了 {done} 件，{not} 件没办，还标记着，看每件的原因。", done + not),
    moved_on: |by, when| format!("{by} {when} 先存了，再按 Ctrl-S"),
    back: "回到列表",
};
