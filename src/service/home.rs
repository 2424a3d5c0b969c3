//! 首页: what needs somebody today, by role; the figures of the morning.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};

use super::listing::queues_of;
use super::{Service, allow, day};
use crate::api::Refusal;
use crate::api::home::{
    Accepted, Answer, Counted, DayAhead, InUse, Line, Nearest, News, Request, Sitting, Strip, Today,
};
use crate::deadline::DayKind;
use crate::deadline::rule::Rule;
use crate::domain::access;
use crate::domain::actor::{Actor, Role};
use crate::domain::page::Total;
use crate::domain::queue::{Queue, Stretch};
use crate::domain::task::TaskKind;

/// 待签: so many are counted on home, which every log-in waits for; the list itself goes further.
const COUNTED: usize = 99;
/// Who can mend it that nobody may decide something.
const TOLD_OF_GAPS: &[Role] = &[Role::Administrator, Role::Dispatcher, Role::MainLeader];
/// News that home shows; the rest is counted.
const NEWS: usize = 14;
/// Weeks ahead for which days off are shown.
const WEEKS_AHEAD: u64 = 4;

impl Service {
    pub(super) fn home(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        request: Request,
    ) -> Result<Answer, Refusal> {
        allow(access::may_enter(actor))?;
        match request {
            Request::Today => Ok(Answer::Today(Box::new(self.today(actor, now)?))),
            Request::Strip => {
                allow(access::may_read_cases(actor))?;
                Ok(Answer::Strip(Box::new(self.strip(actor, now)?)))
            }
            Request::Law => Ok(Answer::Law(self.accepted()?)),
        }
    }

    fn today(&mut self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Today, Refusal> {
        let reads = access::may_read_cases(actor).is_empty();
        let mut lines = Vec::new();
        if reads {
            for queue in queues_of(actor) {
                // What waits for his own word has a list of its own, once.
                if !matches!(queue, Queue::ToApprove | Queue::ToAudit) {
                    lines.push(self.queue_line(actor, now, queue)?);
                } else if lines.iter().all(|line: &Line| line.what != Counted::Sign) {
                    lines.push(self.sign_line(actor, now)?);
                }
            }
        }
        let mut tasks = self.visible_tasks(actor, now)?;
        let handovers = tasks.extract_if(.., |task| task.kind == TaskKind::Handover).collect();
        lines.push(Line {
            what: Counted::Tasks,
            count: Total::Exactly(tasks.len()),
            nearest: tasks.into_iter().next().map(|task| Nearest::Task(Box::new(task))),
        });
        let sponsored = if reads { self.sponsored(actor, day(now))? } else { Vec::new() };
        if !sponsored.is_empty() {
            let count = Total::Exactly(sponsored.len());
            let nearest = sponsored.into_iter().next().map(|(line, _)| Nearest::Case(Box::new(line)));
            lines.push(Line { what: Counted::Sponsored, count, nearest });
        }
        let proposals = if actor.is_any(&[Role::MainLeader]) { self.rule_proposals()? } else { 0 };
        if proposals > 0 {
            lines.push(Line { what: Counted::Rules, count: Total::Exactly(proposals), nearest: None });
        }
        if actor.is_any(&[Role::Administrator]) {
            let mut without =
                if self.law.office.practice { Vec::new() } else { self.store.without_password()? };
            without.retain(|account| self.directory.person(account).is_some_and(|p| p.is_here(day(now))));
            let count = Total::Exactly(without.len());
            lines.push(Line { what: Counted::NoPassword, count, nearest: None });
            let known = self.law.calendar.years().any(|year| year.year == day(now).year() + 1);
            lines.push(Line {
                what: Counted::NextYear,
                count: Total::Exactly(usize::from(!known)),
                nearest: None,
            });
        }
        let gaps = if actor.is_any(TOLD_OF_GAPS) { self.gaps(day(now)) } else { Vec::new() };
        if !gaps.is_empty() {
            let count = Total::Exactly(gaps.len());
            lines.push(Line { what: Counted::Gaps, count, nearest: None });
        }
        // Where they cannot be read, home is read all the same.
        let drafts = self.my_drafts(&actor.account, "", now).unwrap_or_default();
        if !drafts.is_empty() {
            let count = Total::Exactly(drafts.len());
            let nearest = drafts.into_iter().next().map(|draft| Nearest::Draft(Box::new(draft)));
            lines.push(Line { what: Counted::Drafts, count, nearest });
        }
        let (news, news_total) = if reads { self.news(actor)? } else { (Vec::new(), 0) };
        Ok(Today {
            lines,
            sittings: if reads { self.sittings(actor, day(now))? } else { Vec::new() },
            news,
            news_total: Total::Exactly(news_total),
            ahead: self.ahead(day(now)),
            gaps,
            handovers,
            waiting: if access::may_guide_visitors(actor).is_empty() {
                Some(self.tickets(actor, now)?)
            } else {
                None
            },
            office: self.law.office.name.clone(),
            first_day: reads && self.store.ids_after(crate::domain::case::CaseId(0), 1)?.is_empty(),
        })
    }

    fn queue_line(&self, actor: &Actor, now: DateTime<FixedOffset>, queue: Queue) -> Result<Line, Refusal> {
        let page = self.store.queue(&actor.reach, queue, day(now), Stretch::First, 1)?;
        let count = page.total;
        let first = page.rows.into_iter().next().map(|row| self.line(actor, day(now), row));
        Ok(Line {
            what: Counted::Cases(queue),
            count,
            nearest: first.map(|line| Nearest::Case(Box::new(line))),
        })
    }

    /// 待签
    fn sign_line(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Line, Refusal> {
        let papers = self.to_sign(actor, day(now), COUNTED)?;
        let rows = papers.rows.len();
        let count = if papers.more { Total::MoreThan(rows) } else { Total::Exactly(rows) };
        let first = papers.rows.into_iter().next();
        let nearest = first.map(|paper| Nearest::Case(Box::new(paper.line)));
        Ok(Line { what: Counted::Sign, count, nearest })
    }

    fn news(&self, actor: &Actor) -> Result<(Vec<News>, usize), Refusal> {
        let Some(since) = self.seen_before.get(&actor.account) else { return Ok((Vec::new(), 0)) };
        let (rows, count) = self.store.news(&actor.reach, &actor.account, *since, NEWS)?;
        let news = rows
            .into_iter()
            .map(|row| News {
                at: row.at,
                who: row.who,
                what: row.what,
                case: row.case,
                number: row.number,
                title: row.title,
            })
            .collect();
        Ok((news, count))
    }

    /// The reception days from this week's Monday to its Sunday.
    fn sittings(&self, actor: &Actor, today: NaiveDate) -> Result<Vec<Sitting>, Refusal> {
        let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
        let sunday = monday + Days::new(6);
        let mut sittings = Vec::new();
        for row in self.store.rows("reception_days")?.iter().filter(|row| !row.ended) {
            let Ok(day) = row.value("date").parse::<NaiveDate>() else { continue };
            if !(monday..=sunday).contains(&day) {
                continue;
            }
            let (leader, account) = self.directory.leader(row.value("leader"));
            sittings.push(Sitting {
                day,
                time: row.value("time").to_owned(),
                leader,
                place: row.value("place").to_owned(),
                with: row.value("with").to_owned(),
                state: row.value("state").to_owned(),
                mine: !account.is_empty() && account == actor.account,
            });
        }
        sittings.sort_by(|a, b| (a.day, &a.time).cmp(&(b.day, &b.time)));
        Ok(sittings)
    }

    /// Holidays and make-up days of the next weeks, each holiday as one stretch.
    fn ahead(&self, today: NaiveDate) -> Vec<DayAhead> {
        let calendar = &self.law.calendar;
        let mut found: Vec<DayAhead> = Vec::new();
        for day in today.iter_days().take(usize::try_from(WEEKS_AHEAD * 7).unwrap_or(28)) {
            // What an earlier stretch reaches to is told already.
            if found.last().is_some_and(|last| day <= last.until) {
                continue;
            }
            match calendar.kind(day) {
                DayKind::MakeUp(name) => found.push(DayAhead { from: day, until: day, name, worked: true }),
                DayKind::Holiday(name) => {
                    // The weekend before and after belongs to it.
                    let off = |day: &NaiveDate| !calendar.is_working(*day);
                    let before = std::iter::successors(day.pred_opt(), |day| day.pred_opt());
                    let from = before.take_while(off).last().unwrap_or(day);
                    let until = day.iter_days().take_while(off).last().unwrap_or(day);
                    found.push(DayAhead { from: from.max(today), until, name, worked: false });
                }
                DayKind::Working | DayKind::Weekend => {}
            }
        }
        found
    }

    /// Rules and calendars in force, rule sets first, the newest year on top.
    fn accepted(&self) -> Result<Vec<Accepted>, Refusal> {
        let mut found: Vec<Accepted> = self
            .store
            .acceptances()?
            .into_iter()
            .map(|law| {
                let year = law.name.parse::<i32>().ok().filter(|_| law.version == 0);
                let year = year.and_then(|year| self.law.calendar.years().find(|known| known.year == year));
                Accepted {
                    days: year.map(|year| (year.off.len(), year.work.len())),
                    rules: self.in_use(&law.name, law.version),
                    on: law.at.get(..10).unwrap_or(&law.at).to_owned(),
                    name: law.name,
                    version: law.version,
                    by: law.by,
                }
            })
            .collect();
        found.sort_by(|a, b| (a.version == 0, &b.name).cmp(&(b.version == 0, &a.name)));
        Ok(found)
    }

    fn in_use(&self, name: &str, version: i64) -> Option<InUse> {
        let uses = self.law.rules.uses();
        let used =
            uses.iter().rfind(|used| used.set.name == name && i64::from(used.set.version) == version)?;
        let set = &used.set;
        Some(InUse {
            kind: set.kind,
            document: (set.document.clone(), set.document_en.clone()),
            from: used.from,
            until: used.until,
            clocks: set.clocks.iter().map(Rule::line).collect(),
        })
    }

    fn strip(&self, actor: &Actor, now: DateTime<FixedOffset>) -> Result<Strip, Refusal> {
        let today = day(now);
        let reach = &actor.reach;
        let yesterday = self.law.calendar.roll_back(today - Days::new(1)).unwrap_or(today);
        let tomorrow = today + Days::new(1);
        let count = |queue| -> Result<i64, Refusal> { Ok(self.store.exact(reach, queue, today)?) };
        let open = self.store.open_cases(reach)?;
        let registered_today = self.store.registered_between(reach, today, tomorrow)?;
        let closed_today = self.store.closed_between(reach, today, tomorrow)?;
        let registered = self.store.registered_between(reach, yesterday, today)?;
        let closed = self.store.closed_between(reach, yesterday, today)?;
        let due_today = count(Queue::DueToday)?;
        let open_this_morning = open - registered_today + closed_today;
        Ok(Strip {
            yesterday,
            open_before: open_this_morning - registered + closed,
            registered,
            closed,
            open_this_morning,
            registered_today,
            closed_today,
            open,
            overdue: count(Queue::Overdue)?,
            due_today,
            due_soon: count(Queue::Coming)?,
            later: count(Queue::Later)?,
        })
    }
}
