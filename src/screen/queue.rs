//! 队列: what is due first, what it is, what can be done; filtered, sorted, marked, walked through.

use std::collections::VecDeque;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::act::Act;
use super::case::Case;
use super::many::Many;
use super::queue_draw;
use super::queue_rows::{Rows, Wanted};
use super::slip::Slip;
use super::views::Views;
use super::why::Why;
use super::{
    Context, Effect, Handback, Hint, Input, Screen, new_intake, new_search, person_card, search_for,
};
use crate::api::cases::{Answer as CasesAnswer, CaseCard, CaseLine, Listing, Request as Ask};
use crate::api::steps::MANY;
use crate::api::{Answer, Change, Refusal, Request};
use crate::domain::access;
use crate::domain::case::CaseId;
use crate::domain::id_number::IdNumber;
use crate::domain::masked::Personal;
use crate::domain::problem::Field;
use crate::domain::queue::{self, Key, Stretch};
use crate::domain::view::{FilterWord, SavedView, Sort, View, ViewId};
use crate::form::{Entry, Form, Line};
use crate::i18n::refusal;
use crate::keymap::{Action, Key as KeyOf, Place, Stroke};

/// The queue screen.
pub struct Queue {
    pub(super) queue: queue::Queue,
    pub(super) sort: Sort,
    /// The words of the filter as they were typed; empty without one.
    pub(super) filter: String,
    words: Vec<FilterWord>,
    /// A filter is being typed.
    pub(super) typed: Option<Form>,
    pub(super) list: Rows,
    /// Grows with queue, filter and order: what was asked before is not for this list.
    turn: u32,
    /// Questions under way, the oldest first: the service answers in order.
    asked: VecDeque<Asked>,
    pub(super) marks: Vec<Mark>,
    refused: Option<Refusal>,
    pub(super) glance: Option<Box<CaseCard>>,
    /// What was just registered: its slip is one key away, wherever the bar stands.
    registered: Option<CaseId>,
    /// The case that was opened last from here, as it stood in the list then.
    opened: Option<Key>,
    /// Opened on this case at once.
    start: Option<Key>,
}

/// A marked case: what could be done with it when it was marked.
pub(super) struct Mark {
    pub(super) id: CaseId,
    steps: Vec<&'static str>,
}

/// A question under way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
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

    /// 下一件: the case that was found takes the place of the one that is looked at, in its list.
    pub(super) fn instead(cx: &Context<'_>, found: Option<(queue::Queue, Key)>) -> Vec<Effect> {
        match found {
            Some((queue, key)) => {
                vec![Effect::Close(Handback::Nothing), Effect::Open(Box::new(Queue::at(queue, key)))]
            }
            None => vec![Effect::Say(cx.words.queue_screen.no_next_at_all.to_owned())],
        }
    }

    /// The queues that stand above the list; one opened from elsewhere stands behind them.
    pub(super) fn tabs(&self) -> Vec<queue::Queue> {
        let mut tabs = queue::Queue::TABS.to_vec();
        if !tabs.contains(&self.queue) {
            tabs.push(self.queue);
        }
        tabs
    }

    /// The row under the bar.
    pub(super) fn current(&self) -> Option<&CaseLine> {
        self.list.current()
    }

    fn view(&self) -> View {
        View { queue: self.queue, filter: self.words.clone(), sort: self.sort }
    }

    fn ask(&mut self, wanted: Wanted) -> Vec<Effect> {
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
    fn moved(&mut self, cx: &Context<'_>) -> Vec<Effect> {
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
    fn anew(&mut self) -> Vec<Effect> {
        self.turn += 1;
        (self.list, self.glance, self.opened) = (Rows::new(), None, None);
        self.ask(Wanted::Anew)
    }

    fn switch(&mut self, by: isize) -> Vec<Effect> {
        let all = self.tabs();
        let at = all.iter().position(|queue| *queue == self.queue).unwrap_or(0);
        // Round and round: behind the last queue comes the first.
        let next = (at + all.len()).saturating_add_signed(by) % all.len();
        self.queue = all[next];
        self.marks.clear();
        self.anew()
    }

    fn set_filter(&mut self, cx: &Context<'_>, typed: &str) -> Vec<Effect> {
        self.words = cx.words.filter_words(typed);
        let words: Vec<&str> = self.words.iter().map(|word| word.text.reveal()).collect();
        self.filter = words.join(" ");
        self.anew()
    }

    fn take_view(&mut self, cx: &Context<'_>, view: &SavedView) -> Vec<Effect> {
        (self.queue, self.sort) = (view.queue, view.sort);
        self.marks.clear();
        self.set_filter(cx, view.filter.reveal())
    }

    /// Opens a case of the list.
    fn open(&mut self, key: Key, step: Option<&'static str>) -> Vec<Effect> {
        self.opened = Some(key);
        vec![Effect::Open(Box::new(Case::new(key.id, step).on_list()))]
    }

    fn open_current(&mut self, step: Option<&'static str>) -> Vec<Effect> {
        self.current().map(|row| row.key).map(|key| self.open(key, step)).unwrap_or_default()
    }

    /// 下一件: from the row under the bar, and behind it where it was looked at already.
    fn next_from(&self) -> Stretch {
        match (self.current(), self.opened) {
            (Some(row), Some(opened)) if row.id == opened.id => Stretch::After(opened),
            (Some(row), _) => Stretch::From(row.key),
            (None, _) => Stretch::First,
        }
    }

    fn ask_next(&mut self, from: Stretch) -> Vec<Effect> {
        if self.asked.contains(&Asked::Next) {
            return Vec::new();
        }
        self.asked.push_back(Asked::Next);
        vec![Effect::Ask(Request::Cases(Ask::Next { view: Some(self.view()), from }))]
    }

    fn go_on(&mut self, cx: &Context<'_>, key: Key) -> Vec<Effect> {
        let at = self.list.rows.iter().position(|row| row.id == key.id);
        let mut effects = match at {
            Some(at) => {
                self.list.bar.go(at, self.list.len());
                self.moved(cx)
            }
            None => self.ask(Wanted::Case(key)),
        };
        effects.extend(self.open(key, None));
        effects
    }

    fn mark(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let Some(row) = self.current() else { return Vec::new() };
        let id = row.id;
        match self.marks.iter().position(|mark| mark.id == id) {
            Some(at) => drop(self.marks.remove(at)),
            None if self.marks.len() >= MANY => {
                return vec![Effect::Say((cx.words.queue_screen.marks_full)(MANY))];
            }
            None => {
                let open = row.menu.iter().filter(|(_, barriers)| barriers.is_empty());
                let steps = open.map(|(step, _)| *step).collect();
                self.marks.push(Mark { id, steps });
            }
        }
        self.list.bar.down(1, self.list.len());
        self.moved(cx)
    }

    fn act_on_marked(&self, cx: &Context<'_>) -> Vec<Effect> {
        if self.marks.is_empty() {
            return vec![Effect::Say(cx.words.queue_screen.nothing_marked.to_owned())];
        }
        let steps: Vec<&'static str> = self.marks.iter().flat_map(|mark| mark.steps.clone()).collect();
        vec![Effect::Open(Box::new(Act::new(self.marks.len(), &steps)))]
    }

    fn with_marked(&self, step: &str) -> Vec<Effect> {
        let cases = self.marks.iter().map(|mark| mark.id).collect();
        let many = crate::domain::step::by_name(step).map(|step| Many::new(step, cases));
        many.map(|many| Effect::Open(Box::new(many))).into_iter().collect()
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
            Action::Left => return self.switch(-1),
            Action::Right => return self.switch(1),
            Action::Back => return self.back(cx),
            Action::New => return new_intake(cx),
            // K4: in a list it filters, and on a filtered one it searches the office.
            Action::Filter if self.filter.is_empty() => self.typed = Some(line(&self.filter)),
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
            Action::Mark => return self.mark(cx),
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

    /// What arrives while a filter is being typed.
    fn type_filter(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let Some(form) = &mut self.typed else { return Vec::new() };
        match input {
            Input::Do(Action::Back, _) => self.typed = None,
            Input::Do(Action::Open, _) => {
                let typed = form.value(Field::Name);
                self.typed = None;
                return self.set_filter(cx, &typed);
            }
            Input::Do(Action::Search, _) => {
                let typed = form.value(Field::Name);
                self.typed = None;
                return search_for(cx, &typed);
            }
            // Twice the same key: the whole office is meant.
            Input::Type(Stroke { key: KeyOf::Char('/' | '、' | '／'), .. })
                if form.value(Field::Name).is_empty() =>
            {
                self.typed = None;
                return new_search(cx);
            }
            Input::Type(stroke) => {
                form.stroke(stroke);
            }
            Input::Paste(text) => form.paste(&text),
            _ => {}
        }
        // A whole identity number is a person: his card opens without a further key (K3).
        let typed = self.typed.as_ref().map(|form| form.value(Field::Name)).unwrap_or_default();
        match IdNumber::read_whole(&typed, cx.today()) {
            Some(number) => {
                self.typed = None;
                person_card(cx, number.as_str())
            }
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

fn line(value: &str) -> Form {
    Form::new(vec![(Field::Name, Entry::Line(Line::new(value)))])
}
