//! 有人先存了: somebody saved first. What he did, both texts side by side, and three ways on.
//! Nothing is chosen beforehand: an impatient second key must not decide.

use chrono::{DateTime, FixedOffset};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::card::history_words;
use super::pen::Pen;
use super::reading::Reading;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::{Answer as Told, Request as Ask, Since};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::step::Part;
use crate::i18n::{NewerWords, refusal};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

const THEIRS: u16 = 14;
const MINE: u16 = 47;
/// Lines of history that are shown.
const LINES: usize = 4;
/// Lines that one field may take; the whole of it is a key away.
const FIELD_LINES: usize = 3;
/// Lines of the three ways, with the one above.
const WAYS: u16 = 4;
/// Lines of other people's words below a form.
pub(super) const BESIDE: u16 = 5;

/// How far somebody has seen a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// The version; 0 where he has seen none.
    pub version: i64,
    /// The lines of its history.
    pub lines: usize,
}

/// What others have saved, to be had in view while one's own is edited.
#[derive(Clone, PartialEq, Eq)]
pub struct Theirs {
    /// It is seen with that.
    pub seen: Seen,
    /// Who, when and what, then what was filled in: a line of the page each.
    said: String,
    fields: Vec<(Part, String)>,
}

/// A field of the form that was to be saved.
pub(super) struct Field {
    /// Which, where the steps of others may have filled it too.
    pub(super) part: Option<Part>,
    /// What it is called.
    pub(super) label: String,
    /// What stands in it, as people read it.
    pub(super) value: String,
}

/// A line of the comparison: label, theirs, mine.
type Compared = (String, String, String);

/// The page.
pub struct Newer {
    case: CaseId,
    lines: usize,
    /// What was to be saved.
    what: String,
    mine: Vec<Field>,
    since: Option<Box<Since>>,
    refused: Option<Refusal>,
    bar: Bar,
    way: Option<usize>,
}

impl Newer {
    /// What was done with this case beyond these lines, against what was to be saved.
    pub(super) fn new(case: CaseId, lines: usize, what: String, mine: Vec<Field>) -> Newer {
        let (since, refused, bar, way) = (None, None, Bar::default(), None);
        Newer { case, lines, what, mine, since, refused, bar, way }
    }

    fn ask(&self) -> Vec<Effect> {
        vec![Effect::Ask(Request::Cases(Ask::Since { case: self.case, seen: self.lines }))]
    }

    /// Who saved last, and when.
    fn last(&self) -> Option<(&str, DateTime<FixedOffset>)> {
        self.since.as_ref()?.news.last().map(|(line, _)| (line.who.as_str(), line.at))
    }

    /// What others have filled in, the newest of each field.
    fn theirs(&self) -> Vec<(Part, String)> {
        let mut theirs: Vec<(Part, String)> = Vec::new();
        for (part, value) in self.since.iter().flat_map(|since| &since.news).flat_map(|(_, brought)| brought)
        {
            match theirs.iter_mut().find(|(known, _)| known == part) {
                Some((_, newest)) => newest.clone_from(value),
                None => theirs.push((*part, value.clone())),
            }
        }
        theirs
    }

    /// Both sides, field by field: first what both have filled in, then what only one has.
    fn compared(&self, cx: &Context<'_>) -> Vec<Compared> {
        let words = &cx.words.triage;
        let mut theirs = self.theirs();
        let (mut both, mut one) = (Vec::new(), Vec::new());
        for Field { part, label, value } in &self.mine {
            let at = theirs.iter().position(|(known, _)| Some(*known) == *part);
            let other = at.map(|at| theirs.remove(at));
            let other = other.map(|(part, value)| (words.choice)(part, &value).to_owned());
            let list = if other.is_some() { &mut both } else { &mut one };
            list.push((label.clone(), other.unwrap_or_default(), value.clone()));
        }
        both.extend(theirs.into_iter().map(|(part, value)| {
            ((words.part)(part).to_owned(), (words.choice)(part, &value).to_owned(), String::new())
        }));
        both.extend(one);
        both
    }

    fn words<'a>(&self, cx: &'a Context<'_>) -> (&'a NewerWords, [(&'static str, &'static str); 3]) {
        let words = &cx.words.newer;
        (words, if self.mine.is_empty() { words.ways_to_decide } else { words.ways })
    }

    fn go(&self, cx: &Context<'_>) -> Vec<Effect> {
        let (Some(way), Some(since)) = (self.way, &self.since) else {
            return vec![Effect::Say(cx.words.newer.choose_first.to_owned())];
        };
        let seen = Seen { version: since.version, lines: since.seen };
        match way {
            0 => vec![Effect::Close(Handback::GoOn(seen))],
            1 => {
                let said = (cx.words.newer.taken_theirs)(&since.number);
                vec![Effect::Say(said), Effect::Close(Handback::Leave)]
            }
            _ => {
                let said = since.news.last().map(|(line, _)| {
                    let what = (cx.words.step)(&line.what);
                    (cx.words.newer.beside)(&line.who, &when(cx, line.at), what)
                });
                let theirs = Theirs { seen, said: said.unwrap_or_default(), fields: self.theirs() };
                vec![Effect::Close(Handback::Beside(Box::new(theirs)))]
            }
        }
    }

    /// The field under the bar on a page of its own, both sides in full.
    fn read(&self, cx: &Context<'_>) -> Vec<Effect> {
        let (Some(since), Some((label, theirs, mine))) =
            (&self.since, self.compared(cx).into_iter().nth(self.bar.at))
        else {
            return Vec::new();
        };
        let words = &cx.words.newer;
        let text = format!("{}\n{theirs}\n\n{}\n{mine}", words.theirs, words.mine);
        vec![Effect::Open(Box::new(Reading::new(since.number.clone(), label, text)))]
    }

    fn draw_fields(&self, cx: &Context<'_>, pen: &mut Pen<'_>, from: u16, to: u16) {
        let words = &cx.words.newer;
        if self.compared(cx).is_empty() {
            return;
        }
        pen.put(2, from, words.field, Meaning::Label);
        pen.put(THEIRS, from, words.theirs, Meaning::Label);
        pen.put(MINE, from, words.mine, Meaning::Label);
        let mut lines: Vec<(usize, Compared)> = Vec::new();
        for (at, (label, theirs, mine)) in self.compared(cx).into_iter().enumerate() {
            let wrap = |text: &str, width: u16| {
                let mut lines = cells::wrap(text, usize::from(width));
                if lines.len() > FIELD_LINES {
                    lines.truncate(FIELD_LINES);
                    if let Some(last) = lines.last_mut() {
                        *last = format!("{}..", cells::cut(last, usize::from(width) - 2).trim_end());
                    }
                }
                lines
            };
            let theirs = wrap(&theirs, MINE - THEIRS - 1);
            let mine = wrap(&mine, pen.area.width.saturating_sub(MINE + 1));
            for line in 0..theirs.len().max(mine.len()).max(1) {
                let of = |side: &[String]| side.get(line).cloned().unwrap_or_default();
                let label = if line == 0 { label.clone() } else { String::new() };
                lines.push((at, (label, of(&theirs), of(&mine))));
            }
        }
        let room = usize::from(to.saturating_sub(from + 1));
        let first = lines.iter().position(|(at, _)| *at == self.bar.at).unwrap_or(0);
        let last = lines.iter().rposition(|(at, _)| *at == self.bar.at).unwrap_or(0);
        let top = (last + 1).saturating_sub(room).min(first);
        for (y, (at, (label, theirs, mine))) in (from + 1..to).zip(lines.iter().skip(top)) {
            if *at == self.bar.at && !label.is_empty() {
                pen.put(0, y, ">", Meaning::Focus);
            }
            pen.put_within(2, y, usize::from(THEIRS) - 3, label, Meaning::Label);
            pen.put(THEIRS, y, theirs, Meaning::Plain);
            pen.put(MINE, y, mine, Meaning::Plain);
        }
    }
}

impl Screen for Newer {
    fn place(&self) -> Place {
        Place::Newer
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.newer.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.newer;
        let mut hints = Vec::new();
        if !self.mine.is_empty() {
            for (digit, name) in (1..).zip(words.keys) {
                hints.push(Hint::new(Action::Choose(digit), name));
            }
        }
        hints.push(Hint::new(Action::Save, words.go));
        if !self.compared(cx).is_empty() {
            hints.push(Hint::new(Action::Open, words.whole));
        }
        hints.push(Hint::new(Action::Back, words.to_form));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.since) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => cx.words.newer.hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let fields = self.compared(cx).len();
        match input {
            Input::Opened | Input::Changed(Change::Everything) => return self.ask(),
            Input::Changed(Change::Case(case)) if case == self.case => return self.ask(),
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Save, _) => return self.go(cx),
            Input::Do(Action::Open, _) => return self.read(cx),
            Input::Do(Action::Choose(digit @ 1..=3), _) => self.way = Some(usize::from(digit) - 1),
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, fields);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(5);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(5, fields);
            }
            Input::Do(Action::First, _) => self.bar.go(0, fields),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, fields),
            Input::Told(Ok(Answer::Cases(Told::Since(since)))) => {
                let before = self.since.replace(since).map(|before| before.seen);
                self.refused = None;
                self.bar.go(self.bar.at, self.compared(cx).len());
                let more = before.is_some_and(|before| self.since.as_ref().is_some_and(|s| s.seen > before));
                if let Some((who, at)) = self.last().filter(|_| more) {
                    return vec![Effect::Say((cx.words.newer.again)(who, &when(cx, at)))];
                }
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let Some(since) = &self.since else {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        };
        let (words, ways) = self.words(cx);
        pen.put(2, 0, &format!("{}  {}", since.number, since.title), Meaning::Label);
        if let Some((who, at)) = self.last() {
            let said = (words.saved_first)(who, &when(cx, at), &self.what);
            let lines = cells::wrap(&said, usize::from(area.width) - 3);
            for (y, line) in (1..3).zip(&lines) {
                pen.put(2, y, line, Meaning::Plain);
            }
        }
        pen.put(2, 3, words.changed, Meaning::Label);
        let mut y = 3;
        for (line, _) in since.news.iter().rev().take(LINES) {
            pen.put(THEIRS, y, &when(cx, line.at), Meaning::Dim);
            let who = format!("{}  {}", line.who, history_words(cx.words, line));
            pen.put(THEIRS + 13, y, &who, Meaning::Plain);
            y += 1;
        }
        if since.news.len() > LINES {
            pen.put(THEIRS, y, &(words.earlier)(since.news.len() - LINES), Meaning::Dim);
            y += 1;
        }
        let below = area.height.saturating_sub(WAYS);
        self.draw_fields(cx, &mut pen, y + 1, below);
        let mut cursor = pen.position(0, y + 2);
        for (at, (name, what)) in ways.into_iter().enumerate() {
            let line = below + 1 + u16::try_from(at).unwrap_or(0);
            let mark = if self.way == Some(at) { "x" } else { " " };
            let meaning = if self.way == Some(at) { Meaning::Focus } else { Meaning::Plain };
            let said = format!("[{mark}] {} {name}", at + 1);
            pen.put(2, line, &said, meaning);
            pen.put(24, line, what, Meaning::Dim);
            if self.way == Some(at) {
                cursor = pen.position(2, line);
            }
        }
        frame.set_cursor_position(cursor);
    }
}

/// The time today, else the day too.
fn when(cx: &Context<'_>, at: DateTime<FixedOffset>) -> String {
    let at = at.with_timezone(cx.now.offset());
    at.format(if at.date_naive() == cx.today() { "%H:%M" } else { "%m-%d %H:%M" }).to_string()
}

/// Draws what others have saved below a form, from line `y` on.
pub(super) fn draw_beside(cx: &Context<'_>, pen: &mut Pen<'_>, theirs: &Theirs, y: u16) {
    let words = &cx.words.triage;
    let width = usize::from(pen.area.width.saturating_sub(THEIRS + 1));
    let mut lines = vec![theirs.said.clone()];
    for (part, value) in &theirs.fields {
        let said = format!("{}{}{}", (words.part)(*part), cx.words.colon, (words.choice)(*part, value));
        lines.extend(cells::wrap(&said, width).into_iter().take(2));
    }
    pen.put_within(2, y, usize::from(THEIRS) - 3, cx.words.newer.theirs, Meaning::Label);
    for (y, line) in (y..y + BESIDE).zip(&lines) {
        pen.put(THEIRS, y, line, Meaning::Dim);
    }
}
