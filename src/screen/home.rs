//! 首页: what needs me now, in one look. Every line is a door, always in the same place.

use std::cell::Cell;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::case::Case;
use super::drafts::{self, Drafts};
use super::law::Law;
use super::pen::{Pen, day_and_weekday, lamp_meaning, long_day};
use super::queue::Queue;
use super::reading::Reading;
use super::rules::Rules;
use super::sheet::Sheet;
use super::sign::Sign;
use super::slip::Slip;
use super::sponsored::Sponsored;
use super::tasks::Tasks;
use super::waiting::waits;
use super::why::Why;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen, new_intake, new_search};
use crate::api::cases::{Answer as CasesAnswer, CaseLine, Request as AskCases};
use crate::api::home::{Answer as HomeAnswer, Counted, Gap, Nearest, Request as Ask, Today};
use crate::api::tasks::Request as AskTasks;
use crate::api::{Answer, Refusal, Request};
use crate::domain::access;
use crate::domain::actor::Role;
use crate::domain::case::CaseId;
use crate::domain::page::Total;
use crate::domain::queue::{self, Stretch};
use crate::domain::task::TaskState;
use crate::domain::visitor::TicketState;
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;
use crate::widget::list::Bar;

const COUNT: u16 = 16;
const LAMP: u16 = 25;
const NUMBER: u16 = 38;
const TITLE: u16 = 49;
const VISITORS: u16 = 17;
/// Lines of the calendar at the bottom.
const CALENDAR_LINES: u16 = 2;
/// The digit of the line of drafts.
const DRAFTS: u8 = 9;
/// Cases that the pane shows.
const PANE_ROWS: usize = 40;

/// Home.
#[derive(Default)]
pub struct Home {
    today: Option<Box<Today>>,
    refused: Option<Refusal>,
    bar: Bar,
    /// The first cases of the line under the bar, for the pane of a wide terminal.
    pane: Option<(queue::Queue, Vec<CaseLine>)>,
    /// News that fitted when it was drawn last: the bar goes no further.
    news_shown: Cell<usize>,
    /// What was just registered: its slip is one key away.
    registered: Option<CaseId>,
}

/// Something the bar can stand on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Line(usize),
    Handover(usize),
    News(usize),
}

impl Home {
    /// Reads what there is to do.
    pub fn new() -> Home {
        Home::default()
    }

    fn items(&self) -> Vec<Item> {
        let Some(today) = &self.today else { return Vec::new() };
        let lines = (0..today.lines.len()).map(Item::Line);
        let handovers = (0..today.handovers.len()).map(Item::Handover);
        let news = today.news.len().min(self.news_shown.get());
        lines.chain(handovers).chain((0..news).map(Item::News)).collect()
    }

    fn current(&self) -> Option<Item> {
        self.items().get(self.bar.at).copied()
    }

    fn open(&self, cx: &Context<'_>, item: Item) -> Vec<Effect> {
        let Some(today) = &self.today else { return Vec::new() };
        match item {
            Item::Line(at) => match today.lines.get(at).map(|line| line.what) {
                Some(Counted::Cases(queue)) => vec![Effect::Open(Box::new(Queue::new(queue)))],
                Some(Counted::Tasks) => vec![Effect::Open(Box::new(Tasks::new()))],
                Some(Counted::NoPassword) => vec![Effect::Open(Box::new(Sheet::new("people")))],
                Some(Counted::Rules) => vec![Effect::Open(Box::new(Rules::new()))],
                Some(Counted::NextYear) => vec![Effect::Open(Box::new(Law::new()))],
                Some(Counted::Drafts) => vec![Effect::Open(Box::new(Drafts::new()))],
                Some(Counted::Sign) => vec![Effect::Open(Box::new(Sign::new()))],
                Some(Counted::Sponsored) => vec![Effect::Open(Box::new(Sponsored::default()))],
                Some(Counted::Gaps) => vec![Effect::Open(Box::new(gaps(cx, today)))],
                None => Vec::new(),
            },
            Item::Handover(at) => match today.handovers.get(at) {
                Some(task) => {
                    let words = if task.what.is_empty() { cx.words.home.empty_note } else { &task.what };
                    let title = cx.words.home.handover_title.to_owned();
                    vec![Effect::Open(Box::new(Reading::new(
                        title,
                        self.handover_from(cx, at),
                        words.to_owned(),
                    )))]
                }
                None => Vec::new(),
            },
            Item::News(at) => {
                let case = today.news.get(at).map(|news| news.case);
                case.map(|id| Effect::Open(Box::new(Case::new(id, None)))).into_iter().collect()
            }
        }
    }

    fn handover_from(&self, cx: &Context<'_>, at: usize) -> String {
        let task = self.today.as_ref().and_then(|today| today.handovers.get(at));
        task.map(|task| {
            (cx.words.home.handover_from)(&task.made_by, &task.made_at.format("%m-%d %H:%M").to_string())
        })
        .unwrap_or_default()
    }

    /// The handover under the bar has been read.
    fn was_read(&self) -> Vec<Effect> {
        let (Some(Item::Handover(at)), Some(today)) = (self.current(), &self.today) else {
            return Vec::new();
        };
        let Some(task) = today.handovers.get(at) else { return Vec::new() };
        let (id, version, to) = (task.id, task.version, TaskState::Done);
        vec![Effect::Ask(Request::Tasks(AskTasks::End { id, version, to, reason: String::new() }))]
    }

    /// Why the date under the bar is what it is.
    fn why(&self) -> Option<Why> {
        let today = self.today.as_ref()?;
        match self.current()? {
            Item::Line(at) => match today.lines.get(at)?.nearest.as_ref()? {
                Nearest::Case(case) => {
                    Some(Why::of_case(case.id, case.due.as_ref().map(|due| due.clock.clone())))
                }
                Nearest::Task(_) | Nearest::Draft(_) => None,
            },
            Item::News(at) => today.news.get(at).map(|news| Why::of_case(news.case, None)),
            Item::Handover(_) => None,
        }
    }

    /// After the bar has moved: the pane's cases.
    fn look(&mut self, cx: &Context<'_>) -> Vec<Effect> {
        let line = match (self.current(), &self.today) {
            (Some(Item::Line(at)), Some(today)) => today.lines.get(at).map(|line| line.what),
            _ => None,
        };
        match line {
            Some(Counted::Cases(queue)) if cx.has_pane() => {
                if self.pane.as_ref().is_none_or(|(shown, _)| *shown != queue) {
                    self.pane = Some((queue, Vec::new()));
                    let (stretch, limit) = (Stretch::First, PANE_ROWS);
                    return vec![Effect::Ask(Request::Cases(AskCases::List { queue, stretch, limit }))];
                }
            }
            _ => self.pane = None,
        }
        Vec::new()
    }

    fn draw_pane(&self, cx: &Context<'_>, pen: &mut Pen<'_>) {
        let Some((queue, rows)) = &self.pane else { return };
        pen.put(0, 0, (cx.words.queue)(*queue), Meaning::Label);
        for (y, row) in (1..pen.area.height).step_by(2).zip(rows) {
            pen.put_within(0, y, 11, &row.number, Meaning::Plain);
            pen.put(12, y, &(cx.words.lamp)(row.lamp), lamp_meaning(row.lamp));
            pen.put(2, y + 1, &row.title, Meaning::Plain);
        }
    }

    fn act(&mut self, cx: &Context<'_>, action: Action) -> Vec<Effect> {
        let len = self.items().len();
        let registered = self.registered.take();
        match action {
            Action::Slip => {
                return registered.map(|id| Effect::Open(Box::new(Slip::new(id)))).into_iter().collect();
            }
            Action::Up => {
                self.bar.up(1);
            }
            Action::Down => {
                self.bar.down(1, len);
            }
            Action::PageUp | Action::First => self.bar.go(0, len),
            Action::PageDown | Action::Last => self.bar.go(usize::MAX, len),
            Action::Open => return self.current().map(|item| self.open(cx, item)).unwrap_or_default(),
            // Drafts have their digit on every desk, also when there are none.
            Action::Choose(DRAFTS) => return vec![Effect::Open(Box::new(Drafts::new()))],
            Action::Choose(digit) => {
                let lines = self.today.as_ref().map_or(0, |today| today.lines.len());
                if (1..=lines).contains(&usize::from(digit)) {
                    return self.open(cx, Item::Line(usize::from(digit) - 1));
                }
            }
            Action::Done => return self.was_read(),
            Action::Why => {
                return self.why().map(|why| Effect::Open(Box::new(why))).into_iter().collect();
            }
            Action::NextCase => {
                let (view, from) = (None, Stretch::First);
                return vec![Effect::Ask(Request::Cases(AskCases::Next { view, from }))];
            }
            Action::New => return new_intake(cx),
            Action::Search => return new_search(cx),
            _ => {}
        }
        self.look(cx)
    }

    /// The rows of the page, each with the item that stands on it.
    fn draw_rows(&self, cx: &Context<'_>, pen: &mut Pen<'_>, today: &Today) -> Vec<(u16, Item)> {
        let words = &cx.words.home;
        let mut places = Vec::new();
        let mut y = 0;
        // Leaders see first who receives when.
        let leads = cx.actor.is_any(access::LEADERS);
        if leads {
            y = self.draw_week(cx, pen, today, y);
        }
        pen.put(2, y, words.waits, Meaning::Label);
        put_right(pen, LAMP - 2, y, words.count, Meaning::Label);
        pen.put(LAMP, y, words.nearest, Meaning::Label);
        y += 1;
        for (at, line) in today.lines.iter().enumerate() {
            places.push((y, Item::Line(at)));
            let digit = match (line.what, at + 1) {
                (Counted::Drafts, _) => DRAFTS.to_string(),
                (_, nth) if nth < usize::from(DRAFTS) => nth.to_string(),
                // Further lines are the bar's.
                _ => " ".to_owned(),
            };
            pen.put(2, y, &format!("{digit} {}", (words.counted)(line.what)), Meaning::Plain);
            put_right(pen, LAMP - 2, y, &line.count.to_string(), Meaning::Plain);
            match &line.nearest {
                Some(Nearest::Case(case)) => {
                    pen.put_within(LAMP, y, 12, &(cx.words.lamp)(case.lamp), lamp_meaning(case.lamp));
                    pen.put_within(NUMBER, y, 10, &case.number, Meaning::Plain);
                    pen.put(TITLE, y, &case.title, Meaning::Plain);
                }
                Some(Nearest::Task(task)) => {
                    let lamp = task.lamp(cx.today());
                    pen.put_within(LAMP, y, 12, &(cx.words.lamp)(lamp), lamp_meaning(lamp));
                    let number = task.case.as_ref().map_or("", |(_, number)| number);
                    pen.put_within(NUMBER, y, 10, number, Meaning::Plain);
                    let what = super::tasks::what(cx, task);
                    pen.put(if number.is_empty() { NUMBER } else { TITLE }, y, &what, Meaning::Plain);
                }
                Some(Nearest::Draft(draft)) => {
                    pen.put_within(LAMP, y, 12, &drafts::when(cx, draft), Meaning::Plain);
                    let words = &cx.words.drafts;
                    let short = format!("{}  {}", draft.title, (words.up_to)(&draft.label));
                    let long = format!("{short}  {}", words.not_saved);
                    let fits = cells::width(&long) <= usize::from(pen.area.width.saturating_sub(NUMBER));
                    let what = if fits { long } else { short };
                    pen.put(NUMBER, y, &what, Meaning::Plain);
                }
                None if line.what == Counted::NextYear => {
                    let missing = line.count != Total::Exactly(0);
                    let said = if missing { words.next_year_missing } else { words.next_year_is_here };
                    pen.put(LAMP, y, said, if missing { Meaning::Near } else { Meaning::Plain });
                }
                None if line.what == Counted::Gaps => {
                    let said = today.gaps.first().map(|gap| gap_said(cx, gap)).unwrap_or_default();
                    pen.put(LAMP, y, &said, Meaning::Near);
                }
                None => {}
            }
            y += 1;
        }
        for at in 0..today.handovers.len() {
            places.push((y, Item::Handover(at)));
            pen.put(2, y, words.handover, Meaning::Near);
            pen.put_within(12, y, 26, &self.handover_from(cx, at), Meaning::Plain);
            pen.put(NUMBER, y, &today.handovers[at].what.replace('\n', " "), Meaning::Plain);
            y += 1;
        }
        y = self.draw_waiting(cx, pen, today, y) + 1;
        if !leads && today.sittings.iter().any(|sitting| sitting.day == cx.today()) {
            y = self.draw_week(cx, pen, today, y);
        }
        // The calendar keeps the last lines.
        let room = pen.area.height.saturating_sub(CALENDAR_LINES + 1);
        if access::may_read_cases(cx.actor).is_empty() && y < room {
            let total = today.news_total.to_string();
            let heading = if today.news.is_empty() { words.no_news.to_owned() } else { (words.news)(&total) };
            pen.put(2, y, &heading, Meaning::Label);
            y += 1;
            self.news_shown.set(usize::from(room.saturating_sub(y)));
            for (at, news) in today.news.iter().enumerate() {
                if y >= room {
                    break;
                }
                places.push((y, Item::News(at)));
                let when = if news.at.date_naive() == cx.today() { "%H:%M" } else { "%m-%d %H:%M" };
                pen.put_within(4, y, 12, &news.at.format(when).to_string(), Meaning::Dim);
                pen.put_within(17, y, 11, &news.number, Meaning::Plain);
                let did = format!("{} {}", news.who, (cx.words.step)(&news.what));
                pen.put_within(29, y, 24, &did, Meaning::Plain);
                pen.put(54, y, &news.title, Meaning::Plain);
                y += 1;
            }
        }
        self.draw_ahead(cx, pen, today);
        places
    }

    /// 候访室: how many wait, and whose turn is next.
    fn draw_waiting(&self, cx: &Context<'_>, pen: &mut Pen<'_>, today: &Today, y: u16) -> u16 {
        let Some(tickets) = &today.waiting else { return y };
        let words = &cx.words.waiting;
        let line = y + 1;
        pen.put(2, line, &format!("0 {}", words.title), Meaning::Plain);
        pen.put(VISITORS, line, &waits(cx, tickets), Meaning::Plain);
        let first = tickets.iter().filter(|ticket| ticket.state == TicketState::Waiting);
        let shown = if cx.has_pane() { 8 } else { 2 };
        let mut end = line + 1;
        let room = pen.area.height.saturating_sub(CALENDAR_LINES + 1);
        for ticket in first.take(shown) {
            if end >= room {
                break;
            }
            pen.put_within(4, end, 8, &(words.ticket)(&ticket.label()), Meaning::Plain);
            let arrived = ticket.arrived.format("%H:%M").to_string();
            pen.put_within(13, end, 11, &(words.arrived)(&arrived), Meaning::Plain);
            pen.put_within(25, end, 10, &(words.people)(ticket.people), Meaning::Plain);
            pen.put_within(36, end, 12, &(words.so_long)(ticket.waited(cx.now)), Meaning::Plain);
            pen.put(TITLE, end, &ticket.note, Meaning::Plain);
            end += 1;
        }
        end
    }

    fn draw_week(&self, cx: &Context<'_>, pen: &mut Pen<'_>, today: &Today, mut y: u16) -> u16 {
        let words = &cx.words.home;
        let heading = if cx.actor.is_any(access::LEADERS) { words.week } else { words.sittings_today };
        pen.put(2, y, heading, Meaning::Label);
        y += 1;
        // Leaders look at the week; for the others today's rooms leave room for news.
        let leads = cx.actor.is_any(access::LEADERS);
        let shown = today.sittings.iter().filter(|sitting| leads || sitting.day == cx.today());
        for sitting in shown.take(8) {
            let meaning = if sitting.day == cx.today() { Meaning::Today } else { Meaning::Plain };
            if sitting.mine {
                pen.put(2, y, words.mine, Meaning::Near);
            }
            pen.put_within(5, y, 10, &day_and_weekday(cx, sitting.day), meaning);
            pen.put_within(17, y, 12, &sitting.time, Meaning::Plain);
            pen.put_within(30, y, 19, &sitting.leader, Meaning::Plain);
            pen.put_within(50, y, 14, &sitting.place, Meaning::Plain);
            pen.put(65, y, (words.sitting)(&sitting.state), Meaning::Plain);
            y += 1;
        }
        y + 1
    }

    fn draw_ahead(&self, cx: &Context<'_>, pen: &mut Pen<'_>, today: &Today) {
        if today.ahead.is_empty() {
            return;
        }
        let words = &cx.words.home;
        let days: Vec<String> = today
            .ahead
            .iter()
            .map(|ahead| {
                if ahead.worked {
                    return (words.worked)(&day_and_weekday(cx, ahead.from));
                }
                let day = |day: chrono::NaiveDate| day.format("%m-%d").to_string();
                (words.off)(&day(ahead.from), &day(ahead.until), (cx.words.holiday)(&ahead.name))
            })
            .collect();
        // Stretches stay whole: half a date is no date.
        let room = usize::from(pen.area.width.saturating_sub(13 + 1));
        let mut lines = vec![String::new()];
        for day in days {
            let last = lines.last().map_or("", String::as_str);
            let longer =
                if last.is_empty() { day.clone() } else { format!("{last}{}{day}", cx.words.semicolon) };
            if cells::width(&longer) > room && !last.is_empty() {
                lines.push(day);
            } else if let Some(last) = lines.last_mut() {
                *last = longer;
            }
        }
        let top = pen.area.height.saturating_sub(CALENDAR_LINES);
        for (y, (at, line)) in (top..).zip(lines.iter().take(usize::from(CALENDAR_LINES)).enumerate()) {
            if at == 0 {
                pen.put(2, y, words.calendar, Meaning::Label);
            }
            pen.put(13, y, line, Meaning::Dim);
        }
    }
}

impl Screen for Home {
    fn place(&self) -> Place {
        Place::Home
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.home.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = cx.words;
        let mut hints = Vec::new();
        if self.registered.is_some() {
            hints.push(Hint::new(Action::Slip, words.slip.key));
        }
        hints.push(Hint::new(Action::Open, words.open));
        if let Some(Item::Handover(_)) = self.current() {
            hints.push(Hint::new(Action::Done, words.tasks.done));
        }
        if access::may_read_cases(cx.actor).is_empty() {
            let register = access::may_register(cx.actor);
            hints.push(Hint::unless(cx, &register, Action::New, words.queue_screen.register));
            let search = access::may_search_people(cx.actor);
            hints.push(Hint::unless(cx, &search, Action::Search, words.queue_screen.search));
            hints.push(Hint::new(Action::NextCase, words.queue_screen.next));
            hints.push(Hint::new(Action::Strip, words.home.strip));
            hints.push(Hint::new(Action::HandOver, words.home.hand_over));
            if self.why().is_some() {
                hints.push(Hint::new(Action::Why, words.why.key));
            }
        }
        hints.push(Hint::new(Action::Go, words.palette.go_title));
        hints.push(Hint::new(Action::Palette, words.palette.title));
        hints.push(Hint::new(Action::Quit, words.quit));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        let words = &cx.words.home;
        if let Some(refused) = &self.refused {
            return refusal(cx.words, refused);
        }
        let Some(today) = &self.today else { return cx.words.reading.to_owned() };
        match self.current() {
            Some(Item::Handover(_)) => words.handover_hint.to_owned(),
            _ if today.first_day && cx.actor.is_any(&[Role::Reception]) => words.first_day.to_owned(),
            Some(Item::Line(at)) => match today.lines.get(at).and_then(|line| line.nearest.as_ref()) {
                Some(Nearest::Case(case)) => match &case.due {
                    Some(due) => {
                        let day = long_day(cx.words, due.day);
                        (words.due)(&case.number, (cx.words.clock)(&due.clock, &due.title), &day)
                    }
                    None => words.opens_list.to_owned(),
                },
                _ if today.lines.iter().all(|line| line.count == Total::Exactly(0)) => {
                    if access::may_register(cx.actor).is_empty() {
                        words.nothing
                    } else {
                        words.nothing_at_all
                    }
                    .to_owned()
                }
                _ => words.opens_list.to_owned(),
            },
            _ => words.opens_list.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        match input {
            Input::Scan(_) | Input::Handed(_) => Vec::new(),
            Input::Opened | Input::Back(_) | Input::Changed(_) => {
                if let Input::Back(back) = input {
                    self.registered = if let Handback::Registered(key) = back { Some(key.id) } else { None };
                }
                vec![Effect::Ask(Request::Home(Ask::Today))]
            }
            Input::Do(action, _) => self.act(cx, action),
            Input::Told(Ok(Answer::Home(HomeAnswer::Today(today)))) => {
                self.refused = None;
                self.today = Some(today);
                let len = self.items().len();
                self.bar.go(self.bar.at, len);
                self.pane = None;
                let named = self.today.as_ref().map(|today| Effect::Named(today.office.clone()));
                named.into_iter().chain(self.look(cx)).collect()
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::List(page)))) => {
                if let Some((_, rows)) = &mut self.pane {
                    *rows = page.rows;
                }
                Vec::new()
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Next(Some((queue, key)))))) => {
                vec![Effect::Open(Box::new(Queue::at(queue, key)))]
            }
            Input::Told(Ok(Answer::Cases(CasesAnswer::Next(None)))) => {
                vec![Effect::Say(cx.words.queue_screen.no_next_at_all.to_owned())]
            }
            Input::Told(Ok(Answer::Tasks(_))) => {
                vec![Effect::Say(cx.words.home.was_read.to_owned()), Effect::Ask(Request::Home(Ask::Today))]
            }
            Input::Told(Err(refused)) => {
                // What he could see before, he may see no more; a full disk takes nothing away.
                if matches!(refused, Refusal::Denied(_)) {
                    self.today = None;
                }
                self.refused = Some(refused);
                Vec::new()
            }
            Input::Click { y, .. } => {
                let Some(today) = &self.today else { return Vec::new() };
                // Drawn into nothing, only to know where things stand.
                let width = if cx.has_pane() { MAIN_COLUMNS } else { cx.size.width };
                let area = Rect::new(0, 0, width, cx.size.height.saturating_sub(3));
                let mut buffer = ratatui::buffer::Buffer::empty(area);
                let mut pen = Pen { buffer: &mut buffer, area, theme: cx.theme };
                let places = self.draw_rows(cx, &mut pen, today);
                let Some((_, item)) = places.iter().find(|(line, _)| line + 1 == y) else {
                    return Vec::new();
                };
                let at = self.items().iter().position(|other| other == item).unwrap_or(0);
                if at == self.bar.at {
                    return self.open(cx, *item);
                }
                self.bar.go(at, self.items().len());
                self.look(cx)
            }
            Input::Resized => self.look(cx),
            Input::Told(Ok(_)) | Input::Type(_) | Input::Paste(_) => Vec::new(),
        }
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let main = if cx.has_pane() { Rect { width: MAIN_COLUMNS, ..area } } else { area };
        if cx.has_pane() {
            let pane = Rect { x: area.x + MAIN_COLUMNS + 2, width: area.width - MAIN_COLUMNS - 2, ..area };
            self.draw_pane(cx, &mut Pen::new(cx, frame, pane));
        }
        let mut pen = Pen::new(cx, frame, main);
        let mut cursor = pen.position(0, 0);
        if let Some(today) = &self.today {
            let places = self.draw_rows(cx, &mut pen, today);
            let current = self.current();
            if let Some((y, _)) = places.iter().find(|(_, item)| Some(*item) == current) {
                pen.bar_until(TITLE, *y);
                pen.put(0, *y, ">", Meaning::Focus);
                cursor = pen.position(0, *y);
            }
        }
        frame.set_cursor_position(cursor);
    }
}

/// `没有人能批延期：缺 主要领导`
fn gap_said(cx: &Context<'_>, gap: &Gap) -> String {
    let roles: Vec<&str> = gap.roles.iter().map(|role| (cx.words.role)(*role)).collect();
    (cx.words.sign.gap)((cx.words.step)(&gap.step), &roles.join(cx.words.sign.or))
}

/// Everything that nobody may decide, and what mends it.
fn gaps(cx: &Context<'_>, today: &Today) -> Reading {
    let words = &cx.words.sign;
    let mut text: Vec<String> = today.gaps.iter().map(|gap| gap_said(cx, gap)).collect();
    text.extend([String::new(), words.gaps_why.to_owned()]);
    Reading::new(words.gaps_title.to_owned(), words.gaps_title.to_owned(), text.join("\n"))
}

/// Writes so that the text ends before column `end`.
fn put_right(pen: &mut Pen<'_>, end: u16, y: u16, text: &str, meaning: Meaning) {
    let width = u16::try_from(cells::width(text)).unwrap_or(0);
    pen.put(end.saturating_sub(width).max(COUNT), y, text, meaning);
}
