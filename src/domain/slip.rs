//! 登记凭证: what a petitioner takes home (F09): number, query code, what happens next, by when, how
//! to ask. A paper, and so in Chinese on every screen (decision 24); it carries no name and no matter
//! (decision 8).

use chrono::{Datelike, NaiveDate};
use qrcode::{Color, EcLevel, QrCode};

use super::case::CaseId;
use super::clock::{Certainty, ClockLine, Deadline, Whose, next_due};

/// Digits of a query code.
pub const CODE_DIGITS: usize = 8;

/// A slip, ready to be shown and printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// The case.
    pub case: CaseId,
    /// 信访件编号
    pub number: String,
    /// 查询码
    pub code: String,
    /// 单位名称 and the paper's own.
    pub heading: [String; 2],
    /// Label, text.
    pub lines: Vec<(&'static str, String)>,
    /// 单位名称 and the day.
    pub foot: String,
    /// What a telephone reads.
    pub square: Square,
}

/// 二维码: dark and light, row by row, without its light border.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// Modules of a side; 0 when the text was too long for one.
    pub side: usize,
    /// Which are dark.
    pub dark: Vec<bool>,
}

/// How to ask, as the office's tables have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// 电话
    pub phone: String,
    /// 地址
    pub address: String,
    /// 查询网址
    pub online: String,
    /// 接待时间: a line each.
    pub hours: Vec<String>,
}

/// What a slip is made of.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The case.
    pub case: CaseId,
    /// 单位名称
    pub office: &'a str,
    /// 信访件编号
    pub number: &'a str,
    /// 查询码
    pub code: &'a str,
    /// 收到的日期
    pub received: NaiveDate,
    /// It has not ended.
    pub open: bool,
    /// Its clocks.
    pub clocks: &'a [Deadline],
    /// Clocks that have not started.
    pub waiting: &'a [ClockLine],
    /// How to ask.
    pub ask: &'a Ask,
    /// The day of the slip.
    pub today: NaiveDate,
}

impl Slip {
    /// Puts a slip together.
    pub fn of(facts: &Facts<'_>) -> Slip {
        let Facts { case, office, number, code, received, ask, today, .. } = *facts;
        let mut lines = vec![("编号", number.to_owned()), ("查询码", code.to_owned())];
        lines.push(("收到日期", long(received)));
        lines.extend(next(facts).into_iter().enumerate().map(|(at, text)| label(at, "接下来", text)));
        lines.push(("预计时间", expected(facts)));
        lines.extend(how(ask).into_iter().enumerate().map(|(at, text)| label(at, "怎样查询", text)));
        lines.push(("您的权利", rights(facts)));
        lines.push(("请收好", "凭编号和查询码就能查询，不要把查询码告诉别人。".to_owned()));
        Slip {
            case,
            number: number.to_owned(),
            code: code.to_owned(),
            heading: [office.to_owned(), "信访事项登记凭证".to_owned()],
            lines,
            foot: format!("{office}  {}", long(today)),
            square: Square::of(&square_text(number, code, &ask.online)),
        }
    }
}

/// What the square says: number, code, and where to ask, if there is such a place.
pub fn square_text(number: &str, code: &str, online: &str) -> String {
    if online.is_empty() { format!("{number} {code}") } else { format!("{number} {code} {online}") }
}

impl Square {
    /// The square of a text.
    pub fn of(text: &str) -> Square {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
            return Square { side: 0, dark: Vec::new() };
        };
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Square { side: code.width(), dark }
    }

    /// Is it dark there? Outside it is light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.side && self.dark.get(y * self.side + x).copied().unwrap_or(false)
    }
}

fn label(at: usize, label: &'static str, text: String) -> (&'static str, String) {
    (if at == 0 { label } else { "" }, text)
}

/// 2026年10月8日
fn long(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `15d` as 15日.
fn length(text: &str) -> String {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let unit = match &text[digits..] {
        "d" => "日",
        "wd" => "个工作日",
        "m" => "个月",
        "min" => "分钟",
        _ => return text.to_owned(),
    };
    format!("{}{unit}", &text[..digits])
}

fn waits<'a>(facts: &Facts<'a>, clock: &str) -> Option<&'a ClockLine> {
    facts.waiting.iter().find(|line| line.clock.word() == clock)
}

/// What happens next, from the clocks that run and those that will.
fn next(facts: &Facts<'_>) -> Vec<String> {
    if !facts.open {
        return vec!["这一件已经办结。要书面答复的，可以向本局提出。".to_owned()];
    }
    let duty = |deadline: &&Deadline| deadline.runs() && deadline.whose == Whose::Office;
    let mut running: Vec<&Deadline> = facts.clocks.iter().filter(duty).collect();
    running.sort_by_key(|deadline| deadline.due);
    let mut said: Vec<String> = running
        .iter()
        .filter_map(|deadline| {
            let does = match deadline.clock.word() {
                "dispatch" => "本局转送、交办给有权处理的机关、单位，并告知您",
                "notify_direct" | "notify" => "书面告知您是否受理",
                "finish" => "办结并书面答复您；情况复杂的可以延长，延长会告知您",
                "review" => "作出复查意见，书面答复您",
                "reexamine" => "作出复核意见，书面答复您",
                _ => return None,
            };
            let day = by(deadline);
            // A slip does not promise a day that is over.
            Some(if deadline.due < facts.today {
                format!("本应在{day}前{does}；期限已过，本局正在办。")
            } else {
                format!("{day}前，{does}。")
            })
        })
        .collect();
    if let (Some(first), true) = (next_due(facts.clocks), said.is_empty()) {
        let what = if first.title.zh.is_empty() { "办理" } else { &first.title.zh };
        said.push(format!("{}前，{what}。", by(first)));
    }
    let mut then = |clock: &str, from: &str, does: &str| {
        if let Some(time) = waits(facts, clock).and_then(|line| line.length.as_deref()) {
            said.push(format!("{from}{}内，{does}。", length(time)));
        }
    };
    then("notify", "办理单位收到之日起", "书面告知您是否受理");
    then("finish", "受理之日起", "办结并书面答复您；情况复杂的可以延长，延长会告知您");
    if said.is_empty() {
        said.push("本局审看以后告知您怎样办理。".to_owned());
    }
    said
}

fn by(deadline: &Deadline) -> String {
    // A day that a calendar not yet published may move is no promise.
    let about = if deadline.certainty == Certainty::Unpublished {
        "（放假安排公布后可能变动）"
    } else {
        ""
    };
    format!("{}{about}", long(deadline.due))
}

fn expected(facts: &Facts<'_>) -> String {
    match next_due(facts.clocks) {
        Some(first) if facts.open && first.due < facts.today => "期限已过，可以随时来问".to_owned(),
        Some(first) if facts.open => format!("{}前有下一步的消息", by(first)),
        _ if facts.open => "没有定期限，可以随时来问".to_owned(),
        _ => "已经办结".to_owned(),
    }
}

fn how(ask: &Ask) -> Vec<String> {
    let mut ways = Vec::new();
    for (what, value) in [("电话", &ask.phone), ("地址", &ask.address), ("网上", &ask.online)] {
        if !value.is_empty() {
            ways.push(format!("{what} {value}"));
        }
    }
    ways.extend(ask.hours.iter().map(|hours| format!("接待 {hours}")));
    ways.push("来问时报编号或查询码，不用再说一遍事情。".to_owned());
    ways
}

fn rights(facts: &Facts<'_>) -> String {
    let mut rights = String::from("查询办理情况和结果；要求与本人有利害关系的工作人员回避；评价办理工作；");
    if let Some(time) = waits(facts, "ask_review").and_then(|line| line.length.as_deref()) {
        rights.push_str(&format!("对处理意见不服的，收到书面答复之日起{}内请求复查；", length(time)));
    }
    rights.push_str("这些都不收费。");
    rights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_holds_its_text_and_is_small() {
        let square = Square::of(&square_text("2026-0001", "48271935", ""));
        assert_eq!((square.side, square.dark.len()), (21, 21 * 21));
        // The three corners that a telephone looks for.
        for (x, y) in [(0, 0), (20, 0), (0, 20)] {
            assert!(square.is_dark(x, y));
        }
        assert!(!square.is_dark(20, 20 + 1) && !square.is_dark(21, 0));
    }

    #[test]
    fn a_text_that_is_too_long_has_no_square() {
        assert_eq!(Square::of(&"水".repeat(2_000)).side, 0);
    }

    #[test]
    fn lengths_are_written_out() {
        assert_eq!(["15d", "5wd", "2m", "soon"].map(length), ["15日", "5个工作日", "2个月", "soon"]);
    }
}
