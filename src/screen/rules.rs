//! 规则的采用: every rule file, which of them count here, what waits for the main leader.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::confirm::Confirm;
use super::pen::{Pen, short_day};
use super::reason::{AskReason, Ending};
use super::{Context, Effect, Handback, Hint, Input, Screen};
use crate::api::rules::{Answer as Told, Line, Request as Ask, What};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::rule::ProfileKind;
use crate::i18n::{Language, refusal};
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

const KIND: u16 = 2;
const TITLE: u16 = 9;
const STATE: u16 = 46;
/// Lines under the list: the rules of the file under the bar.
const BELOW: u16 = 7;

/// The list.
#[derive(Default)]
pub struct Rules {
    lines: Option<Vec<Line>>,
    refused: Option<Refusal>,
    bar: Bar,
    /// The proposal that is to be accepted, while that is asked once more.
    accepting: Option<i64>,
}

impl Rules {
    /// Asks what there is.
    pub fn new() -> Rules {
        Rules::default()
    }

    fn rows(&self) -> &[Line] {
        self.lines.as_deref().unwrap_or_default()
    }

    fn current(&self) -> Option<&Line> {
        self.rows().get(self.bar.at)
    }

    fn ask() -> Effect {
        Effect::Ask(Request::Rules(Ask::List))
    }

    /// What Enter would propose for the line under the bar.
    fn proposes(&self, today: NaiveDate) -> Option<What> {
        let line = self.current()?;
        let goes_on = line.counts.is_some_and(|(_, until)| until.is_none_or(|until| until > today));
        match line.kind {
            _ if line.proposal.is_some() => None,
            ProfileKind::Law => line.newer.map(|_| What::Use),
            _ if goes_on && line.newer.is_none() => Some(What::Stop),
            _ => Some(What::Use),
        }
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.rows().len();
        match action {
            Action::Back => return vec![Effect::Close(Handback::Nothing)],
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, len);
            }
            Action::PageUp => {
                self.bar.up(10);
            }
            Action::PageDown => {
                self.bar.down(10, len);
            }
            Action::First => self.bar.go(0, len),
            Action::Last => self.bar.go(usize::MAX, len),
            Action::Open => {
                let (Some(what), Some(line)) = (self.proposes(cx.today()), self.current()) else {
                    return Vec::new();
                };
                let name = line.name.clone();
                return vec![Effect::Ask(Request::Rules(Ask::Propose { name, what }))];
            }
            Action::Done => {
                self.accepting = self.current().and_then(|line| line.proposal.as_ref()).map(|wait| wait.id);
                let words = &cx.words.rules;
                let ask = || Confirm::new(words.accept, words.accept_question, Handback::Yes);
                return self.accepting.map(|_| Effect::Open(Box::new(ask()))).into_iter().collect();
            }
            Action::Drop => {
                let Some(line) = self.current() else { return Vec::new() };
                let Some(proposal) = &line.proposal else { return Vec::new() };
                let (id, title) = (proposal.id, cx.words.of(&line.title).to_owned());
                return vec![Effect::Open(Box::new(AskReason::new(title, Ending::Proposal(id))))];
            }
            _ => {}
        }
        Vec::new()
    }

    /// How a file stands here.
    fn state(cx: &Context<'_>, line: &Line) -> (String, Meaning) {
        let words = &cx.words.rules;
        if let Some(proposal) = &line.proposal {
            return ((words.proposed)(proposal.what, proposal.version, &proposal.by), Meaning::Near);
        }
        match line.counts {
            Some((from, None)) if from > cx.today() => ((words.from)(&short_day(cx, from)), Meaning::Plain),
            Some((_, None)) => match line.newer {
                Some(version) => ((words.newer)(line.version, version), Meaning::Near),
                None => ((words.in_use)(line.version), Meaning::Plain),
            },
            Some((_, Some(until))) => ((words.until)(&short_day(cx, until)), Meaning::Dim),
            None => (String::new(), Meaning::Dim),
        }
    }

    /// The rules of the file under the bar.
    fn draw_below(&self, cx: &Context<'_>, pen: &mut Pen<'_>, top: u16) {
        let Some(line) = self.current() else { return };
        let words = cx.words;
        let width = usize::from(pen.area.width) - 3;
        let head = (words.rules.head)(&line.name, line.clocks.len(), line.duties);
        pen.put_within(2, top, width, &head, Meaning::Label);
        let room = usize::from(pen.area.height.saturating_sub(top + 1));
        let shown = if line.clocks.len() > room { room - 1 } else { line.clocks.len() };
        for (y, clock) in (top + 1..).zip(line.clocks.iter().take(shown)) {
            let name = (words.clock)(&clock.clock, &clock.title);
            let length = match &clock.length {
                Some(length) => (words.length)(length),
                None => words.why.unset.to_owned(),
            };
            let from = (words.command.rule.start)(clock.event);
            let article = match words.language {
                Language::Chinese => &clock.basis.article,
                Language::English => &clock.basis.article_en,
            };
            pen.put_within(4, y, width - 2, &format!("{name}  {from} {length}  {article}"), Meaning::Dim);
        }
        if shown < line.clocks.len() {
            let more = (words.rules.more)(line.clocks.len() - shown);
            pen.put(4, top + 1 + u16::try_from(shown).unwrap_or(0), &more, Meaning::Dim);
        }
    }
}

impl Screen for Rules {
    fn place(&self) -> Place {
        Place::Rules
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.rules.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.rules;
        let mut hints = Vec::new();
        let keeper = access::only(cx.actor, &[Role::Administrator]);
        match self.proposes(cx.today()) {
            Some(What::Use) => hints.push(Hint::unless(cx, &keeper, Action::Open, words.propose_use)),
            Some(What::Stop) => hints.push(Hint::unless(cx, &keeper, Action::Open, words.propose_stop)),
            None => {}
        }
        if let Some(proposal) = self.current().and_then(|line| line.proposal.as_ref()) {
            let leader = access::only(cx.actor, &[Role::MainLeader]);
            hints.push(Hint::unless(cx, &leader, Action::Done, words.accept));
            if proposal.mine {
                hints.push(Hint::new(Action::Drop, words.withdraw));
            } else {
                hints.push(Hint::unless(cx, &leader, Action::Drop, words.refuse));
            }
        }
        hints.push(Hint::new(Action::Down, cx.words.reading_screen.scroll));
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.lines) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => cx.words.rules.hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Back(Handback::Yes) => {
                let decide = |id| Ask::Decide { id, accept: true, reason: String::new() };
                let id = self.accepting.take();
                return id.map(|id| Effect::Ask(Request::Rules(decide(id)))).into_iter().collect();
            }
            Input::Opened | Input::Back(_) | Input::Changed(Change::Everything) => return vec![Rules::ask()],
            Input::Do(action, _) => return self.act(cx, action),
            Input::Click { y, .. } => {
                let height = usize::from(cx.size.height.saturating_sub(3 + BELOW));
                let at = self.bar.top(height, self.rows().len()) + usize::from(y.saturating_sub(1));
                self.bar.go(at, self.rows().len());
            }
            Input::Told(Ok(Answer::Rules(Told::List(lines)))) => {
                // The bar stays with its file.
                let name = self.current().map(|line| line.name.clone());
                let at = lines.iter().position(|line| Some(&line.name) == name.as_ref());
                self.bar.go(at.unwrap_or(self.bar.at), lines.len());
                (self.lines, self.refused) = (Some(lines), None);
            }
            Input::Told(Ok(Answer::Rules(Told::Proposed))) => {
                return vec![Effect::Say(cx.words.rules.waits.to_owned()), Rules::ask()];
            }
            Input::Told(Ok(Answer::Rules(Told::Decided(from)))) => {
                let said = match from {
                    Some(from) => (cx.words.rules.accepted)(&short_day(cx, from)),
                    None => cx.words.rules.refused.to_owned(),
                };
                return vec![Effect::Say(said), Rules::ask()];
            }
            Input::Told(Err(refused)) if self.lines.is_some() => {
                return vec![Effect::Say(refusal(cx.words, &refused)), Rules::ask()];
            }
            Input::Told(Err(refused)) => self.refused = Some(refused),
            _ => {}
        }
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let mut pen = Pen::new(cx, frame, area);
        let height = area.height.saturating_sub(BELOW);
        let top = self.bar.top(usize::from(height), self.rows().len());
        let mut cursor = pen.position(0, 0);
        for (y, (at, line)) in (0..height).zip(self.rows().iter().enumerate().skip(top)) {
            let (state, meaning) = Rules::state(cx, line);
            let title = cx.words.of(&line.title);
            let kind = (cx.words.command.rule.kind)(line.kind);
            pen.put_within(KIND, y, usize::from(TITLE - KIND) - 1, kind, Meaning::Dim);
            pen.put_within(TITLE, y, usize::from(STATE - TITLE) - 1, title, Meaning::Plain);
            let room = usize::from(area.width.saturating_sub(STATE + 1));
            pen.put_within(STATE, y, room, &cells::cut(&state, room), meaning);
            if at == self.bar.at {
                pen.bar(y);
                pen.put(0, y, ">", Meaning::Focus);
                cursor = pen.position(0, y);
            }
        }
        self.draw_below(cx, &mut pen, height + 1);
        frame.set_cursor_position(cursor);
    }
}
