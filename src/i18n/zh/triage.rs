//! 甄别的话: steps, states, fields and barriers of triage, in Chinese.

use super::TriageWords;
use crate::domain::case::State;
use crate::domain::problem::{Barrier, SimpleBar};
use crate::domain::step::Part;

pub(super) const TRIAGE: TriageWords = TriageWords {
    title: "甄别",
    key: "甄别",
    part,
    choice,
    hint,
    about,
    take: "办",
    propose: "提请",
    you_decide: "您定",
    decides: |who| format!("{who}定"),
    menu_hint: "按数字或 Enter 选一条去处；括号里的现在不能办。",
    needs: "要填",
    needs_nothing: "不用填",
    more_steps: "t 全部",
    bodies_hint: "打名称或拼音首字母，Enter 采用；名录里没有的照写。",
    waiting: "待审批",
    waits: |step, who, when| format!("{step}：{when} {who}提请"),
    returned: "退回",
    sent_back: |step, who, why| format!("{step}：{who}退回，{why}"),
    assessed: "认定",
    way: "去处",
    urgent: "紧急",
    urgent_clock: |known, told, took, minutes| {
        format!("{known} 得知，{told} 报告，用 {took} 分钟，限 {minutes} 分钟")
    },
    tell_by: |until, minutes| format!("得知后 {minutes} 分钟内报告：{until} 前。"),
    taken: |number, state| format!("{number} {state}，已记。"),
    noted: |number, step| format!("{number} {step}，已记。"),
    proposed: |number| format!("{number} 已提请，等领导定。u 可以撤回。"),
    sent: |number| format!("{number} 已退回，理由已记。"),
    undone: |number, state| format!("{number} 已撤销，现在是{state}。"),
    urged: |leader| format!("没有办：原意见尚未落实。已添任务，由{leader}批示催促落实。"),
    agree: "同意",
    send_back: "退回",
    why_back: "写明为什么退回，Ctrl-S 退回。",
    undo: "撤销",
    decide_title: "审批",
    decide_hint: "Ctrl-S 或 Enter 同意并办理，- 退回，Esc 不定。",
    undo_title: "撤销",
    undo_question: |what| {
        format!("撤销您今天办的 {what}，回到办之前。撤销也记一条经过。按 Enter 撤销，按 Esc 不动。")
    },
    leave_title: "离开",
    leave_question: "写了还没有办。离开就没有了。按 Enter 离开，按 Esc 回去接着写。",
    refused_title: |step| format!("办不了：{step}"),
    refused_count: |all, yours| format!("还差 {all} 条，其中 {yours} 条您能办。"),
    refused_notice: |step, all| format!("{step}办不了：还差 {all} 条。"),
    who_can: "谁能办",
    ground: "依据",
    lifts,
    basis,
    nothing_changed: "没有改动：什么都没有存，写的都在。",
    to_step: "回去填",
};

pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Registered => "待甄别",
        State::Reported => "已报请领导",
        State::AnsweredOnSpot => "当场答复办结",
        State::Redirected => "已告知引导",
        State::Refused => "不予受理",
        State::NotAcceptedAgain => "不再受理",
        State::Diverted => "已导入法定途径",
    }
}

pub(super) fn step(name: &str) -> &'static str {
    match name {
        "register" => "登记",
        "answer_on_spot" => "当场答复",
        "open_office" => "开办",
        "calendar" => "采用年历",
        "hand_over" => "交接",
        "link" => "关联",
        "unlink" => "解开关联",
        "not_same" => "不是同一件",
        "maybe_same" => "撤销不是同一件",
        "slip" => "打印凭证",
        "query_code" => "编查询码",
        "visit" => "候访票登记",
        "redirect" => "告知引导",
        "refuse" => "不予受理",
        "close_to_repeat" => "不再受理",
        "divert" => "导入法定途径",
        "report" => "报请领导",
        "report_urgent" => "紧急上报",
        "simplify" => "简易办理",
        "ordinary" => "转普通程序",
        "assess" => "诉求认定",
        "for_reception" => "领导接访",
        "new_facts" => "记新事实",
        "propose" => "提请",
        "return" => "退回",
        "withdraw" => "撤回提请",
        "undo" => "撤销",
        "urge" => "催促落实",
        _ => "其他",
    }
}

fn about(step: &str) -> &'static str {
    match step {
        "answer_on_spot" => "政策明确，当场答复清楚",
        "redirect" => "不属本单位，告诉他找谁",
        "refuse" => "第十九、二十三条，告知理由和有权机关",
        "close_to_repeat" => "已经复核或终结，同一事实和理由",
        "divert" => "第三十一条前五项、涉诉、检举控告",
        "report" => "重大事项，时限照走",
        "report_urgent" => "三类紧急信息，立即报告",
        "simplify" => "初次、清楚、好办的，走简易程序",
        "ordinary" => "随时可以转回",
        "assess" => "合理不合理，什么原因，归谁办",
        "for_reception" => "安排到哪一个接访日",
        "new_facts" => "终结之后有了新的事实和理由",
        _ => "",
    }
}

fn part(part: Part) -> &'static str {
    match part {
        Part::Answer => "答复内容",
        Part::Basis => "依据",
        Part::Paper => "书面答复",
        Part::Body => "有权机关",
        Part::Told => "告知内容",
        Part::How => "告知方式",
        Part::Reason => "理由",
        Part::Other => "在办件号",
        Part::Earlier => "原意见号",
        Part::EndedBy => "怎样结束",
        Part::EndedOn => "作出日期",
        Part::Same => "同一事实",
        Part::NewFacts => "有新事实",
        Part::CarriedOut => "已经落实",
        Part::Way => "法定途径",
        Part::Leader => "报给",
        Part::Urgency => "哪一类",
        Part::Known => "得知时间",
        Part::Facts => "新的事实",
        Part::FirstTime => "初次信访",
        Part::FromAbove => "上级交办",
        Part::Class => "事项类别",
        Part::Expected => "预计答复",
        Part::OneBody => "责任单一",
        Part::Verdict => "合理性",
        Part::Cause => "原因",
        Part::Focus => "热点",
        Part::Outcome => "四种处理",
        Part::Important => "重大",
        Part::LevelSkipping => "越级",
        Part::Unit => "承办部门",
        Part::Handler => "承办人",
        Part::Day => "接访日",
        Part::Note => "附言",
    }
}

fn choice(part: Part, word: &str) -> &str {
    match (part, word) {
        (_, "yes") => "是",
        (_, "no") => "否",
        (Part::Paper, "wanted") => "要书面",
        (Part::Paper, "declined") => "不要书面",
        (Part::How, "spoken") => "当面口头",
        (Part::How, "on_the_spot") => "当场书面",
        (Part::How, "post") => "邮寄",
        (Part::How, "online") => "网上",
        (Part::How, "unclear") => "姓名住址不清",
        (Part::How, "anonymous") => "匿名",
        (Part::Reason, "under_way") => "已受理或在办",
        (Part::Reason, "not_ours") => "不属职权",
        (Part::Reason, "statutory") => "应走法定途径",
        (Part::Reason, "level_skipping") => "越级走访",
        (Part::Reason, "representatives") => "代表超员或未推选",
        (Part::Reason, "unclear") => "主体不明无实质内容",
        (Part::EndedBy, "reexamination") => "复核意见",
        (Part::EndedBy, "termination") => "信访终结",
        (Part::Way, "article_31_1") => "诉讼等",
        (Part::Way, "article_31_2") => "仲裁",
        (Part::Way, "article_31_3") => "党员申诉",
        (Part::Way, "article_31_4") => "行政程序",
        (Part::Way, "article_31_5") => "查处履责",
        (Part::Way, "litigation") => "涉法涉诉",
        (Part::Way, "discipline") => "纪检监察",
        (Part::Urgency, "mass_event") => "可能引发群体性事件",
        (Part::Urgency, "stability") => "影响稳定的重大信息",
        (Part::Urgency, "extreme") => "极端行为",
        (Part::Class, "article_31_6") => "申诉求决",
        (Part::Class, "enquiry") => "咨询感谢",
        (Part::Class, "suggestion") => "建议意见",
        (Part::Class, "article_31_1_5") => "法定途径类",
        (Part::Expected, "supported") => "支持",
        (Part::Expected, "explained") => "解释说明",
        (Part::Expected, "not_supported") => "不予支持",
        (Part::Verdict, "reasonable") => "合理",
        (Part::Verdict, "partly") => "部分合理",
        (Part::Verdict, "not") => "不合理",
        (Part::Verdict, "undecided") => "待认定",
        (Part::Cause, "policy") => "政策",
        (Part::Cause, "decision") => "决策",
        (Part::Cause, "execution") => "落实",
        (Part::Cause, "conduct") => "作风",
        (Part::Cause, "legacy") => "历史遗留",
        (Part::Cause, "petitioner") => "信访人",
        (Part::Cause | Part::Focus, "other") => "其他",
        (Part::Focus, "migrant_workers") => "农民工",
        (Part::Focus, "landless_farmers") => "失地农民",
        (Part::Focus, "veterans") => "退役军人",
        (Part::Focus, "teachers") => "教师",
        (Part::Focus, "parents") => "家长",
        (Part::Focus, "retired") => "退休",
        (Part::Focus, "owners") => "业主",
        (Part::Focus, "investors") => "投资人",
        (Part::Outcome, "solved") => "解决到位",
        (Part::Outcome, "explained") => "教育到位",
        (Part::Outcome, "helped") => "帮扶到位",
        (Part::Outcome, "by_law") => "依法处理",
        (_, other) => other,
    }
}

fn hint(part: Part) -> &'static str {
    match part {
        Part::Answer => "怎样答复的，照说的记。",
        Part::Basis => "政策文件、条文或规定的名称。",
        Part::Told => "说明了什么，照说的记。Enter 换行，Tab 到下一栏。",
        Part::Other => "理由是已受理或在办时写：本单位的件号，或受理单位和编号。",
        Part::Earlier => "复核意见书或终结决定的编号；记新事实时写原来的那一个。",
        Part::EndedOn => "复核意见或终结作出的日期，如 2025-11-20。",
        Part::Known => "得知的时间，如 0905。限时从这里起算。",
        Part::Facts => "问清新的事实和理由，照说的记。",
        Part::Unit | Part::Handler => "打名称或拼音首字母，Enter 采用；可以空着。",
        Part::Day => "上下键选接访日，Enter 采用；安排在接访日台账里。",
        Part::Leader => "打姓名或拼音首字母，Enter 采用。",
        Part::Note => "可以空着。",
        _ => "",
    }
}

pub(super) fn barrier(barrier: &Barrier) -> String {
    match barrier {
        Barrier::Part(part_, problem) => format!("{}：{}", part(*part_), super::faults::problem(problem)),
        Barrier::Waits { step: name } => format!("{}已经提请，等领导定", step(name)),
        Barrier::NoLocalLaw => "这个理由要本地法规有规定，本单位没有采用这样的规则".to_owned(),
        Barrier::NewFacts => "有新的事实，原来的结论不再约束，照新的一件办".to_owned(),
        Barrier::OtherMatter => "不是同一事实和理由，照新的一件办".to_owned(),
        Barrier::NotCarriedOut => "原意见尚未落实，先催促落实".to_owned(),
        Barrier::NotSimple(bar) => simple(*bar).to_owned(),
        Barrier::NothingToUndo => "没有您今天办的、后面没有别的可撤销".to_owned(),
        Barrier::LeftTheOffice => "书面材料已经交给信访人或寄出，不能撤销".to_owned(),
        Barrier::NeedsLogIn => "签批要登录后在画面上办".to_owned(),
        _ => String::new(),
    }
}

fn simple(bar: SimpleBar) -> &'static str {
    match bar {
        SimpleBar::TrackOff => "本单位没有采用简易办理",
        SimpleBar::OnTrack => "已经在简易程序",
        SimpleBar::NotOnTrack => "不在简易程序",
        SimpleBar::NotFirst => "不是初次信访，不能简易办理",
        SimpleBar::FromAbove => "上级交办的，不能简易办理",
        SimpleBar::Joint => "集体来访或联名，不能简易办理",
        SimpleBar::SeveralBodies => "涉及多个责任主体，不能简易办理",
        SimpleBar::Class => "这一类有自己的法定途径，不能简易办理",
        SimpleBar::NotSupported => "可能不予支持的，不能简易办理",
    }
}

fn lifts(barrier: &Barrier) -> String {
    match barrier {
        Barrier::NotThisRole { may } => format!("{}岗位的人", super::lists::role(*may)),
        Barrier::Needs(_) | Barrier::Part(..) => "您，在表里填上".to_owned(),
        Barrier::Waits { .. } => "领导同意或退回；提请的人也能撤回".to_owned(),
        Barrier::NoLocalLaw | Barrier::NotSimple(SimpleBar::TrackOff) => {
            "管理员提请采用规则，主要领导同意".to_owned()
        }
        Barrier::NotCarriedOut => "分管领导批示催促，原承办单位落实".to_owned(),
        Barrier::OwnProposal => "另一位领导".to_owned(),
        Barrier::NewFacts | Barrier::OtherMatter => "不用解除：换一条去处".to_owned(),
        Barrier::NotLoggedIn | Barrier::NeedsLogIn => "本人登录".to_owned(),
        _ => "没有人：换一条去处".to_owned(),
    }
}

fn basis(barrier: &Barrier) -> &'static str {
    match barrier {
        Barrier::AccusationNotOnTheSpot => "第三十条",
        Barrier::NoLocalLaw => "条例没有这个理由，地方法规才有",
        Barrier::NewFacts | Barrier::OtherMatter => "第三十六条第三款：同一事实和理由",
        Barrier::NotCarriedOut => "本局规则：落实到位才不再受理",
        Barrier::NotSimple(_) => "《信访事项简易办理办法》第四、五条",
        Barrier::OwnProposal => "提请和审批不能是同一人",
        Barrier::LeftTheOffice => "出门的文书只能另发更正",
        _ => "",
    }
}

pub(super) fn history_fact(key: &str, value: &str) -> Option<String> {
    match key {
        "step" => Some(step(value).to_owned()),
        "reason" if !value.is_empty() => Some(choice(Part::Reason, value).to_owned()),
        "how" | "way" | "urgency" | "verdict" | "ended_by" => {
            Part::from_word(key).map(|part| choice(part, value).to_owned())
        }
        "known" => Some(format!("{value} 得知")),
        "proposed_by" => Some(format!("{value} 提请")),
        _ => None,
    }
}
