//! 经办 in a big invented office: what is open stands in mixed states. Nobody reads a hundred
//! thousand stories, so their steps are written down directly, with the clocks counted as ever.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset};

use super::Past;
use super::life::{Line, Playing, Scenes, worded};
use crate::api::Refusal;
use crate::api::intake::Filed;
use crate::domain::case::{Case, State};
use crate::domain::clock::next_due;
use crate::domain::intake::Intake;
use crate::domain::life::{Life, Taken as Lived};
use crate::domain::masked::Personal;
use crate::domain::step::{self, Filled, Given, Kind, Part, Step};
use crate::domain::trouble::Trouble;

use crate::service::law::Law;
use crate::service::steps::{Taken, write_down};
use crate::service::triage::Aftermath;
use crate::service::{day, stamp};
use crate::store::{Advance, Listed, Write};

/// Offices of so many cases have more open than stories are told of.
const MANY: usize = 5_000;

/// A way that many matters take.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CourseOf {
    /// Days before the day the office is shown on: at most, and at least.
    age: [i64; 2],
    /// Of how many matters, beside the other courses of that age.
    share: usize,
    scenes: Vec<String>,
}

/// The ways that are taken, and what they name.
pub(super) struct Courses {
    courses: Vec<(CourseOf, Arc<[Line]>)>,
    nth: usize,
    /// Names of bodies and units by their keys.
    pub(super) named: HashMap<String, String>,
}

impl Courses {
    /// Those of the file; none in an office that is small enough for stories.
    pub(super) fn of(
        courses: Vec<CourseOf>,
        scenes: &Scenes,
        cases: usize,
        named: HashMap<String, String>,
    ) -> Result<Courses, Trouble> {
        let mut known = Vec::new();
        for course in courses.into_iter().filter(|_| cases >= MANY) {
            let lines = scenes.lines(&course.scenes)?;
            known.push((course, lines));
        }
        Ok(Courses { courses: known, nth: 0, named })
    }

    /// The course of the next matter of this age.
    fn next(&mut self, age: i64) -> Option<Arc<[Line]>> {
        let fits = |course: &&(CourseOf, _)| (course.0.age[1]..=course.0.age[0]).contains(&age);
        let all: usize = self.courses.iter().filter(fits).map(|(course, _)| course.share).sum();
        self.nth += 1;
        // By 7, so that neighbours go different ways; no sum of shares is a multiple of it.
        let mut turn = self.nth * 7 % all.max(1);
        for (course, lines) in self.courses.iter().filter(fits) {
            if turn < course.share {
                return Some(Arc::clone(lines)).filter(|lines| !lines.is_empty());
            }
            turn -= course.share;
        }
        None
    }
}

impl Past<'_> {
    /// Sends a matter that stays open on its way; answers whether it went.
    pub(super) fn takes_course(
        &mut self,
        at: DateTime<FixedOffset>,
        filed: &Filed,
        by: usize,
        intake: &Intake,
        (wish, spot): (&str, &str),
    ) -> bool {
        if !super::life::is_whole(intake) {
            return false;
        }
        let age = (self.year.today - at.date_naive()).num_days();
        let Some(lines) = self.courses.next(age) else { return false };
        let names = self.names(intake, wish, spot);
        let row = Some(Box::new(self.row(at, filed, by, intake)));
        self.goes_on(at, Box::new(Playing { case: filed.id, lines, nth: 0, names, done: Vec::new(), row }));
        true
    }

    /// The row as the store would list it.
    fn row(&self, at: DateTime<FixedOffset>, filed: &Filed, by: usize, intake: &Intake) -> Listed {
        let seat = &self.seats[by].actor;
        Listed {
            case: Case {
                accused: Vec::new(),
                let_in: Vec::new(),
                out: Vec::new(),
                id: filed.id,
                number: filed.number.clone(),
                version: 1,
                state: State::Registered,
                channel: intake.channel,
                received: intake.received,
                registered_at: at,
                purpose: intake.purpose,
                category: intake.category.clone(),
                title: String::new(),
                people: intake.people,
                handler: seat.account.clone(),
                handler_name: String::new(),
                unit: seat.unit.clone(),
                confidential: false,
            },
            name: Personal::new(intake.petitioner.name.reveal().to_owned()),
            has_address: !intake.petitioner.address.is_empty(),
            source_number: None,
            life: Life::default(),
            step_laws: Vec::new(),
            tracks: intake.tracks.clone(),
            waits: None,
            verdict: None,
            order: filed.key.order,
            excerpt: None,
        }
    }

    /// Writes the next step of a course down.
    pub(super) fn steps_on(
        &mut self,
        write: &mut Write<'_>,
        law: &Law,
        at: DateTime<FixedOffset>,
        mut playing: Box<Playing>,
    ) -> Result<(), Refusal> {
        let lines = Arc::clone(&playing.lines);
        let Some((line, mut row)) = lines.get(playing.nth).zip(playing.row.take()) else { return Ok(()) };
        let Some(step) = step::by_name(&line.does) else { return Ok(()) };
        let given = self.brought(step, line, at, &playing);
        let (at_text, seat) = (stamp(at), self.seat(&line.who));
        let (from, handler, unit) = (row.case.state, row.case.handler.clone(), row.case.unit.clone());
        self.hands(step, &given, &mut row.case, seat);
        row.case.state = step.leads_to(from);
        row.life.go_on(Lived {
            ordinal: i64::try_from(playing.nth).unwrap_or(0) + 1,
            step: step.name.to_owned(),
            day: given.day(Part::On).unwrap_or(day(at)),
            given: given.only(Part::FACTS),
            account: self.seats[seat].actor.account.clone(),
        });
        row.step_laws.push(law.version);
        let clocks = law.clocks(&row, day(at));
        let seat = &self.seats[seat];
        let advance = Advance {
            to: row.case.state,
            next_due: next_due(&clocks).map(|clock| clock.due),
            law: law.version,
            beside: row.life.beside(),
            handler: Some(&row.case.handler),
            unit: Some(&row.case.unit),
        };
        write.advance(row.case.id, row.case.version, &advance)?;
        row.case.version += 1;
        let taken = Taken {
            case: row.case.id,
            step,
            from,
            was: (&handler, &unit),
            day: given.day(Part::On).unwrap_or(day(at)),
            at: &at_text,
            account: seat.id,
            by: None,
            for_whom: None,
            aftermath: &Aftermath::default(),
            track: None,
        };
        write_down(write, &seat.actor, &taken, &Given::Filled(given))?;
        playing.row = Some(row);
        playing.done.push((line.does.clone(), day(at)));
        playing.nth += 1;
        self.goes_on(at, playing);
        Ok(())
    }

    /// What is brought to a step, with days written out.
    fn brought(&self, step: &Step, line: &Line, at: DateTime<FixedOffset>, playing: &Playing) -> Filled {
        let named = |key: &str| self.courses.named.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let mut given = Filled::default();
        for asked in step.parts {
            let Some(text) = line.given.get(asked.part.word()) else { continue };
            let text = worded(text, at, playing, self.year.today, named);
            let days = text.strip_prefix('+').and_then(|days| days.parse::<u64>().ok());
            match (asked.kind, days) {
                (Kind::ComingDay | Kind::AnyDay, Some(days)) => {
                    given.set(asked.part, &(day(at) + Days::new(days)).to_string());
                }
                _ => given.set(asked.part, &text),
            }
        }
        given
    }

    /// In whose hands it is then.
    fn hands(&self, step: &Step, given: &Filled, case: &mut Case, by: usize) {
        let own = |key: &str| if self.units.iter().any(|unit| unit == key) { key } else { "" }.to_owned();
        match step.name {
            "transfer" | "assign" | "handle_here" => {
                case.unit = own(given.get(if step.name == "handle_here" { Part::Unit } else { Part::To }));
                let head = self.heads.get(&case.unit);
                case.handler = head.unwrap_or(&self.seats[by].actor.account).clone();
            }
            "name_handler" => case.handler = given.get(Part::Handler).to_owned(),
            _ => {}
        }
    }
}
