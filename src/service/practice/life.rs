//! 经办 in the invented year: some matters are taken on, worked and closed through the very steps
//! that people take, so that every queue of a role holds something. Stories stand in a file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Days, FixedOffset, NaiveDate, TimeDelta};
use serde::Deserialize;

use super::courses::{CourseOf, Courses};
use super::people::read_toml;
use super::{Past, SYSTEM_USER, What};
use crate::api::steps::Request;
use crate::api::{self, Refusal, tasks};
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, Purpose, Urgency};
use crate::domain::intake::Intake;
use crate::domain::routing::{self, Matter};
use crate::domain::step::{self, Filled, Given, Part};
use crate::domain::task::{Task, TaskState};
use crate::domain::trouble::{Trouble, TroubleKind};
use crate::service::{Service, day};
use crate::store::Listed;

const FILE: &str = include_str!("../../../assets/practice/life.toml");

/// Of so many matters that a story could be told of one is left to the desk.
const LEFT: usize = 4;

/// Words of a line that are no step: a leader agrees to what waits; somebody ends his tasks.
const AGREE: &str = "agree";
const FINISH: &str = "finish";

/// Who answers for a matter that no rule gives to a body outside.
const COUNTY: &str = "xianfu";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    scene: BTreeMap<String, Vec<Line>>,
    story: Vec<Story>,
    course: Vec<CourseOf>,
}

/// The scenes of the file, by their names.
pub(super) struct Scenes(BTreeMap<String, Vec<Line>>);

impl Scenes {
    /// The steps of these scenes, one after the other.
    pub(super) fn lines(&self, names: &[String]) -> Result<Arc<[Line]>, Trouble> {
        let mut lines = Vec::new();
        for name in names {
            let unknown = || Trouble::new(TroubleKind::Other, format!("no scene is called {name}"));
            lines.extend(self.0.get(name).ok_or_else(unknown)?.iter().cloned());
        }
        Ok(lines.into())
    }
}

/// A life that a matter may have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    /// Days before the day the office is shown on: at most, and at least.
    age: [i64; 2],
    #[serde(default = "once")]
    times: i64,
    purpose: Option<String>,
    urgency: Option<String>,
    track: Option<String>,
    scenes: Vec<String>,
}

fn once() -> i64 {
    1
}

/// A step of a scene.
#[derive(Deserialize, Clone)]
pub(super) struct Line {
    pub(super) who: String,
    /// The word of the step, [`AGREE`] or [`FINISH`].
    pub(super) does: String,
    /// Days after the line before, or after the last step of `since`.
    after: u64,
    since: Option<String>,
    #[serde(flatten)]
    pub(super) given: BTreeMap<String, String>,
}

/// The stories, and in how many matters each is still to be told.
pub(super) struct Stories {
    stories: Vec<(Story, Arc<[Line]>)>,
    /// Story, age at which it may begin, age at which it is too late.
    turns: Vec<(usize, i64, i64)>,
    seen: usize,
    /// What the steps refused, with step and reasons: nothing, as long as file and steps agree.
    pub(super) refused: Vec<String>,
}

/// A matter with the life that it will have.
pub(super) struct Playing {
    pub(super) case: CaseId,
    pub(super) lines: Arc<[Line]>,
    pub(super) nth: usize,
    /// What the texts name.
    pub(super) names: Names,
    /// The steps so far, with their days.
    pub(super) done: Vec<(String, NaiveDate)>,
    /// Its row, where the steps are written down directly.
    pub(super) row: Option<Box<Listed>>,
}

/// A story that was chosen for a matter, before it is on the books.
pub(super) struct Chosen {
    lines: Arc<[Line]>,
    names: Names,
}

/// What the texts of a story name.
pub(super) struct Names {
    title: String,
    wish: String,
    spot: String,
    body: String,
}

impl Stories {
    /// The stories of the file that can be told where these tracks are on, and the courses of a
    /// big office.
    pub(super) fn read(
        tracks: &[String],
        cases: usize,
        named: HashMap<String, String>,
    ) -> Result<(Stories, Courses), Trouble> {
        let File { scene, story, course } = read_toml(FILE)?;
        let scenes = Scenes(scene);
        let courses = Courses::of(course, &scenes, cases, named)?;
        let on = |story: &Story| story.track.as_ref().is_none_or(|track| tracks.contains(track));
        let mut stories = Vec::new();
        let mut turns = Vec::new();
        for story in story.into_iter().filter(on) {
            let lines = scenes.lines(&story.scenes)?;
            // Told several times it begins on several days.
            let [oldest, youngest] = story.age;
            let apart = (oldest - youngest) / story.times.max(1) / 2;
            turns.extend((0..story.times).map(|nth| (stories.len(), oldest - nth * apart, youngest)));
            stories.push((story, lines));
        }
        Ok((Stories { stories, turns, seen: 0, refused: Vec::new() }, courses))
    }

    /// The turn that fits a matter of this age and would be too late first.
    fn turn(&mut self, age: i64, intake: &Intake) -> Option<usize> {
        let fits = |turn: &&(usize, i64, i64)| {
            let story = &self.stories[turn.0].0;
            let purpose = story.purpose.as_deref().and_then(Purpose::from_word);
            (turn.2..=turn.1).contains(&age)
                && purpose.is_none_or(|purpose| intake.purpose == Some(purpose))
                && (story.track.is_none() || intake.tracks.is_empty())
        };
        let best = self.turns.iter().filter(fits).max_by_key(|turn| turn.2).copied()?;
        self.seen += 1;
        if self.seen.is_multiple_of(LEFT) {
            return None;
        }
        self.turns.retain(|turn| *turn != best);
        Some(best.0)
    }
}

impl Past<'_> {
    /// The story of a matter that comes in, if it gets one.
    pub(super) fn story(
        &mut self,
        at: DateTime<FixedOffset>,
        intake: &mut Intake,
        (wish, spot): (&str, &str),
    ) -> Option<Chosen> {
        if !is_whole(intake) || intake.purpose == Some(Purpose::Accusation) {
            return None;
        }
        let age = (self.year.today - at.date_naive()).num_days();
        let turn = self.stories.turn(age, intake)?;
        let (story, lines) = &self.stories.stories[turn];
        let lines = Arc::clone(lines);
        intake.urgency = story.urgency.as_deref().and_then(Urgency::from_word);
        Some(Chosen { lines, names: self.names(intake, wish, spot) })
    }

    /// What the texts will name.
    pub(super) fn names(&self, intake: &Intake, wish: &str, spot: &str) -> Names {
        let matter = Matter {
            class: intake.category.as_deref(),
            title: intake.title.reveal(),
            address: intake.petitioner.address.reveal(),
            purpose: intake.purpose,
        };
        let route = routing::suggest(&self.routes, matter).filter(|route| !self.units.contains(&route.to));
        let body = route.map_or(COUNTY, |route| route.to.as_str()).to_owned();
        let title = intake.title.reveal().to_owned();
        Names { title, wish: wish.to_owned(), spot: spot.to_owned(), body }
    }

    /// Lets it begin.
    pub(super) fn lives(&mut self, at: DateTime<FixedOffset>, case: CaseId, chosen: Chosen) {
        let Chosen { lines, names } = chosen;
        self.goes_on(at, Box::new(Playing { case, lines, nth: 0, names, done: Vec::new(), row: None }));
    }

    /// Foresees the next step of a story; what would be done after the last shift is not done yet.
    pub(super) fn goes_on(&mut self, before: DateTime<FixedOffset>, playing: Box<Playing>) {
        let Some(line) = playing.lines.get(playing.nth) else { return };
        let last = before.date_naive();
        let since = line
            .since
            .as_ref()
            .and_then(|step| playing.done.iter().rfind(|(done, _)| done == step).map(|(_, day)| *day));
        let wanted = since.unwrap_or(last) + Days::new(line.after);
        // Not all at the same minute.
        let spread = (playing.case.0 * 37 + i64::try_from(playing.nth).unwrap_or(0) * 53).rem_euclid(180);
        let soon = before + TimeDelta::minutes(12 + spread % 29);
        let moment = if wanted <= last && soon <= self.year.at(last, 17, 25) {
            soon
        } else {
            let day = self.year.works_from(wanted.max(last + Days::new(u64::from(wanted <= last))));
            let morning = self.year.at(day, 8, 35) + TimeDelta::minutes(spread);
            if day == last { morning.max(soon) } else { morning }
        };
        if moment < self.year.last_shift_ends() {
            self.foresee(moment, What::Lives(playing));
        }
    }

    /// The step of a story that is next of all, if one is, and it happens until then.
    pub(super) fn next_of_a_story(
        &mut self,
        until: DateTime<FixedOffset>,
    ) -> Option<(DateTime<FixedOffset>, Box<Playing>)> {
        if !self.is_story_next() || self.next_at().is_none_or(|at| at > until) {
            return None;
        }
        let happening = self.coming.pop()?.0;
        match happening.what {
            What::Lives(playing) => Some((happening.at, playing)),
            _ => None,
        }
    }

    /// Is a step of a story what happens next?
    pub(super) fn is_story_next(&self) -> bool {
        let case = self.moments.last();
        self.coming.peek().is_some_and(|next| {
            matches!(&next.0.what, What::Lives(playing) if playing.row.is_none())
                && case.is_none_or(|case| next.0.at <= *case)
        })
    }
}

impl Service {
    /// Takes the next step of a story as the person of the story would.
    pub(super) fn live(
        &mut self,
        past: &mut Past<'_>,
        at: DateTime<FixedOffset>,
        mut playing: Box<Playing>,
    ) -> Result<(), Refusal> {
        let Some(line) = playing.lines.get(playing.nth).cloned() else { return Ok(()) };
        self.refresh()?;
        let actor = self.there(&line, at);
        let result = self.act(&actor, at, &playing, &line, past.year.today);
        match result {
            Ok(()) => {
                playing.done.push((line.does, day(at)));
                playing.nth += 1;
                past.goes_on(at, playing);
                Ok(())
            }
            Err(trouble @ Refusal::Trouble { .. }) => Err(trouble),
            // The matter stays where it is, as in life.
            Err(refusal) => {
                past.stories.refused.push(format!("{at} {} {}: {refusal:?}", line.who, line.does));
                Ok(())
            }
        }
    }

    /// Whoever does this person's work that day; his tasks he ends himself.
    fn there(&self, line: &Line, at: DateTime<FixedOffset>) -> Actor {
        let stand_in = self.directory.stand_in_of(&line.who, day(at)).filter(|_| line.does != FINISH);
        let stand_in = stand_in.unwrap_or(&line.who);
        let actor = self.directory.actor(stand_in, SYSTEM_USER, day(at));
        actor.unwrap_or_else(|| Actor::nobody(SYSTEM_USER))
    }

    fn act(
        &mut self,
        actor: &Actor,
        at: DateTime<FixedOffset>,
        playing: &Playing,
        line: &Line,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        let case = playing.case;
        if line.does == FINISH {
            let mine = |task: &Task| task.owner.0 == line.who && task.state == TaskState::Open;
            for Task { id, version, .. } in self.store.tasks_of_case(case)?.into_iter().filter(mine) {
                let end = tasks::Request::End { id, version, to: TaskState::Done, reason: String::new() };
                self.answer(actor, at, api::Request::Tasks(end)).result?;
            }
            return Ok(());
        }
        let version =
            self.store.case(case)?.map(|detail| detail.listed.case.version).ok_or(Refusal::NoSuchCase)?;
        let request = if line.does == AGREE {
            let proposal = self.store.proposal_about(case)?.ok_or(Refusal::NoSuchCase)?.id;
            Request::Decide { proposal, version, agree: true, reason: String::new() }
        } else {
            let step = step::by_name(&line.does).ok_or(Refusal::NoSuchCase)?.name;
            let named = |key: &str| self.directory.body_name(key, day(at));
            let mut given = Filled::default();
            for (part, text) in &line.given {
                let part = Part::from_word(part).ok_or_else(|| {
                    Trouble::new(TroubleKind::Other, format!("life.toml: no part is called {part}"))
                })?;
                given.set(part, &worded(text, at, playing, today, named));
            }
            Request::Take { case, version, step, given: Given::Filled(given) }
        };
        self.answer(actor, at, api::Request::Steps(request)).result.map(|_| ())
    }
}

/// Nothing is missing before it can be accepted.
pub(super) fn is_whole(intake: &Intake) -> bool {
    let person = &intake.petitioner;
    !person.name.is_empty() && !person.address.is_empty() && intake.category.is_some()
}

/// One of the texts, with the names of the matter in it.
pub(super) fn worded(
    text: &str,
    at: DateTime<FixedOffset>,
    playing: &Playing,
    today: NaiveDate,
    named: impl Fn(&str) -> String,
) -> String {
    let ways: Vec<&str> = text.split('|').collect();
    let way = usize::try_from(playing.case.0).unwrap_or(0) % ways.len().max(1);
    let text = ways.get(way).copied().unwrap_or(text);
    if !text.contains('{') {
        return text.to_owned();
    }
    let Names { title, wish, spot, body } = &playing.names;
    text.replace("{title}", title)
        .replace("{wish}", wish)
        .replace("{spot}", spot)
        .replace("{body_name}", &named(body))
        .replace("{body}", body)
        .replace("{case}", &playing.case.0.to_string())
        .replace("{today}", &today.to_string())
        .replace("{day}", &day(at).to_string())
        .replace("{time}", &at.format("%H:%M").to_string())
}
