//! 甄别的话: steps, states, fields and barriers of triage, in Chinese.

use super::TriageWords;
use super::parts::{choice, hint, part};
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
        State::ToDispatch => "待转交办",
        State::Sent => "已转送",
        State::Assigned => "已交办",
        State::Objected => "异议待核实",
        State::SignedFor => "已签收待告知",
        State::Accepted => "已受理",
        State::Working => "办理中",
        State::Drafted => "待审核",
        State::Audited => "待审批",
        State::Issued => "待送达",
        State::Served => "已送达",
        State::Redo => "退回重办",
        State::Done => "已办结",
        State::Withdrawn => "信访人撤回",
        State::Archived => "已归档",
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
        "transfer" => "转送",
        "assign" => "交办",
        "handle_here" => "自办",
        "propose_route" => "拟办",
        "decide_report" => "批示决定",
        "sign_for" => "签收",
        "accept" => "受理",
        "object" => "提异议",
        "agree_objection" => "异议成立",
        "refuse_objection" => "异议不成立",
        "plan" => "办理方案",
        "investigate" => "调查",
        "conclude" => "调查报告",
        "answer_demand" => "逐项答复",
        "draft" => "拟意见",
        "audit" => "审核",
        "approve" => "审批",
        "issue" => "签发",
        "return_draft" => "退回修改",
        "serve" => "送达",
        "answer_orally" => "口头答复",
        "answer_suggestion" => "答复建议",
        "answer_order" => "答复热线",
        "feedback" => "反馈结果",
        "close" => "办结",
        "redo" => "退回重办",
        "take_order" => "接热线单",
        "notify" => "告知去向",
        "name_handler" => "指定承办人",
        "ask_review" => "申请复查",
        "accept_review" => "受理复查",
        "refuse_review" => "不受理复查",
        "decide_review" => "复查意见",
        "serve_review" => "送达复查意见",
        "ask_reexamination" => "申请复核",
        "accept_reexamination" => "受理复核",
        "refuse_reexamination" => "不受理复核",
        "decide_reexamination" => "复核意见",
        "serve_reexamination" => "送达复核意见",
        "apply_termination" => "申请终结",
        "terminate" => "终结",
        "return_termination" => "退回终结申请",
        "tell_termination" => "告知终结",
        "reopen" => "重新启动",
        "archive" => "归档",
        "contact" => "记联系",
        "extend" => "延期",
        "tell_extension" => "告知延期",
        "pause" => "中止",
        "resume" => "恢复",
        "renew" => "续报",
        "legal_opinion" => "法律意见",
        "mediate" => "调解",
        "coordinate" => "协调会",
        "offer_hearing" => "听证告知",
        "hold_hearing" => "听证",
        "special_team" => "专案组",
        "instruct" => "批示",
        "sponsor" => "领导包案",
        "sponsor_log" => "包案记录",
        "recuse" => "回避",
        "let_back" => "放行",
        "correct" => "更正",
        "withdraw_case" => "信访人撤回",
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
        "transfer" => "给有权处理的单位，不要求报结果",
        "assign" => "给承办单位，写明内容、要求和期限",
        "handle_here" => "本单位自己办，交给部门或承办人",
        "propose_route" => "写拟办意见，由分办的人转送交办",
        "decide_report" => "报请的事项，定去向和期限",
        "sign_for" => "只作记录，时限从到达起算",
        "accept" => "逐项写明受理事项，告知信访人",
        "object" => "不属职权，5个工作日内退回",
        "agree_objection" => "材料收回，重新转交办",
        "refuse_objection" => "还由原单位办",
        "plan" => "先和信访人联系，再定方案",
        "investigate" => "一次调查一份笔录",
        "conclude" => "事实、证据、结论",
        "answer_demand" => "每项诉求的意见和依据",
        "draft" => "拟处理意见书，送部门审核",
        "audit" => "部门负责人审核，不能是拟稿人",
        "approve" => "重大事项先由分管领导审",
        "issue" => "签字、编号、用印",
        "return_draft" => "写明理由，退回承办人",
        "serve" => "填送达回证，复查期限起算",
        "answer_orally" => "简易和咨询，当面或电话说清",
        "answer_suggestion" => "采纳、部分采纳或不采纳，说明理由",
        "answer_order" => "审核后答复中心",
        "feedback" => "承办单位反馈，附信访人意见",
        "close" => "合法合规、切实解决，两项都要过",
        "redo" => "审核不过或复查责令",
        "take_order" => "12345 交办单，按单上的时限",
        "notify" => "书面告诉信访人办到哪里了",
        "name_handler" => "声明没有利害关系；也用来改派",
        "ask_review" => "送达之日起30日内，向上一级",
        "accept_review" => "告知申请人",
        "refuse_review" => "写明理由",
        "decide_review" => "维持、变更、撤销、责令重办",
        "serve_review" => "复核期限起算",
        "ask_reexamination" => "收到复查意见30日内",
        "accept_reexamination" => "告知申请人",
        "refuse_reexamination" => "写明理由",
        "decide_reexamination" => "听证时间不计入期限",
        "serve_reexamination" => "三级程序完毕",
        "apply_termination" => "复核送达以后",
        "terminate" => "上一级同意",
        "return_termination" => "写明理由",
        "tell_termination" => "书面告知并解释",
        "reopen" => "新的事实或原来办错了",
        "archive" => "案卷齐了，交档案",
        "contact" => "电话、来访、上门、来信",
        "extend" => "期满前申请，负责人批准",
        "tell_extension" => "告诉信访人延期的理由",
        "pause" => "规则许可的才可以",
        "resume" => "时限接着算",
        "renew" => "热线单按时答不了，报中心改期",
        "legal_opinion" => "法律顾问出具",
        "mediate" => "调解协议和履行期限",
        "coordinate" => "谁来了、说了什么、定了什么",
        "offer_hearing" => "时间、地点、主持人",
        "hold_hearing" => "起止日、笔录、结论",
        "special_team" => "疑难事项，几个人一起办",
        "instruct" => "领导批示，有期限的成为任务",
        "sponsor" => "一位领导包到底",
        "sponsor_log" => "掌握、教育、化解、息诉",
        "recuse" => "自己提、信访人申请或单位提",
        "let_back" => "只是同名，不是被反映的一方",
        "correct" => "登错人、登错类，写明理由",
        "withdraw_case" => "签字的书面撤回，另一人确认",
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
        Barrier::LooksBack { day } => super::story::looks_back(*day),
        Barrier::NothingToUndo => "没有您今天办的、后面没有别的可撤销".to_owned(),
        Barrier::LeftTheOffice => "书面材料已经交给信访人或寄出，不能撤销".to_owned(),
        Barrier::NeedsLogIn => "签批要登录后在画面上办".to_owned(),
        Barrier::DoesNotFit => "这一件现在用不上这一步".to_owned(),
        Barrier::First { step: name } => format!("要先办：{}", step(name)),
        Barrier::Designated => "共同上级指定的承办单位，不能退回".to_owned(),
        Barrier::TooLate { last } => format!("期限是 {last}，已经过了"),
        Barrier::Conflict => "承办人有利害关系，不能办这一件".to_owned(),
        Barrier::Recused { part: named } => format!("{}：已经回避这一件", part(*named)),
        Barrier::YouAreRecused => "您已回避这一件".to_owned(),
        Barrier::OwnRecusal => "自己的回避要由别人定".to_owned(),
        Barrier::Unanswered { demand } => format!("第 {demand} 项诉求还没有意见"),
        Barrier::SameOpinion => "责令重新办理的，不能就同一事实作同样的意见".to_owned(),
        Barrier::OwnDraft => "您拟过、审过或办过这一件，要换一个人".to_owned(),
        Barrier::InPerson => "重要事项要直接送达、当面签收".to_owned(),
        Barrier::FailsCheck => "两项审核没有都过，不能办结，请退回重办".to_owned(),
        Barrier::InReview => "复查复核还在进行".to_owned(),
        Barrier::Paused => "已经中止".to_owned(),
        Barrier::NoPauseHere => "这个时限没有中止的规定".to_owned(),
        Barrier::NotEnded => "还不符合终结条件".to_owned(),
        Barrier::RunsAlready => "同一事项已在信访办理，不再按热线单办".to_owned(),
        Barrier::AccusedSide => "被反映的一方，不能经手这一件".to_owned(),
        Barrier::ByRule(problem) => super::rules::by_rule(problem),
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
        Barrier::First { step: name } => first_by(name),
        Barrier::OwnDraft => "另一位同岗位的人".to_owned(),
        Barrier::Conflict | Barrier::Recused { .. } | Barrier::YouAreRecused => {
            "部门负责人改派别人".to_owned()
        }
        Barrier::OwnRecusal => "主要领导".to_owned(),
        Barrier::Unanswered { .. } => "承办人，逐项答复".to_owned(),
        Barrier::InReview => "复查复核办完以后".to_owned(),
        _ => "没有人：换一条去处".to_owned(),
    }
}

/// Who takes the step that comes first.
fn first_by(name: &str) -> String {
    match name {
        "legal_opinion" => "法律顾问".to_owned(),
        "decide_report" => "分管领导或主要领导".to_owned(),
        "approve" => "分管领导".to_owned(),
        "serve" => "送达的人".to_owned(),
        _ => "承办人，先办这一步".to_owned(),
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
        Barrier::TooLate { .. } => "期限见时限",
        Barrier::Designated => "第二十四条",
        Barrier::Conflict | Barrier::Recused { .. } | Barrier::YouAreRecused => {
            "第二十八条：有直接利害关系的应当回避"
        }
        Barrier::OwnRecusal => "回避由负责人定，不由本人定",
        Barrier::Unanswered { .. } => "第三十二条：逐项写明意见和依据",
        Barrier::OwnDraft => "拟稿、审核、签发不能是同一人",
        Barrier::SameOpinion => "责令重新办理的规定",
        Barrier::FailsCheck => "反馈要合法合规、切实解决",
        Barrier::NoPauseHere => "第三十四条没有中止",
        Barrier::NotEnded => "第三十六条；终结制度",
        Barrier::AccusedSide => "第三十条第三款",
        Barrier::Needs(_) => "第二十三条：受理前补齐",
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
        "title" | "name" | "accused" | "category" | "purpose" => said(key, value),
        "was_title" | "was_name" | "was_accused" | "was_category" | "was_purpose" => {
            said(key.strip_prefix("was_")?, value).map(|said| format!("原{said}"))
        }
        "proposed_by" => Some(format!("{value} 提请")),
        _ => None,
    }
}

/// 更正: a field and what stands or stood in it.
fn said(key: &str, value: &str) -> Option<String> {
    let field = Part::from_word(key)?;
    let value = match field {
        _ if value.is_empty() => "（空）",
        Part::Purpose => choice(field, value),
        Part::Category => crate::domain::content_class::by_code(value).map_or(value, |class| class.path),
        _ => value,
    };
    Some(format!("{}：{value}", part(field)))
}
