//! 同一事项: the pane that shows what may be the same matter, sentence beside sentence. It links or
//! says no; it never merges, and it never stops a registration.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::pen::{Pen, lamp_meaning, short_day};
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::similar::{Answer as SimilarAnswer, Candidate, Request as Ask};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::intake::Draft;
use crate::domain::masked::Personal;
use crate::domain::similar::{Probe, SHOWN_MAX, Verdict};
use crate::domain::{phone, text};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// What was said of the candidates, as a closing pane hands it back.
pub type Said = [Option<(CaseId, Verdict)>; SHOWN_MAX];

/// Where the columns of a candidate stand.
const NUMBER: u16 = 2;
const DAY: u16 = 13;
const CHANNEL: u16 = 25;
const STATE: u16 = 33;
const LAMP: u16 = 50;
const NAME: u16 = 64;
/// Where sentences stand, and their lines at most.
const SENTENCE: u16 = 25;
const SENTENCE_LINES: usize = 3;
/// Reasons that a hint of one line has room for.
const REASONS: usize = 2;

/// The hint that a form keeps: it asks while somebody types, one question at a time.
#[derive(Default)]
pub(super) struct Alike {
    asked: Probe,
    under_way: bool,
    /// What was typed while a question was under way.
    waits: Option<Probe>,
    found: Vec<Candidate>,
    said: Vec<(CaseId, Verdict)>,
}

impl Alike {
    /// What stands in the form now: asks, where it has changed.
    pub(super) fn ask(&mut self, draft: &Draft, today: NaiveDate) -> Vec<Effect> {
        self.put(probe(draft, today))
    }

    fn put(&mut self, probe: Probe) -> Vec<Effect> {
        if self.under_way {
            self.waits = Some(probe);
            return Vec::new();
        }
        if probe == self.asked {
            return Vec::new();
        }
        self.asked = probe.clone();
        if probe.is_empty() {
            self.found.clear();
            return Vec::new();
        }
        self.under_way = true;
        let ask = Ask::Like { probe: Box::new(probe), top: SHOWN_MAX };
        vec![Effect::Ask(Request::Similar(ask))]
    }

    /// An answer; asks again where more was typed meanwhile.
    pub(super) fn told(&mut self, mut found: Vec<Candidate>) -> Vec<Effect> {
        self.under_way = false;
        found.retain(|candidate| self.verdict(candidate.id) != Verdict::NotSame);
        for candidate in &mut found {
            candidate.verdict = self.verdict(candidate.id);
        }
        self.found = found;
        self.waits.take().map(|probe| self.put(probe)).unwrap_or_default()
    }

    /// A refusal: was it the answer to this question? It does not matter to the registration.
    pub(super) fn refused(&mut self) -> bool {
        self.waits = None;
        std::mem::take(&mut self.under_way)
    }

    /// The hint, in one line; nothing where nothing is alike.
    pub(super) fn line(&self, cx: &Context<'_>) -> Option<String> {
        let words = &cx.words.similar;
        let linked = self.links().len();
        let linked = if linked == 0 { String::new() } else { (words.hint_linked)(linked) };
        let Some(best) = self.found.first() else {
            return (!linked.is_empty()).then(|| linked.trim_end().to_owned());
        };
        let reasons: Vec<String> =
            best.reasons.iter().take(REASONS).map(|reason| (words.reason)(*reason, best.text)).collect();
        let key = cx.keymap.label(Place::Intake, true, Action::SidePane).unwrap_or_default();
        let hint = (words.hint)(self.found.len(), &best.number, &reasons.join(cx.words.comma), &key);
        Some(format!("{linked}{hint}"))
    }

    /// The candidates in a few lines each, for the pane beside a wide form.
    pub(super) fn lines(&self, cx: &Context<'_>, wide: usize) -> Vec<(String, Meaning)> {
        let words = &cx.words.similar;
        let mut lines = Vec::new();
        for candidate in &self.found {
            let reasons: Vec<String> = candidate
                .reasons
                .iter()
                .take(REASONS)
                .map(|reason| (words.reason)(*reason, candidate.text))
                .collect();
            let day = short_day(cx, candidate.received.day);
            lines.push((format!("{}  {day}  {}", candidate.number, candidate.name.reveal()), Meaning::Plain));
            lines.push((format!("  {}", reasons.join(cx.words.comma)), Meaning::Near));
            for line in cells::wrap(candidate.excerpt.reveal(), wide.saturating_sub(2)).iter().take(2) {
                lines.push((format!("  {line}"), Meaning::Dim));
            }
        }
        lines
    }

    /// The pane over a form of this title.
    pub(super) fn open(&self, form: &str) -> Vec<Effect> {
        vec![Effect::Open(Box::new(Similar {
            of: Of::Form,
            under: form.to_owned(),
            candidates: Some(self.found.clone()),
            bar: Bar::default(),
            said: Vec::new(),
            refused: None,
        }))]
    }

    /// What the pane handed back.
    pub(super) fn back(&mut self, said: Said) {
        for (id, verdict) in said.into_iter().flatten() {
            self.said.retain(|(known, _)| *known != id);
            if verdict != Verdict::Open {
                self.said.push((id, verdict));
            }
            if let Some(candidate) = self.found.iter_mut().find(|candidate| candidate.id == id) {
                candidate.verdict = verdict;
            }
        }
        self.found.retain(|candidate| candidate.verdict != Verdict::NotSame);
    }

    /// What was said of these before the form came back.
    pub(super) fn say(&mut self, cases: Vec<CaseId>, verdict: Verdict) {
        self.said.extend(cases.into_iter().map(|case| (case, verdict)));
    }

    /// 关联: to be filed with the matter.
    pub(super) fn links(&self) -> Vec<CaseId> {
        self.of(Verdict::Same)
    }

    /// 不是同一件: to be filed with the matter.
    pub(super) fn not_same(&self) -> Vec<CaseId> {
        self.of(Verdict::NotSame)
    }

    fn of(&self, wanted: Verdict) -> Vec<CaseId> {
        self.said.iter().filter(|(_, verdict)| *verdict == wanted).map(|(id, _)| *id).collect()
    }

    fn verdict(&self, id: CaseId) -> Verdict {
        self.said.iter().find(|(known, _)| *known == id).map_or(Verdict::Open, |(_, verdict)| *verdict)
    }
}

/// A form as something to look for: numbers as the records write them.
fn probe(draft: &Draft, today: NaiveDate) -> Probe {
    let id_number = text::line(&draft.id_number);
    let phone_number = text::line(&draft.phone);
    Probe {
        case: None,
        title: Personal::new(text::line(&draft.title)),
        body: Personal::new(text::paragraphs(&draft.body)),
        name: Personal::new(text::line(&draft.name)),
        id_number: Personal::new(
            IdNumber::read(&id_number, today).map_or(id_number, |number| number.as_str().to_owned()),
        ),
        phone: Personal::new(phone::read(&phone_number).unwrap_or(phone_number)),
        address: Personal::new(text::line(&draft.address)),
        category: content_class::read(&text::line(&draft.category)).map(|class| class.code.to_owned()),
    }
}

/// Whose candidates these are.
enum Of {
    /// A matter on its form: what is said goes back to the form.
    Form,
    /// A case on the books: what is said is noted at once.
    Case(CaseId),
}

/// The pane.
pub(super) struct Similar {
    of: Of,
    under: String,
    candidates: Option<Vec<Candidate>>,
    bar: Bar,
    /// What was said here, in order.
    said: Vec<CaseId>,
    refused: Option<Refusal>,
}

impl Similar {
    /// The pane of a case on the books, over a screen of this title.
    pub(super) fn of_case(case: CaseId, under: &str) -> Similar {
        Similar {
            of: Of::Case(case),
            under: under.to_owned(),
            candidates: None,
            bar: Bar::default(),
            said: Vec::new(),
            refused: None,
        }
    }

    fn rows(&self) -> &[Candidate] {
        self.candidates.as_deref().unwrap_or_default()
    }

    fn ask(&self) -> Vec<Effect> {
        match self.of {
            Of::Form => Vec::new(),
            Of::Case(case) => {
                vec![Effect::Ask(Request::Similar(Ask::LikeCase { case, top: SHOWN_MAX }))]
            }
        }
    }

    fn say(&mut self, cx: &Context<'_>, id: CaseId, verdict: Verdict) -> Vec<Effect> {
        match self.of {
            Of::Case(case) => vec![Effect::Ask(Request::Similar(Ask::Say { case, other: id, verdict }))],
            Of::Form => self.said(cx, id, verdict),
        }
    }

    /// Shows what is said now.
    fn said(&mut self, cx: &Context<'_>, id: CaseId, verdict: Verdict) -> Vec<Effect> {
        let words = &cx.words.similar;
        let candidates = self.candidates.iter_mut().flatten();
        let Some(candidate) = candidates.into_iter().find(|candidate| candidate.id == id) else {
            return Vec::new();
        };
        let before = std::mem::replace(&mut candidate.verdict, verdict);
        self.said.retain(|known| *known != id);
        let said = match (verdict, before) {
            (Verdict::Same, _) => words.linked,
            (Verdict::NotSame, _) => words.said_not_same,
            (Verdict::Open, Verdict::Same) => words.unlinked,
            (Verdict::Open, _) => words.said_open,
        };
        if verdict != Verdict::Open {
            self.said.push(id);
        }
        vec![Effect::Say(said(&candidate.number))]
    }

    fn hand_back(&self) -> Handback {
        match self.of {
            Of::Case(_) => Handback::Nothing,
            Of::Form => {
                let mut said: Said = [None; SHOWN_MAX];
                for (place, candidate) in said.iter_mut().zip(self.rows()) {
                    *place = Some((candidate.id, candidate.verdict));
                }
                Handback::Similar(said)
            }
        }
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.rows().len();
        let here = self.rows().get(self.bar.at).map(|candidate| (candidate.id, candidate.verdict));
        match (action, here) {
            (Action::Back, _) => return vec![Effect::Close(self.hand_back())],
            (Action::Up, _) => {
                self.bar.up(1);
            }
            (Action::Down, _) => {
                self.bar.down(1, len);
            }
            (Action::First, _) => self.bar.go(0, len),
            (Action::Last, _) => self.bar.go(usize::MAX, len),
            (Action::Open, Some((id, _))) => return vec![Effect::Open(Box::new(Case::new(id, None)))],
            (Action::Link, Some((id, verdict))) if verdict != Verdict::Same => {
                return self.say(cx, id, Verdict::Same);
            }
            (Action::NotSame, Some((id, verdict))) if verdict != Verdict::NotSame => {
                return self.say(cx, id, Verdict::NotSame);
            }
            // The last thing said here, else what stands at the bar.
            (Action::Undo, _) => {
                let said = self.said.last().copied();
                let stands = here.filter(|(_, verdict)| *verdict != Verdict::Open).map(|(id, _)| id);
                return match said.or(stands) {
                    Some(id) => self.say(cx, id, Verdict::Open),
                    None => vec![Effect::Say(cx.words.similar.nothing_to_undo.to_owned())],
                };
            }
            _ => {}
        }
        Vec::new()
    }

    fn draw_row(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16, row: &Candidate) {
        let words = &cx.words.similar;
        let name = if row.name.is_empty() { words.nobody } else { row.name.reveal() };
        pen.put_within(NUMBER, y, 10, &row.number, Meaning::Plain);
        pen.put_within(DAY, y, 11, &short_day(cx, row.received.day), Meaning::Plain);
        pen.put_within(CHANNEL, y, 7, (cx.words.channel)(row.channel), Meaning::Plain);
        pen.put_within(STATE, y, 16, (cx.words.state)(row.state), Meaning::Plain);
        pen.put_within(LAMP, y, 13, &(cx.words.lamp)(row.lamp), lamp_meaning(row.lamp));
        pen.put(NAME, y, name, Meaning::Plain);
        let mut reasons: Vec<String> = Vec::new();
        match row.verdict {
            Verdict::Same => reasons.push(words.is_linked.to_owned()),
            Verdict::NotSame => reasons.push(words.is_not_same.to_owned()),
            Verdict::Open => {}
        }
        reasons.extend(row.reasons.iter().map(|reason| (words.reason)(*reason, row.text)));
        let meaning = if row.verdict == Verdict::Open { Meaning::Dim } else { Meaning::Near };
        pen.put(DAY, y + 1, &reasons.join(cx.words.comma), meaning);
    }
}

impl Screen for Similar {
    fn place(&self) -> Place {
        Place::Similar
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", self.under, cx.words.similar.title)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.similar;
        let hint = if self.rows().is_empty() { Hint::barred } else { Hint::new };
        vec![
            hint(Action::Link, words.link),
            hint(Action::NotSame, words.not_same),
            hint(Action::Open, words.look),
            hint(Action::Down, words.choose),
            hint(Action::Undo, words.undo),
            Hint::new(Action::Back, cx.words.back),
        ]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.similar;
        match (&self.refused, &self.candidates) {
            (Some(refused), _) => (words.failed)(&refusal(cx.words, refused)),
            (None, None) => words.looking.to_owned(),
            (None, Some(rows)) if rows.is_empty() => words.nothing.to_owned(),
            (None, Some(_)) => words.guide.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => self.ask(),
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Similar(SimilarAnswer::Candidates(found)))) => {
                self.bar.go(self.bar.at, found.len());
                self.candidates = Some(found);
                self.refused = None;
                Vec::new()
            }
            Input::Told(Ok(Answer::Similar(SimilarAnswer::Said { number, verdict }))) => {
                let id = self.rows().iter().find(|row| row.number == number).map(|row| row.id);
                id.map(|id| self.said(cx, id, verdict)).unwrap_or_default()
            }
            Input::Told(Err(refused)) => {
                self.refused = Some(refused);
                Vec::new()
            }
            // What is not the same stays in sight until the pane closes: it can be taken back.
            Input::Changed(Change::Everything) if self.said.is_empty() => self.ask(),
            Input::Click { y, .. } => {
                let at = usize::from(y.saturating_sub(2)) / 2;
                self.bar.go(at, self.rows().len());
                Vec::new()
            }
            Input::Told(Ok(_))
            | Input::Changed(_)
            | Input::Type(_)
            | Input::Paste(_)
            | Input::Back(_)
            | Input::Resized
            | Input::Scan(_)
            | Input::Handed(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.similar;
        let rows = self.rows();
        if !rows.is_empty() {
            pen.put(NUMBER, 0, &(words.question)(rows.len()), Meaning::Label);
        }
        let mut y = 1;
        for (at, row) in rows.iter().enumerate() {
            self.draw_row(cx, &mut pen, y, row);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
            }
            y += 2;
        }
        if let Some(row) = rows.get(self.bar.at) {
            y += 1;
            pen.put(NUMBER, y, words.here, Meaning::Label);
            pen.put(DAY, y, &row.number, Meaning::Plain);
            for (label, sentence) in [("", &row.excerpt), (words.own, &row.own)] {
                pen.put(DAY, y, label, Meaning::Label);
                let width = usize::from(area.width.saturating_sub(SENTENCE + 1));
                for line in cells::wrap(sentence.reveal(), width).iter().take(SENTENCE_LINES) {
                    pen.put(SENTENCE, y, line, Meaning::Plain);
                    y += 1;
                }
            }
            y += 1;
            pen.put(NUMBER, y, words.after, Meaning::Label);
            pen.put(DAY, y, words.after_says, Meaning::Dim);
        }
        let line = 1 + 2 * u16::try_from(self.bar.at).unwrap_or(0);
        let cursor = pen.position(0, if rows.is_empty() { 0 } else { line });
        frame.set_cursor_position(cursor);
    }
}
