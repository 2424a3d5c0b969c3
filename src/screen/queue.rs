//! 队列: what is due first, what it is, what can be done; filtered, sorted, marked, walked through.

use std::collections::VecDeque;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::queue_draw;
use super::queue_marks::Mark;
use super::queue_rows::{Rows, Wanted};
use super::slip::Slip;
use super::views::Views;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, Screen, new_intake, new_search, search_for};
use crate::api::cases::{Answer as CasesAnswer, CaseCard, CaseLine, Listing, Request as Ask};
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::masked::Personal;
use crate::domain::queue::{self, Key, Stretch};
use crate::domain::view::{FilterWord, SavedView, Sort, View, ViewId};
use crate::form::Form;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};

/// The queue screen.
pub struct Queue {
    pub(super) queue: queue::Queue,
    pub(super) sort: Sort,
    /// The words of the filter as they were typed; empty without one.
    pub(super) filter: String,
    pub(super) words: Vec<FilterWord>,
    /// A filter is being typed.
    pub(super) typed: Option<Form>,
    pub(super) list: Rows,
    /// Grows with queue, filter and order: what was asked before is not for this list.
    turn: u32,
    /// Questions under way, the oldest first: the service answers in order.
    pub(super) asked: VecDeque<Asked>,
    pub(super) marks: Vec<Mark>,
    refused: Option<Refusal>,
    pub(super) glance: Option<Box<CaseCard>>,
    /// What was just registered: its slip is one key away, wherever the bar stands.
    registered: Option<CaseId>,
    /// The case that was opened last from here, as it stood in the list then.
    pub(super) opened: Option<Key>,
    /// Opened on this case at once.
    start: Option<Key>,
}

/// A question under way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    List(u32, Wanted),
    Glance,
    Next,
}

impl Queue {
    /// This queue.
    pub fn new(queue: queue::Queue) -> Queue {
        Queue {
            queue,
            sort: Sort::default(),
            filter: String::new(),
            words: Vec::new(),
            typed: None,
            list: Rows::new(),
            turn: 0,
            asked: VecDeque::new(),
            marks: Vec::new(),
            refused: None,
            glance: None,
            registered: None,
            opened: None,
            start: None,
        }
    }

    /// This queue with one of its cases open; the way back leads to its row.
    pub(super) fn at(queue: queue::Queue, key: Key) -> Queue {
        Queue { start: Some(key), ..Queue::new(queue) }
    }

    /// The queues that stand above the list; one opened from elsewhere stands behind them.
    pub(super) fn tabs(&self, cx: &Context<'_>) -> Vec<queue::Queue> {
        let mut tabs = queue::Queue::tabs(cx.actor);
        if !tabs.contains(&self.queue) {
            tabs.push(self.queue);
        }
        tabs
    }

    /// The row under the bar.
    pub(super) fn current(&self) -> Option<&CaseLine> {
        self.list.current()
    }

    pub(super) fn view(&self) -> View {
        View { queue: self.queue, filter: self.words.clone(), sort: self.sort }
    }

    pub(super) fn ask(&mut self, wanted: Wanted) -> Vec<Effect> {
        let (stretch, limit) = self.list.stretch(wanted);
        self.asked.push_back(Asked::List(self.turn, wanted));
        vec![Effect::Ask(Request::Cases(Ask::View { view: self.view(), stretch, limit }))]
    }

    fn take(&mut self, cx: &Context<'_>, listing: Listing) -> Vec<Effect> {
        let Some(Asked::List(turn, wanted)) = self.asked.pop_front() else { return Vec::new() };
        // A page of the list that stood here before, or one that a later jump has overtaken.
        let overtaken = |asked: &Asked| matches!(asked, Asked::List(_, wanted) if wanted.jumps());
        if turn != self.turn || self.asked.iter().any(overtaken) {
            return Vec::new();
        }
        self.refused = None;
        // It does not belong into this list: then nothing has to move.
        if !self.list.take(wanted, listing) {
            return self.ask(Wanted::Refresh);
        }
        // What comes before it is fetched at once, so that its place is known.
        if matches!(wanted, Wanted::Case(_)) { self.moved(cx) } else { self.look(cx) }
    }

    /// After the bar has moved: more rows when the edge is near, and the pane's case.
    pub(super) fn moved(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.asked.iter().any(|asked| matches!(asked, Asked::List(..)))
            && let Some(wanted) = self.list.short_of()
        {
            effects = self.ask(wanted);
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

    /// Another list stands here: its first rows.
    pub(super) fn anew(&mut self) -> Vec<Effect> {
        self.turn += 1;
        (self.list, self.glance, self.opened) = (Rows::new(), None, None);
        self.ask(Wanted::Anew)
    }

    fn switch(&mut self, cx: &Context<'_>, by: isize) -> Vec<Effect> {
        let all = self.tabs(cx);
        let at = all.iter().position(|queue| *queue == self.queue).unwrap_or(0);
        // Round and round: behind the last queue comes the first.
        let next = (at + all.len()).saturating_add_signed(by) % all.len();
        self.queue = all[next];
        self.marks.clear();
        self.anew()
    }

    /// Opens a case of the list.
    pub(super) fn open(&mut self, key: Key, step: Option<&'static str>) -> Vec<Effect> {
        self.opened = Some(key);
        vec![Effect::Open(Box::new(Case::new(key.id, step).on_list()))]
    }

    fn open_current(&mut self, step: Option<&'static str>) -> Vec<Effect> {
        self.current().map(|row| row.key).map(|key| self.open(key, step)).unwrap_or_default()
    }

    fn back(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        if !self.filter.is_empty() {
            return self.set_filter(cx, "");
        }
        if !self.marks.is_empty() {
            self.marks.clear();
            return vec![Effect::Say(cx.words.queue_screen.unmarked.to_owned())];
        }
        vec![Effect::Close(Handback::Nothing)]
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        // One line of the page stays, so that the eye finds its place.
        let page = queue_draw::list_height(cx).saturating_sub(1).max(1);
        let registered = self.registered.take();
        let len = self.list.len();
        match action {
            Action::Slip => {
                let case = registered.or_else(|| self.current().map(|row| row.id));
                return case.map(|id| Effect::Open(Box::new(Slip::new(id)))).into_iter().collect();
            }
            Action::Up => {
                self.list.bar.up(1);
            }
            Action::Down => {
                self.list.bar.down(1, len);
            }
            Action::PageUp => {
                self.list.bar.up(page);
            }
            Action::PageDown => {
                self.list.bar.down(page, len);
            }
            Action::First if self.list.more_before => return self.ask(Wanted::Anew),
            Action::Last if self.list.more_after => return self.ask(Wanted::Bottom),
            Action::First => self.list.bar.go(0, len),
            Action::Last => self.list.bar.go(usize::MAX, len),
            Action::Left => return self.switch(cx, -1),
            Action::Right => return self.switch(cx, 1),
            Action::Back => return self.back(cx),
            Action::New => return new_intake(cx),
            // K4: in a list it filters, and on a filtered one it searches the office.
            Action::Filter if self.filter.is_empty() => self.type_words(),
            Action::Filter => return search_for(cx, &self.filter),
            Action::Search => return new_search(cx),
            Action::Sort => {
                self.sort = self.sort.next();
                return self.anew();
            }
            Action::Reverse => {
                self.sort = self.sort.reversed();
                return self.anew();
            }
            Action::Views => {
                let now = SavedView {
                    id: ViewId(0),
                    name: String::new(),
                    queue: self.queue,
                    filter: Personal::new(self.filter.clone()),
                    sort: self.sort,
                };
                return vec![Effect::Open(Box::new(Views::new(now)))];
            }
            Action::Mark => return self.mark_or_unmark(cx),
            Action::Act => return self.act_on_marked(cx),
            Action::NextCase => return self.ask_next(self.next_from()),
            Action::Open if self.current().is_none() && !self.filter.is_empty() => {
                return search_for(cx, &self.filter);
            }
            Action::Open => return self.open_current(None),
            Action::Why => {
                let why = self
                    .current()
                    .map(|row| Why::of_case(row.id, row.due.as_ref().map(|due| due.clock.clone())));
                return why.map(|why| Effect::Open(Box::new(why))).into_iter().collect();
            }
            Action::Triage => return self.open_current(Some("triage")),
            Action::Choose(digit) => return self.choose(cx, digit),
            _ => {}
        }
        self.moved(cx)
    }

    fn choose(&mut self, cx: &Context<'_>, digit: u8) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        match row.menu.get(usize::from(digit).wrapping_sub(1)) {
            Some((step, barriers)) if barriers.is_empty() => {
                let step = *step;
                self.open_current(Some(step))
            }
            Some((step, barriers)) => super::refuse(cx, (step, &row.number, &row.title), barriers),
            None => Vec::new(),
        }
    }

    fn changed(&mut self, change: Change) -> Vec<Effect> {
        let shown = self.glance.as_ref().map(|card| card.line.id);
        if matches!(change, Change::Everything) || shown.is_some_and(|id| change == Change::Case(id)) {
            self.glance = None;
        }
        // A case that is being looked for: that reads everything anew.
        let seeking = self.asked.iter().any(|asked| matches!(asked, Asked::List(_, Wanted::Case(_))));
        if seeking { Vec::new() } else { self.ask(Wanted::Refresh) }
    }

    fn click(&mut self, cx: &Context<'_>, y: u16) -> Vec<Effect> {
        let Some(at) = queue_draw::row_at(cx, self, y) else { return Vec::new() };
        // The first click chooses, the second opens.
        if at == self.list.bar.at {
            return self.act(cx, Action::Open);
        }
        self.list.bar.go(at, self.list.len());
        self.moved(cx)
    }
}

impl Screen for Queue {
    fn place(&self) -> Place {
        if self.typed.is_some() { Place::Filter } else { Place::Queue }
    }

    fn title(&self, cx: &Context<'_>) -> String {
        (cx.words.queue_screen.title)((cx.words.queue)(self.queue))
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.queue_screen;
        let search = access::may_search_people(cx.actor);
        if self.typed.is_some() {
            return vec![
                Hint::new(Action::Open, words.filter),
                Hint::unless(cx, &search, Action::Search, words.search),
                Hint::new(Action::Back, cx.words.back),
            ];
        }
        let mut hints = Vec::new();
        if self.registered.is_some() {
            hints.push(Hint::new(Action::Slip, cx.words.slip.key));
        }
        if !self.marks.is_empty() {
            hints.push(Hint::new(Action::Act, words.act));
        }
        if let Some(row) = self.current() {
            hints.push(Hint::new(Action::Open, cx.words.open));
            if let Some((step, barriers)) = row.menu.first() {
                hints.push(Hint::unless(cx, barriers, Action::Choose(1), (cx.words.step)(step)));
            }
            hints.push(Hint::new(Action::NextCase, words.next));
            hints.push(Hint::new(Action::Mark, words.mark));
        }
        let filter = if self.filter.is_empty() { words.filter } else { words.search };
        hints.push(Hint::new(Action::Filter, filter));
        if !self.filter.is_empty() {
            hints.push(Hint::new(Action::Back, words.clear_filter));
        }
        hints.push(Hint::unless(cx, &access::may_register(cx.actor), Action::New, words.register));
        if self.current().is_some() {
            hints.push(Hint::new(Action::Why, cx.words.why.key));
        }
        hints.push(Hint::new(Action::Right, words.other_queue));
        hints.push(Hint::new(Action::Sort, words.sort));
        hints.push(Hint::new(Action::Reverse, words.reverse));
        hints.push(Hint::new(Action::Views, words.views));
        hints.push(Hint::unless(cx, &search, Action::Search, words.search));
        if self.filter.is_empty() {
            hints.push(Hint::new(Action::Back, cx.words.back));
        }
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.queue_screen;
        if self.typed.is_some() {
            return words.filter_hint.to_owned();
        }
        if let Some(refused) = &self.refused {
            return refusal(cx.words, refused);
        }
        match (self.list.total, self.current()) {
            (None, _) => cx.words.reading.to_owned(),
            (Some(_), None) if !self.words.is_empty() => {
                let typed: Vec<&str> = self.words.iter().map(|word| word.text.reveal()).collect();
                (words.nothing_fits)(&typed, self.list.looked_at)
            }
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

    fn typing(&self) -> bool {
        self.typed.is_some()
    }

    fn mark(&mut self) {
        if let Some(form) = &mut self.typed {
            form.mark();
        }
    }

    fn take_back(&mut self) {
        if let Some(form) = &mut self.typed {
            form.take_back();
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Opened => match self.start.take() {
                Some(key) => {
                    let mut effects = self.ask(Wanted::Case(key));
                    effects.extend(self.open(key, None));
                    effects
                }
                None => self.ask(Wanted::Anew),
            },
            Input::Do(..) | Input::Type(_) | Input::Paste(_) if self.typed.is_some() => {
                self.type_filter(cx, input)
            }
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Cases(CasesAnswer::View(listing)))) => self.take(cx, listing),
            Input::Told(Ok(Answer::Cases(CasesAnswer::Next(found)))) => {
                self.asked.pop_front();
                match found {
                    Some((_, key)) => self.go_on(cx, key),
                    None => vec![Effect::Say(cx.words.queue_screen.no_next.to_owned())],
                }
            }
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
                    (self.list, self.glance) = (Rows::new(), None);
                    self.marks.clear();
                }
                self.refused = Some(refused);
                Vec::new()
            }
            Input::Changed(change) => self.changed(change),
            Input::Back(Handback::Registered(key)) => {
                self.registered = Some(key.id);
                self.ask(Wanted::Case(key))
            }
            Input::Back(Handback::NextCase) => {
                let from = self.opened.map_or_else(|| self.next_from(), Stretch::After);
                self.ask_next(from)
            }
            Input::Back(Handback::Step(step)) => self.with_marked(step),
            Input::Back(Handback::Did(cases)) => {
                self.marks.retain(|mark| !cases.contains(&mark.id));
                Vec::new()
            }
            Input::Back(Handback::View(view)) => self.take_view(cx, &view),
            Input::Resized => self.moved(cx),
            Input::Click { y, .. } => self.click(cx, y),
            Input::Told(Ok(_))
            | Input::Type(_)
            | Input::Paste(_)
            | Input::Back(_)
            | Input::Scan(_)
            | Input::Handed(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        queue_draw::draw(cx, self, frame, area);
    }
}
