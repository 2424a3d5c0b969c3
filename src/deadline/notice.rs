//! Reads the State Council's notice of a year's holidays (国务院办公厅关于20XX年部分节假日安排的通知)
//! as people paste it. What is not understood is said, never guessed: a day read wrongly would
//! move every limit that lands on it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{Year, is_weekend};
use crate::domain::notice::{NoticeFault, Wrong};

/// A notice, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The year it is for.
    pub year: Year,
    /// Its days that lie in the years beside: 元旦 often begins in December.
    pub beside: Vec<Year>,
}

/// The holidays that every notice names, with other names they go by. Until 2007 only the first
/// four came round.
const HOLIDAYS: [&[&str]; 7] =
    [&["元旦", "新年"], &["春节"], &["劳动", "五一"], &["国庆", "十一"], &["清明"], &["端午"], &["中秋"]];

/// Longest stretch of days off that is believed.
const LONGEST: i64 = 31;

impl Notice {
    /// Reads a notice.
    ///
    /// # Errors
    /// Everything that is wrong with it, line by line.
    pub fn read(text: &str) -> Result<Notice, Vec<NoticeFault>> {
        let signs = signs(text);
        let Some(year) = year_of(&signs) else {
            return Err(vec![NoticeFault { line: None, words: String::new(), wrong: Wrong::NoYear }]);
        };
        let mut reader = Reader {
            signs: &signs,
            year,
            at: 0,
            holiday: None,
            months: BTreeMap::new(),
            off: BTreeMap::new(),
            work: BTreeMap::new(),
            faults: Vec::new(),
            named: Vec::new(),
        };
        reader.read();
        let Reader { off, work, mut faults, named, .. } = reader;
        let expected = if year < 2008 { 4 } else { HOLIDAYS.len() };
        for names in &HOLIDAYS[..expected] {
            if !named.iter().any(|name| names.iter().any(|known| name.contains(known))) {
                faults.push(NoticeFault {
                    line: None,
                    words: names[0].to_owned(),
                    wrong: Wrong::HolidayMissing,
                });
            }
        }
        for (day, (_, line)) in &work {
            if off.contains_key(day) {
                faults.push(NoticeFault {
                    line: Some(*line),
                    words: format!("{}月{}日", day.month(), day.day()),
                    wrong: Wrong::Twice { day: *day },
                });
            }
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| fault.line.unwrap_or(usize::MAX));
            return Err(faults);
        }
        let source = vec![source(text, year)];
        let mut years: BTreeMap<i32, Year> = BTreeMap::new();
        let empty = |year| Year { year, source: source.clone(), off: BTreeMap::new(), work: BTreeMap::new() };
        for (day, (name, _)) in off.into_iter().filter(|(day, _)| !is_weekend(*day)) {
            years.entry(day.year()).or_insert_with(|| empty(day.year())).off.insert(day, name);
        }
        for (day, (name, _)) in work {
            years.entry(day.year()).or_insert_with(|| empty(day.year())).work.insert(day, name);
        }
        let own = years.remove(&year).unwrap_or_else(|| empty(year));
        Ok(Notice { year: own, beside: years.into_values().collect() })
    }
}

/// One sign of the text in its plain form, with its line.
#[derive(Debug, Clone, Copy)]
struct Sign {
    c: char,
    line: usize,
    /// Nothing but blanks stands before it on its line.
    opens_line: bool,
}

/// The text without blanks, full-width signs made plain, lines without words of the schedule
/// (addresses, the date under the signature) left out.
fn signs(text: &str) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut signs: Vec<char> = line.chars().filter_map(plain).collect();
        if signs.starts_with(&['h', 't', 't', 'p']) {
            continue;
        }
        let ended = found.last().is_none_or(|last| matches!(last.c, '。' | ';' | ')' | '厅'));
        if ended && is_signature(&signs) {
            signs.clear();
        }
        found.extend(signs.into_iter().enumerate().map(|(at, c)| Sign {
            c,
            line: number + 1,
            opens_line: at == 0,
        }));
    }
    found
}

fn plain(c: char) -> Option<char> {
    Some(match c {
        c if c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}') => return None,
        '\u{ff0d}' | '—' | '–' | '―' | '-' | '~' | '～' | '〜' | '至' | '到' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '︰' => ':',
        '号' => '日',
        c => c,
    })
}

/// 国务院办公厅 2026年11月4日, or the date alone.
fn is_signature(line: &[char]) -> bool {
    let text: String = line.iter().collect();
    let date = text.strip_prefix("国务院办公厅").unwrap_or(&text);
    let Some((year, rest)) = date.split_once('年') else { return false };
    let all = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_numeric() || "〇○一二三四五六七八九十".contains(c))
    };
    all(year)
        && rest
            .strip_suffix('日')
            .and_then(|rest| rest.split_once('月'))
            .is_some_and(|(m, d)| all(m) && all(d))
}

/// The year of 关于2027年部分节假日安排 or of 将2027年元旦、春节: a year that no month follows.
fn year_of(signs: &[Sign]) -> Option<i32> {
    let plain: Vec<char> = signs.iter().map(|sign| sign.c).collect();
    plain.windows(6).find_map(|six| {
        let [digits @ .., mark, next] = six else { return None };
        let year: i32 = digits.iter().collect::<String>().parse().ok()?;
        (*mark == '年' && !next.is_numeric() && (1990..=2150).contains(&year)).then_some(year)
    })
}

/// What the days come from: the notice's title, and its number if it is there.
fn source(text: &str, year: i32) -> String {
    let address = text.lines().map(str::trim).find(|line| line.starts_with("http"));
    let number = text.find("国办发明电").and_then(|from| {
        let rest = &text[from..];
        let end = rest.find('号')? + '号'.len_utf8();
        (end < 60).then(|| rest[..end].split_whitespace().collect::<String>())
    });
    let title = format!("国务院办公厅关于{year}年部分节假日安排的通知");
    [Some(title), number, address.map(str::to_owned)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Days by date, with the holiday's name and the line.
type Days = BTreeMap<NaiveDate, (String, usize)>;

struct Reader<'a> {
    signs: &'a [Sign],
    year: i32,
    at: usize,
    holiday: Option<Holiday>,
    /// Years that were said of a month, in this holiday.
    months: BTreeMap<u32, i32>,
    off: Days,
    work: Days,
    faults: Vec<NoticeFault>,
    named: Vec<String>,
}

/// The holiday that is being read.
struct Holiday {
    name: String,
    line: usize,
    /// Days off named since the last 共N天.
    days: i64,
    any: bool,
}

/// Words that say a day is off, longest first.
const OFF: [&str; 7] = ["放假调休", "放假公休", "调休放假", "放假休息", "放假", "公休", "休息"];
/// Words that say a day is worked.
const WORK: [&str; 6] = ["照常上班", "正常上班", "调休上班", "补班", "上班", "为工作日"];
/// Words that change nothing.
const EMPTY: [&str; 14] = [
    "与周末连休",
    "与周末相连",
    "形成连休",
    "连休",
    "放假调休",
    "其中",
    "另外",
    "同时",
    "均",
    "并",
    "即",
    "以及",
    "(调休)",
    "都",
];
/// Words that explain days told elsewhere: what follows them up to the comma is told elsewhere too.
const EXPLAINS: [&str; 6] = ["为法定节假日", "为公休日", "两个公休日调", "公休日调", "调休", "调"];

impl Reader<'_> {
    fn read(&mut self) {
        while self.at < self.signs.len() {
            if let Some((name, line, next)) = self.heading() {
                self.end_holiday();
                self.at = next;
                self.months.clear();
                self.named.push(name.clone());
                self.holiday = Some(Holiday { name, line, days: 0, any: false });
            }
            let from = self.at;
            let end = (from..self.signs.len())
                .find(|at| {
                    matches!(self.signs[*at].c, '。' | ';') || (*at > from && self.heading_at(*at).is_some())
                })
                .unwrap_or(self.signs.len());
            if self.holiday.is_some() {
                self.sentence(from, end);
            }
            let stop = self.signs.get(end).is_some_and(|sign| matches!(sign.c, '。' | ';'));
            self.at = end + usize::from(stop);
        }
        self.end_holiday();
    }

    fn end_holiday(&mut self) {
        if let Some(holiday) = self.holiday.take()
            && !holiday.any
        {
            self.faults.push(NoticeFault {
                line: Some(holiday.line),
                words: holiday.name,
                wrong: Wrong::NoDays,
            });
        }
    }

    fn heading(&self) -> Option<(String, usize, usize)> {
        self.heading_at(self.at)
    }

    /// 一、元旦： at the beginning of a sentence or a line: name, line, and what follows.
    fn heading_at(&self, from: usize) -> Option<(String, usize, usize)> {
        let first = self.signs.get(from)?;
        let begins = from == 0 || first.opens_line || matches!(self.signs[from - 1].c, '。' | ';');
        if !begins {
            return None;
        }
        let mut at = from;
        let sign = |at: usize| self.signs.get(at).map_or('\0', |sign| sign.c);
        while at - from < 4 && (is_number(sign(at)) || sign(at) == '(') {
            at += 1;
        }
        let numbered = at > from && matches!(sign(at), '、' | '.' | ')' | ',');
        // 十一 is a number and a holiday.
        at = if numbered { at + 1 } else { from };
        at += usize::from(sign(at) == '、');
        let start = at;
        // 胜利70周年纪念日 has figures in its name; elsewhere a figure begins a date.
        let begins_date = |at: usize| {
            let stop = (at..at + 4).find(|at| !sign(*at).is_ascii_digit());
            sign(at).is_ascii_digit() && stop.is_some_and(|stop| !self.starts(stop, "周年"))
        };
        while at - start < 40 && !matches!(sign(at), ':' | '\0' | '。' | ',' | ';') && !begins_date(at) {
            at += 1;
        }
        let name: String = self.signs[start..at].iter().map(|sign| sign.c).collect();
        let ends = sign(at) == ':' || (numbered && sign(at).is_ascii_digit());
        let holiday = |part: &str| {
            let part = part.trim_matches(['"', '“', '”']);
            part.ends_with(['节', '日'])
                || HOLIDAYS.iter().any(|names| names.contains(&part))
                || part == "除夕"
        };
        let name_is = !name.is_empty() && name.split(['、', '和', '与', '及']).all(holiday);
        (ends && name_is).then_some((name, first.line, at + usize::from(sign(at) == ':')))
    }

    /// One sentence of a holiday: days, then what is to be with them.
    fn sentence(&mut self, from: usize, end: usize) {
        let text = self.words(from, end);
        // Leave that people are advised to take is no day off.
        if ["鼓励", "提倡", "建议", "倡导"].iter().any(|word| text.starts_with(word)) {
            return;
        }
        let tells =
            text.contains("放假") || text.contains("上班") || text.contains("日") && text.contains('月');
        if !tells || text.starts_with("节假日期间") {
            return;
        }
        let mut days: Vec<(NaiveDate, usize)> = Vec::new();
        let mut days_from = from;
        let mut explaining = false;
        let mut at = from;
        while at < end {
            let c = self.signs[at].c;
            if c == ',' {
                if explaining {
                    days.clear();
                    explaining = false;
                }
                at += 1;
            } else if matches!(c, '、' | '和' | '及' | '与') && !self.starts(at, "与周末") {
                at += 1;
            } else if c.is_ascii_digit() && !self.is_count(at, end) {
                if days.is_empty() {
                    days_from = at;
                }
                let last = days.last().map(|(day, _)| *day);
                match self.stretch(at, end, last) {
                    Some((found, next)) => {
                        days.extend(found);
                        at = next;
                    }
                    None => {
                        // Told already; the rest of the sentence cannot be trusted.
                        return;
                    }
                }
            } else if let Some(next) = self.count(at, end) {
                at = next;
            } else if let Some(word) = EMPTY.iter().find(|word| days.is_empty() && self.starts(at, word)) {
                at += word.chars().count();
            } else if self.starts(at, "与周末") {
                at += EMPTY.iter().find(|word| self.starts(at, word)).map_or(3, |word| word.chars().count());
            } else if let Some(word) = OFF.iter().find(|word| !days.is_empty() && self.starts(at, word)) {
                at += word.chars().count();
                self.take_off(&days);
                days.clear();
            } else if let Some(word) = WORK.iter().find(|word| !days.is_empty() && self.starts(at, word)) {
                at += word.chars().count();
                self.take_work(&days);
                days.clear();
            } else if let Some(word) = EXPLAINS.iter().find(|word| !days.is_empty() && self.starts(at, word))
            {
                at += word.chars().count();
                at += usize::from(self.signs.get(at).is_some_and(|sign| sign.c == '-'));
                explaining = true;
            } else {
                let stop = (at..end).find(|at| self.signs[*at].c == ',').unwrap_or(end);
                let from = if days.is_empty() { at } else { days_from };
                self.fault(from, stop, Wrong::NotUnderstood);
                return;
            }
        }
        if !days.is_empty() && !explaining {
            self.fault(days_from, end, Wrong::NotUnderstood);
        }
    }

    /// Is this 3天, the end of a count, and no day?
    fn is_count(&self, at: usize, end: usize) -> bool {
        let stop = (at..end).find(|at| !self.signs[*at].c.is_ascii_digit());
        stop.is_some_and(|stop| self.signs[stop].c == '天')
    }

    /// 共3天: must be as many as were named.
    fn count(&mut self, at: usize, end: usize) -> Option<usize> {
        let mut from = at;
        let bracket = self.signs[from].c == '(';
        from += usize::from(bracket);
        let together = self.signs.get(from).is_some_and(|sign| sign.c == '共');
        from += usize::from(together);
        from += usize::from(self.starts(from, "计"));
        let stop = (from..end).find(|at| !is_number(self.signs[*at].c))?;
        let said = number(&self.words(from, stop))?;
        if self.signs[stop].c != '天' {
            return None;
        }
        let mut next = stop + 1;
        next += usize::from(bracket && self.signs.get(next).is_some_and(|sign| sign.c == ')'));
        let named = self.holiday.as_ref().map_or(0, |holiday| holiday.days);
        if named != said {
            self.fault(at, next, Wrong::Count { named });
        }
        if let Some(holiday) = &mut self.holiday {
            holiday.days = 0;
        }
        Some(next)
    }

    /// One day, or the days from one to another.
    fn stretch(
        &mut self,
        at: usize,
        end: usize,
        last: Option<NaiveDate>,
    ) -> Option<(Vec<(NaiveDate, usize)>, usize)> {
        let line = self.signs[at].line;
        let (first, mut next) = self.date(at, end, last)?;
        if !(next < end && self.signs[next].c == '-') {
            return Some((vec![(first, line)], next));
        }
        next += 1;
        if !self.signs.get(next).is_some_and(|sign| next < end && sign.c.is_ascii_digit()) {
            self.fault(at, end, Wrong::NotUnderstood);
            return None;
        }
        let (mut until, stop) = self.date(next, end, Some(first))?;
        // From December to January, and no year said.
        if until < first
            && let Some(later) = until.with_year(until.year() + 1)
        {
            until = later;
        }
        let length = (until - first).num_days();
        if !(1..LONGEST).contains(&length) {
            self.fault(at, stop, Wrong::Range);
            return None;
        }
        let days = first.iter_days().take_while(|day| *day <= until).map(|day| (day, line));
        Some((days.collect(), stop))
    }

    /// 2026年12月31日（周四）, with year and month only where they are not those before.
    fn date(&mut self, at: usize, end: usize, last: Option<NaiveDate>) -> Option<(NaiveDate, usize)> {
        let mut next = at;
        let (mut year, mut month, mut day) = (None, None, None);
        while next < end && day.is_none() {
            let stop = (next..end).find(|at| !self.signs[*at].c.is_ascii_digit()).unwrap_or(end);
            let figure: Option<u32> = self.words(next, stop).parse().ok();
            let mark = if stop < end { self.signs[stop].c } else { '\0' };
            let (Some(figure), true) = (figure, stop > next) else { break };
            match mark {
                '年' if year.is_none() && month.is_none() => year = i32::try_from(figure).ok(),
                '月' if month.is_none() => month = Some(figure),
                '日' => day = Some(figure),
                // 10月1-7日: the sign of the day stands at the end.
                '-' if month.is_some() => {
                    day = Some(figure);
                    next = stop;
                    continue;
                }
                _ => break,
            }
            next = stop + 1;
        }
        let Some(day) = day.filter(|_| month.is_some() || last.is_some()) else {
            self.fault(at, end, Wrong::NotUnderstood);
            return None;
        };
        let month = month.or(last.map(|last| last.month())).unwrap_or(0);
        if let Some(year) = year {
            self.months.insert(month, year);
        }
        let same_month = last.filter(|last| last.month() == month).map(|last| last.year());
        let year = year.or(same_month).or_else(|| self.months.get(&month).copied()).unwrap_or(self.year);
        let found = NaiveDate::from_ymd_opt(year, month, day).filter(|_| (year - self.year).abs() <= 1);
        let Some(found) = found else {
            self.fault(at, next, Wrong::NoSuchDay);
            return None;
        };
        if next < end && self.signs[next].c == '(' {
            next = self.bracket(at, next, end, found)?;
        }
        Some((found, next))
    }

    /// （农历除夕、周一）: the day of the week must fit.
    fn bracket(&mut self, day_at: usize, open: usize, end: usize, day: NaiveDate) -> Option<usize> {
        let Some(close) = (open..end).find(|at| self.signs[*at].c == ')') else {
            self.fault(day_at, end, Wrong::NotUnderstood);
            return None;
        };
        for part in self.words(open + 1, close).split(['、', ',']) {
            let weekday = ["星期", "礼拜", "周"].iter().find_map(|word| part.strip_prefix(word));
            match weekday.and_then(weekday_of) {
                Some(said) if said != day.weekday() => {
                    self.fault(day_at, close + 1, Wrong::Weekday { is: day.weekday() });
                    return None;
                }
                Some(_) => {}
                None if part.starts_with("农历") || matches!(part, "除夕" | "大年三十" | "当日") => {
                }
                None if part.ends_with('节') || part.starts_with("正月") || part.starts_with("腊月") => {
                }
                None => {
                    self.fault(day_at, close + 1, Wrong::NotUnderstood);
                    return None;
                }
            }
        }
        Some(close + 1)
    }

    fn take_off(&mut self, days: &[(NaiveDate, usize)]) {
        let Some(holiday) = &mut self.holiday else { return };
        holiday.any = true;
        holiday.days += i64::try_from(days.len()).unwrap_or(0);
        for (day, line) in days {
            let known = self.off.insert(*day, (holiday.name.clone(), *line));
            if known.is_some() {
                let words = format!("{}月{}日", day.month(), day.day());
                self.faults.push(NoticeFault { line: Some(*line), words, wrong: Wrong::Twice { day: *day } });
            }
        }
    }

    fn take_work(&mut self, days: &[(NaiveDate, usize)]) {
        let Some(holiday) = &self.holiday else { return };
        for (day, line) in days {
            if is_weekend(*day) {
                self.work.insert(*day, (holiday.name.clone(), *line));
            } else {
                let words = format!("{}月{}日上班", day.month(), day.day());
                self.faults.push(NoticeFault { line: Some(*line), words, wrong: Wrong::NoWeekend });
            }
        }
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, c)| self.signs.get(at + offset).is_some_and(|s| s.c == c))
    }

    fn words(&self, from: usize, to: usize) -> String {
        self.signs[from..to.max(from)].iter().map(|sign| sign.c).collect()
    }

    fn fault(&mut self, from: usize, to: usize, wrong: Wrong) {
        let words = self.words(from, to).replace('-', "至");
        let line = self.signs.get(from).map(|sign| sign.line);
        self.faults.push(NoticeFault { line, words, wrong });
        // What its days are is not known any more: that they are missing would be one word too many.
        if let Some(holiday) = &mut self.holiday {
            holiday.any = true;
        }
    }
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十两".contains(c)
}

/// 3, 三, 十, 十一.
fn number(text: &str) -> Option<i64> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|known| known == c).map(|at| at as i64 + 1);
    match text.chars().collect::<Vec<_>>()[..] {
        ['两'] => Some(2),
        ['十'] => Some(10),
        ['十', c] => Some(10 + digit(c)?),
        [c] if !c.is_ascii_digit() => digit(c),
        _ => text.parse().ok(),
    }
}

fn weekday_of(text: &str) -> Option<Weekday> {
    Some(match text {
        "一" | "1" => Weekday::Mon,
        "二" | "2" => Weekday::Tue,
        "三" | "3" => Weekday::Wed,
        "四" | "4" => Weekday::Thu,
        "五" | "5" => Weekday::Fri,
        "六" | "6" => Weekday::Sat,
        "日" | "天" | "七" => Weekday::Sun,
        _ => return None,
    })
}
