//! 案卷: limits on top, then people, what was asked, what can be done, what happened.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::answer_on_spot::AnswerOnSpot;
use super::card::{self, clock_note, history_words};
use super::case_receipt;
use super::confirm::Confirm;
use super::decide::Decide;
use super::pen::{Pen, lamp_meaning, short_day};
use super::queue::Queue;
use super::reading::Reading;
use super::similar::Similar;
use super::slip::Slip;
use super::step_form::StepForm;
use super::triage::Triage;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, new_intake, new_search};
use crate::api::cases::{Answer as CasesAnswer, CaseCard, Request as Ask, Suggestion};
use crate::api::steps::{Answer as StepsAnswer, Request as AskSteps};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::clock::Deadline;
use crate::domain::party::Party;
use crate::domain::problem::Barrier;
use crate::domain::queue::Stretch;
use crate::domain::step::{ANSWER_ON_SPOT, Part, by_name};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Where values stand.
const VALUE: u16 = 13;
const LAMP: u16 = 30;
const DAY: u16 = 43;
const FROM: u16 = 60;

/// Lines left for text and history from which they stand apart.
const ROOMY: u16 = 7;
/// Lines that the rest of the page needs before the responsibility table is shown.
const REST: u16 = 7;
/// Lines of what can be done.
const MENU_LINES: usize = 2;
/// Lines that the responsibility table may take.
const ANSWERABLE_LINES: usize = 2;

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
    /// The bar is on the history; `at` counts its lines, the newest first.
    bar: Bar,
}

impl Case {
    /// Opens this case; with a step, goes on to it.
    pub fn new(id: CaseId, step: Option<&'static str>) -> Case {
        Case { id, step, on_list: false, card: None, refused: None, undoing: false, bar: Bar::default() }
    }

    /// The same, of the list below.
    pub(super) fn on_list(self) -> Case {
        Case { on_list: true, ..self }
    }

    fn ask(&self) -> Effect {
        Effect::Ask(Request::Cases(Ask::Open(self.id)))
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let Some(card) = &self.card else { return Vec::new() };
        let lines = card.history.len();
        match action {
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
            Action::Last => self.bar.go(usize::MAX, lines),
            Action::Open => {
                let reading = Reading::new(
                    card.line.number.clone(),
                    card.line.title.clone(),
                    card.body.reveal().to_owned(),
                );
                return vec![Effect::Open(Box::new(reading))];
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

    fn draw_card(&self, cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard) -> u16 {
        let words = cx.words;
        let screen = &words.case_screen;
        let width = usize::from(pen.area.width);
        let tracks: Vec<&str> = card.tracks.iter().map(|(_, title)| words.of(title)).collect();
        let track = if tracks.is_empty() { String::new() } else { format!("{}  ", tracks.join(words.comma)) };
        let (state, channel) = ((words.state)(card.line.state), (words.channel)(card.line.channel));
        let state = format!("{state}  {track}{channel}");
        let state_at = pen.area.width.saturating_sub(u16::try_from(cells::width(&state)).unwrap_or(0) + 1);
        pen.put(2, 0, &card.line.number, Meaning::Label);
        pen.put_within(VALUE, 0, usize::from(state_at).saturating_sub(14), &card.line.title, Meaning::Plain);
        pen.put(state_at, 0, &state, Meaning::Plain);
        let mut y = 1;
        y = draw_limits(cx, pen, card, y);
        let received = match card.line.received.time {
            Some(time) => format!("{} {}", card.line.received.day, time.format("%H:%M")),
            None => card.line.received.day.to_string(),
        };
        let people = (screen.people)(card.line.people);
        pen.put(2, y, screen.received, Meaning::Label);
        let in_hand = if card.line.handler.is_empty() {
            String::new()
        } else {
            format!("  {} {}", screen.handler, card.line.handler)
        };
        pen.put(VALUE, y, &format!("{received}  {people}{in_hand}"), Meaning::Plain);
        y += 1;
        for Party { person: party, .. } in card.parties.iter().take(1) {
            let who = [
                party.name.reveal().to_owned(),
                party.sex.map(|sex| (words.sex)(sex).to_owned()).unwrap_or_default(),
                party.age.map(|age| (screen.age)(age)).unwrap_or_default(),
            ];
            let values: Vec<String> = who
                .into_iter()
                .chain(
                    [&party.id_number, &party.phone, &party.address].map(|value| value.reveal().to_owned()),
                )
                .filter(|value| !value.is_empty())
                .collect();
            let shown = if values.is_empty() { screen.nobody.to_owned() } else { values.join("  ") };
            pen.put(2, y, screen.petitioner, Meaning::Label);
            // Nothing that was revealed is cut off.
            for line in cells::wrap(&shown, width - usize::from(VALUE) - 1).iter().take(4) {
                pen.put(VALUE, y, line, Meaning::Plain);
                y += 1;
            }
        }
        y = case_receipt::draw(cx, pen, card, y);
        let kind = [
            card.purpose.map(|purpose| (words.purpose)(purpose).to_owned()),
            card.category.as_ref().map(|(code, path)| format!("{code} {path}")),
        ];
        let kind: Vec<String> = kind.into_iter().flatten().collect();
        if !kind.is_empty() {
            pen.put(2, y, screen.kind, Meaning::Label);
            pen.put(VALUE, y, &kind.join("  "), Meaning::Plain);
            y += 1;
        }
        if !card.source_numbers.is_empty() {
            pen.put(2, y, screen.outside, Meaning::Label);
            pen.put(VALUE, y, &card.source_numbers.join("  "), Meaning::Plain);
            y += 1;
        }
        if !card.links.is_empty() {
            pen.put(2, y, words.similar.links, Meaning::Label);
            pen.put(VALUE, y, &links(cx, card, width - usize::from(VALUE) - 1), Meaning::Plain);
            y += 1;
        }
        y = self.draw_gaps(cx, pen, card, y);
        if let Some(answer) = &card.answer {
            pen.put(2, y, screen.answer, Meaning::Label);
            for line in cells::wrap(&answer.words, width - usize::from(VALUE) - 1).iter().take(2) {
                pen.put(VALUE, y, line, Meaning::Plain);
                y += 1;
            }
            let ground = format!("{}{}{}", answer.basis, words.semicolon, (words.paper)(answer.paper));
            pen.put(VALUE, y, &ground, Meaning::Dim);
            y += 1;
        }
        y = draw_triage(cx, pen, card, y);
        if let Some(read) = card.reads.first() {
            let when = format!("{} {}", short_day(cx, read.at.date_naive()), read.at.format("%H:%M"));
            pen.put(2, y, screen.read_by, Meaning::Label);
            pen.put(
                VALUE,
                y,
                &(screen.reads)(&when, &read.who, &read.reason, card.reads.len()),
                Meaning::Dim,
            );
            y += 1;
        }
        y = draw_whose(cx, pen, card, y);
        pen.put(2, y, screen.can, Meaning::Label);
        let room = width - usize::from(VALUE) - 1;
        for line in card::menu_lines(words, &card.line.menu, room, MENU_LINES) {
            pen.put(VALUE, y, &line, Meaning::Plain);
            y += 1;
        }
        y
    }

    /// What is to add, and what to check again.
    fn draw_gaps(&self, cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, mut y: u16) -> u16 {
        let words = cx.words;
        if !card.line.to_complete.is_empty() {
            let fields: Vec<&str> = card.line.to_complete.iter().map(|field| (words.field)(*field)).collect();
            pen.put(2, y, words.to_add, Meaning::Label);
            pen.put(VALUE, y, &fields.join(words.comma), Meaning::Near);
            y += 1;
        }
        for (field, problem) in &card.doubts {
            let text = (words.complaint)((words.field)(*field), &(words.problem)(problem));
            pen.put(2, y, words.case_screen.check_again, Meaning::Label);
            pen.put(VALUE, y, &text, Meaning::Near);
            y += 1;
        }
        y
    }

    fn draw_text(&self, cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, from: u16, to: u16) {
        let lines = cells::wrap(card.body.reveal(), usize::from(pen.area.width) - 15);
        pen.put(2, from, cx.words.case_screen.text, Meaning::Label);
        let room = to.saturating_sub(from);
        for (y, line) in (from..to).zip(&lines) {
            let last = y + 1 == to && lines.len() > usize::from(room);
            let more = format!(
                "{} {}",
                cells::cut(line, usize::from(pen.area.width) - 30),
                cx.words.case_screen.more
            );
            pen.put(VALUE, y, if last { &more } else { line }, Meaning::Plain);
        }
    }
}

impl Screen for Case {
    fn place(&self) -> Place {
        Place::Case
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.case_screen.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.case_screen;
        let mut hints = vec![Hint::new(Action::Open, words.read_text)];
        if let Some(card) = &self.card {
            if let Some(waiting) = &card.triage.waiting {
                hints.push(Hint::unless(cx, &waiting.barriers, Action::Agree, cx.words.triage.decide_title));
            } else if let Some((step, barriers)) = card.line.menu.first() {
                hints.push(Hint::unless(cx, barriers, Action::Choose(1), (cx.words.step)(step)));
                hints.push(Hint::new(Action::Triage, cx.words.triage.key));
            }
            if card.triage.undo.is_some() {
                hints.push(Hint::new(Action::Undo, cx.words.triage.undo));
            }
            hints.push(Hint::new(Action::NextCase, cx.words.queue_screen.next));
            let hint = if card.revealed { Hint::barred } else { Hint::new };
            hints.push(hint(Action::Reveal, words.reveal));
            if !card.clocks.is_empty() {
                hints.push(Hint::new(Action::Why, cx.words.why.key));
            }
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
        match (&self.refused, &self.card) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
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
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        let Some(card) = &self.card else {
            let cursor = pen.position(0, 0);
            frame.set_cursor_position(cursor);
            return;
        };
        let y = self.draw_card(cx, &mut pen, card);
        let left = area.height.saturating_sub(y);
        let lines = u16::try_from(card.history.len()).unwrap_or(u16::MAX);
        let history = lines.min((left / 2).max(1)).min(left.saturating_sub(2));
        let heading = area.height.saturating_sub(history + 1);
        // What was asked is always in sight, if only its first line and the way to the rest.
        let (from, to) = if left >= ROOMY { (y + 1, heading.saturating_sub(1)) } else { (y, heading) };
        self.draw_text(cx, &mut pen, card, from, to);
        pen.put(2, heading, cx.words.case_screen.history, Meaning::Label);
        let top = self.bar.top(usize::from(history), card.history.len());
        for (line, event) in (0..history).zip(card.history.iter().rev().skip(top)) {
            let y = heading + 1 + line;
            let when = format!("{} {}", short_day(cx, event.at.date_naive()), event.at.format("%H:%M"));
            pen.put_within(4, y, 17, &when, Meaning::Dim);
            pen.put_within(
                22,
                y,
                usize::from(area.width) - 36,
                &history_words(cx.words, event),
                Meaning::Plain,
            );
            pen.put(area.width - 13, y, &event.who, Meaning::Dim);
        }
        let line = u16::try_from(self.bar.at - top).unwrap_or(0);
        pen.put(2, heading + 1 + line, ">", Meaning::Plain);
        let cursor = pen.position(2, heading + 1 + line);
        frame.set_cursor_position(cursor);
    }
}

/// Opens a form, and says who else has the case in hand: it may have been opened straight from a list.
fn open_form(cx: &Context<'_>, card: &CaseCard, form: Box<dyn Screen>) -> Vec<Effect> {
    std::iter::once(Effect::Open(form)).chain(card::held(cx, card).map(Effect::Say)).collect()
}

/// 关联: as many as one line holds, and whether the petitioner comes again with it.
fn links(cx: &Context<'_>, card: &CaseCard, width: usize) -> String {
    let words = &cx.words.similar;
    let mut said =
        if card.repeats == 0 { String::new() } else { format!("{}  ", (words.repeats)(card.repeats)) };
    for (at, link) in card.links.iter().enumerate() {
        let shown = (words.link_line)(&link.number, (cx.words.state)(link.state), link.other_petitioner);
        let left = card.links.len() - at;
        // Room for how many more there are.
        if cells::width(&said) + cells::width(&shown) + 8 > width {
            said.push_str(&format!("+{left}"));
            break;
        }
        said.push_str(&shown);
        if left > 1 {
            said.push_str(cx.words.comma);
        }
    }
    said
}

/// Every clock on a line of its own; under the one that is due first why its day is not the plain
/// count, and where its rule stands.
fn draw_limits(cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, mut y: u16) -> u16 {
    let words = cx.words;
    let width = usize::from(pen.area.width);
    let next = card.line.due.as_ref();
    let is_next = |clock: &Deadline| {
        next.map_or(card.clocks.len() == 1, |due| due.clock == clock.clock && due.day == clock.due)
    };
    let mut told = false;
    for (at, (clock, lamp)) in card.clocks.iter().enumerate() {
        let room = usize::from(LAMP - VALUE) - 1;
        let line = card::clock_line(cx, clock, room);
        if at == 0 {
            pen.put(2, y, words.case_screen.limits, Meaning::Label);
        }
        pen.put_within(VALUE, y, room, &line.name, Meaning::Plain);
        let lamp_room = usize::from(DAY - LAMP) - 1;
        pen.put_within(LAMP, y, lamp_room, &card::lamp_words(words, *lamp), lamp_meaning(*lamp));
        pen.put(DAY, y, &line.day, Meaning::Plain);
        pen.put_within(FROM, y, width.saturating_sub(usize::from(FROM) + 1), &line.from, Meaning::Dim);
        y += 1;
        if is_next(clock) && !std::mem::replace(&mut told, true) {
            let note = clock_note(words, clock).map(|note| format!("{}{note}", words.semicolon));
            let text = format!("{}{}", line.basis, note.unwrap_or_default());
            for line in cells::wrap(&text, width - usize::from(VALUE) - 1) {
                pen.put(VALUE, y, &line, Meaning::Dim);
                y += 1;
            }
        }
    }
    y
}

/// What waits for a leader or came back, what was decided and on what ground.
fn draw_triage(cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, mut y: u16) -> u16 {
    let words = &cx.words.triage;
    let fields = |fields: &[(Part, String)]| {
        let said = |(part, value): &(Part, String)| {
            format!("{} {}", (words.part)(*part), (words.choice)(*part, value).replace('\n', " "))
        };
        fields.iter().map(said).collect::<Vec<_>>().join(cx.words.semicolon)
    };
    let mut lines: Vec<(&str, String, Meaning)> = Vec::new();
    if let Some(waiting) = &card.triage.waiting {
        let when = format!("{} {}", short_day(cx, waiting.at.date_naive()), waiting.at.format("%H:%M"));
        let said = (words.waits)((cx.words.step)(&waiting.step), &waiting.by, &when);
        lines.push((words.waiting, said, Meaning::Near));
        lines.push(("", fields(&waiting.fields), Meaning::Dim));
    }
    if let Some((step, who, why)) = &card.triage.returned {
        let said = (words.sent_back)((cx.words.step)(step), who, why);
        lines.push((words.returned, said, Meaning::Near));
    }
    if let Some(urgent) = &card.triage.urgent {
        let (known, told) = (urgent.known.format("%H:%M"), urgent.told.format("%H:%M"));
        let late = urgent.took() > i64::from(urgent.minutes);
        let clock =
            (words.urgent_clock)(&known.to_string(), &told.to_string(), urgent.took(), urgent.minutes);
        let kind = (words.choice)(Part::Urgency, urgent.kind.word());
        let said = format!("{kind}{}{clock}", cx.words.semicolon);
        lines.push((words.urgent, said, if late { Meaning::Over } else { Meaning::Plain }));
    }
    if !card.triage.assessment.is_empty() {
        lines.push((words.assessed, fields(&card.triage.assessment), Meaning::Plain));
    }
    // The newest decides; what led to it stands in the history.
    if let Some((step, given)) = card.triage.brought.last().filter(|(step, _)| step != "report_urgent") {
        let said = format!("{}{}{}", (cx.words.step)(step), cx.words.colon, fields(given));
        lines.push((words.way, said, Meaning::Plain));
    }
    for (label, said, meaning) in lines {
        pen.put_within(2, y, usize::from(VALUE) - 3, label, Meaning::Label);
        let wrapped = cells::wrap(&said, usize::from(pen.area.width - VALUE - 1));
        for line in wrapped.iter().take(2) {
            pen.put(VALUE, y, line, meaning);
            y += 1;
        }
    }
    y
}

/// Who has it in hand, whose matter the rules say it is, which posts answer for it.
fn draw_whose(cx: &Context<'_>, pen: &mut Pen<'_>, card: &CaseCard, mut y: u16) -> u16 {
    let words = &cx.words.case_screen;
    if let Some(suggestion) = &card.suggestion {
        let Suggestion { to, place_body, leader, note, nearest } = suggestion;
        let mut said = (words.suggested)(to, place_body, leader);
        if !note.is_empty() {
            said.push_str(&format!("{}{note}", cx.words.semicolon));
        }
        pen.put(2, y, words.suggestion, Meaning::Label);
        pen.put(VALUE, y, &said, Meaning::Plain);
        y += 1;
        if !nearest.is_empty() && pen.area.height > y + REST {
            let past: Vec<String> = nearest
                .iter()
                .map(|(number, state)| format!("{number} {}", (cx.words.state)(*state)))
                .collect();
            pen.put(VALUE, y, &(words.nearest)(&past.join(cx.words.comma)), Meaning::Dim);
            y += 1;
        }
    }
    let posts: Vec<String> =
        card.answerable.iter().map(|a| (words.answers)(&a.post, &a.name, &a.signs, &a.told)).collect();
    if !posts.is_empty() && pen.area.height > y + REST {
        pen.put(2, y, words.answerable, Meaning::Label);
        let width = usize::from(pen.area.width.saturating_sub(VALUE + 1));
        let lines = cells::wrap(&posts.join(cx.words.semicolon), width);
        let more = lines.len() > ANSWERABLE_LINES;
        for (at, line) in lines.iter().take(ANSWERABLE_LINES).enumerate() {
            let last = more && at + 1 == ANSWERABLE_LINES;
            pen.put(
                VALUE,
                y,
                &if last { format!("{}..", cells::cut(line, width - 4)) } else { line.clone() },
                Meaning::Dim,
            );
            y += 1;
        }
    }
    y
}
