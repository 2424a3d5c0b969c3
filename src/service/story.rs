//! 经过: what has become of a case, for its page; today, or as it stood on a day gone by.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::Service;
use super::cases::Shown;
use crate::api::Refusal;
use crate::api::cases::CaseCard;
use crate::api::steps::Triage;
use crate::api::story::{AsOf, Event, Hand, Happened, PaperLine, Promise, Story};
use crate::domain::actor::Actor;
use crate::domain::case::{CaseId, State};
use crate::domain::life::Life;
use crate::domain::problem::Barrier;
use crate::domain::step;
use crate::domain::task::{Task, TaskKind};
use crate::store::{CaseDetail, Listed, TakenRow};

impl Service {
    /// What has become of a case; with a day, told at its end.
    pub(super) fn story(
        &self,
        listed: &Listed,
        card: &CaseCard,
        today: NaiveDate,
        as_of: Option<AsOf>,
    ) -> Result<Story, Refusal> {
        let case = &listed.case;
        let (id, life) = (case.id, &listed.life);
        let told_on = as_of.map_or(today, |past| past.day);
        let taken = self.store.taken(id)?;
        let proposal = self.store.proposal_about(id)?;
        let papers = self.papers(id, &taken, told_on)?;
        let mut events = Vec::new();
        for line in &card.history {
            let fields = self.brought(line, &taken, proposal.as_ref(), today)?;
            let made = taken.iter().rfind(|row| row.step == line.what && at_once(row, line.at));
            events.push(Event {
                at: line.at,
                who: line.who.clone(),
                what: Happened::Line(line.clone(), fields),
            });
            // A paper stands above the step that made it.
            for (_, paper) in papers.iter().filter(|(of, _)| made.is_some_and(|row| row.ordinal == *of)) {
                events.push(Event {
                    at: line.at,
                    who: line.who.clone(),
                    what: Happened::Paper(paper.clone()),
                });
            }
        }
        for read in &card.reads {
            events.push(Event {
                at: read.at,
                who: read.who.clone(),
                what: Happened::Read(read.reason.clone()),
            });
        }
        // Those of one instant stay in the order in which they were put down.
        events.sort_by_key(|event| event.at);
        events.reverse();
        let shown = |name: &str| {
            if name.is_empty() { String::new() } else { self.directory.body_name(name, told_on) }
        };
        let name_of = |account: &str| {
            let person = self.directory.person(account);
            person.map_or_else(|| account.to_owned(), |person| person.name.clone())
        };
        let open = case.state.is_open();
        let ended =
            life.taken.iter().rev().find(|taken| step::by_name(&taken.step).is_some_and(|s| s.closes()));
        let until = if open { told_on } else { ended.map_or(told_on, |taken| taken.day) };
        let hands = life.hands(case.received.day, until);
        let count = hands.len();
        let hands = hands.into_iter().enumerate().map(|(at, (body, from, to))| Hand {
            name: shown(&body),
            days: (to - from).num_days().max(0),
            still: open && at + 1 == count,
        });
        let mut proceedings = life.proceedings.clone();
        for proceeding in &mut proceedings {
            proceeding.body = shown(&proceeding.body);
        }
        Ok(Story {
            as_of,
            earlier: stops(listed).into_iter().rfind(|stop| *stop < told_on),
            hands: hands.collect(),
            returns: life.returns(),
            demands: life.demands.clone(),
            proceedings,
            promises: self.promises(id, told_on, as_of)?,
            extensions: {
                let mut granted = life.extensions.clone();
                granted.iter_mut().for_each(|(_, more)| more.approver = name_of(&more.approver));
                granted
            },
            renewals: life.taken.iter().filter(|taken| taken.step == "renew").count(),
            papers: papers.into_iter().map(|(_, paper)| paper).collect(),
            events,
        })
    }

    /// The case as it stood at the end of a day gone by. Nothing can be done there.
    pub(super) fn as_of(
        &self,
        actor: &Actor,
        today: NaiveDate,
        case: CaseId,
        day: NaiveDate,
    ) -> Result<CaseCard, Refusal> {
        let detail = self.in_reach(actor, case)?;
        let stops = stops(&detail.listed);
        // Before it was received there is nothing to look at, and tomorrow is not known.
        let day = day.clamp(detail.listed.case.received.day.min(today), today);
        let later = stops.into_iter().find(|stop| *stop > day).filter(|stop| *stop < today);
        let rows = self.store.taken(case)?;
        let detail = self.back_to(detail, &rows, day);
        let listed = detail.listed.clone();
        let mut card = self.card(actor, day, detail, Shown::Masked)?;
        card.history.retain(|line| line.at.date_naive() <= day);
        card.reads.retain(|read| read.at.date_naive() <= day);
        if !listed.life.has_taken("answer_on_spot") {
            card.answer = None;
        }
        card.triage = self.triage_then(&listed, &rows, day)?;
        // What was found since is not of that day.
        (card.suggestion, card.repeats) = (None, 0);
        card.answerable.clear();
        card.links.clear();
        for (_, barriers) in &mut card.line.menu {
            *barriers = vec![Barrier::LooksBack { day }];
        }
        *card.story = self.story(&listed, &card, today, Some(AsOf { day, later }))?;
        Ok(card)
    }

    /// The case without what was done after this day.
    fn back_to(&self, mut detail: CaseDetail, rows: &[TakenRow], day: NaiveDate) -> CaseDetail {
        let listed = &mut detail.listed;
        let taken = std::mem::take(&mut listed.life.taken);
        let laws = std::mem::take(&mut listed.step_laws);
        // A step of which no version was kept goes by the rules of today, as always.
        let noted = laws.iter().copied().map(Some).chain(std::iter::repeat(None));
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        for (step, law) in taken.into_iter().zip(noted) {
            if step.day <= day { kept.push((step, law)) } else { gone.push(step) }
        }
        listed.step_laws = kept.iter().filter_map(|(_, law)| *law).collect();
        let kept: Vec<_> = kept.into_iter().map(|(step, _)| step).collect();
        for step in gone.iter().rev() {
            let track = step::by_name(&step.step).and_then(|step| self.track_of(step, day));
            if let Some((track, on)) = track {
                listed.tracks.retain(|known| *known != track);
                if !on {
                    listed.tracks.push(track);
                }
            }
        }
        listed.life = Life::of(&kept);
        listed.waits = None;
        if !listed.life.has_taken("assess") {
            listed.verdict = None;
        }
        let first = gone.first().and_then(|step| rows.iter().find(|row| row.ordinal == step.ordinal));
        if let Some(row) = first {
            // What was taken before this was kept says nothing of who had it.
            match State::from_word(&row.was_state) {
                Some(was) => {
                    let person = self.directory.person(&row.was_handler);
                    listed.case.state = was;
                    listed.case.handler_name = person.map(|person| person.name.clone()).unwrap_or_default();
                    listed.case.handler.clone_from(&row.was_handler);
                    listed.case.unit.clone_from(&row.was_unit);
                }
                None => listed.case.state = listed.life.state(),
            }
        }
        detail
    }

    /// 甄别 as far as it had come.
    fn triage_then(&self, listed: &Listed, rows: &[TakenRow], day: NaiveDate) -> Result<Triage, Refusal> {
        let mut triage = Triage::default();
        let kept = |row: &&TakenRow| listed.life.taken.iter().any(|taken| taken.ordinal == row.ordinal);
        for row in rows.iter().filter(kept) {
            let fields = self.readable(&row.step, &row.given, day)?;
            match row.step.as_str() {
                "answer_on_spot" => {}
                "assess" => triage.assessment = fields,
                _ => triage.brought.push((row.step.clone(), fields)),
            }
        }
        Ok(triage)
    }

    /// 承诺: what was promised and is not done yet.
    fn promises(&self, id: CaseId, on: NaiveDate, as_of: Option<AsOf>) -> Result<Vec<Promise>, Refusal> {
        let tasks = self.store.tasks_of_case(id)?;
        let then = |task: &Task| as_of.is_none() || task.made_at.date_naive() <= on;
        let promised = tasks.into_iter().filter(|task| task.kind == TaskKind::Promise && then(task));
        Ok(promised
            .map(|task| Promise {
                lamp: task.lamp(on),
                due: task.due,
                by: (task.made_by, task.made_at.date_naive()),
                what: task.what,
            })
            .collect())
    }

    /// The papers made up to a day, void ones among them, each with its step.
    fn papers(
        &self,
        id: CaseId,
        taken: &[TakenRow],
        day: NaiveDate,
    ) -> Result<Vec<(i64, PaperLine)>, Refusal> {
        let mut papers = Vec::new();
        for paper in self.store.papers(id)? {
            let made = taken.iter().find(|row| row.ordinal == paper.ordinal && row.day <= day);
            papers.extend(made.map(|row| {
                let (id, kind, number, void) = (paper.id, paper.kind, paper.number, paper.void);
                (paper.ordinal, PaperLine { id, kind, number, day: row.day, void })
            }));
        }
        Ok(papers)
    }
}

/// Days at whose end the case stood otherwise than the day after: the day before each step.
fn stops(listed: &Listed) -> Vec<NaiveDate> {
    let first = listed.case.received.day;
    let days = listed.life.taken.iter().filter_map(|taken| taken.day.checked_sub_signed(TimeDelta::days(1)));
    let mut stops: Vec<NaiveDate> = days.filter(|day| *day >= first).collect();
    stops.sort();
    stops.dedup();
    stops
}

/// Was this step written down at this instant?
fn at_once(row: &TakenRow, at: DateTime<FixedOffset>) -> bool {
    DateTime::parse_from_rfc3339(&row.at).is_ok_and(|then| then == at)
}
