//! 文书: the papers of a case, and each in plain text.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::{Pen, long_day};
use super::reading::Reading;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::cases::{Answer as Told, Request as Ask};
use crate::api::story::{PaperLine, PaperText, Wanted};
use crate::api::{Answer, Request};
use crate::domain::case::CaseId;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// Where number, date and mark of a paper stand.
const NUMBER: u16 = 28;
const DAY: u16 = 54;
const VOID: u16 = 71;

/// The papers of a case, the newest first.
pub(super) struct Papers {
    case: CaseId,
    papers: Vec<PaperLine>,
    /// Personal values stand in the case view in full, and so on its papers.
    wanted: Wanted,
    bar: Bar,
}

impl Papers {
    pub(super) fn new(case: CaseId, papers: &[PaperLine], wanted: Wanted) -> Papers {
        let papers = papers.iter().rev().cloned().collect();
        Papers { case, papers, wanted, bar: Bar::default() }
    }
}

/// Asks for a paper's text.
pub(super) fn ask(case: CaseId, paper: i64, wanted: Wanted) -> Effect {
    Effect::Ask(Request::Cases(Ask::Paper { case, paper, wanted }))
}

/// The page with a paper's text.
pub(super) fn page(cx: &Context<'_>, text: PaperText) -> Effect {
    let PaperText { paper, case, lines, .. } = text;
    let mut heading = super::case_story::paper_words(cx, &paper);
    if cx.words.language != crate::i18n::Language::Chinese {
        heading = format!("{heading}  {}", cx.words.story.papers_chinese);
    }
    Effect::Open(Box::new(Reading::page(case, heading, lines)))
}

impl Screen for Papers {
    fn place(&self) -> Place {
        Place::CasePapers
    }

    fn title(&self, cx: &Context<'_>) -> String {
        format!("{} / {}", cx.words.case_screen.title, cx.words.story.papers)
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let open = if self.papers.is_empty() { Hint::barred } else { Hint::new };
        vec![open(Action::Open, cx.words.case_screen.read_text), Hint::new(Action::Back, cx.words.back)]
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.story;
        if self.papers.is_empty() { words.no_papers } else { words.papers_hint }.to_owned()
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let len = self.papers.len();
        match input {
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Up, _) => {
                self.bar.up(1);
            }
            Input::Do(Action::Down, _) => {
                self.bar.down(1, len);
            }
            Input::Do(Action::PageUp, _) => {
                self.bar.up(15);
            }
            Input::Do(Action::PageDown, _) => {
                self.bar.down(15, len);
            }
            Input::Do(Action::First, _) => self.bar.go(0, len),
            Input::Do(Action::Last, _) => self.bar.go(usize::MAX, len),
            Input::Do(Action::Open, _) => {
                let paper = self.papers.get(self.bar.at);
                return paper
                    .map(|paper| ask(self.case, paper.id, self.wanted.clone()))
                    .into_iter()
                    .collect();
            }
            Input::Told(Ok(Answer::Cases(Told::Paper(text)))) => return vec![page(cx, *text)],
            Input::Told(Err(refused)) => return vec![Effect::Say(refusal(cx.words, &refused))],
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let words = &cx.words.story;
        let top = self.bar.top(usize::from(area.height), self.papers.len());
        for (y, paper) in (0..area.height).zip(self.papers.iter().skip(top)) {
            pen.put_within(2, y, usize::from(NUMBER) - 3, (words.paper_kind)(paper.kind), Meaning::Plain);
            pen.put_within(NUMBER, y, usize::from(DAY - NUMBER) - 1, &paper.number, Meaning::Plain);
            pen.put(DAY, y, &long_day(cx.words, paper.day), Meaning::Plain);
            if paper.void {
                pen.put(VOID, y, words.void, Meaning::Over);
            }
        }
        let line = u16::try_from(self.bar.at - top).unwrap_or(0);
        if !self.papers.is_empty() {
            pen.bar(line);
            pen.put(0, line, ">", Meaning::Focus);
        }
        let cursor = pen.position(0, line);
        frame.set_cursor_position(cursor);
    }
}
