//! 甄别: forms of steps, what follows from them, what a leader decides, what is taken back.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta};
use serde_json::{Map, Value};

use super::accused::Out;
use super::cases::missing;
use super::{Service, allow, day};
use crate::api::Refusal;
use crate::api::steps::{StepForm, Triage, Urgent, Waiting};
use crate::deadline::length::Length;
use crate::domain::actor::{Actor, Role};
use crate::domain::assessment::Verdict;
use crate::domain::case::{CaseId, Channel, JOINT_VISIT, Urgency};
use crate::domain::clock::{Deadline, next_due};
use crate::domain::content_class;
use crate::domain::paper::PaperKind;
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::rule::Start;
use crate::domain::step::{self, Allowed, Filled, Ground, Kind, Part, Step};
use crate::domain::task::TaskKind;
use crate::domain::trouble::Trouble;
use crate::store::{CaseDetail, Correction, Listed, NewTaken, TakenRow, TaskRow, Write};

/// Minutes within which a leader hears of urgent matters where no rule says otherwise: at once.
const AT_ONCE: u32 = 10;

/// What follows from a step, beside the case itself.
#[derive(Default)]
pub(super) struct Aftermath {
    /// Tasks that follow.
    pub(super) tasks: Vec<NewTask>,
    /// The account that has the case in hand from now on, where that changes.
    pub(super) handler: Option<String>,
    /// The unit it belongs to from now on, where that changes.
    pub(super) unit: Option<String>,
    /// Who is out of the case from now on: 'recused' or 'accused', each with the name for which.
    pub(super) out: Vec<(&'static str, Out)>,
    /// Whose names are no longer out.
    pub(super) back: Vec<String>,
    /// 指定主持: who is let in because the leaders are out.
    pub(super) let_in: Option<String>,
    /// 更正: what is put right, field by field.
    pub(super) corrections: Vec<Correction>,
    /// The hash of what the case says then.
    pub(super) sealed: Map<String, Value>,
    /// A paper beside those of the step.
    pub(super) paper: Option<PaperKind>,
}

/// A task that the program puts down by rule.
pub(super) struct NewTask {
    pub(super) kind: TaskKind,
    pub(super) what: String,
    pub(super) owner: i64,
    pub(super) due: Option<NaiveDate>,
}

/// What makes a matter one for the main leader by rule (S001-035, S001-191).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weight {
    pub(super) important: bool,
    pub(super) urgent: Option<Urgency>,
    pub(super) level_skipping: bool,
    pub(super) people: u32,
}

impl Weight {
    /// In words of the records, which are Chinese; nothing where the matter is an ordinary one.
    fn why(self) -> Option<String> {
        let mut why = Vec::new();
        if let Some(kind) = self.urgent {
            why.push(format!("紧急：{}", urgency_zh(kind)));
        }
        if self.important {
            why.push("重大".to_owned());
        }
        if self.level_skipping {
            why.push("越级".to_owned());
        }
        if self.people >= JOINT_VISIT {
            why.push(format!("集体 {} 人", self.people));
        }
        (!why.is_empty()).then(|| format!("{}，请阅示", why.join("、")))
    }
}

/// Puts an important, urgent, level-skipping or joint matter before the main leader; answers
/// whether it did.
pub(super) fn before_the_leader(
    write: &mut Write<'_>,
    leader: Option<i64>,
    case: CaseId,
    weight: Weight,
    (by, at, today): (&str, &str, NaiveDate),
) -> Result<bool, Trouble> {
    let (Some(owner), Some(what)) = (leader, weight.why()) else { return Ok(false) };
    let (kind, due, case) = (TaskKind::ForLeader, Some(today), Some(case));
    write.add_task(&TaskRow { kind, what: &what, owner, due, case, made_by: by, at })?;
    Ok(true)
}

/// What a step leaves beside the case: an assessment, a booking, a track, tasks.
pub(super) fn leave_traces(
    write: &mut Write<'_>,
    new: &NewTaken<'_>,
    aftermath: &Aftermath,
    track: Option<(&str, bool)>,
    ordinal: i64,
) -> Result<(), Trouble> {
    match new.step {
        "assess" => write.assess(new, new.given.get(Part::Verdict), ordinal)?,
        "for_reception" => {
            write.book_reception(new, new.given.get(Part::Day), new.given.get(Part::Note), ordinal)?;
        }
        _ => {}
    }
    if let Some((track, on)) = track {
        write.set_track(new.case, track, new.day, (!on).then_some(new.at))?;
    }
    for correction in &aftermath.corrections {
        write.note_correction(new.case, ordinal, correction)?;
    }
    if !aftermath.corrections.is_empty() {
        write.put_right(new.case, aftermath.corrections.iter().map(|c| (c.part, c.became.as_str())))?;
    }
    for name in &aftermath.back {
        write.let_back(new.case, name, ordinal, new.at)?;
    }
    for (why, (name, because)) in &aftermath.out {
        write.leave_out(new.case, name, (why, because), Some(ordinal))?;
        write.pass_tasks_on(new.case, name)?;
    }
    if let Some(account) = &aftermath.let_in {
        write.let_in(new.case, account, Some(ordinal))?;
    }
    for NewTask { kind, what, owner, due } in &aftermath.tasks {
        let row = TaskRow {
            kind: *kind,
            what,
            owner: *owner,
            due: *due,
            case: Some(new.case),
            made_by: new.account,
            at: new.at,
        };
        let task = write.add_task(&row)?;
        write.tie_task(task, ordinal)?;
    }
    Ok(())
}

/// What is computed of a case beside its row, for the guards of the steps.
pub(super) struct Standing {
    pub(super) clocks: Vec<Deadline>,
    pub(super) missing: Vec<Field>,
    pub(super) accused: Vec<String>,
    pub(super) today: NaiveDate,
    pub(super) allowed: Allowed,
}

impl Standing {
    /// What the guards of the steps look at.
    pub(super) fn ground<'a>(&'a self, actor: &'a Actor, listed: &'a Listed) -> Ground<'a> {
        Ground {
            case: &listed.case,
            life: &listed.life,
            tracks: &listed.tracks,
            waits: listed.waits.as_deref(),
            verdict: listed.verdict,
            missing: &self.missing,
            clocks: &self.clocks,
            accused: &self.accused,
            actor,
            today: self.today,
            office: &self.allowed,
        }
    }
}

impl Service {
    /// How a case stands on a day.
    pub(super) fn standing(&self, listed: &Listed, today: NaiveDate) -> Standing {
        self.standing_by(listed, today, &self.law.allowed(today))
    }

    /// The same, with what the rules allow known.
    pub(super) fn standing_by(&self, listed: &Listed, today: NaiveDate, allowed: &Allowed) -> Standing {
        Standing {
            clocks: self.law.clocks(listed, today),
            missing: missing(listed),
            accused: self.directory.accused_side(&listed.case.accused, today),
            today,
            allowed: allowed.clone(),
        }
    }
}

impl Service {
    /// What may be filled in for a step.
    pub(super) fn step_form(
        &self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        case: CaseId,
        name: &'static str,
    ) -> Result<StepForm, Refusal> {
        let step = step::by_name(name).ok_or(Refusal::NoSuchCase)?;
        let detail = self.in_reach(actor, case)?;
        let standing = self.standing(&detail.listed, day(now));
        allow(step::barriers(step, actor, &standing.ground(actor, &detail.listed)))?;
        let mut offers = Vec::new();
        for asked in step.parts {
            let found = match asked.kind {
                Kind::Body => self.directory.bodies_on(day(now)),
                Kind::To => {
                    let mut both = self.directory.bodies_on(day(now));
                    both.extend(self.directory.units_on(day(now)));
                    both
                }
                Kind::Clock => self.running_clocks(&standing, step),
                Kind::ReceptionDay => self.reception_days(day(now))?,
                Kind::Leader => self.directory.leaders_on(day(now)),
                Kind::Unit => self.directory.units_on(day(now)),
                Kind::Person => self.directory.handlers_on(day(now)),
                _ => continue,
            };
            offers.push((asked.part, found));
        }
        let listed = &detail.listed;
        let received = listed.case.received;
        let known = received.time.filter(|_| received.day == day(now)).unwrap_or_else(|| now.time());
        let unclear = listed.name.is_empty() && !listed.has_address;
        let main =
            self.directory.main_leader(day(now), &listed.case.out).map(|(key, _)| key).unwrap_or_default();
        let mut start = Filled::default();
        for asked in step.parts {
            match asked.part {
                Part::Known => start.set(Part::Known, &known.format("%H:%M").to_string()),
                Part::Leader => start.set(Part::Leader, &main),
                Part::How if unclear => start.set(Part::How, "unclear"),
                Part::How if listed.case.channel == Channel::Call => start.set(Part::How, "spoken"),
                _ => {}
            }
        }
        if step.name == "draft" {
            start.set(Part::Text, &self.opinion_of(&detail, &self.store.taken(case)?));
        }
        // Whoever passes a matter on sees first where the rules would send it.
        if step.parts.iter().any(|asked| asked.part == Part::To && asked.must) {
            self.propose_route(step, day(now), &detail, &mut start, &offers);
        }
        // What came back from a leader is written on, not written anew.
        if let Some(before) = self.store.proposal_about(case)?
            && before.step == step.name
            && before.state == "returned"
        {
            start = before.given;
        }
        Ok(StepForm {
            number: listed.case.number.clone(),
            title: listed.case.title.clone(),
            version: listed.case.version,
            seen: self.store.lines_of(case)?,
            step: step.name,
            offers,
            start,
            minutes: self.urgent_minutes(day(now)),
            phrases: self.directory.desk(day(now)).phrases,
        })
    }

    /// Keys for the names that were typed; a body may be typed as it is.
    pub(super) fn resolve(
        &self,
        step: &Step,
        filled: &mut Filled,
        barriers: &mut Vec<Barrier>,
        today: NaiveDate,
    ) -> Result<(), Refusal> {
        for asked in step.parts {
            let typed = filled.get(asked.part).to_owned();
            if typed.is_empty() {
                continue;
            }
            let found = match asked.kind {
                Kind::Body => Some(self.find("bodies", &typed)?.unwrap_or(typed)),
                Kind::To => Some(self.unit_or_body(&typed)?),
                Kind::Tos => {
                    let each = typed.split(['、', ',', '，', ';', '；']).map(str::trim);
                    let keys = each.filter(|one| !one.is_empty()).map(|one| self.unit_or_body(one));
                    Some(keys.collect::<Result<Vec<_>, _>>()?.join(";"))
                }
                Kind::Category => match content_class::read(&typed) {
                    Some(class) => Some(class.code.to_owned()),
                    None => {
                        barriers.push(Barrier::Part(asked.part, Problem::UnknownCode));
                        continue;
                    }
                },
                Kind::Leader => {
                    let offers = self.directory.leaders_on(today).into_iter();
                    {
                        let mut offers = offers;
                        offers.find(|(key, name)| *key == typed || *name == typed).map(|offer| offer.0)
                    }
                }
                Kind::ReceptionDay => {
                    let rows = self.store.rows("reception_days")?;
                    rows.into_iter().find(|row| !row.ended && row.key == typed).map(|row| row.key)
                }
                kind => match kind.register() {
                    Some(register) => self.find(register, &typed)?,
                    None => continue,
                },
            };
            match found {
                Some(key) => filled.set(asked.part, &key),
                None => barriers.push(Barrier::Part(asked.part, Problem::NotThere)),
            }
        }
        Ok(())
    }

    /// The key of a unit or body of this name or key; as it was typed where there is none.
    pub(super) fn unit_or_body(&self, typed: &str) -> Result<String, Refusal> {
        let key = match self.find("units", typed)? {
            Some(key) => Some(key),
            None => self.find("bodies", typed)?,
        };
        Ok(key.unwrap_or_else(|| typed.to_owned()))
    }

    /// The clocks that this step may lengthen or stop, by their words and titles.
    fn running_clocks(&self, standing: &Standing, step: &Step) -> Vec<(String, String)> {
        let fits = |word: &str| match step.name {
            "pause" => standing.allowed.pauses.iter().any(|known| known == word),
            _ => standing.allowed.extensions.iter().any(|(known, _)| known == word),
        };
        let running = standing.clocks.iter().filter(|clock| clock.runs() && fits(clock.clock.word()));
        let named = |clock: &Deadline| (clock.clock.word().to_owned(), clock.title.zh.clone());
        let mut found: Vec<_> = running.map(named).collect();
        found.dedup();
        found
    }

    /// The fields of a step as people read them: names for keys; words of lists stay words.
    pub(super) fn readable(
        &self,
        step: &str,
        given: &Filled,
        today: NaiveDate,
    ) -> Result<Vec<(Part, String)>, Refusal> {
        let Some(step) = step::by_name(step) else { return Ok(Vec::new()) };
        let mut fields = Vec::new();
        for asked in step.parts {
            let value = given.get(asked.part);
            if value.is_empty() {
                continue;
            }
            let shown = match asked.kind {
                Kind::Body | Kind::Unit | Kind::To => self.directory.body_name(value, today),
                Kind::Tos => {
                    let each = value.split(';').map(|one| self.directory.body_name(one, today));
                    each.collect::<Vec<_>>().join("、")
                }
                Kind::Leader => self.directory.leader_or_person(value).0,
                Kind::Person => {
                    self.directory.person(value).map_or_else(|| value.to_owned(), |p| p.name.clone())
                }
                Kind::ReceptionDay => {
                    let days = self.all_reception_days()?;
                    days.into_iter().find(|(key, ..)| key == value).map_or(value.to_owned(), |day| day.1)
                }
                _ => value.to_owned(),
            };
            fields.push((asked.part, shown));
        }
        Ok(fields)
    }

    /// What was decided about a case so far, what waits, what this person could take back.
    pub(super) fn triage(
        &self,
        actor: &Actor,
        today: NaiveDate,
        detail: &CaseDetail,
    ) -> Result<Triage, Refusal> {
        let id = detail.listed.case.id;
        let mut triage = Triage::default();
        if let Some(proposal) = self.store.proposal_about(id)? {
            match proposal.state.as_str() {
                "waits" => {
                    let standing = self.standing(&detail.listed, today);
                    let ground = standing.ground(actor, &detail.listed);
                    triage.waiting = Some(Waiting {
                        id: proposal.id,
                        fields: self.readable(&proposal.step, &proposal.given, today)?,
                        barriers: self.may_decide(&proposal, &ground),
                        step: proposal.step,
                        by: proposal.by.1,
                        at: proposal.at,
                    });
                }
                "returned" if detail.listed.case.state.is_open() => {
                    triage.returned = Some((proposal.step, proposal.decided_by, proposal.reason));
                }
                _ => {}
            }
        }
        let taken = self.store.taken(id)?;
        for row in taken.iter().filter(|row| !row.undone) {
            // The answer and the assessment have lines of their own.
            if row.step != "answer_on_spot" && row.step != "assess" {
                triage.brought.push((row.step.clone(), self.readable(&row.step, &row.given, today)?));
            }
            if row.step == "report_urgent" {
                triage.urgent = self.urgent(row);
            }
        }
        if let Some((given, _, _)) = self.store.assessment(id)? {
            triage.assessment = self.readable("assess", &given, today)?;
        }
        triage.undo = self.undoable(actor, today, detail, &taken)?.map(|undo| undo.what);
        Ok(triage)
    }

    /// When an urgent matter was known and told.
    fn urgent(&self, row: &TakenRow) -> Option<Urgent> {
        let told = DateTime::parse_from_rfc3339(&row.at).ok()?;
        let time = NaiveTime::parse_from_str(row.given.get(Part::Known), "%H:%M").ok()?;
        let known = told.date_naive().and_time(time).and_local_timezone(*told.offset()).single()?;
        // What is told before the time at which it was known was known the evening before.
        let known = if known > told { known - TimeDelta::days(1) } else { known };
        let minutes = self.urgent_minutes(told.date_naive());
        Some(Urgent { kind: Urgency::from_word(row.given.get(Part::Urgency))?, known, told, minutes })
    }

    /// R13: the minutes of the office's rules from the moment something is known.
    fn urgent_minutes(&self, today: NaiveDate) -> u32 {
        let sets = self.law.rules.in_use_on(today).into_iter();
        let clocks = sets.flat_map(|set| &set.clocks).filter(|rule| rule.start == Start::Known);
        let minutes = clocks.filter_map(|rule| match rule.length {
            Some(Length::Minutes(minutes)) => Some(minutes),
            _ => None,
        });
        minutes.min().unwrap_or(AT_ONCE)
    }

    /// The tasks that follow from a step by rule.
    pub(super) fn aftermath(
        &self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        detail: &CaseDetail,
        step: &Step,
        given: &Filled,
    ) -> Result<Aftermath, Refusal> {
        let today = day(now);
        let out = &detail.listed.case.out;
        let main = self.leader_account(today, &[Role::MainLeader, Role::LeaderInCharge], out)?;
        let mut tasks = Vec::new();
        let mut put = |kind, what: String, owner: Option<i64>, due: Option<NaiveDate>| {
            tasks.extend(owner.map(|owner| NewTask { kind, what, owner, due }));
        };
        let named = || -> Result<Option<i64>, Refusal> {
            let account = self.directory.leader_or_person(given.get(Part::Leader)).1;
            Ok(self.store.account(&account)?.map(|account| account.id).or(main))
        };
        match step.name {
            "report" => put(TaskKind::ForLeader, "报请批示".to_owned(), named()?, Some(today)),
            "report_urgent" => {
                let kind = Urgency::from_word(given.get(Part::Urgency)).map_or("", urgency_zh);
                put(TaskKind::ForLeader, format!("紧急：{kind}，请阅示"), named()?, Some(today));
            }
            "assess" => {
                let clocks = self.law.clocks(&detail.listed, today);
                let due = next_due(&clocks).map(|deadline| deadline.due);
                if given.is(Part::Verdict, Verdict::Undecided.word()) {
                    let leader =
                        self.leader_account(today, &[Role::LeaderInCharge, Role::MainLeader], out)?;
                    put(TaskKind::ForLeader, "诉求待认定，请定".to_owned(), leader, due);
                }
                let weight = Weight {
                    important: given.is(Part::Important, "yes"),
                    level_skipping: given.is(Part::LevelSkipping, "yes"),
                    ..Weight::default()
                };
                if let Some(why) = weight.why() {
                    put(TaskKind::ForLeader, why, main, Some(today));
                }
            }
            _ => {}
        }
        let mut aftermath = self.whose_hands(actor, today, detail, step, given)?;
        aftermath.tasks.splice(..0, tasks);
        Ok(aftermath)
    }

    /// The first account that holds one of these roles and is not out of the case, the first role
    /// first.
    pub(super) fn leader_account(
        &self,
        today: NaiveDate,
        roles: &[Role],
        out: &[String],
    ) -> Result<Option<i64>, Refusal> {
        let Some(person) = self.directory.first_of(roles, today, out) else { return Ok(None) };
        Ok(self.store.account(&person.account)?.map(|account| account.id))
    }

    /// Reception days from today on, to choose from.
    fn reception_days(&self, today: NaiveDate) -> Result<Vec<(String, String)>, Refusal> {
        let days = self.all_reception_days()?.into_iter();
        Ok(days.filter(|(_, _, day)| *day >= today).map(|(key, name, _)| (key, name)).collect())
    }

    fn all_reception_days(&self) -> Result<Vec<(String, String, NaiveDate)>, Refusal> {
        let mut days = Vec::new();
        for row in self.store.rows("reception_days")?.into_iter().filter(|row| !row.ended) {
            let Ok(day) = row.value("date").parse::<NaiveDate>() else { continue };
            let (leader, _) = self.directory.leader(row.value("leader"));
            days.push((row.key.clone(), format!("{day} {} {leader}", row.value("time")), day));
        }
        days.sort_by_key(|(.., day)| *day);
        Ok(days)
    }
}

fn urgency_zh(kind: Urgency) -> &'static str {
    match kind {
        Urgency::MassEvent => "可能引发群体性事件",
        Urgency::Stability => "严重影响社会稳定的重大信息",
        Urgency::Extreme => "极端行为",
    }
}
