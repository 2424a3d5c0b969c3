//! 为什么是这一天, in Chinese.

use chrono::{Datelike, NaiveDate};

use super::rules;
use crate::domain::clock::{Certainty, Extension, Unit};
use crate::domain::explanation::{Appeal, EndDay, Explanation, StretchKind, YearUsed};
use crate::domain::rule::Start;
use crate::i18n::words::{Steps, WhyWords};

pub(super) const WHY: WhyWords = WhyWords {
    title: "为什么是这一天",
    key: "为什么",
    steps,
    inside_label: "中间的假",
    inside,
    used_label: "用的规则",
    used,
    aloud_label: "可以念",
    aloud,
    appeal_label: "送达以后",
    appeal,
    event: |start, deemed| format!("{}{}", if deemed { "视为" } else { "" }, event(start)),
    waits: |line| match &line.length {
        Some(length) => format!(
            "这个时限还没有起算：要等{}。起算后{}。",
            waited(line.event),
            (super::WORDS.length)(length)
        ),
        None => "这个时限本单位还没有定长短，不另计；法定时限照走。".to_owned(),
    },
    cannot: |why| format!("这样算不了：{why}。"),
    waiting: "未起算",
    unset: "未定",
    try_label: "换一天试",
    try_start: "起算",
    try_extend: |most| format!("延长（至多 {}）", (super::WORDS.length)(most)),
    try_pause: |reason| format!("{}（从-到）", (rules::WORDS.pause)(reason)),
    print: "打印",
    printed: |path| format!("存在 {path}"),
    not_printed: |why| format!("没有打印：{why}"),
    printed_by: |who, at| format!("{who} {at} 打印，日期按当时的事实和规则算出"),
    next_field: "下一格",
    try_key: "换一天试",
    try_hint: "按 t，打另一个起算日，只看不改",
    try_field: "如 0715、-2、昨天；只看不改",
    trying: |day| format!("试的是 {day} 起算，没有改动；Esc 回到原来的。"),
    show: "看这一天",
    other_limits: "换时限",
    on_form: "正在登记的一件",
    computed: "日期每次按事实现算，不存。",
    none: "这一件现在没有时限。",
    none_from: |day| format!("从 {day} 起算没有时限：不在能数的年份里。"),
    legend: ". 上班  x 放假  + 调休上班  - 中止",
};

fn weekday(day: NaiveDate) -> &'static str {
    super::WORDS.weekdays[usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)]
}

fn long(day: NaiveDate) -> String {
    format!("{day} {}", weekday(day))
}

/// Without the year where it is that of the result.
fn date(day: NaiveDate, told: &Explanation) -> String {
    if day.year() == told.due.year() { day.format("%m-%d").to_string() } else { day.to_string() }
}

fn short(day: NaiveDate, told: &Explanation) -> String {
    format!("{} {}", date(day, told), weekday(day))
}

fn span(from: NaiveDate, until: NaiveDate, told: &Explanation) -> String {
    if from == until { short(from, told) } else { format!("{} 至 {}", date(from, told), date(until, told)) }
}

/// 10月8日, as it is said.
fn spoken(day: NaiveDate, told: &Explanation) -> String {
    let said = format!("{}月{}日", day.month(), day.day());
    if day.year() == told.start.year() { said } else { format!("{}年{said}", day.year()) }
}

fn steps(told: &Explanation) -> Steps {
    [
        ("起算", start(told)),
        ("依据", basis(told)),
        ("首日", first(told)),
        ("期限", length(told)),
        ("延期", told.extension.as_ref().map_or("没有延期".to_owned(), |more| extension(told, more))),
        ("中止", pauses(told)),
        ("顺延", roll(told)),
        ("结果", result(told)),
    ]
}

/// 收到, 受理
fn event(start: Start) -> &'static str {
    let from = (rules::WORDS.start)(start);
    from.strip_prefix('自').unwrap_or(from)
}

/// What a clock that has not started waits for.
fn waited(start: Start) -> String {
    match start {
        Start::Served => "处理意见书送达（没有送达回证，不起算）".to_owned(),
        Start::ReviewServed => "复查意见送达（没有送达回证，不起算）".to_owned(),
        Start::ReexaminationServed => "复核意见送达（没有送达回证，不起算）".to_owned(),
        other => event(other).to_owned(),
    }
}

fn start(told: &Explanation) -> String {
    if told.deemed {
        return format!("{} 期满没有告知，视为{}", long(told.start), event(told.event));
    }
    let entered = told.entered.as_ref().map(|entered| {
        let day = date(entered.at.date_naive(), told);
        format!("（{} {day} {} 登记）", entered.who, entered.at.format("%H:%M"))
    });
    format!("{} {}{}", long(told.start), event(told.event), entered.unwrap_or_default())
}

/// What is to be done, as an officer says it.
fn duty(told: &Explanation) -> String {
    match told.clock.word() {
        "dispatch" => "登记并转送、交办".to_owned(),
        "notify_direct" | "notify" => "书面告知信访人".to_owned(),
        "object" => "不归本单位管的提出异议".to_owned(),
        "assigned" => "向交办机关反馈结果".to_owned(),
        "finish" => "办结，书面答复信访人".to_owned(),
        "ask_review" => "信访人可以请求复查".to_owned(),
        "review" => "提出复查意见，书面答复".to_owned(),
        "ask_reexamination" => "信访人可以请求复核".to_owned(),
        "reexamine" => "提出复核意见".to_owned(),
        "recommendation" => "书面反馈采纳情况".to_owned(),
        _ => (super::WORDS.clock)(&told.clock, &told.title).to_owned(),
    }
}

fn amount(told: &Explanation) -> String {
    (super::WORDS.length)(&told.length.to_string())
}

fn basis(told: &Explanation) -> String {
    let before =
        if told.before_known_law { "；那时的规定没有录入，按最早的一部算" } else { "" };
    let Explanation { basis, .. } = told;
    if told.is_set() {
        return format!("{}{}：在交办单写明的日期前{}{before}", basis.document, basis.article, duty(told));
    }
    let from = (rules::WORDS.start)(told.event);
    let (document, article) = (&basis.document, &basis.article);
    format!("{document}{article}：{from}起{}内{}{before}", amount(told), duty(told))
}

fn first(told: &Explanation) -> String {
    if told.is_set() {
        return "不用数日子".to_owned();
    }
    let nth = if told.length.unit == Unit::WorkingDay { "第1个工作日" } else { "第1日" };
    let (start, first) = (date(told.start, told), short(told.first_counted, told));
    format!("{start} 当天不算，{first} 是{nth}（民法典第二百零一条）")
}

fn length(told: &Explanation) -> String {
    let end = long(told.base_end);
    if told.is_set() {
        return format!("期限由交办单写明，到 {end}");
    }
    match told.length.unit {
        Unit::Day => format!("第{}日是 {end}；按自然日数，周末和放假都算在内", told.length.count),
        Unit::WorkingDay => format!("第{}个工作日是 {end}；周末和放假不算", told.length.count),
        Unit::Month => format!("满{}是 {end}，月份按对应的日子数", amount(told)),
    }
}

fn extension(told: &Explanation, more: &Extension) -> String {
    let unit = unit(told);
    let mut said = vec![format!("加{}{unit}", more.amount)];
    if let Some(whole) = told.whole_length() {
        said.push(format!("从起算日数共{}{unit}", whole.count));
    }
    if more.approver.is_empty() {
        said.push("只是试算，没有申请".to_owned());
        return said.join("，");
    }
    if let Some(day) = more.asked {
        said.push(format!("{} 申请", date(day, told)));
    }
    let when = more.approved.map(|day| format!("{} ", date(day, told))).unwrap_or_default();
    said.push(format!("{when}{}批准", more.approver));
    if !more.reason.is_empty() {
        said.push(format!("理由 {}", more.reason));
    }
    match more.told {
        Some(day) => said.push(format!("{} 告知信访人", date(day, told))),
        None => said.push("还没有告知信访人".to_owned()),
    }
    said.join("，")
}

/// 日, 个工作日
fn unit(told: &Explanation) -> &'static str {
    match told.length.unit {
        Unit::Day => "日",
        Unit::WorkingDay => "个工作日",
        Unit::Month => "个月",
    }
}

fn pauses(told: &Explanation) -> String {
    if told.pauses.is_empty() {
        return "没有中止".to_owned();
    }
    let each: Vec<String> = told
        .pauses
        .iter()
        .map(|pause| {
            let mut said =
                format!("{} {}", span(pause.from, pause.to, told), (rules::WORDS.pause)(pause.reason));
            if !pause.document.is_empty() {
                said.push_str(&format!("（{}，{}批准）", pause.document, pause.approver));
            }
            said
        })
        .collect();
    format!("{}；共{}日不算，末日推到 {}", each.join("；"), told.paused_days, long(told.nominal))
}

fn roll(told: &Explanation) -> String {
    if told.is_set() {
        return "写明的日子就是那一天，不顺延".to_owned();
    }
    let end = long(told.nominal);
    let off = match &told.nominal_is {
        EndDay::Working => return format!("末日 {end} 是工作日，不用顺延"),
        EndDay::MakeUp(name) => return format!("末日 {end} 为{name}调休上班，是工作日，不用顺延"),
        EndDay::Weekend => "休息".to_owned(),
        EndDay::Holiday { name, from, until } => format!("{name}放假（{}）", span(*from, *until, told)),
    };
    if told.is_rolled() {
        let due = long(told.due);
        format!("末日 {end} {off}，顺延到之后第一个工作日 {due}（民法典第二百零三条）")
    } else {
        format!("末日 {end} {off}，这一条不顺延")
    }
}

fn result(told: &Explanation) -> String {
    let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
    let mut said = format!("{}{mark}", long(told.live));
    match told.cap {
        Some(_) if told.law_comes_first() => {
            said = format!("{said}；自定的到 {}，晚于法定上限，以法定的为准", long(told.due));
        }
        Some(cap) => said.push_str(&format!("；法定上限 {}", long(cap))),
        // No limit of the law stands above it, or none can be counted yet.
        None if told.is_own => {}
        None => said.push_str("；没有自定期限"),
    }
    if told.is_rolled() && !told.law_comes_first() {
        said.push_str(&format!("；之前最后一个工作日 {}", short(told.last_working_day, told)));
    }
    if let Some(done) = told.finished {
        said.push_str(&format!("；{} 办了", date(done, told)));
    }
    said
}

fn inside(told: &Explanation) -> String {
    let mut said: Vec<String> = told
        .inside
        .iter()
        .map(|stretch| {
            let days = span(stretch.from, stretch.until, told);
            match (stretch.kind, stretch.counted) {
                (StretchKind::Holiday, true) => format!("{} {days} 照算不扣", stretch.name),
                (StretchKind::Holiday, false) => format!("{} {days} 跳过不算", stretch.name),
                (StretchKind::MakeUp, _) => format!("{days} {}调休上班，算一日", stretch.name),
            }
        })
        .collect();
    if told.length.unit == Unit::WorkingDay && told.weekend_days > 0 {
        said.push(format!("另有周末{}日跳过不算", told.weekend_days));
    }
    if said.is_empty() { "没有放假，也没有调休上班".to_owned() } else { said.join("；") }
}

fn used(told: &Explanation) -> String {
    let mut said =
        vec![format!("{}第 {} 版，{} 起施行", told.basis.document, told.rules.version, told.rules.from)];
    let (known, unknown): (Vec<_>, Vec<_>) = told.years.iter().partition(|year| year.source.is_some());
    let list = |years: &[&YearUsed]| years.iter().map(|y| y.year.to_string()).collect::<Vec<_>>().join("、");
    if !known.is_empty() {
        said.push(format!("{} 年历按国务院办公厅通知", list(&known)));
    }
    if !unknown.is_empty() {
        said.push(format!("{} 年放假安排未公布，按周末和法定节日算，公布后可能变", list(&unknown)));
    }
    said.join("；")
}

fn aloud(told: &Explanation) -> String {
    if told.is_set() {
        let (day, due) = (spoken(told.start, told), spoken(told.due, told));
        return format!("这件事{day}{}，期限由交办单写明，最晚是{due}。", event(told.event));
    }
    let unit = |count: u32| match told.length.unit {
        Unit::Day => format!("{count}天"),
        Unit::WorkingDay => format!("{count}个工作日"),
        Unit::Month => format!("{count}个月"),
    };
    let period = unit(told.length.count);
    let day = spoken(told.start, told);
    let begins = match told.event {
        _ if told.deemed => format!("您这件事到{day}还没有答复您收不收，就当作那天受理"),
        Start::Served => format!("您是{day}收到书面答复的"),
        Start::ReviewServed => format!("您是{day}收到复查意见的"),
        Start::ReviewRequested => format!("您{day}请求复查"),
        Start::ReexaminationRequested => format!("您{day}请求复核"),
        other => format!("您这件事{day}{}", event(other)),
    };
    let promise = match told.clock.word() {
        "dispatch" => "要转给管这件事的单位".to_owned(),
        "notify_direct" | "notify" => "要书面告诉您怎么办".to_owned(),
        "finish" => "要办完，书面答复您".to_owned(),
        "ask_review" => "您可以请上一级复查".to_owned(),
        "review" => "要给您复查意见".to_owned(),
        "ask_reexamination" => "您可以请上一级复核".to_owned(),
        "reexamine" => "要给您复核意见".to_owned(),
        _ => format!("要{}", duty(told)),
    };
    let document = told.basis.document.split('（').next().unwrap_or_default();
    let mut said = format!("{begins}。按{document}，从第二天数起，{period}内{promise}");
    let nth = match told.length.unit {
        Unit::Month => "满期那天".to_owned(),
        Unit::Day | Unit::WorkingDay => format!("第{period}"),
    };
    if told.extension.is_none() && told.pauses.is_empty() {
        said.push_str(&format!("，{nth}是{}", spoken(told.nominal, told)));
    }
    if let Some(more) = &told.extension {
        let reason = if more.reason.is_empty() { String::new() } else { format!("因为{}，", more.reason) };
        let more = unit(more.amount);
        match &told.extension {
            Some(granted) if granted.approver.is_empty() => said.push_str(&format!("。要是再加{more}")),
            _ => said.push_str(&format!("。{reason}批准再加{more}")),
        }
        if let Some(whole) = told.whole_length().filter(|_| told.pauses.is_empty()) {
            said.push_str(&format!("，第{}是{}", unit(whole.count), spoken(told.nominal, told)));
        }
    }
    if let Some(pause) = told.pauses.first() {
        said.push_str(&format!(
            "。{}的{}天不算，数到{}",
            (rules::WORDS.pause)(pause.reason),
            told.paused_days,
            spoken(told.nominal, told)
        ));
    }
    match &told.nominal_is {
        EndDay::Holiday { name, .. } if told.is_rolled() => {
            said.push_str(&format!("，正赶上{name}放假，放完假第一个上班日是{}", spoken(told.due, told)))
        }
        EndDay::Weekend if told.is_rolled() => {
            said.push_str(&format!("，是周末，下一个上班日是{}", spoken(told.due, told)));
        }
        EndDay::MakeUp(_) => said.push_str("，虽是周末，但是调休上班"),
        _ => {}
    }
    said.push('。');
    match told.finished {
        Some(done) => said.push_str(&format!("这一步{}已经办了。", spoken(done, told))),
        None if told.law_comes_first() => {
            said.push_str(&format!("不过法律的期限更早，所以最晚是{}。", spoken(told.live, told)))
        }
        None => said.push_str(&format!("所以最晚是{}。", spoken(told.due, told))),
    }
    if told.certainty == Certainty::Unpublished {
        said.push_str("那一年的放假安排还没有公布，日子可能会变。");
    }
    said
}

fn appeal(appeal: &Appeal) -> String {
    let short = |day: NaiveDate| format!("{} {}", day.format("%m-%d"), weekday(day));
    let mut said = format!("要是那天才送达，信访人申请到 {} 止", short(appeal.until));
    if let Some((from, until)) = appeal.spring_festival {
        said.push_str(&format!("，其中 {} 至 {} 春节放假", short(from), short(until)));
    }
    said
}
