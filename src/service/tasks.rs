//! 任务: put down, done, dropped; and what one shift hands to the next.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

use super::registers::{Wanted, put};
use super::{Service, Told, allow, day, stamp};
use crate::api::tasks::{Answer, Handover, Request};
use crate::api::{self, Change, Refusal};
use crate::deadline::{Occurrence, duties};
use crate::domain::access;
use crate::domain::actor::{Actor, Reach, Role};
use crate::domain::problem::{Barrier, Field, Problem};
use crate::domain::register::Values;
use crate::domain::task::{Duty, DutyKey, NewTask, Task, TaskId, TaskKind, TaskState};
use crate::domain::text;
use crate::store::{NewLine, TaskRow};

/// Most tasks one list holds.
const TASKS_MAX: usize = 500;

impl Service {
    pub(super) fn tasks(&mut self, actor: &Actor, now: DateTime<FixedOffset>, request: Request) -> Told {
        allow(access::may_enter(actor))?;
        let (answer, changed) = match request {
            Request::Mine => (self.mine(actor, now)?, false),
            Request::Add(new) => (self.add_task(actor, now, &new)?, true),
            Request::End { id, version, to, reason } => {
                (self.end_task(actor, now, id, version, to, &reason)?, true)
            }
            Request::EndDuty { key, to, reason } => (self.end_duty(actor, now, &key, to, &reason)?, true),
            Request::HandOver(handover) => (self.hand_over(actor, now, &handover)?, true),
        };
        Ok((api::Answer::Tasks(answer), changed.then_some(Change::Everything)))
    }

    fn mine(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Answer, Refusal> {
        let here = self.directory.people.iter().filter(|person| person.is_here(day(now)));
        let account = self.account_id(actor)?;
        Ok(Answer::Mine {
            tasks: self.visible_tasks(actor, now)?,
            colleagues: here.map(|person| (person.account.clone(), person.name.clone())).collect(),
            cases: self.store.count_in_hand(account)?,
        })
    }

    /// What this person has to do, due first. A case that he does not see is not named.
    pub(super) fn visible_tasks(
        &self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<Task>, Refusal> {
        let reads = access::may_read_cases(actor).is_empty();
        let mut tasks = self.store.tasks_of(&actor.account, TASKS_MAX)?;
        // 回避、被反映: nothing of what he is out of.
        let seen = self.but_for_the_out(actor);
        let mut hidden = Vec::new();
        for (case, _) in tasks.iter().filter_map(|task| task.case.as_ref()) {
            if !self.store.is_in_reach(&seen, *case)? {
                hidden.push(*case);
            }
        }
        tasks.retain(|task| task.case.as_ref().is_none_or(|(case, _)| !hidden.contains(case)));
        for task in &mut tasks {
            if let Some((case, _)) = &task.case
                && !(reads && self.in_reach(actor, *case).is_ok())
            {
                task.case = None;
            }
        }
        tasks.extend(self.duties_of(actor, now)?);
        tasks.sort_by_key(|task| (task.due.is_none(), task.due));
        Ok(tasks)
    }

    /// 定期任务 that are this person's job and not done yet.
    fn duties_of(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Vec<Task>, Refusal> {
        let law = &self.law;
        let all = duties(&law.rules, &law.calendar, law.office.kind, law.opened, day(now));
        let mut found = Vec::new();
        // A stand-in does the office's duties; what everybody owes himself stays with the absent.
        let is_his = |occurrence: &Occurrence| {
            let role = occurrence.role;
            if occurrence.each { actor.roles.contains(&role) } else { actor.is_any(&[role]) }
        };
        for occurrence in all.into_iter().filter(is_his) {
            if let Some(nth) = self.next_time(&occurrence, &actor.account)? {
                found.push(duty_task(&occurrence, nth, actor, now));
            }
        }
        Ok(found)
    }

    /// Which time in its period a duty stands at; nothing when all of it is done.
    fn next_time(&self, occurrence: &Occurrence, account: &str) -> Result<Option<u32>, Refusal> {
        for nth in 1..=occurrence.times {
            if !self.store.duty_ended(&duty_key(occurrence, nth, account))? {
                return Ok(Some(nth));
            }
        }
        Ok(None)
    }

    fn end_duty(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        key: &DutyKey,
        to: TaskState,
        reason: &str,
    ) -> Result<Answer, Refusal> {
        let open = self.duties_of(actor, now)?;
        let task = open.iter().find(|task| task.duty.as_ref().is_some_and(|duty| duty.key == *key));
        let Some(task) = task.filter(|_| to != TaskState::Open) else {
            return Err(Refusal::Denied(vec![Barrier::TaskEnded]));
        };
        let role = task.duty.as_ref().map_or(Role::Reception, |duty| duty.role);
        let reason = text::line(reason);
        if to == TaskState::Dropped && reason.is_empty() {
            return Err(Refusal::Invalid(vec![(Field::Reason, Problem::Missing)]));
        }
        let at = stamp(now);
        let row = TaskRow {
            kind: TaskKind::Duty,
            what: &task.what,
            owner: self.account_id(actor)?,
            due: task.due,
            case: None,
            made_by: &actor.account,
            at: &at,
        };
        let mut write = self.store.write()?;
        if !write.end_duty(&row, key, to, &reason)? {
            return Err(Refusal::Denied(vec![Barrier::TaskEnded]));
        }
        let late = task.due.is_some_and(|due| due < day(now));
        let mut after = object(json!({ "state": to.word(), "late": late, "reason": reason }));
        super::for_whom(actor, &[role], &mut after);
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "task.end",
            before: object(json!({ "duty": key.duty, "period": key.period })),
            after,
        })?;
        write.commit()?;
        Ok(Answer::Ended(to))
    }

    fn add_task(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        new: &NewTask,
    ) -> Result<Answer, Refusal> {
        let NewTask { kind, what, owner, due, case_number } = new;
        let owner = self.colleague(owner, now)?;
        let case = match case_number.as_str() {
            "" => None,
            number => Some(
                self.case_by_number(actor, number)
                    .map_err(|_| Refusal::Invalid(vec![(Field::Number, Problem::NotThere)]))?,
            ),
        };
        let at = stamp(now);
        let row =
            TaskRow { kind: *kind, what, owner: owner.1, due: *due, case, made_by: &actor.account, at: &at };
        let mut write = self.store.write()?;
        let id = write.add_task(&row)?;
        let after =
            json!({ "task": id.0, "kind": kind.word(), "owner": owner.0, "due": due.map(|d| d.to_string()) });
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "task.add",
            before: Map::new(),
            after: object(after),
        })?;
        write.commit()?;
        Ok(Answer::Added)
    }

    fn end_task(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: TaskId,
        version: i64,
        to: TaskState,
        reason: &str,
    ) -> Result<Answer, Refusal> {
        let task = self.store.task(id)?.ok_or(Refusal::NoSuchCase)?;
        if task.owner.0 != actor.account {
            return Err(Refusal::NoSuchCase);
        }
        if task.state != TaskState::Open {
            return Err(Refusal::Denied(vec![Barrier::TaskEnded]));
        }
        let reason = text::line(reason);
        if to == TaskState::Dropped && reason.is_empty() {
            return Err(Refusal::Invalid(vec![(Field::Reason, Problem::Missing)]));
        }
        let at = stamp(now);
        let mut write = self.store.write()?;
        if !write.end_task(id, version, to, &reason, &at)? {
            // Somebody gave it away, or ended it, a moment ago.
            return Err(Refusal::NoSuchCase);
        }
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "task.end",
            before: object(json!({ "task": id.0, "state": task.state.word() })),
            after: object(json!({ "task": id.0, "state": to.word(), "reason": reason })),
        })?;
        write.commit()?;
        Ok(Answer::Ended(to))
    }

    /// Hands over: a word alone, or every open case and task; somebody on leave gets a stand-in.
    fn hand_over(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        handover: &Handover,
    ) -> Result<Answer, Refusal> {
        let Handover { to, everything, until, note } = handover;
        let (to, to_id) = self.colleague(to, now)?;
        if to == actor.account {
            return Err(Refusal::Denied(vec![Barrier::ToHimself]));
        }
        let takes = self.directory.actor(&to, &actor.system_user, day(now));
        let reads = takes.is_some_and(|takes| access::may_read_cases(&takes).is_empty());
        if *everything && !reads {
            return Err(Refusal::Denied(vec![Barrier::ReadsNoCase]));
        }
        let note = text::paragraphs(note);
        if note.is_empty() && !everything {
            return Err(Refusal::Invalid(vec![(Field::Note, Problem::Missing)]));
        }
        if until.is_some_and(|until| until < day(now)) {
            return Err(Refusal::Invalid(vec![(Field::Until, Problem::EndsBeforeItBegins)]));
        }
        let from_id = self.account_id(actor)?;
        let name = self.directory.person(&to).map(|p| p.name.clone()).unwrap_or_default();
        // A case goes where whoever has it in hand works: else his department would not see it.
        let unit = self.directory.person(&to).map(|p| p.unit.clone()).unwrap_or_default();
        let stand_ins = self.known("stand_ins")?;
        let at = stamp(now);
        let mut write = self.store.write()?;
        let (mut cases, mut tasks) = (Vec::new(), 0);
        if *everything {
            cases = write.in_hand(from_id)?;
            // What he is out of stays where it is.
            let his = self.directory.person(&to).map(|p| self.directory.names_of(p)).unwrap_or_default();
            let seen = Reach::All.except(his);
            let mut stays = Vec::new();
            for (case, _) in &cases {
                if !write.is_in_reach(&seen, *case)? {
                    stays.push(*case);
                }
            }
            cases.retain(|(case, _)| !stays.contains(case));
            for (case, _) in &cases {
                write.hand_over(*case, to_id)?;
                write.move_to_unit(*case, &unit)?;
                let line = |who: &str| object(json!({ "handler": who }));
                write.add_line(NewLine {
                    case: Some(*case),
                    actor,
                    at: &at,
                    what: "hand_over",
                    before: line(&actor.account),
                    after: line(&to),
                })?;
            }
            tasks = write.give_tasks(from_id, to_id)?;
        }
        if let Some(until) = until {
            let pairs = [
                ("absent", actor.account.as_str()),
                ("by", &to),
                ("from", &day(now).to_string()),
                ("until", &until.to_string()),
            ];
            let values: Values = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            put(
                &mut write,
                actor,
                &at,
                &Wanted { register: &stand_ins, before: None, values, ended: false },
            )?;
        }
        let row = TaskRow {
            kind: TaskKind::Handover,
            what: &note,
            owner: to_id,
            due: None,
            case: None,
            made_by: &actor.account,
            at: &at,
        };
        write.add_task(&row)?;
        write.add_line(NewLine {
            case: None,
            actor,
            at: &at,
            what: "handover",
            before: Map::new(),
            after: object(json!({ "to": to, "cases": cases.len(), "tasks": tasks })),
        })?;
        write.commit()?;
        self.refresh()?;
        Ok(Answer::HandedOver { to: name, cases: cases.len(), tasks })
    }

    /// Account and key of somebody who works here, by account or name.
    fn colleague(&self, typed: &str, now: DateTime<FixedOffset>) -> Result<(String, i64), Refusal> {
        let not_there = || Refusal::Invalid(vec![(Field::Owner, Problem::NotThere)]);
        let account = self.find("people", typed.trim())?.ok_or_else(not_there)?;
        let here = self.directory.person(&account).is_some_and(|person| person.is_here(day(now)));
        let found = self.store.account(&account)?.filter(|_| here).ok_or_else(not_there)?;
        Ok((found.name, found.id))
    }
}

/// The key under which a duty of a period is ended.
pub(super) fn duty_key(occurrence: &Occurrence, nth: u32, account: &str) -> DutyKey {
    let mut period = occurrence.period.word();
    if occurrence.times > 1 {
        period.push_str(&format!("#{nth}"));
    }
    if occurrence.each {
        period.push_str(&format!("@{account}"));
    }
    DutyKey { duty: occurrence.duty.clone(), period }
}

fn duty_task(occurrence: &Occurrence, nth: u32, actor: &Actor, now: DateTime<FixedOffset>) -> Task {
    Task {
        id: TaskId(0),
        version: 0,
        kind: TaskKind::Duty,
        // Records are Chinese, whatever the screen's language.
        what: occurrence.title.zh.clone(),
        owner: (actor.account.clone(), actor.name.clone()),
        due: Some(occurrence.due),
        case: None,
        state: TaskState::Open,
        made_by: String::new(),
        made_at: now,
        duty: Some(Duty {
            key: duty_key(occurrence, nth, &actor.account),
            title: Arc::clone(&occurrence.title),
            days: (occurrence.period.first, occurrence.period.last),
            nth: (nth, occurrence.times),
            role: occurrence.role,
            basis: Arc::clone(&occurrence.basis),
        }),
    }
}

pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
