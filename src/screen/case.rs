//! 案卷: limits on top, then people, what was asked, what can be done, what happened.

use chrono::NaiveDate;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::answer_on_spot::AnswerOnSpot;
use super::block;
use super::card;
use super::case_papers::{self, Papers};
use super::confirm::Confirm;
use super::decide::Decide;
use super::pen::Pen;
use super::queue::Queue;
use super::reading::Reading;
use super::similar::Similar;
use super::slip::Slip;
use super::step_form::StepForm;
use super::triage::Triage;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, new_intake, new_search};
use super::{case_draw, case_history};
use crate::api::cases::{Answer as CasesAnswer, CaseCard, Request as Ask};
use crate::api::steps::{Answer as StepsAnswer, Request as AskSteps};
use crate::api::story::{AsOf, Happened, Wanted};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::problem::Barrier;
use crate::domain::queue::Stretch;
use crate::domain::step::{ANSWER_ON_SPOT, CONTACT, by_name};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::list::Bar;

/// Lines left for text and history from which they stand apart.
const ROOMY: u16 = 7;
/// Lines of the history that are in sight whatever else there is to show.
const HISTORY: u16 = 4;

/// The case view.
pub struct Case {
    id: CaseId,
    /// A step chosen in the list, opened as soon as the case is here.
    step: Option<&'static str>,
    /// It was opened from a list, which knows what comes next.
    on_list: bool,
    card: Option<Box<CaseCard>>,
    refused: Option<Refusal>,
    /// An undo is under way.
    undoing: bool,
    /// 某一天: the day gone by at which he looks.
    day: Option<NaiveDate>,
    /// Where the keys go.
    focus: Focus,
    /// The bar on the history; `at` counts its lines, the newest first.
    bar: Bar,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// The page: Enter reads what was asked.
    Page,
    /// 经过: Enter reads the line under the bar.
    History,
}

impl Case {
    /// Opens this case; with a step, goes on to it.
    pub fn new(id: CaseId, step: Option<&'static str>) -> Case {
        Case {
            id,
            step,
            on_list: false,
            card: None,
            refused: None,
            undoing: false,
            day: None,
            focus: Focus::Page,
            bar: Bar::default(),
        }
    }

    /// The same, of the list below.
    pub(super) fn on_list(self) -> Case {
        Case { on_list: true, ..self }
    }

    fn ask(&self) -> Effect {
        Effect::Ask(Request::Cases(match self.day {
            None => Ask::Open(self.id),
            Some(day) => Ask::AsOf { case: self.id, day },
        }))
    }

    /// Looks at another day; none is today.
    fn look(&mut self, day: Option<NaiveDate>) -> Vec<Effect> {
        self.day = day;
        self.bar = Bar::default();
        vec![self.ask()]
    }

    /// 看某一天: `[` to the day before the last step that is shown, `]` forward.
    fn travel(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let words = &cx.words.story;
        let Some(card) = &self.card else { return Vec::new() };
        match (action, card.story.earlier, card.story.as_of) {
            (Action::Earlier, Some(day), _) => self.look(Some(day)),
            (Action::Earlier, None, _) => vec![Effect::Say(words.no_earlier.to_owned())],
            (_, _, None) => vec![Effect::Say(words.is_today.to_owned())],
            (_, _, Some(AsOf { later: None, .. })) => {
                let mut effects = self.look(None);
                effects.push(Effect::Say(words.is_today_again.to_owned()));
                effects
            }
            (_, _, Some(AsOf { later, .. })) => self.look(later),
        }
    }

    /// How much of its papers' personal values he may see without asking once more.
    fn wanted(&self, cx: &Context<'_>) -> Wanted {
        match &self.card {
            Some(card) if card.revealed => Wanted::InFull(cx.words.case_screen.reveal_reason.to_owned()),
            _ => Wanted::Masked,
        }
    }

    /// Enter: what was asked, or the line of the history under the bar.
    fn read(&self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(card) = &self.card else { return Vec::new() };
        let number = card.line.number.clone();
        let event = card.story.events.get(self.bar.at).filter(|_| self.focus == Focus::History);
        let reading = match event.map(|event| (event, &event.what)) {
            Some((_, Happened::Paper(paper))) => {
                return vec![case_papers::ask(self.id, paper.id, self.wanted(cx))];
            }
            Some((event, _)) => {
                let (heading, text) = case_history::whole(cx, event);
                Reading::new(number, heading, text)
            }
            None => Reading::new(number, card.line.title.clone(), card.body.reveal().to_owned()),
        };
        vec![Effect::Open(Box::new(reading))]
    }

    fn move_bar(&mut self, action: Action) {
        let Some(card) = &self.card else { return };
        let lines = card.story.events.len();
        if self.focus == Focus::Page {
            // Coming from above the bar begins at the newest.
            if matches!(action, Action::Down | Action::PageDown | Action::Last) {
                self.focus = Focus::History;
            }
            if action != Action::Last {
                return;
            }
        }
        match action {
            Action::Up if self.bar.at == 0 => self.focus = Focus::Page,
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, lines);
            }
            Action::PageUp => {
                self.bar.up(5);
            }
            Action::PageDown => {
                self.bar.down(5, lines);
            }
            Action::First => self.bar.go(0, lines),
            _ => self.bar.go(usize::MAX, lines),
        }
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let Some(card) = &self.card else { return Vec::new() };
        // What has gone by is looked at, not worked on.
        let works = matches!(
            action,
            Action::Choose(_)
                | Action::Contact
                | Action::Triage
                | Action::Agree
                | Action::Undo
                | Action::Reveal
                | Action::Slip
                | Action::Link
                | Action::Why
        );
        if let Some(past) = card.story.as_of.filter(|_| works) {
            return vec![Effect::Say(looking_back(cx, past.day))];
        }
        match action {
            Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last => {
                self.move_bar(action)
            }
            Action::NextField | Action::PreviousField => {
                self.focus = if self.focus == Focus::Page { Focus::History } else { Focus::Page };
            }
            Action::Open => return self.read(cx),
            Action::Earlier | Action::Later => return self.travel(cx, action),
            Action::Contact => {
                let barriers = self.contact_barriers(cx);
                if !barriers.is_empty() {
                    return vec![Effect::Say(refusal(cx.words, &Refusal::Denied(barriers)))];
                }
                return self.take(cx, CONTACT.name);
            }
            Action::Papers => {
                let papers = Papers::new(self.id, &card.story.papers, self.wanted(cx));
                return vec![Effect::Open(Box::new(papers))];
            }
            Action::NextCase if self.on_list => return vec![Effect::Close(Handback::NextCase)],
            Action::NextCase => {
                let from = Stretch::After(card.line.key);
                return vec![Effect::Ask(Request::Cases(Ask::Next { view: None, from }))];
            }
            Action::New => return new_intake(cx),
            Action::Search => return new_search(cx),
            Action::Slip => return vec![Effect::Open(Box::new(Slip::new(self.id)))],
            Action::Why => return vec![Effect::Open(Box::new(Why::of_case(self.id, None)))],
            Action::Link => {
                return vec![Effect::Open(Box::new(Similar::of_case(self.id, cx.words.case_screen.title)))];
            }
            Action::Reveal if card.revealed => {
                return vec![Effect::Say(cx.words.case_screen.is_revealed.to_owned())];
            }
            Action::Reveal => {
                let words = &cx.words.case_screen;
                let confirm = Confirm::new(words.reveal_title, words.reveal_question, Handback::Reveal);
                return vec![Effect::Open(Box::new(confirm))];
            }
            Action::Triage => return vec![Effect::Open(Box::new(Triage::new(card)))],
            Action::Agree => {
                let barriers = card.triage.waiting.as_ref().map(|waiting| waiting.barriers.clone());
                return match (Decide::new(card), barriers) {
                    (Some(decide), Some(barriers)) if barriers.is_empty() => {
                        open_form(cx, card, Box::new(decide))
                    }
                    (_, Some(barriers)) => {
                        vec![Effect::Say(refusal(cx.words, &Refusal::Denied(barriers)))]
                    }
                    _ => Vec::new(),
                };
            }
            Action::Undo => {
                let words = &cx.words.triage;
                return match &card.triage.undo {
                    Some(what) => {
                        let question = (words.undo_question)((cx.words.step)(what));
                        vec![Effect::Open(Box::new(Confirm::new(words.undo_title, question, Handback::Yes)))]
                    }
                    None => {
                        let nothing = Refusal::Denied(vec![Barrier::NothingToUndo]);
                        vec![Effect::Say(refusal(cx.words, &nothing))]
                    }
                };
            }
            Action::Choose(digit) => {
                let chosen = card.line.menu.get(usize::from(digit).wrapping_sub(1)).map(|(step, _)| *step);
                return chosen.map(|step| self.take(cx, step)).unwrap_or_default();
            }
            _ => {}
        }
        Vec::new()
    }

    /// What bars logging a contact now.
    fn contact_barriers(&self, cx: &Context<'_>) -> Vec<Barrier> {
        let menu = self.card.iter().flat_map(|card| &card.line.menu);
        let on_menu = menu.into_iter().find(|(step, _)| *step == CONTACT.name);
        on_menu.map_or_else(|| access::may_contact(cx.actor), |(_, barriers)| barriers.clone())
    }

    fn take(&self, cx: &Context<'_>, step: &str) -> Vec<Effect> {
        let Some(card) = &self.card else { return Vec::new() };
        let Some((_, barriers)) = card.line.menu.iter().find(|(name, _)| *name == step) else {
            return Vec::new();
        };
        let Some(step) = by_name(step) else { return Vec::new() };
        if !barriers.is_empty() {
            return super::refuse(cx, (step.name, &card.line.number, &card.line.title), barriers);
        }
        let form: Box<dyn Screen> = if step.name == ANSWER_ON_SPOT.name {
            Box::new(AnswerOnSpot::new(cx, card))
        } else {
            Box::new(StepForm::new(self.id, step))
        };
        open_form(cx, card, form)
    }
}

impl Screen for Case {
    fn place(&self) -> Place {
        Place::Case
    }

    fn title(&self, cx: &Context<'_>) -> String {
        let title = cx.words.case_screen.title;
        let past = self.card.as_ref().and_then(|card| card.story.as_of);
        past.map_or(title.to_owned(), |past| {
            format!("{title} / {}", (cx.words.story.as_of)(&past.day.to_string()))
        })
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.case_screen;
        let story = &cx.words.story;
        let read = if self.focus == Focus::Page { words.read_text } else { story.read_line };
        let mut hints = vec![Hint::new(Action::Open, read)];
        if let Some(card) = self.card.as_ref().filter(|card| card.story.as_of.is_some()) {
            hints.push(Hint::new(Action::Later, story.is_today_key));
            let earlier = if card.story.earlier.is_some() { Hint::new } else { Hint::barred };
            hints.push(earlier(Action::Earlier, story.earlier));
            hints.push(Hint::new(Action::Papers, story.papers));
            hints.push(Hint::new(Action::Back, cx.words.back));
            return hints;
        }
        if let Some(card) = &self.card {
            if let Some(waiting) = &card.triage.waiting {
                hints.push(Hint::unless(cx, &waiting.barriers, Action::Agree, cx.words.triage.decide_title));
            } else if let Some((step, barriers)) = card.line.menu.first() {
                hints.push(Hint::unless(cx, barriers, Action::Choose(1), (cx.words.step)(step)));
                hints.push(Hint::new(Action::Triage, cx.words.triage.key));
            }
            if self.contact_barriers(cx).is_empty() {
                hints.push(Hint::new(Action::Contact, story.contact));
            }
            if card.triage.undo.is_some() {
                hints.push(Hint::new(Action::Undo, cx.words.triage.undo));
            }
            hints.push(Hint::new(Action::NextCase, cx.words.queue_screen.next));
            if card.story.earlier.is_some() {
                hints.push(Hint::new(Action::Earlier, story.earlier));
            }
            if !card.story.papers.is_empty() {
                hints.push(Hint::new(Action::Papers, story.papers));
            }
            let hint = if card.revealed { Hint::barred } else { Hint::new };
            hints.push(hint(Action::Reveal, words.reveal));
            if !card.clocks.is_empty() {
                hints.push(Hint::new(Action::Why, cx.words.why.key));
            }
            hints.push(Hint::new(Action::NextField, story.to_history));
        }
        if self.card.is_some() {
            hints.push(Hint::new(Action::Slip, cx.words.slip.key));
        }
        let search = access::may_search_people(cx.actor);
        hints.push(Hint::unless(cx, &search, Action::Search, cx.words.queue_screen.search));
        let register = access::may_register(cx.actor);
        hints.push(Hint::unless(cx, &register, Action::New, cx.words.queue_screen.register));
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let past = self.card.as_ref().and_then(|card| card.story.as_of);
        match (&self.refused, &self.card) {
            (None, Some(_)) if past.is_some() => {
                past.map(|past| looking_back(cx, past.day)).unwrap_or_default()
            }
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(card)) if self.focus == Focus::History => {
                let event = card.story.events.get(self.bar.at);
                let said = |event| {
                    let (word, content) = (case_history::word(cx, event), case_history::content(cx, event));
                    format!("{word}{}{content}", cx.words.colon)
                };
                event.map(said).unwrap_or_default()
            }
            (None, Some(card)) if card.held.is_some() => card::held(cx, card).unwrap_or_default(),
            (None, Some(card)) if card.revealed => cx.words.case_screen.revealed.to_owned(),
            (None, Some(_)) => cx.words.case_screen.masked.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => vec![self.ask()],
            Input::Do(Action::Back, _) => vec![Effect::Close(Handback::Nothing)],
            Input::Do(action, _) => self.act(cx, action),
            Input::Click { .. } => Vec::new(),
            Input::Told(Ok(Answer::Cases(CasesAnswer::Case(mut card)))) => {
                // What was revealed stays so while the case is open: one line in the read log a
                // visit, however often news comes.
                if let Some(before) = self.card.as_ref().filter(|before| before.revealed && !card.revealed) {
                    card.parties.clone_from(&before.parties);
                    card.revealed = true;
                }
                self.card = Some(card);
                (self.refused, self.undoing) = (None, false);
                match self.step.take() {
                    Some("triage") => self.act(cx, Action::Triage),
                    Some(step) => self.take(cx, step),
                    None => Vec::new(),
                }
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Paper(text)))) => vec![case_papers::page(cx, *text)],
            Input::Told(Ok(Answer::Cases(CasesAnswer::Next(found)))) => Queue::instead(cx, found),
            Input::Told(Ok(Answer::Steps(StepsAnswer::Undone { number, state }))) => {
                let said = (cx.words.triage.undone)(&number, (cx.words.state)(state));
                vec![self.ask(), Effect::Say(said)]
            }
            // What could not be taken back is no reason to hide the case.
            Input::Told(Err(refused)) if std::mem::take(&mut self.undoing) => {
                vec![self.ask(), Effect::Say(refusal(cx.words, &refused))]
            }
            Input::Told(Err(refused)) => {
                // A case that has left his reach leaves his screen.
                if matches!(refused, Refusal::Denied(_) | Refusal::NoSuchCase) {
                    self.card = None;
                }
                self.refused = Some(refused);
                Vec::new()
            }
            Input::Back(Handback::Reveal) => {
                let reason = cx.words.case_screen.reveal_reason.to_owned();
                vec![Effect::Ask(Request::Cases(Ask::Reveal { case: self.id, reason }))]
            }
            Input::Back(Handback::Yes) => {
                let Some(card) = &self.card else { return Vec::new() };
                self.undoing = true;
                let (case, version) = (self.id, card.version);
                vec![Effect::Ask(Request::Steps(AskSteps::Undo { case, version }))]
            }
            Input::Back(Handback::Step(step)) => self.take(cx, step),
            Input::Changed(Change::Everything) => vec![self.ask()],
            Input::Changed(Change::Case(id)) if id == self.id => vec![self.ask()],
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
        // Prose never runs wider than eighty cells.
        let main = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, main);
        let Some(card) = &self.card else {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        };
        let events = &card.story.events;
        let lines = u16::try_from(events.len()).unwrap_or(u16::MAX);
        // Where the demands are named one by one, the whole of what was written is a key away.
        let text = u16::from(card.story.demands.is_empty());
        let least = 1 + lines.min(HISTORY) + text;
        let blocks = case_draw::blocks(cx, card, main.width);
        let y = block::draw(&mut pen, blocks, main.height.saturating_sub(least));
        let left = main.height.saturating_sub(y);
        let wanted = if text == 0 { left.saturating_sub(1) } else { (left / 2).max(HISTORY) };
        let history = lines.min(wanted.max(1)).min(left.saturating_sub(1 + text));
        let heading = main.height.saturating_sub(history + 1);
        // What was asked is always in sight, if only its first line and the way to the rest.
        let (from, to) = if left >= ROOMY { (y + 1, heading.saturating_sub(1)) } else { (y, heading) };
        if from < to {
            case_draw::draw_text(cx, &mut pen, card, (from, to));
        }
        let at_bar = case_history::draw(cx, &mut pen, events, &self.bar, (heading, history));
        let line = match self.focus {
            Focus::History => at_bar,
            Focus::Page if from < to => from,
            Focus::Page => 0,
        };
        pen.put(0, line, ">", Meaning::Plain);
        let cursor = pen.position(0, line);
        if cx.has_pane()
            && let Some(event) = events.get(self.bar.at)
        {
            case_history::draw_pane(cx, &mut Pen::new(cx, frame, area), event);
        }
        frame.set_cursor_position(cursor);
    }
}

/// What is said while he looks at a day gone by.
fn looking_back(cx: &Context<'_>, day: NaiveDate) -> String {
    (cx.words.story.looking_back)(&super::pen::short_day(cx, day))
}

/// Opens a form, and says who else has the case in hand: it may have been opened straight from a list.
fn open_form(cx: &Context<'_>, card: &CaseCard, form: Box<dyn Screen>) -> Vec<Effect> {
    std::iter::once(Effect::Open(form)).chain(card::held(cx, card).map(Effect::Say)).collect()
}
