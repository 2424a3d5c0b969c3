//! 为什么是这一天, in English.

use chrono::{Datelike, NaiveDate};

use super::{lists, rules};
use crate::domain::clock::{Certainty, Extension, Unit};
use crate::domain::explanation::{Appeal, EndDay, Explanation, StretchKind};
use crate::domain::rule::Start;
use crate::i18n::words::{Steps, WhyWords};

pub(super) const WHY: WhyWords = WhyWords {
    title: "Why this date",
    key: "why",
    steps,
    inside_label: "Holidays",
    inside,
    used_label: "Rules",
    used,
    aloud_label: "Read out",
    aloud,
    appeal_label: "Then",
    appeal,
    // Twelve cells beside the day.
    event: |start, deemed| if deemed { "deemed".to_owned() } else { event(start).to_owned() },
    waits: |line| match &line.length {
        Some(length) => format!(
            "This clock has not started: it waits for {}. It then runs for {}.",
            waited(line.event),
            (super::WORDS.length)(length)
        ),
        None => "The office has set no length here: no own clock runs, the law's does.".to_owned(),
    },
    cannot: |why| format!("That cannot be counted: {why}."),
    waiting: "not started",
    unset: "not set",
    try_label: "Try a day",
    try_start: "Start",
    try_extend: |most| format!("more (at most {})", (super::WORDS.length)(most)),
    try_pause: |reason| format!("{} (from-to)", (rules::WORDS.pause)(reason)),
    print: "print",
    printed: |path| format!("Written to {path}"),
    not_printed: |why| format!("Not printed: {why}"),
    printed_by: |who, at| format!("Printed by {who}, {at}"),
    next_field: "next field",
    try_key: "try a day",
    try_hint: "press t and type another start day; it only looks",
    try_field: "such as 0715 or -2; it only looks",
    trying: |day| format!("Tried from {day}, nothing is changed; Esc goes back."),
    show: "show",
    other_limits: "other limit",
    on_form: "The matter on the form",
    computed: "Dates are computed from facts each time, never stored.",
    none: "No clock runs on this case.",
    none_from: |day| format!("From {day} there is no limit: it leaves the years that can be counted."),
    legend: ". worked  x off  + make-up  - paused",
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
    if from == until { short(from, told) } else { format!("{} to {}", date(from, told), date(until, told)) }
}

/// 8 October, as it is said.
fn spoken(day: NaiveDate, told: &Explanation) -> String {
    let said = day.format("%-d %B").to_string();
    if day.year() == told.start.year() { said } else { format!("{said} {}", day.year()) }
}

fn steps(told: &Explanation) -> Steps {
    [
        ("Start", start(told)),
        ("Basis", basis(told)),
        ("Day 1", first(told)),
        ("Length", length(told)),
        ("Added", told.extension.as_ref().map_or("no extension".to_owned(), |more| extension(told, more))),
        ("Paused", pauses(told)),
        ("Roll", roll(told)),
        ("Result", result(told)),
    ]
}

/// receipt, acceptance
fn event(start: Start) -> &'static str {
    let from = (rules::WORDS.start)(start);
    from.strip_prefix("from ").unwrap_or(from)
}

/// What a clock that has not started waits for.
fn waited(start: Start) -> String {
    match start {
        Start::Served | Start::ReviewServed | Start::ReexaminationServed => {
            format!("{} (no receipt of service, no start)", event(start))
        }
        other => event(other).to_owned(),
    }
}

fn start(told: &Explanation) -> String {
    if told.deemed {
        return format!("{} nobody had told the petitioner: deemed {}", long(told.start), event(told.event));
    }
    let entered = told.entered.as_ref().map(|entered| {
        let day = date(entered.at.date_naive(), told);
        format!(" (entered by {}, {day} {})", entered.who, entered.at.format("%H:%M"))
    });
    format!("{} {}{}", long(told.start), event(told.event), entered.unwrap_or_default())
}

/// What is to be done, as an officer says it.
fn duty(told: &Explanation) -> String {
    match told.clock.word() {
        "dispatch" => "register and pass on".to_owned(),
        "notify_direct" | "notify" => "tell the petitioner in writing".to_owned(),
        "object" => "object, if it is not the body's matter".to_owned(),
        "assigned" => "report the result to whoever assigned it".to_owned(),
        "finish" => "finish and answer in writing".to_owned(),
        "ask_review" => "the petitioner may ask for a review".to_owned(),
        "review" => "decide the review and answer in writing".to_owned(),
        "ask_reexamination" => "the petitioner may ask for a re-examination".to_owned(),
        "reexamine" => "decide the re-examination".to_owned(),
        "recommendation" => "answer in writing".to_owned(),
        _ => (super::WORDS.clock)(&told.clock, &told.title).to_owned(),
    }
}

fn amount(told: &Explanation) -> String {
    counted(told.length.count, told.length.unit)
}

fn counted(count: u32, unit: Unit) -> String {
    let unit = match unit {
        Unit::Day => "day",
        Unit::WorkingDay => "working day",
        Unit::Month => "month",
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn basis(told: &Explanation) -> String {
    let before =
        if told.before_known_law { "; older than every law known, the earliest stands in" } else { "" };
    let Explanation { basis, .. } = told;
    if told.is_set() {
        let (document, article) = (&basis.document_en, &basis.article_en);
        return format!("{document}, {article}: {} by the day set with the assignment{before}", duty(told));
    }
    format!(
        "{}, {}: {} within {} {}{before}",
        basis.document_en,
        basis.article_en,
        duty(told),
        amount(told),
        (rules::WORDS.start)(told.event)
    )
}

fn first(told: &Explanation) -> String {
    if told.is_set() {
        return "no days are counted".to_owned();
    }
    let nth = if told.length.unit == Unit::WorkingDay { "working day 1" } else { "day 1" };
    let (start, first) = (date(told.start, told), short(told.first_counted, told));
    format!("{start} itself is not counted, {first} is {nth} (Civil Code 201)")
}

fn length(told: &Explanation) -> String {
    let end = long(told.base_end);
    if told.is_set() {
        return format!("the day was set with the assignment: {end}");
    }
    let count = told.length.count;
    match told.length.unit {
        Unit::Day => format!("day {count} is {end}; every day counts, worked or not"),
        Unit::WorkingDay => format!("working day {count} is {end}; days off are skipped"),
        Unit::Month => format!("{} end on {end}, the corresponding date", amount(told)),
    }
}

fn extension(told: &Explanation, more: &Extension) -> String {
    let mut said = vec![format!("{} more", counted(more.amount, told.length.unit))];
    if let Some(whole) = told.whole_length() {
        said.push(format!("{} from the start", whole.count));
    }
    if more.approver.is_empty() {
        said.push("only tried, nobody has asked".to_owned());
        return said.join(", ");
    }
    if let Some(day) = more.asked {
        said.push(format!("asked {}", date(day, told)));
    }
    let when = more.approved.map(|day| format!(" {}", date(day, told))).unwrap_or_default();
    said.push(format!("granted{when} by {}", more.approver));
    if !more.reason.is_empty() {
        said.push(format!("reason: {}", more.reason));
    }
    match more.told {
        Some(day) => said.push(format!("petitioner told {}", date(day, told))),
        None => said.push("petitioner not told yet".to_owned()),
    }
    said.join(", ")
}

fn pauses(told: &Explanation) -> String {
    if told.pauses.is_empty() {
        return "no pause".to_owned();
    }
    let each: Vec<String> = told
        .pauses
        .iter()
        .map(|pause| {
            let reason = (rules::WORDS.pause)(pause.reason);
            let mut said = format!("{} {reason}", span(pause.from, pause.to, told));
            if !pause.document.is_empty() {
                said.push_str(&format!(" ({}, granted by {})", pause.document, pause.approver));
            }
            said
        })
        .collect();
    let out = counted(told.paused_days, Unit::Day);
    format!("{}; {out} taken out, the last day moves to {}", each.join("; "), long(told.nominal))
}

fn roll(told: &Explanation) -> String {
    if told.is_set() {
        return "a day that was set does not roll".to_owned();
    }
    let end = long(told.nominal);
    let off = match &told.nominal_is {
        EndDay::Working => return format!("{end} is a working day: no roll"),
        EndDay::MakeUp(name) => {
            return format!("{end} is a make-up working day for {}: no roll", lists::holiday(name));
        }
        EndDay::Weekend => "a day of rest".to_owned(),
        EndDay::Holiday { name, from, until } => {
            format!("{} ({})", lists::holiday(name), span(*from, *until, told))
        }
    };
    if told.is_rolled() {
        let due = long(told.due);
        format!("{end} is {off}: on to {due} (Civil Code 203)")
    } else {
        format!("{end} is {off}; this rule does not roll")
    }
}

fn result(told: &Explanation) -> String {
    let mark = if told.certainty == Certainty::Unpublished { "?" } else { "" };
    let mut said = format!("{}{mark}", long(told.live));
    match told.cap {
        Some(_) if told.law_comes_first() => {
            said =
                format!("{said}; the own target {} lies after the law's limit, which binds", long(told.due));
        }
        Some(cap) => said.push_str(&format!("; the law's limit is {}", long(cap))),
        // No limit of the law stands above it, or none can be counted yet.
        None if told.is_own => {}
        None => said.push_str("; no own target"),
    }
    if told.is_rolled() && !told.law_comes_first() {
        said.push_str(&format!("; last day worked before: {}", short(told.last_working_day, told)));
    }
    if let Some(done) = told.finished {
        said.push_str(&format!("; done {}", date(done, told)));
    }
    said
}

fn inside(told: &Explanation) -> String {
    let mut said: Vec<String> = told
        .inside
        .iter()
        .map(|stretch| {
            let days = span(stretch.from, stretch.until, told);
            let name = lists::holiday(&stretch.name);
            match (stretch.kind, stretch.counted) {
                (StretchKind::Holiday, true) => format!("{name} {days} counted"),
                (StretchKind::Holiday, false) => format!("{name} {days} skipped"),
                (StretchKind::MakeUp, _) => format!("{days} worked ({name})"),
            }
        })
        .collect();
    if told.length.unit == Unit::WorkingDay && told.weekend_days > 0 {
        said.push(format!("{} weekend days skipped", told.weekend_days));
    }
    if said.is_empty() { "no holiday and no make-up day".to_owned() } else { said.join("; ") }
}

fn used(told: &Explanation) -> String {
    let mut said = vec![format!("{}, version {}", told.basis.document_en, told.rules.version)];
    for year in &told.years {
        said.push(match year.source {
            Some(_) => format!("calendar {}", year.year),
            None => {
                format!("{} is not published and may change", year.year)
            }
        });
    }
    said.join("; ")
}

fn aloud(told: &Explanation) -> String {
    if told.is_set() {
        return format!("The day was set with the assignment: {} at the latest.", spoken(told.due, told));
    }
    let day = spoken(told.start, told);
    let begins = match told.event {
        _ if told.deemed => {
            format!("By {day} nobody had told you whether we take your matter, so it counts as accepted")
        }
        Start::Received => format!("Your matter came on {day}"),
        Start::Accepted => format!("Your matter was accepted on {day}"),
        Start::Served => format!("You received the written reply on {day}"),
        Start::ReviewServed => format!("You received the review on {day}"),
        Start::ReviewRequested => format!("You asked for a review on {day}"),
        Start::ReexaminationRequested => format!("You asked for a re-examination on {day}"),
        other => format!("In your matter the day of {} is {day}", event(other)),
    };
    let promise = match told.clock.word() {
        "dispatch" => "we have {} to pass it on to those who answer for it",
        "notify_direct" | "notify" => "there are {} to tell you in writing what happens with it",
        "finish" => "there are {} to finish it and answer you in writing",
        "ask_review" => "you have {} to ask for a review",
        "review" => "there are {} to give you the review",
        "ask_reexamination" => "you have {} to ask for a re-examination",
        "reexamine" => "there are {} to give you the re-examination",
        _ => "there are {} for this step",
    };
    let mut said = format!("{begins}. From the day after {}", promise.replace("{}", &amount(told)));
    if let Some(more) = &told.extension {
        let granted = if more.approver.is_empty() { "would be added" } else { "were granted" };
        said.push_str(&format!(". {} more {granted}", counted(more.amount, told.length.unit)));
        if !more.reason.is_empty() {
            said.push_str(&format!(" ({})", more.reason));
        }
    }
    if let Some(pause) = told.pauses.first() {
        let out = counted(told.paused_days, Unit::Day);
        said.push_str(&format!(". {out} do not count ({})", (rules::WORDS.pause)(pause.reason)));
    }
    said.push_str(&format!(". The last day is {}", spoken(told.nominal, told)));
    match &told.nominal_is {
        EndDay::Holiday { name, .. } if told.is_rolled() => said.push_str(&format!(
            ", but that is {}; the first working day after is {}",
            lists::holiday(name),
            spoken(told.due, told)
        )),
        EndDay::Weekend if told.is_rolled() => said.push_str(&format!(
            ", but that is a weekend; the next working day is {}",
            spoken(told.due, told)
        )),
        EndDay::MakeUp(_) => said.push_str(", a weekend day on which we work"),
        _ => {}
    }
    said.push_str(". ");
    match told.finished {
        Some(done) => said.push_str(&format!("It was done on {}.", spoken(done, told))),
        None if told.law_comes_first() => said.push_str(&format!(
            "The law's own limit comes first, so the latest day is {}.",
            spoken(told.live, told)
        )),
        None => said.push_str(&format!("So the latest day is {}.", spoken(told.due, told))),
    }
    if told.certainty == Certainty::Unpublished {
        said.push_str(" Holidays of that year are not out yet; the day may move.");
    }
    said
}

fn appeal(appeal: &Appeal) -> String {
    let short = |day: NaiveDate| format!("{} {}", day.format("%m-%d"), weekday(day));
    let mut said = format!("served on that day, an appeal may come until {}", short(appeal.until));
    if let Some((from, until)) = appeal.spring_festival {
        let name = lists::holiday("春节");
        said.push_str(&format!(", with {name} from {} to {} in it", short(from), short(until)));
    }
    said
}
