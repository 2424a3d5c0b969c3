//! 规则文件的说法。

use super::super::{RuleWords, RulesWords};
use crate::api::rules::What;
use crate::domain::rule::{Approver, ByRuleProblem, PauseReason, ProfileKind, RuleDoubt, RuleProblem, Start};

pub(super) const WORDS: RuleWords = RuleWords {
    kind: |kind| match kind {
        ProfileKind::Law => "法规",
        ProfileKind::Office => "单位",
        ProfileKind::Track => "专项",
        ProfileKind::Example => "样例",
    },
    clocks: |count| format!("{count} 个时限"),
    unset: "未定",
    start,
    approver: |approver| match approver {
        Approver::UnitHead => "本单位负责人",
        Approver::LeaderInCharge => "分管领导",
        Approver::MainLeader => "主要领导",
        Approver::AssigningBody => "交办机关",
        Approver::Committee => "复查复核委员会",
        Approver::HotlineCentre => "热线中心",
        Approver::Unset => "批准人未定",
    },
    pause,
    extension: |most, approver| format!("可延长 {most}（{approver}批准）"),
    stops: |reasons| format!("{reasons}时间不计"),
    capped: |cap| format!("不超过 {cap}"),
    level: |level| match level {
        "fault" => "错误",
        "warning" => "注意",
        _ => "未定",
    },
    checked: |faults, warnings, unset| format!("错误 {faults} 处，注意 {warnings} 处，未定 {unset} 处。"),
    problem,
    doubt: |doubt| match doubt {
        RuleDoubt::CanPassCap { cap, start, own, due } => {
            format!("可能超过法定时限 {cap}：从 {start} 起算，自定到 {own}，法定到 {due}；以法定为准")
        }
        RuleDoubt::LongerThanBase { own, cap } => format!("最长 {own}，比条例的 {cap} 长"),
        RuleDoubt::Unset => "没有定长短：不走自定时限，只走法定时限".to_owned(),
        RuleDoubt::ExtensionUnset => "没有定最多延长多少：定了才能延长".to_owned(),
    },
    by_rule,
    wrong_kind: |name, track| {
        if track {
            format!("{name} 不是专项；单位的规则用 --profile 选")
        } else {
            format!("{name} 是专项；专项用 --track 开")
        }
    },
    of_rule: |problem, rule| format!("{problem}（{rule}）"),
};

/// 规则的采用
pub(super) const RULES: RulesWords = RulesWords {
    title: "规则的采用",
    choose: "采用、停用",
    hint: "同意后从第二天起的时限按它算；已经在走的时限不变。",
    proposed: |what, version, by| match what {
        What::Use => format!("{by} 提请采用第 {version} 版"),
        What::Stop => format!("{by} 提请停用第 {version} 版"),
    },
    in_use: |version| format!("在用，第 {version} 版"),
    newer: |version, newer| format!("在用第 {version} 版，有第 {newer} 版"),
    from: |day| format!("{day} 起用"),
    until: |day| format!("用到 {day}"),
    head: |name, clocks, duties| format!("{name}：时限 {clocks} 个，定期任务 {duties} 项"),
    more: |more| format!("还有 {more} 个"),
    propose_use: "提请采用",
    propose_stop: "提请停用",
    accept: "同意",
    accept_question: "同意后，从第二天起算的时限按它算，已经在走的时限不变。同意吗？",
    refuse: "退回",
    withdraw: "撤回",
    waits: "已提请，等主要领导在规则页（g y）同意。",
    accepted: |day| format!("同意了，{day} 起按它算；已经在走的时限不变。"),
    refused: "没有采用，已记下理由。",
};

fn start(start: Start) -> &'static str {
    match start {
        Start::Received => "自收到",
        Start::Arrived => "自转送、交办件到达",
        Start::Registered => "自登记",
        Start::Dispatched => "自分办",
        Start::Assigned => "自交办",
        Start::Accepted => "自受理",
        Start::Investigated => "自调查核实完毕",
        Start::Submitted => "自送审",
        Start::Approved => "自批准",
        Start::Signed => "自意见签发",
        Start::Finished => "自办理完毕",
        Start::Served => "自信访人收到书面答复",
        Start::ReviewRequested => "自收到复查申请",
        Start::ReviewServed => "自信访人收到复查意见",
        Start::ReexaminationRequested => "自收到复核申请",
        Start::ReexaminationServed => "自信访人收到复核意见",
        Start::Commissioned => "自委托",
        Start::Recommended => "自提出建议",
        Start::NotAdopted => "自决定不采纳",
        Start::Instructed => "自领导批示",
        Start::Reception => "自领导接访",
        Start::HearingOffered => "自听证告知",
        Start::HearingRequested => "自收到听证申请",
        Start::SupplementAsked => "自要求补正",
        Start::OrderReceived => "自工单到达",
        Start::OrderClosed => "自工单办结",
        Start::Urged => "自催办",
        Start::Ended => "自终止",
        Start::Archived => "自归档",
        Start::Terminated => "自信访终结",
        Start::Known => "自得知",
        Start::Happened => "自发生",
    }
}

fn pause(reason: PauseReason) -> &'static str {
    match reason {
        PauseReason::Hearing => "听证",
        PauseReason::Appraisal => "检验、检测、鉴定",
        PauseReason::Correction => "补正",
        PauseReason::Court => "等待裁判",
        PauseReason::Announcement => "公告",
    }
}

fn problem(problem: &RuleProblem) -> String {
    match problem {
        RuleProblem::NotToml(_) => "从这里起不是 TOML 的写法".to_owned(),
        RuleProblem::UnknownKey(known) => format!("这里没有这一项；有：{known}"),
        RuleProblem::Missing => "缺这一项".to_owned(),
        RuleProblem::NotText => "应当是文字".to_owned(),
        RuleProblem::NotNumber => "应当是整数".to_owned(),
        RuleProblem::NotFlag => "应当是 true 或 false".to_owned(),
        RuleProblem::NotList => "应当是列表".to_owned(),
        RuleProblem::NotTable => "应当是一组键值".to_owned(),
        RuleProblem::UnknownWord { word, known } => format!("没有 {word} 这个词；有：{known}"),
        RuleProblem::UnknownClock(word) => {
            format!("没有叫 {word} 的时限；自定的名称里要有点，例如 s004.notice")
        }
        RuleProblem::UnknownStep(name) => format!("没有叫 {name} 的步骤"),
        RuleProblem::BadLength(text) => {
            format!(
                "{text} 不是时限：写 1 到 36525 的数加单位，15d 是日，5wd 是工作日，2m 是月，3y 是年，30min 是分钟"
            )
        }
        RuleProblem::BadDate(text) => format!("{text} 不是日期：写 2026-10-01 这样"),
        RuleProblem::BadWindow(text) => {
            format!("{text} 不是申请时段：写 last 5wd、within 5wd 或 at_least 5wd 这样")
        }
        RuleProblem::UntilBeforeFrom => "废止在施行之前".to_owned(),
        RuleProblem::MinutesNeedMoment => "分钟要从时刻算起，这里的起点是一天".to_owned(),
        RuleProblem::LengthAndUnset => "定了长短，就不能再写 unset = true".to_owned(),
        RuleProblem::NoLength => "既没有定长短，也没有写 unset = true".to_owned(),
        RuleProblem::Doubled => "同一类单位的这个时限写了两次".to_owned(),
        RuleProblem::BadDutyKey(key) => format!("{key} 不是定期任务的名称：名称里要有点，例如 s003.week"),
        RuleProblem::NotTimes => "应当是 1 到 366".to_owned(),
        RuleProblem::PeriodAndUnset => "定了周期，就不能再写 unset = true".to_owned(),
        RuleProblem::NoPeriod => "既没有定周期，也没有写 unset = true".to_owned(),
        RuleProblem::OtherUnit(length) => format!("延长要和时限 {length} 用同一个单位"),
        RuleProblem::UnknownBase { name, known } => format!("没有叫 {name} 的规则；有：{known}"),
        RuleProblem::UnknownCap(cap) => format!("所依的规则里没有法定时限 {cap}"),
        RuleProblem::ReplacesCap(cap) => {
            format!("单位的规则不能顶替法定时限 {cap}；请另起名称，并写 cap = \"{cap}\"")
        }
        RuleProblem::LengthensCap { own, cap } => {
            format!("{own} 比法定的 {cap} 长；自定的只能更严，不能更宽")
        }
        RuleProblem::VersionTaken(version) => {
            format!("第 {version} 版已有别的内容；改过的文件要用新的版本号")
        }
        RuleProblem::LawOnBase => "法规不依别的规则；请写 kind = office、track 或 example".to_owned(),
        RuleProblem::Overlaps(name) => format!("与 {name} 的施行日期重叠；不写 base 的法规不能同时施行"),
    }
}

pub(super) fn by_rule(problem: &ByRuleProblem) -> String {
    match problem {
        ByRuleProblem::UnknownProfile { name, known } => format!("没有叫 {name} 的规则；有：{known}"),
        ByRuleProblem::UnknownClock { clock, known } => format!("没有叫 {clock} 的时限；有：{known}"),
        ByRuleProblem::Unset => "这个时限没有定长短，上面也没有算得出的法定时限".to_owned(),
        ByRuleProblem::NeedsMoment => "分钟要从时刻算起，这里只有日期".to_owned(),
        ByRuleProblem::OutOfRange => "只能算 1970 年到 2170 年".to_owned(),
        ByRuleProblem::NoExtension => "这个时限不能延长".to_owned(),
        ByRuleProblem::ExtensionUnset => "没有定最多延长多少，定了才能延长".to_owned(),
        ByRuleProblem::ExtensionTooLong { most } => {
            format!("最多延长 {}", (super::WORDS.length)(most))
        }
        ByRuleProblem::ExtensionTooOften { times } => format!("只能延长 {times} 次，已经延长过了"),
        ByRuleProblem::ExtensionTooEarly { opens } => format!("还不能申请延长，{opens} 起可以"),
        ByRuleProblem::ExtensionTooLate { closes } => format!("{closes} 以后不能再申请延长"),
        ByRuleProblem::NotItsApprover { approver } => {
            format!("延长要由{}批准", (WORDS.approver)(*approver))
        }
        ByRuleProblem::NoPause => "这个时限没有可以中止的事由".to_owned(),
        ByRuleProblem::PauseNotAllowed { reason, allowed } if allowed.is_empty() => {
            format!("这个时限不因{}中止，也没有别的中止事由", pause(*reason))
        }
        ByRuleProblem::PauseNotAllowed { reason, allowed } => {
            let allowed: Vec<&str> = allowed.iter().map(|reason| pause(*reason)).collect();
            format!("这个时限不因{}中止，只因{}", pause(*reason), allowed.join("、"))
        }
        ByRuleProblem::PauseBackwards { from, to } => format!("中止从 {from} 到 {to}：结束在开始之前"),
        ByRuleProblem::PauseOutside { from, to, first, last } => {
            format!("中止从 {from} 到 {to}，不在时限内：开始应在 {first} 到 {last} 之间")
        }
    }
}
