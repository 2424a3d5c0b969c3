//! 队列: what is due first, what it is, what can be done.

use std::collections::VecDeque;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::card;
use super::case::Case;
use super::pen::{Pen, lamp_meaning, short_day};
use super::slip::Slip;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, new_intake, new_search};
use crate::api::cases::{Answer as CasesAnswer, CaseCard, CaseLine, Request as Ask};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::page::{Page, Total};
use crate::domain::queue::{self, Key, Stretch};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

/// Rows asked for at once: a page of the tallest terminal.
const CHUNK: usize = 200;
/// Rows kept; what lies further from the bar is asked for again.
const KEPT: usize = 600;
/// Rows before the edge at which the next chunk is asked for.
const AHEAD: usize = 40;

/// Columns of the list.
const NUMBER: u16 = 2;
const LAMP: u16 = 14;
const DUE: u16 = 27;
const CLOCK: u16 = 38;
const TITLE: u16 = 48;
/// Lines below the list: an empty one, two that explain the row, one of steps.
const FOOT: u16 = 4;
/// Lines above it: tabs and heading.
const HEAD: u16 = 2;

/// The queue screen.
pub struct Queue {
    queue: queue::Queue,
    rows: Vec<CaseLine>,
    /// Place of the first row in the whole list, where known.
    first: Option<usize>,
    more_before: bool,
    more_after: bool,
    total: Option<Total>,
    bar: Bar,
    /// Questions under way, the oldest first: the service answers in order.
    asked: VecDeque<Asked>,
    refused: Option<Refusal>,
    glance: Option<Box<CaseCard>>,
    /// What was just registered: its slip is one key away, wherever the bar stands.
    registered: Option<CaseId>,
}

/// A question under way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    List(queue::Queue, Wanted),
    Glance,
}

/// What a page will be used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Anew,
    Refresh,
    Later,
    Earlier,
    Bottom,
    /// From a case that was just registered.
    Case(Key),
}

impl Queue {
    /// This queue.
    pub fn new(queue: queue::Queue) -> Queue {
        Queue {
            queue,
            rows: Vec::new(),
            first: Some(0),
            more_before: false,
            more_after: false,
            total: None,
            bar: Bar::default(),
            asked: VecDeque::new(),
            refused: None,
            glance: None,
            registered: None,
        }
    }

    /// The queues that stand above the list; one opened from elsewhere stands behind them.
    fn tabs(&self) -> Vec<queue::Queue> {
        let mut tabs = queue::Queue::TABS.to_vec();
        if !tabs.contains(&self.queue) {
            tabs.push(self.queue);
        }
        tabs
    }

    fn current(&self) -> Option<&CaseLine> {
        self.rows.get(self.bar.at)
    }

    fn ask(&mut self, wanted: Wanted) -> Vec<Effect> {
        let stretch = match wanted {
            Wanted::Anew => Stretch::First,
            Wanted::Bottom => Stretch::Last,
            Wanted::Case(key) => Stretch::From(key),
            Wanted::Refresh => match self.rows.first() {
                Some(row) if self.first != Some(0) => Stretch::From(row.key),
                _ => Stretch::First,
            },
            Wanted::Later => match self.rows.last() {
                Some(row) => Stretch::After(row.key),
                None => Stretch::First,
            },
            Wanted::Earlier => match self.rows.first() {
                Some(row) => Stretch::Before(row.key),
                None => Stretch::First,
            },
        };
        let limit = if wanted == Wanted::Refresh { self.rows.len().max(CHUNK) } else { CHUNK };
        self.asked.push_back(Asked::List(self.queue, wanted));
        vec![Effect::Ask(Request::Cases(Ask::List { queue: self.queue, stretch, limit }))]
    }

    fn take(&mut self, cx: &Context<'_>, page: Page<CaseLine>) -> Vec<Effect> {
        let Some(Asked::List(queue, wanted)) = self.asked.pop_front() else { return Vec::new() };
        // A page of the queue that stood here before, or one that a later jump has overtaken.
        let overtaken = self
            .asked
            .iter()
            .any(|asked| matches!(asked, Asked::List(_, Wanted::Anew | Wanted::Bottom | Wanted::Case(_))));
        if queue != self.queue || overtaken {
            return Vec::new();
        }
        self.refused = None;
        let stood_on = self.current().map(|row| row.id);
        let Page { rows, more_before, more_after, total } = page;
        let before = self.total.replace(total).unwrap_or(total);
        match wanted {
            // It does not belong into this queue: then nothing has to move.
            Wanted::Case(key) if rows.first().map(|row| row.id) != Some(key.id) => {
                return self.ask(Wanted::Refresh);
            }
            Wanted::Case(_) => {
                self.first = (!more_before).then_some(0);
                (self.rows, self.more_before, self.more_after) = (rows, more_before, more_after);
                self.bar = Bar::default();
                // What comes before it is fetched at once, so that its place is known.
                return self.moved(cx);
            }
            Wanted::Later => {
                self.rows.extend(rows);
                self.more_after = more_after;
                let surplus = self.rows.len().saturating_sub(KEPT);
                if surplus > 0 && self.bar.at > surplus {
                    self.rows.drain(..surplus);
                    self.bar.shift(-isize::try_from(surplus).unwrap_or(0));
                    self.first = self.first.map(|first| first + surplus);
                    self.more_before = true;
                }
            }
            Wanted::Earlier => {
                let added = rows.len();
                self.rows.splice(..0, rows);
                self.more_before = more_before;
                self.bar.shift(isize::try_from(added).unwrap_or(0));
                self.first = if more_before { self.first.map(|f| f.saturating_sub(added)) } else { Some(0) };
                if self.rows.len() > KEPT {
                    self.rows.truncate(KEPT.max(self.bar.at + 1));
                    self.more_after = true;
                }
            }
            Wanted::Anew | Wanted::Refresh | Wanted::Bottom => {
                self.first = match (more_before, wanted, total) {
                    (false, ..) => Some(0),
                    (true, Wanted::Bottom, Total::Exactly(all)) => Some(all - rows.len()),
                    // Others may have come before it: its place is not known any more.
                    (true, Wanted::Refresh, _) if total != before => None,
                    (true, Wanted::Refresh, _) => self.first,
                    (true, ..) => None,
                };
                (self.rows, self.more_before, self.more_after) = (rows, more_before, more_after);
                match wanted {
                    Wanted::Anew => self.bar = Bar::default(),
                    Wanted::Bottom => self.bar.go(usize::MAX, self.rows.len()),
                    // The bar stays on its case, else on its line.
                    _ => {
                        let at = self.rows.iter().position(|row| Some(row.id) == stood_on);
                        self.bar.go(at.unwrap_or(self.bar.at), self.rows.len());
                    }
                }
            }
        }
        self.look(cx)
    }

    /// After the bar has moved: more rows when the edge is near, and the pane's case.
    fn moved(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.asked.iter().any(|asked| matches!(asked, Asked::List(..))) {
            if self.more_after && self.bar.at + AHEAD >= self.rows.len() {
                effects = self.ask(Wanted::Later);
            } else if self.more_before && self.bar.at < AHEAD {
                effects = self.ask(Wanted::Earlier);
            }
        }
        effects.extend(self.look(cx));
        effects
    }

    fn look(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(id) = self.current().map(|row| row.id).filter(|_| cx.has_pane()) else {
            self.glance = None;
            return Vec::new();
        };
        if self.glance.as_ref().is_some_and(|card| card.line.id == id) {
            return Vec::new();
        }
        self.asked.push_back(Asked::Glance);
        vec![Effect::Ask(Request::Cases(Ask::Open(id)))]
    }

    fn switch(&mut self, by: isize) -> Vec<Effect> {
        let all = self.tabs();
        let at = all.iter().position(|queue| *queue == self.queue).unwrap_or(0);
        // Round and round: behind the last queue comes the first.
        let next = (at + all.len()).saturating_add_signed(by) % all.len();
        self.queue = all[next];
        (self.rows, self.total, self.glance) = (Vec::new(), None, None);
        self.ask(Wanted::Anew)
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        // One line of the page stays, so that the eye finds its place.
        let page = usize::from(list_height(cx.size.height.saturating_sub(3))).saturating_sub(1).max(1);
        let registered = self.registered.take();
        match action {
            Action::Slip => {
                let case = registered.or_else(|| self.current().map(|row| row.id));
                return case.map(|id| Effect::Open(Box::new(Slip::new(id)))).into_iter().collect();
            }
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, self.rows.len());
            }
            Action::PageUp => {
                self.bar.up(page);
            }
            Action::PageDown => {
                self.bar.down(page, self.rows.len());
            }
            Action::First if self.more_before => return self.ask(Wanted::Anew),
            Action::Last if self.more_after => return self.ask(Wanted::Bottom),
            Action::First => self.bar.go(0, self.rows.len()),
            Action::Last => self.bar.go(usize::MAX, self.rows.len()),
            Action::Left => return self.switch(-1),
            Action::Right => return self.switch(1),
            Action::Back => return vec![Effect::Close(Handback::Nothing)],
            Action::New => return new_intake(cx),
            Action::Search => return new_search(cx),
            Action::Open => {
                return self.current().map(|row| open(row.id, None)).into_iter().collect();
            }
            Action::Why => {
                let why = self
                    .current()
                    .map(|row| Why::of_case(row.id, row.due.as_ref().map(|due| due.clock.clone())));
                return why.map(|why| Effect::Open(Box::new(why))).into_iter().collect();
            }
            Action::Triage => {
                return self.current().map(|row| open(row.id, Some("triage"))).into_iter().collect();
            }
            Action::Choose(digit) => return self.choose(cx, digit),
            _ => {}
        }
        self.moved(cx)
    }

    fn choose(&self, cx: &Context<'_>, digit: u8) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        match row.menu.get(usize::from(digit).wrapping_sub(1)) {
            Some((step, barriers)) if barriers.is_empty() => vec![open(row.id, Some(step))],
            Some((step, barriers)) => super::refuse(cx, (step, &row.number, &row.title), barriers),
            None => Vec::new(),
        }
    }

    fn draw_rows(&self, cx: &Context<'_>, pen: &mut Pen<'_>, height: u16) {
        let top = self.bar.top(usize::from(height), self.rows.len());
        let words = cx.words;
        for (line, row) in (0..height).zip(self.rows.iter().skip(top)) {
            let y = HEAD + line;
            let here = usize::from(line) + top == self.bar.at;
            let meaning = lamp_meaning(row.lamp);
            pen.put_within(NUMBER, y, usize::from(LAMP - NUMBER) - 1, &row.number, Meaning::Plain);
            pen.put_within(LAMP, y, usize::from(DUE - LAMP) - 1, &(words.lamp)(row.lamp), meaning);
            if let Some(due) = &row.due {
                let mark = if due.may_move { "?" } else { "" };
                pen.put_within(DUE, y, 11, &format!("{}{mark}", short_day(cx, due.day)), Meaning::Plain);
                pen.put_within(CLOCK, y, 9, (words.clock)(&due.clock, &due.title), Meaning::Plain);
            }
            pen.put(TITLE, y, &row.title, Meaning::Plain);
            if here {
                // Up to the title: over a slow line a title sent twice is half the cost of a key.
                pen.bar_until(TITLE - 1, y);
                pen.put(0, y, ">", Meaning::Focus);
            }
        }
    }

    fn draw_foot(&self, cx: &Context<'_>, pen: &mut Pen<'_>, y: u16) {
        let Some(row) = self.current() else { return };
        let words = cx.words;
        let received = short_day(cx, row.received.day);
        let about = (words.queue_screen.about)((words.channel)(row.channel), &received, row.people);
        // The whole title, where the list had to cut it.
        if cells::width(&row.title) > usize::from(pen.area.width - TITLE) {
            pen.put(2, y, &row.title, Meaning::Plain);
        }
        let mut facts = about;
        if !row.to_complete.is_empty() {
            let fields: Vec<&str> = row.to_complete.iter().map(|field| (words.field)(*field)).collect();
            facts.push_str("   ");
            facts.push_str(&(words.to_complete)(&fields.join(words.comma)));
        }
        pen.put(2, y + 1, &facts, Meaning::Dim);
        pen.put(2, y + 2, words.queue_screen.can, Meaning::Label);
        let room = usize::from(pen.area.width - 13);
        for line in card::menu_lines(words, &row.menu, room, 1) {
            pen.put(12, y + 2, &line, Meaning::Plain);
        }
    }

    fn position(&self, height: usize) -> String {
        let total = self.total.map(|total| total.to_string()).unwrap_or_default();
        match (self.rows.len(), self.first) {
            (0, _) => String::new(),
            (len, Some(first)) => {
                let top = self.bar.top(height, len);
                format!("{}-{}/{total}", first + top + 1, first + (top + height).min(len))
            }
            (_, None) => format!("../{total}"),
        }
    }
}

impl Screen for Queue {
    fn place(&self) -> Place {
        Place::Queue
    }

    fn title(&self, cx: &Context<'_>) -> String {
        (cx.words.queue_screen.title)((cx.words.queue)(self.queue))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.queue_screen;
        let mut hints = Vec::new();
        if self.registered.is_some() {
            hints.push(Hint::new(Action::Slip, cx.words.slip.key));
        }
        if self.current().is_some() {
            hints.push(Hint::new(Action::Open, cx.words.open));
        }
        hints.push(Hint::unless(cx, &access::may_register(cx.actor), Action::New, words.register));
        hints.push(Hint::unless(cx, &access::may_search_people(cx.actor), Action::Search, words.search));
        hints.push(Hint::new(Action::Right, words.other_queue));
        if let Some((step, barriers)) = self.current().and_then(|row| row.menu.first()) {
            hints.push(Hint::unless(cx, barriers, Action::Choose(1), (cx.words.step)(step)));
        }
        if self.current().is_some() {
            hints.push(Hint::new(Action::Why, cx.words.why.key));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.queue_screen;
        if let Some(refused) = &self.refused {
            return refusal(cx.words, refused);
        }
        match (self.total, self.current()) {
            (None, _) => cx.words.reading.to_owned(),
            (Some(_), None) if self.queue == queue::Queue::All => words.nothing_registered.to_owned(),
            (Some(_), None) => words.empty.to_owned(),
            (Some(_), Some(row)) => match &row.due {
                Some(due) if due.may_move => (cx.words.year_unpublished)(due.day),
                Some(due) => {
                    let day = super::pen::long_day(cx.words, due.day);
                    (words.due)((cx.words.clock)(&due.clock, &due.title), &day)
                }
                None => (words.settled)(&row.number, (cx.words.state)(row.state)),
            },
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => self.ask(Wanted::Anew),
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Cases(CasesAnswer::List(page)))) => self.take(cx, page),
            Input::Told(Ok(Answer::Cases(CasesAnswer::Case(card)))) => {
                self.asked.pop_front();
                if self.current().is_some_and(|row| row.id == card.line.id) {
                    self.glance = Some(card);
                }
                Vec::new()
            }
            Input::Told(Err(refused)) => {
                // It stands in the notice line until a page comes; what one may see no more goes.
                self.asked.pop_front();
                if matches!(refused, Refusal::Denied(_)) {
                    (self.rows, self.total, self.glance) = (Vec::new(), None, None);
                }
                self.refused = Some(refused);
                Vec::new()
            }
            Input::Changed(change) => {
                let shown = self.glance.as_ref().map(|card| card.line.id);
                if matches!(change, Change::Everything) || shown.is_some_and(|id| change == Change::Case(id))
                {
                    self.glance = None;
                }
                // The case that was just registered is being looked for: that reads everything anew.
                let seeking = self.asked.iter().any(|asked| matches!(asked, Asked::List(_, Wanted::Case(_))));
                if seeking { Vec::new() } else { self.ask(Wanted::Refresh) }
            }
            Input::Back(Handback::Registered(key)) => {
                self.registered = Some(key.id);
                self.ask(Wanted::Case(key))
            }
            Input::Resized => self.moved(cx),
            Input::Scan(_) | Input::Handed(_) => Vec::new(),
            Input::Click { y, .. } => {
                let height = usize::from(list_height(cx.size.height.saturating_sub(3)));
                let Some(row) = y.checked_sub(1 + HEAD).map(usize::from).filter(|row| *row < height) else {
                    return Vec::new();
                };
                let at = self.bar.top(height, self.rows.len()) + row;
                if at >= self.rows.len() {
                    return Vec::new();
                }
                // The first click chooses, the second opens.
                if at == self.bar.at {
                    return self.act(cx, Action::Open);
                }
                self.bar.go(at, self.rows.len());
                self.moved(cx)
            }
            Input::Told(Ok(_)) | Input::Type(_) | Input::Paste(_) | Input::Back(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let main = if cx.has_pane() { Rect { width: MAIN_COLUMNS, ..area } } else { area };
        let words = &cx.words.queue_screen;
        let mut pen = Pen::new(cx, frame, main);
        let height = list_height(main.height);
        let mut x = 2;
        for queue in self.tabs() {
            let name = (cx.words.queue)(queue);
            let (text, meaning) = if queue == self.queue {
                (format!("[{name}]"), Meaning::Plain)
            } else {
                (format!(" {name} "), Meaning::Dim)
            };
            pen.put(x, 0, &text, meaning);
            x += u16::try_from(cells::width(&text)).unwrap_or(0) + 1;
        }
        let position = self.position(usize::from(height));
        let right = main.width.saturating_sub(u16::try_from(cells::width(&position)).unwrap_or(0) + 1);
        pen.put(right, 0, &position, Meaning::Dim);
        for (x, heading) in [
            (NUMBER, words.number),
            (LAMP, words.lamp),
            (DUE, words.due_on),
            (CLOCK, words.limit),
            (TITLE, words.matter),
        ] {
            pen.put(x, 1, heading, Meaning::Label);
        }
        self.draw_rows(cx, &mut pen, height);
        self.draw_foot(cx, &mut pen, HEAD + height + 1);
        let top = self.bar.top(usize::from(height), self.rows.len());
        let line = u16::try_from(self.bar.at.saturating_sub(top)).unwrap_or(0);
        let cursor = pen.position(0, HEAD + line);
        frame.set_cursor_position(cursor);
        if cx.has_pane() {
            let pane = Rect { x: area.x + MAIN_COLUMNS + 2, width: area.width - MAIN_COLUMNS - 2, ..area };
            let mut pen = Pen::new(cx, frame, pane);
            if let Some(card) = &self.glance {
                card::glance(cx, &mut pen, card);
            }
        }
    }
}

fn list_height(body: u16) -> u16 {
    body.saturating_sub(HEAD + FOOT).max(1)
}

fn open(id: CaseId, step: Option<&'static str>) -> Effect {
    Effect::Open(Box::new(Case::new(id, step)))
}
