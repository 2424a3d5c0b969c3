//! Words of the slip, of asking by code, and of the waiting room, in Chinese.

use crate::domain::visitor::TicketState;
use crate::i18n::words::{QueryWords, SlipWords, WaitingWords};

pub(super) const SLIP: SlipWords = SlipWords {
    title: "登记凭证",
    key: "凭证",
    print: "打印",
    scroll: "滚动",
    hint: "交给信访人的凭证。p 打印，打印会记一笔；上面没有姓名和事由。",
};

pub(super) const QUERY: QueryWords = QueryWords {
    matter: |number, day| format!("{number}  {day} 收到"),
    stands: |state| format!("现在：{state}"),
    with: |body| format!("在哪里：{body}"),
    next: |day, what| format!("下一步：{day} 前{what}"),
    no_limit: "下一步：没有定期限",
    ended: "已经办结",
    ask: |phone, address| format!("再问：电话 {phone}  地址 {address}"),
};

pub(super) const WAITING: WaitingWords = WaitingWords {
    title: "候访室",
    waits: |groups, people| format!("等候 {groups} 批 {people} 人"),
    people: |people| format!("{people} 人"),
    minutes: |minutes| format!("{minutes}分"),
    so_long: |minutes| format!("等 {minutes} 分"),
    arrived: |time| format!("{time} 到"),
    ticket: |number| format!("{number} 号"),
    heading: ["票", "到", "等", "人", "事由", "窗口", "情况"],
    state: |state| match state {
        TicketState::Waiting => "在等",
        TicketState::Called => "已叫",
        TicketState::Inside => "在里面",
        TicketState::Done => "接完",
        TicketState::Left => "走了",
    },
    today: |groups, people, [called, inside, done, left]| {
        format!(
            "今天到 {groups} 批 {people} 人   已叫 {called}   在里面 {inside}   接完 {done}   走了 {left}"
        )
    },
    empty: "今天还没有人来。n 发第一张票。",
    new: "发票",
    forward: "往前一步",
    back: "退一步",
    next: "叫下一位",
    left: "走了",
    register: "登记",
    stands: |ticket, state| format!("{ticket} {state}。"),
    comes: |ticket| format!(". 叫下一位是 {ticket}。"),
    moved: |ticket, window, state| match state {
        TicketState::Waiting => format!("{ticket} 退回来等。"),
        TicketState::Called if window.is_empty() => format!("叫 {ticket}。"),
        TicketState::Called => format!("叫 {ticket} 到 {window}。"),
        TicketState::Inside => format!("{ticket} 进去了。"),
        TicketState::Done => format!("{ticket} 接完了。"),
        TicketState::Left => format!("{ticket} 没有接就走了，已记。"),
    },
    bound: |ticket, number| format!("{ticket} 登记为 {number}。p 打印凭证。"),
    new_title: "发票",
    new_hint: "空着是 1 人；事由写几个字，可以空着。Enter 到底就发票，不写姓名。",
    added: |ticket, people| format!("{ticket} 号，{people} 人，已排上。"),
};
