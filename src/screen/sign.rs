//! 待签: everything that waits for my own word, one line each; read, signed, sent back.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::newer::Seen;
use super::pen::{Pen, lamp_meaning, short_day};
use super::reason::{AskReason, Ending};
use super::sign_ask::SignAsk;
use super::sign_paper::SignPaper;
use super::step_form::StepForm;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::sign::{Answer as Told, Paper, Papers, Request as Ask, ToSign};
use crate::api::steps::{Answer as Taken, MANY};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::problem::Barrier;
use crate::domain::step;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Number, lamp, due, what, title, who put it there, since when.
const COLUMNS: [u16; 7] = [2, 12, 25, 32, 43, 65, 74];

/// The list.
#[derive(Default)]
pub struct Sign {
    papers: Option<Box<Papers>>,
    refused: Option<Refusal>,
    bar: Bar,
    marked: Vec<CaseId>,
    /// What has been opened here.
    read: Vec<CaseId>,
    /// What is being signed.
    signing: Vec<CaseId>,
    /// What could not be signed, with why.
    failed: Vec<(CaseId, Refusal)>,
    /// The remark that was not signed with: it stands there again.
    remark: String,
    /// The paper under the bar opens once the list is here.
    goes_on: bool,
}

impl Sign {
    /// Asks what waits.
    pub fn new() -> Sign {
        Sign::default()
    }

    fn ask() -> Vec<Effect> {
        vec![Effect::Ask(Request::Sign(Ask::Waiting))]
    }

    fn rows(&self) -> &[Paper] {
        self.papers.as_ref().map_or(&[], |papers| &papers.rows)
    }

    fn current(&self) -> Option<&Paper> {
        self.rows().get(self.bar.at)
    }

    fn open(&mut self) -> Vec<Effect> {
        let Some(case) = self.current().map(|paper| paper.line.id) else { return Vec::new() };
        if !self.read.contains(&case) {
            self.read.push(case);
        }
        vec![Effect::Open(Box::new(SignPaper::new(case)))]
    }

    /// What a signature is for: what is marked, else the row under the bar.
    fn meant(&self) -> Vec<&Paper> {
        if self.marked.is_empty() {
            return self.current().into_iter().collect();
        }
        self.rows().iter().filter(|paper| self.marked.contains(&paper.line.id)).collect()
    }

    fn mark(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(paper) = self.current() else { return Vec::new() };
        let id = paper.line.id;
        if !paper.barriers.is_empty() {
            return vec![Effect::Say(barred(cx, &paper.barriers))];
        }
        match self.marked.iter().position(|marked| *marked == id) {
            Some(at) => drop(self.marked.remove(at)),
            None if self.marked.len() >= MANY => {
                return vec![Effect::Say((cx.words.queue_screen.marks_full)(MANY))];
            }
            None => self.marked.push(id),
        }
        self.bar.down(1, self.rows().len());
        Vec::new()
    }

    fn sign(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if !self.signing.is_empty() {
            return Vec::new();
        }
        let meant = self.meant();
        let unread = meant.iter().filter(|paper| !self.read.contains(&paper.line.id)).count();
        let effects = asks(cx, &meant, unread, &self.remark);
        if effects.iter().any(|effect| matches!(effect, Effect::Open(_))) {
            self.signing = self.meant().iter().map(|paper| paper.line.id).collect();
        }
        effects
    }

    fn go_ahead(&mut self, remark: String) -> Vec<Effect> {
        let wanted = std::mem::take(&mut self.signing);
        let rows = self.rows().iter().filter(|paper| wanted.contains(&paper.line.id));
        let papers: Vec<ToSign> = rows.map(to_sign).collect();
        if papers.is_empty() {
            return Sign::ask();
        }
        self.signing = wanted;
        self.remark.clone_from(&remark);
        vec![Effect::Ask(Request::Sign(Ask::Sign { papers, remark }))]
    }

    /// What became of each: what was signed goes, the rest stays with its reason.
    fn signed(&mut self, cx: &Context<'_>, results: Vec<(CaseId, Result<Taken, Refusal>)>) -> Vec<Effect> {
        self.signing.clear();
        let row = |id: CaseId| self.rows().iter().find(move |paper| paper.line.id == id);
        let all = results.len();
        let said = match results.as_slice() {
            [(id, result)] => {
                let (number, step) =
                    row(*id).map_or(("", ""), |paper| (paper.line.number.as_str(), paper.step.as_str()));
                said(cx, number, step, result)
            }
            results => {
                let signed = results.iter().filter(|(_, result)| result.is_ok()).count();
                (cx.words.sign.many_signed)(signed, all - signed)
            }
        };
        let failed = results.into_iter().filter_map(|(id, result)| Some((id, result.err()?)));
        self.failed = failed.collect();
        self.marked.clear();
        if self.failed.is_empty() {
            self.remark.clear();
        }
        std::iter::once(Effect::Say(said)).chain(Sign::ask()).collect()
    }

    fn take(&mut self, papers: Box<Papers>) -> Vec<Effect> {
        let stood_on = self.current().map(|paper| paper.line.id);
        (self.papers, self.refused) = (Some(papers), None);
        let rows = self.papers.as_ref().map_or(&[][..], |papers| &papers.rows);
        let is_here = |id: &CaseId| rows.iter().any(|paper| paper.line.id == *id);
        self.marked.retain(is_here);
        self.failed.retain(|(id, _)| is_here(id));
        let at = stood_on.and_then(|id| rows.iter().position(|paper| paper.line.id == id));
        let len = rows.len();
        self.bar.go(at.unwrap_or(self.bar.at), len);
        if std::mem::take(&mut self.goes_on) {
            // What bars me is no next paper.
            let next = self.rows().iter().skip(self.bar.at).position(|paper| paper.barriers.is_empty());
            if let Some(next) = next {
                self.bar.go(self.bar.at + next, len);
                return self.open();
            }
        }
        Vec::new()
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.rows().len();
        match action {
            Action::Back => return vec![Effect::Close(Handback::Nothing)],
            Action::Open => return self.open(),
            Action::NextCase => {
                self.bar.down(1, len);
                return self.open();
            }
            Action::Save | Action::Act => return self.sign(cx),
            Action::Mark => return self.mark(cx),
            Action::Drop => return self.current().map(|paper| back(cx, paper)).unwrap_or_default(),
            Action::Instruct => {
                let case = self.current().map(|paper| paper.line.id);
                let form = |case| Effect::Open(Box::new(StepForm::new(case, &step::INSTRUCT)));
                return case.map(form).into_iter().collect();
            }
            Action::Why => {
                let line = self.current().map(|paper| &paper.line);
                let why = |line: &crate::api::cases::CaseLine| {
                    Why::of_case(line.id, line.due.as_ref().map(|due| due.clock.clone()))
                };
                return line.map(|line| Effect::Open(Box::new(why(line)))).into_iter().collect();
            }
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, len);
            }
            Action::PageUp => {
                self.bar.up(15);
            }
            Action::PageDown => {
                self.bar.down(15, len);
            }
            Action::First => self.bar.go(0, len),
            Action::Last => self.bar.go(usize::MAX, len),
            _ => {}
        }
        Vec::new()
    }
}

/// What the key that signs does with this one.
pub(super) fn verb(cx: &Context<'_>, paper: &Paper) -> &'static str {
    let words = &cx.words.sign;
    match (paper.proposal, paper.step.as_str()) {
        (Some(_), _) => words.agree,
        (None, "decide_report") => words.decide,
        (None, _) => words.sign,
    }
}

/// A report has no way back: the leader says what becomes of it.
pub(super) fn can_go_back(paper: &Paper) -> bool {
    paper.proposal.is_some() || paper.step != "decide_report"
}

/// Why it cannot be signed.
pub(super) fn barred(cx: &Context<'_>, barriers: &[Barrier]) -> String {
    let why: Vec<String> = barriers.iter().map(|barrier| (cx.words.barrier)(barrier)).collect();
    (cx.words.sign.barred)(&why.join(cx.words.semicolon))
}

/// What one signature came to.
pub(super) fn said(cx: &Context<'_>, number: &str, step: &str, result: &Result<Taken, Refusal>) -> String {
    match result {
        Ok(_) => (cx.words.sign.signed)(number, (cx.words.step)(step)),
        Err(refused) => (cx.words.sign.not_signed)(number, &refusal(cx.words, refused)),
    }
}

/// As the office takes it.
pub(super) fn to_sign(paper: &Paper) -> ToSign {
    let Paper { line, version, step, proposal, .. } = paper;
    ToSign { case: line.id, version: *version, step: step.clone(), proposal: *proposal }
}

/// Asks once more before these are signed. A single report has a form of its own: where it goes, who
/// answers, by when.
pub(super) fn asks(cx: &Context<'_>, papers: &[&Paper], unread: usize, remark: &str) -> Vec<Effect> {
    if let [paper] = papers {
        if !paper.barriers.is_empty() {
            return vec![Effect::Say(barred(cx, &paper.barriers))];
        }
        if !can_go_back(paper) {
            return vec![Effect::Open(Box::new(StepForm::new(paper.line.id, &step::DECIDE_REPORT)))];
        }
    }
    if papers.is_empty() {
        return Vec::new();
    }
    let line = |paper: &&Paper| {
        format!("{} {}  {}", (cx.words.step)(&paper.step), paper.line.number, paper.line.title)
    };
    let ask = SignAsk::new(papers.iter().map(line).collect(), unread, remark);
    let reports = papers.iter().any(|paper| !can_go_back(paper));
    vec![Effect::Open(Box::new(if reports { ask.wanting_words() } else { ask }))]
}

/// Sends it back, with a reason.
pub(super) fn back(cx: &Context<'_>, paper: &Paper) -> Vec<Effect> {
    if !can_go_back(paper) {
        return vec![Effect::Say(cx.words.sign.no_way_back.to_owned())];
    }
    let case = paper.line.id;
    // Each change of a case is one line of its history.
    let seen = Seen { version: paper.version, lines: usize::try_from(paper.version).unwrap_or(0) };
    let ending = match paper.proposal {
        Some(id) => Ending::Step { id, case, seen },
        None => Ending::Draft { case, seen },
    };
    let what = format!("{} {}", paper.line.number, paper.line.title);
    vec![Effect::Open(Box::new(AskReason::new(what, ending)))]
}

impl Screen for Sign {
    fn place(&self) -> Place {
        Place::Sign
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.sign;
        let Some(papers) = self.papers.as_ref().filter(|papers| !papers.rows.is_empty()) else {
            return words.title.to_owned();
        };
        let more = if papers.more { "+" } else { "" };
        let all = format!("{}{more}", papers.rows.len());
        let title = format!("{} {}", words.title, (words.position)(self.bar.at + 1, &all));
        match self.marked.len() {
            0 => title,
            marked => format!("{title}  {}", (words.marked)(marked)),
        }
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.sign;
        let mut hints = Vec::new();
        if let Some(paper) = self.current() {
            hints.push(Hint::new(Action::Open, words.read));
            let barriers = if self.marked.is_empty() { paper.barriers.as_slice() } else { &[] };
            let said = if self.marked.is_empty() { verb(cx, paper) } else { words.sign };
            hints.push(Hint::unless(cx, barriers, Action::Save, said));
            let way = if can_go_back(paper) { Hint::new } else { Hint::barred };
            hints.push(way(Action::Drop, words.send_back));
            hints.push(Hint::unless(cx, &paper.barriers, Action::Mark, words.mark));
            hints.push(Hint::new(Action::Instruct, words.instruct));
            hints.push(Hint::new(Action::Why, cx.words.why.key));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.sign;
        let Some(papers) = &self.papers else {
            let refused = self.refused.as_ref().map(|refused| refusal(cx.words, refused));
            return refused.unwrap_or_else(|| cx.words.reading.to_owned());
        };
        let Some(paper) = self.current() else { return words.empty.to_owned() };
        if let Some((_, why)) = self.failed.iter().find(|(id, _)| *id == paper.line.id) {
            return (words.not_signed)(&paper.line.number, &refusal(cx.words, why));
        }
        if !paper.barriers.is_empty() {
            return barred(cx, &paper.barriers);
        }
        if papers.more && self.bar.at + 1 == papers.rows.len() {
            return (words.more)(papers.rows.len());
        }
        words.hint.to_owned()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Do(action, _) => return self.act(cx, action),
            Input::Back(Handback::Words(remark)) => return self.go_ahead(remark),
            Input::Handed(Handback::Words(remark)) => self.remark = remark,
            // One is signed or sent back: the next opens.
            Input::Back(Handback::Did(_)) => {
                self.goes_on = true;
                return Sign::ask();
            }
            Input::Back(Handback::NextCase) => return self.act(cx, Action::NextCase),
            Input::Opened | Input::Back(_) => {
                self.signing.clear();
                return Sign::ask();
            }
            Input::Changed(_) if self.signing.is_empty() => return Sign::ask(),
            Input::Told(Ok(Answer::Sign(Told::Waiting(papers)))) => return self.take(papers),
            Input::Told(Ok(Answer::Sign(Told::Signed(results)))) => return self.signed(cx, results),
            Input::Told(Err(refused)) => {
                self.signing.clear();
                let said = refusal(cx.words, &refused);
                self.refused = Some(refused);
                return vec![Effect::Say(said)];
            }
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(4));
                let len = self.rows().len();
                let at = self.bar.top(height, len) + usize::from(y.saturating_sub(2));
                if at == self.bar.at {
                    return self.open();
                }
                self.bar.go(at, len);
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.sign;
        for (x, heading) in COLUMNS.into_iter().zip(words.heading) {
            pen.put(x, 0, heading, Meaning::Label);
        }
        if self.papers.as_ref().is_some_and(|papers| papers.rows.is_empty()) {
            pen.put(COLUMNS[0], 2, words.empty, Meaning::Dim);
        }
        let height = area.height.saturating_sub(1);
        let top = self.bar.top(usize::from(height), self.rows().len());
        let mut cursor = pen.position(0, 0);
        for (line, (at, paper)) in (0..height).zip(self.rows().iter().enumerate().skip(top)) {
            let y = line + 1;
            self.draw_row(cx, &mut pen, y, paper);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
                cursor = pen.position(0, y);
            }
        }
        frame.set_cursor_position(cursor);
    }
}

impl Sign {
    fn draw_row(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16, paper: &Paper) {
        let id = paper.line.id;
        if self.marked.contains(&id) {
            pen.put(1, y, "+", Meaning::Near);
        }
        let mut columns = COLUMNS.into_iter().zip(COLUMNS.into_iter().skip(1).chain([MAIN_COLUMNS + 1]));
        let mut put = |text: &str, meaning| {
            if let Some((x, end)) = columns.next() {
                pen.put_within(x, y, usize::from(end - x) - 1, text, meaning);
            }
        };
        let failed = self.failed.iter().any(|(failed, _)| *failed == id);
        let meaning = match paper.barriers.is_empty() {
            _ if failed => Meaning::Complaint,
            true => Meaning::Plain,
            false => Meaning::Dim,
        };
        let step = (cx.words.step)(&paper.step);
        let what = if paper.barriers.is_empty() { step.to_owned() } else { format!("({step})") };
        put(&paper.line.number, meaning);
        put(&(cx.words.lamp)(paper.line.lamp), lamp_meaning(paper.line.lamp));
        put(&paper.line.due.as_ref().map_or(String::new(), |due| short(cx, due.day)), meaning);
        put(&what, meaning);
        put(&paper.line.title, meaning);
        put(&paper.by, meaning);
        put(&short(cx, paper.since), meaning);
    }
}

/// A date in six cells: `10-08` this year, `26.10` in another.
fn short(cx: &Context<'_>, day: chrono::NaiveDate) -> String {
    let short = short_day(cx, day);
    if cells::width(&short) <= 6 { short } else { day.format("%y.%m").to_string() }
}
