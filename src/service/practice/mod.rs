//! 练习单位: an invented office with invented people, the same for the same seed.
//!
//! A year of it: people and tables from a file, what the house wrote into its books, and matters
//! that are put together from parts; no real petition is among them. Everything is written down
//! in the order of time, so that its history reads like one.

mod calendar_of_year;
mod courses;
mod happening;
mod life;
mod matters;
mod people;
mod triage;
mod visitors;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::{Map, Value, json};

use self::calendar_of_year::{DatedTask, Year};
use self::courses::Courses;
use self::happening::{Happening, What};
use self::life::Stories;
use self::matters::{Arrival, Matters, Told};
use super::intake::{Book, put_on_the_books};
use super::law::Law;
use super::registers::{Wanted, put, row_refusal};
use super::steps::{Taken, write_down};
use super::tasks::duty_key;
use super::triage::Aftermath;
use super::{Service, day, stamp};
use crate::api::Refusal;
use crate::deadline::duties;
use crate::domain::actor::{Actor, Role};
use crate::domain::case::{CaseId, Channel, Purpose, State};
use crate::domain::contact::SpotAnswer;
use crate::domain::register;
use crate::domain::routing::Route;
use crate::domain::step::{ANSWER_ON_SPOT, Given};
use crate::domain::task::{TaskKind, TaskState};
use crate::store::{Advance, NewLine, TaskRow, Write};

/// The office's name.
pub const OFFICE: &str = "云浦县信访局";

/// Account, shown name, role of the people it is founded with; the others stand in its file.
pub const ACCOUNTS: [(&str, &str, Role); 3] = [
    ("admin", "岑怀川", Role::Administrator),
    ("desk", "叶青", Role::Reception),
    ("han", "韩露", Role::Reception),
];

/// The user of the operating system behind everything invented.
const SYSTEM_USER: &str = "practice";

/// Happenings put into one transaction.
const BATCH: usize = 4_000;

/// Cases remembered for the tasks of whoever has them in hand.
const IN_HAND: usize = 8;

/// What becomes of a practice office.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Cases to invent.
    pub cases: usize,
    /// The same seed, the same office.
    pub seed: u64,
    /// The day it is shown on.
    pub now: DateTime<FixedOffset>,
}

/// When a practice office that is shown on this day was opened.
pub fn opened(now: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    now - TimeDelta::days(calendar_of_year::DAYS + 2)
}

impl Service {
    /// Fills an empty practice office with an invented year, oldest first. `progress` hears how
    /// many cases there are. Answers what of its stories the steps refused.
    ///
    /// # Errors
    /// What the store says.
    pub fn invent(&mut self, wish: Wish, mut progress: impl FnMut(usize)) -> Result<Vec<String>, Refusal> {
        // The calendar is read once more: everything else of this house is written meanwhile.
        let law = Law::read(&self.store)?;
        let year = Year::before(&law.calendar, wish.now);
        self.furnish(year.opens())?;
        let mut past = self.past(&year, &law, wish)?;
        let mut seen = 0;
        for until in [year.last_shift_ends(), wish.now] {
            while past.next_at().is_some_and(|at| at <= until) {
                let mut write = self.store.write()?;
                for _ in 0..BATCH {
                    if past.next_at().is_none_or(|at| at > until) || past.is_story_next() {
                        break;
                    }
                    past.go_on(&mut write, &law)?;
                }
                write.commit()?;
                // A step of a story is a write of its own, as it is at the desk.
                while let Some((at, playing)) = past.next_of_a_story(until) {
                    self.live(&mut past, at, playing)?;
                }
                progress(past.filed);
            }
            if seen == 0 {
                seen = self.store.last_line()?;
            }
        }
        // What the evening duty did is news to everybody else in the morning.
        let mut write = self.store.write()?;
        for seat in &past.seats {
            write.note_login(&seat.actor.account, seen)?;
        }
        past.visitors(&mut write, wish)?;
        write.commit()?;
        self.refresh()?;
        Ok(past.stories.refused)
    }

    /// Everything that will have happened, with people at their seats.
    fn past<'y>(&self, year: &'y Year<'y>, law: &Law, wish: Wish) -> Result<Past<'y>, Refusal> {
        let mut seats = Vec::new();
        for person in &self.directory.people {
            let actor = self.directory.actor(&person.account, SYSTEM_USER, day(wish.now));
            let account = self.store.account(&person.account)?;
            if let (Some(actor), Some(account)) = (actor, account) {
                seats.push(Seat { actor, id: account.id, cases: VecDeque::new() });
            }
        }
        let at = seats.iter().enumerate().map(|(at, seat)| (seat.actor.account.clone(), at)).collect();
        let mut dice = StdRng::seed_from_u64(wish.seed);
        let mut moments = year.moments(&mut dice, wish.cases);
        moments.reverse();
        let today = day(wish.now);
        let units: Vec<String> = self.directory.units_on(today).into_iter().map(|(key, _)| key).collect();
        let named = self.directory.bodies_on(today).into_iter().collect();
        let tracks: Vec<String> = law.tracks(today).iter().map(|set| set.name.clone()).collect();
        let (stories, courses) = Stories::read(&tracks, wish.cases, named)?;
        let mut past = Past {
            matters: Matters::new(wish.cases)?,
            year,
            dice,
            moments,
            seats,
            at,
            coming: BinaryHeap::new(),
            order: 0,
            filed: 0,
            run_out: 0,
            evening_answers: 0,
            evening_handovers: 0,
            left_open: 0,
            stories,
            courses,
            routes: self.directory.routes.clone(),
            heads: units
                .iter()
                .filter_map(|unit| Some((unit.clone(), self.directory.head_of(unit, today, &[])?)))
                .collect(),
            units,
        };
        for row in year.rows() {
            let register = self.known(row.register)?;
            let find = |register: &str, typed: &str| self.find(register, typed).ok().flatten();
            let values = register::read(&register, &row.typed, day(row.at), find)
                .map_err(|fault| row_refusal(&register, fault))?;
            past.foresee(row.at, What::Row { register: Box::new(register), by: row.by, values });
        }
        for task in year.tasks() {
            past.foresee(task.at, What::Task(Box::new(task)));
        }
        past.foresee_duties(law, day(wish.now));
        Ok(past)
    }
}

/// Somebody at work, with the newest cases he has in hand.
struct Seat {
    actor: Actor,
    id: i64,
    cases: VecDeque<CaseId>,
}

/// The year while it is told.
struct Past<'y> {
    year: &'y Year<'y>,
    dice: StdRng,
    matters: Matters,
    /// When cases come in, the next one last.
    moments: Vec<DateTime<FixedOffset>>,
    seats: Vec<Seat>,
    /// Where each account sits.
    at: HashMap<String, usize>,
    coming: BinaryHeap<Reverse<Happening>>,
    order: u64,
    filed: usize,
    /// Cases that came in between their limit and two months ago.
    run_out: usize,
    evening_answers: usize,
    evening_handovers: usize,
    /// Cases that nobody answered and nobody was given.
    left_open: usize,
    stories: Stories,
    courses: Courses,
    /// 分流规则, and the units of the house itself.
    routes: Vec<Route>,
    units: Vec<String>,
    /// Who heads which of them.
    heads: HashMap<String, String>,
}

impl Past<'_> {
    fn foresee(&mut self, at: DateTime<FixedOffset>, what: What) {
        self.order += 1;
        self.coming.push(Reverse(Happening { at, order: self.order, what }));
    }

    /// What was due of the periodic duties was done on its day, all but the first of them.
    fn foresee_duties(&mut self, law: &Law, today: NaiveDate) {
        let all = duties(&law.rules, &law.calendar, law.office.kind, law.opened, today);
        for occurrence in all.into_iter().filter(|occurrence| occurrence.due < today).skip(1) {
            let has = |seat: &Seat| seat.actor.roles.contains(&occurrence.role);
            let by = (0..self.seats.len()).filter(|at| has(&self.seats[*at]));
            let by: Vec<usize> = by.take(if occurrence.each { usize::MAX } else { 1 }).collect();
            let at = self.year.at(occurrence.due, 17, 0);
            for (by, nth) in by.into_iter().flat_map(|by| (1..=occurrence.times).map(move |nth| (by, nth))) {
                self.foresee(at, What::Duty { duty: Box::new(occurrence.clone()), nth, by });
            }
        }
    }

    fn seat(&self, account: &str) -> usize {
        // The file has every account that is named here; the first is better than none.
        self.at.get(account).copied().unwrap_or(0)
    }

    fn next_at(&self) -> Option<DateTime<FixedOffset>> {
        let case = self.moments.last().copied();
        let other = self.coming.peek().map(|Reverse(happening)| happening.at);
        match (case, other) {
            (Some(case), Some(other)) => Some(case.min(other)),
            (case, other) => case.or(other),
        }
    }

    /// Lets the next thing happen: what is waiting before what comes in.
    fn go_on(&mut self, write: &mut Write<'_>, law: &Law) -> Result<(), Refusal> {
        let case = self.moments.last().copied();
        let waits = self.coming.peek().is_some_and(|Reverse(next)| case.is_none_or(|case| next.at <= case));
        if waits && let Some(Reverse(Happening { at, what, .. })) = self.coming.pop() {
            return self.happens(write, law, at, what);
        }
        match self.moments.pop() {
            Some(at) => self.comes_in(write, law, at),
            None => Ok(()),
        }
    }

    fn comes_in(
        &mut self,
        write: &mut Write<'_>,
        law: &Law,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refusal> {
        let evening = at > self.year.last_shift_ends();
        let since = self.year.waits_since(at.date_naive());
        let waited = since < at.date_naive() && self.dice.random_bool(0.4);
        let channel = match (evening, waited) {
            (true, _) => Some(*pick(&mut self.dice, &[Channel::Call, Channel::Online])),
            (false, true) => Some(Channel::Online),
            (false, false) => None,
        };
        let arrival = Arrival { at, since, today: self.year.today, channel };
        let Told { mut intake, answer, wish, spot } = self.matters.tell(&mut self.dice, &arrival);
        // Every other case is on one of the tracks, where there are any.
        let tracks = law.tracks(at.date_naive());
        if self.filed % 2 == 1 && !tracks.is_empty() {
            intake.tracks.push(tracks[self.filed / 2 % tracks.len()].name.clone());
        }
        let story = if evening { None } else { self.story(at, &mut intake, (&wish, &spot)) };
        let by = match (evening, intake.channel == Channel::Visit) {
            (true, _) => *pick(&mut self.dice, &["han", "wen"]),
            (_, true) => *pick(&mut self.dice, &["desk", "desk", "desk", "wen", "wen", "han"]),
            (_, false) => *pick(&mut self.dice, &["desk", "wen", "wen", "han", "han"]),
        };
        let by = self.seat(by);
        let seat = &self.seats[by];
        let book = Book { at: stamp(at), today: day(at), account: seat.id, leader: None };
        let filed = put_on_the_books(write, law, &book, &seat.actor, &intake)?;
        self.filed += 1;
        self.keeps(by, filed.id);
        if evening {
            return Ok(());
        }
        if let Some(story) = story {
            self.lives(at, filed.id, story);
            return Ok(());
        }
        let may_answer = intake.purpose != Some(Purpose::Accusation);
        let answered = self.answered(at).filter(|_| may_answer);
        let same_day = answered.is_some_and(|moment| moment.date_naive() == at.date_naive());
        let handed = (!same_day && self.dice.random_bool(0.3)).then(|| self.handed(at));
        let handed = handed.filter(|(moment, _)| answered.is_none_or(|answered| *moment < answered));
        let handed =
            handed.filter(|(moment, _)| *moment < self.year.last_shift_ends() || self.still_tonight());
        if let Some((moment, to)) = handed {
            self.foresee(moment, What::HandOver { case: filed.id, from: by, to });
        }
        if let Some(moment) = answered {
            let version = if handed.is_some() { 2 } else { 1 };
            if !self.goes_another_way(moment, filed.id, version, by) {
                self.foresee(moment, What::Answer { case: filed.id, version, by, answer });
            }
        } else if may_answer
            && handed.is_none()
            && !self.answered_tonight(at, filed.id, by, answer)
            && !self.takes_course(at, &filed, by, &intake, (&wish, &spot))
        {
            self.is_looked_at(at, filed.id, by);
        }
        Ok(())
    }

    fn keeps(&mut self, seat: usize, case: CaseId) {
        let cases = &mut self.seats[seat].cases;
        cases.truncate(IN_HAND - 1);
        cases.push_front(case);
    }

    /// When a case is answered: nearly everything older than its limit has been; some has not,
    /// as in life, and some was late.
    fn answered(&mut self, at: DateTime<FixedOffset>) -> Option<DateTime<FixedOffset>> {
        let old = (self.year.today - at.date_naive()).num_days();
        // Of what has just run out every tenth, so that no office is without.
        let answered = match old {
            61.. => self.dice.random_bool(0.995),
            16..=60 => {
                self.run_out += 1;
                self.run_out % 10 != 5
            }
            _ => self.dice.random_bool(0.35),
        };
        if !answered {
            return None;
        }
        let after = match self.dice.random_range(0..100) {
            0..50 => 0,
            50..95 => self.dice.random_range(1..12),
            _ => self.dice.random_range(17..32),
        };
        let moment = if after == 0 {
            at + TimeDelta::minutes(self.dice.random_range(8..45))
        } else {
            let day = self.year.works_from(at.date_naive() + Days::new(after));
            self.year.working_moment(&mut self.dice, day)
        };
        (moment < self.year.last_shift_ends()).then_some(moment)
    }

    /// When a case is given to somebody who works it, and to whom.
    fn handed(&mut self, at: DateTime<FixedOffset>) -> (DateTime<FixedOffset>, usize) {
        let to = *pick(&mut self.dice, &["pang", "pang", "pang", "yue", "yue", "dou"]);
        let moment = at + TimeDelta::minutes(self.dice.random_range(50..400));
        let end = self.year.at(at.date_naive(), 17, 29);
        // What does not fit into the day is done next morning, or tonight if it is the last.
        let moment = if moment < end {
            moment
        } else {
            let next = self.year.works_from(at.date_naive() + Days::new(1));
            if next < self.year.today {
                self.year.at(next, 8, 40)
            } else {
                self.year.last_shift_ends() + TimeDelta::minutes(self.dice.random_range(4..40))
            }
        };
        (moment, self.seat(to))
    }

    /// The evening hands over a case or two.
    fn still_tonight(&mut self) -> bool {
        self.evening_handovers += 1;
        self.evening_handovers <= 2
    }

    /// The evening duty answers three of the cases that were left open these days; answers whether
    /// this is one of them.
    fn answered_tonight(
        &mut self,
        at: DateTime<FixedOffset>,
        case: CaseId,
        by: usize,
        answer: SpotAnswer,
    ) -> bool {
        let old = (self.year.today - at.date_naive()).num_days();
        let duty = [self.seat("han"), self.seat("wen")];
        let tonight =
            old <= 6 && self.evening_answers < 3 && duty.contains(&by) && self.dice.random_bool(0.5);
        if tonight {
            self.evening_answers += 1;
            let minutes = self.dice.random_range(10..120);
            let moment = self.year.last_shift_ends() + TimeDelta::minutes(minutes);
            self.foresee(moment, What::Answer { case, version: 1, by, answer });
        }
        tonight
    }

    fn happens(
        &mut self,
        write: &mut Write<'_>,
        law: &Law,
        at: DateTime<FixedOffset>,
        what: What,
    ) -> Result<(), Refusal> {
        let at_text = stamp(at);
        match what {
            What::Row { register, by, values } => {
                let actor = &self.seats[self.seat(by)].actor;
                put(
                    write,
                    actor,
                    &at_text,
                    &Wanted { register: &register, before: None, values, ended: false },
                )?;
            }
            What::Task(task) => self.gives_task(write, at, &task)?,
            What::Done { task, owner } => {
                write.end_task(task, 1, TaskState::Done, "", &at_text)?;
                let before = json!({ "task": task.0, "state": TaskState::Open.word() });
                let after = json!({ "task": task.0, "state": TaskState::Done.word(), "reason": "" });
                self.line(write, owner, &at_text, None, "task.end", (before, after))?;
            }
            What::Duty { duty, nth, by } => {
                let account = &self.seats[by].actor.account;
                let key = duty_key(&duty, nth, account);
                let row = TaskRow {
                    kind: TaskKind::Duty,
                    what: &duty.title.zh,
                    owner: self.seats[by].id,
                    due: Some(duty.due),
                    case: None,
                    made_by: account,
                    at: &at_text,
                };
                write.end_duty(&row, &key, TaskState::Done, "")?;
                let before = json!({ "duty": key.duty, "period": key.period });
                let after = json!({ "state": TaskState::Done.word(), "late": false, "reason": "" });
                self.line(write, by, &at_text, None, "task.end", (before, after))?;
            }
            What::HandOver { case, from, to } => {
                write.hand_over(case, self.seats[to].id)?;
                write.move_to_unit(case, &self.seats[to].actor.unit)?;
                let who = |seat: usize| json!({ "handler": self.seats[seat].actor.account });
                self.line(write, from, &at_text, Some(case), "hand_over", (who(from), who(to)))?;
                self.keeps(to, case);
            }
            What::Way(way) => self.goes(write, law, at, &way)?,
            What::Lives(playing) => self.steps_on(write, law, at, playing)?,
            What::Answer { case, version, by, answer } => {
                let seat = &self.seats[by];
                write.advance(case, version, &Advance::plain(State::AnsweredOnSpot, None, law.version))?;
                let taken = Taken {
                    case,
                    step: &ANSWER_ON_SPOT,
                    from: State::Registered,
                    was: ("", ""),
                    day: at.date_naive(),
                    at: &at_text,
                    account: seat.id,
                    by: None,
                    for_whom: None,
                    aftermath: &Aftermath::default(),
                    track: None,
                };
                write_down(write, &seat.actor, &taken, &Given::SpotAnswer(answer))?;
            }
        }
        Ok(())
    }

    fn gives_task(
        &mut self,
        write: &mut Write<'_>,
        at: DateTime<FixedOffset>,
        task: &DatedTask,
    ) -> Result<(), Refusal> {
        let at_text = stamp(at);
        let (owner, by) = (self.seat(task.owner), self.seat(task.by));
        // Every task takes another case of its owner's.
        let case = if task.about_case { self.seats[owner].cases.pop_back() } else { None };
        let id = write.add_task(&TaskRow {
            kind: task.kind,
            what: task.what,
            owner: self.seats[owner].id,
            due: task.due,
            case,
            made_by: task.by,
            at: &at_text,
        })?;
        let (word, after) = if task.kind == TaskKind::Handover {
            ("handover", json!({ "to": task.owner, "cases": 0, "tasks": 0 }))
        } else {
            let due = task.due.map(|due| due.to_string());
            ("task.add", json!({ "task": id.0, "kind": task.kind.word(), "owner": task.owner, "due": due }))
        };
        self.line(write, by, &at_text, None, word, (Value::Null, after))?;
        if task.done {
            let next = self.year.works_from(at.date_naive() + Days::new(1));
            self.foresee(self.year.at(next, 11, 20), What::Done { task: id, owner });
        }
        Ok(())
    }

    fn line(
        &self,
        write: &mut Write<'_>,
        by: usize,
        at: &str,
        case: Option<CaseId>,
        what: &str,
        (before, after): (Value, Value),
    ) -> Result<(), Refusal> {
        let object = |value| if let Value::Object(map) = value { map } else { Map::new() };
        let actor = &self.seats[by].actor;
        write.add_line(NewLine { case, actor, at, what, before: object(before), after: object(after) })?;
        Ok(())
    }
}

fn pick<'a, T>(dice: &mut StdRng, from: &'a [T]) -> &'a T {
    // The lists of this house are never empty.
    from.choose(dice).unwrap_or(&from[0])
}
