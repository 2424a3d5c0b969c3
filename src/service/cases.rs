//! Reading cases: lists, one case, search. Lamps and dates are computed here, on every read.

use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::triage::Standing;
use super::{Service, allow, day, stamp};
use crate::api::Refusal;
use crate::api::cases::{Answer, CaseCard, CaseLine, Due, Request, Suggestion};
use crate::deadline::{Calendar, case_lamp, lamp, pending};
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::clock::{Certainty, next_due};
use crate::domain::content_class;
use crate::domain::id_number::IdNumber;
use crate::domain::masked::{self, Personal};
use crate::domain::page::Page;
use crate::domain::party::{IdKind, Party};
use crate::domain::petitioner::Petitioner;
use crate::domain::phone;
use crate::domain::problem::{Complaint, Field, Problem};
use crate::domain::queue::Key;
use crate::domain::receipt::Receipt;
use crate::domain::routing::{self, Matter};
use crate::domain::step::{Allowed, open_to};
use crate::domain::text;
use crate::store::{CaseDetail, Listed};

/// Most rows one request may ask for.
const ROWS_MAX: usize = 1_000;
/// Past cases shown beside a suggestion.
const NEAREST: usize = 3;
/// Most rows of a search: what a script may want at once.
const FOUND_MAX: usize = 100_000;

impl Service {
    pub(super) fn cases(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        request: Request,
    ) -> Result<Answer, Refusal> {
        let today = day(now);
        allow(access::may_read_cases(actor))?;
        match request {
            Request::List { queue, stretch, limit } => {
                let page = self.store.queue(&actor.reach, queue, today, stretch, limit.min(ROWS_MAX))?;
                let mut page = self.lines(actor, today, page);
                self.name_holders(actor, now, &mut page.rows);
                Ok(Answer::List(page))
            }
            Request::View { view, stretch, limit } => {
                let mut listing = self.view(actor, today, &view, stretch, limit.min(ROWS_MAX))?;
                self.name_holders(actor, now, &mut listing.page.rows);
                Ok(Answer::View(listing))
            }
            Request::Next { view, from } => self.next_case(actor, day(now), view.as_ref(), from),
            Request::Open(id) => {
                let detail = self.in_reach(actor, id)?;
                self.whole(actor, now, detail, Shown::Masked)
            }
            Request::AsOf { case, day } => Ok(Answer::Case(Box::new(self.as_of(actor, today, case, day)?))),
            Request::Paper { case, paper, wanted } => {
                let page = self.paper(actor, now, case, paper, &wanted)?;
                Ok(Answer::Paper(Box::new(page)))
            }
            Request::Reveal { case, reason } => {
                let detail = self.in_reach(actor, case)?;
                self.log_read(actor, now, Some(case), "reveal", &reason)?;
                self.whole(actor, now, detail, Shown::InFull)
            }
            Request::Since { case, seen } => {
                Ok(Answer::Since(Box::new(self.since(actor, today, case, seen)?)))
            }
            Request::Search { typed, limit } => {
                allow(access::may_search_people(actor))?;
                let page = self.store.search(
                    &actor.reach,
                    typed.reveal(),
                    &self.law.office.number_pattern,
                    limit.min(FOUND_MAX),
                )?;
                let mut page = self.lines(actor, today, page);
                self.name_holders(actor, now, &mut page.rows);
                Ok(Answer::Found(page))
            }
            Request::Explain(asked) => {
                let explained = self.explain(actor, today, &asked)?;
                Ok(Answer::Explained(Box::new(explained)))
            }
        }
    }

    /// A case for its page.
    fn whole(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        detail: CaseDetail,
        shown: Shown,
    ) -> Result<Answer, Refusal> {
        let today = day(now);
        let listed = detail.listed.clone();
        let mut card = self.card(actor, today, detail, shown)?;
        *card.story = self.story(&listed, &card, today, None)?;
        self.name_holder(actor, now, &mut card);
        Ok(Answer::Case(Box::new(card)))
    }

    /// The case of this number, as a key for further requests.
    ///
    /// # Errors
    /// [`Refusal::NoSuchCase`], also for cases this person may not see.
    pub fn case_by_number(&self, actor: &Actor, number: &str) -> Result<CaseId, Refusal> {
        allow(access::may_read_cases(actor))?;
        let id = self.store.case_by_number(number)?.ok_or(Refusal::NoSuchCase)?;
        self.in_reach(actor, id).map(|detail| detail.listed.case.id)
    }

    /// The case, if this person sees it; else the words are those for one that is not there.
    pub(super) fn in_reach(&self, actor: &Actor, id: CaseId) -> Result<CaseDetail, Refusal> {
        let detail = self.store.case(id)?.ok_or(Refusal::NoSuchCase)?;
        if actor.reach.holds(&detail.listed.case) { Ok(detail) } else { Err(Refusal::NoSuchCase) }
    }

    /// What the routing rules propose for a matter, with the nearest past cases of its class.
    fn suggestion(
        &self,
        actor: &Actor,
        today: NaiveDate,
        detail: &CaseDetail,
    ) -> Result<Option<Suggestion>, Refusal> {
        let case = &detail.listed.case;
        let address = detail.parties.first().map_or("", |party| party.person.address.reveal());
        let matter =
            Matter { class: case.category.as_deref(), title: &case.title, address, purpose: case.purpose };
        let Some(route) = routing::suggest(&self.directory.routes, matter) else { return Ok(None) };
        // 被反映的一方 is never proposed: the way leads one level up.
        let side = self.directory.accused_side(&case.accused, today);
        let to = self.past_the_accused(&route.to, &side);
        if to.is_empty() {
            return Ok(None);
        }
        let place_body = self.past_the_accused(&route.place_body, &side);
        let leader = if side.contains(&route.leader) { "" } else { &route.leader };
        let mut nearest = Vec::new();
        if let Some(class) = &case.category {
            for id in self.store.nearest_of_class(&actor.reach, class, case.id, NEAREST)? {
                if let Some(past) = self.store.case(id)? {
                    nearest.push((past.listed.case.number, past.listed.case.state));
                }
            }
        }
        Ok(Some(Suggestion {
            to: self.directory.body_name(&to, today),
            place_body: self.directory.body_name(&place_body, today),
            leader: self.directory.leader(leader).0,
            note: route.note.clone(),
            nearest,
        }))
    }

    /// What bars this person from reading cases.
    ///
    /// # Errors
    /// The barriers.
    pub fn may_read(&self, actor: &Actor) -> Result<(), Refusal> {
        allow(access::may_read_cases(actor))
    }

    /// Writes who read what and why; without it nothing is shown in full.
    ///
    /// # Errors
    /// What the store says, or a reason that says nothing.
    pub fn log_read(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        case: Option<CaseId>,
        what: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let reason = text::line(reason);
        if reason.is_empty() {
            return Err(Refusal::Invalid(vec![(Field::Reason, Problem::Missing)]));
        }
        let mut write = self.store.write()?;
        write.log_read(actor, case, what, &reason, &stamp(now))?;
        write.commit()?;
        Ok(())
    }

    pub(super) fn lines(&self, actor: &Actor, today: NaiveDate, page: Page<Listed>) -> Page<CaseLine> {
        let Page { rows, more_before, more_after, total } = page;
        let allowed = self.law.allowed(today);
        let rows = rows.into_iter().map(|row| self.line_by(actor, today, row, &allowed)).collect();
        Page { rows, more_before, more_after, total }
    }

    pub(super) fn line(&self, actor: &Actor, today: NaiveDate, row: Listed) -> CaseLine {
        self.line_by(actor, today, row, &self.law.allowed(today))
    }

    pub(super) fn line_by(
        &self,
        actor: &Actor,
        today: NaiveDate,
        row: Listed,
        allowed: &Allowed,
    ) -> CaseLine {
        let standing = self.standing_by(&row, today, allowed);
        let place = self.where_it_lies(&row, today);
        line(actor, row, &standing, &self.law.calendar, place)
    }

    /// 在哪里: the body that has it, else the unit it belongs to; the office itself has no name here.
    fn where_it_lies(&self, row: &Listed, today: NaiveDate) -> String {
        let body = row.life.body().filter(|body| body.reported.is_none() && row.case.state.is_open());
        let key = body.map_or(row.case.unit.as_str(), |body| body.body.as_str());
        self.directory.body_name(key, today)
    }

    pub(super) fn card(
        &self,
        actor: &Actor,
        today: NaiveDate,
        detail: CaseDetail,
        shown: Shown,
    ) -> Result<CaseCard, Refusal> {
        let suggestion =
            if detail.listed.case.state.is_open() { self.suggestion(actor, today, &detail)? } else { None };
        let triage = self.triage(actor, today, &detail)?;
        let answerable = self.directory.answerable(detail.listed.case.category.as_deref(), today);
        let links = self.linked(actor, detail.listed.case.id)?;
        let repeats = self.repeats(actor, detail.listed.case.id)?;
        let CaseDetail {
            listed,
            body,
            parties,
            materials,
            receipt,
            concerned,
            place,
            urgency,
            source_numbers,
            answer,
        } = detail;
        let standing = self.standing(&listed, today);
        let clocks = standing.clocks.clone();
        let waiting = pending(&self.law.rules, &self.law.facts(&listed, today), today, &clocks);
        let calendar = &self.law.calendar;
        let history = self.store.history(listed.case.id)?;
        let reads = self.store.reads(listed.case.id)?;
        let category = listed.case.category.as_ref().map(|code| {
            let path = content_class::by_code(code).map_or("", |class| class.path);
            (code.clone(), path.to_owned())
        });
        Ok(CaseCard {
            version: listed.case.version,
            held: None,
            purpose: listed.case.purpose,
            category,
            doubts: parties.iter().flat_map(|party| doubts(&party.person, today)).collect(),
            parties: parties
                .into_iter()
                .map(|Party { role, person }| Party { role, person: party(person, shown) })
                .collect(),
            materials,
            receipt: receipt.map(|receipt| shown_receipt(receipt, shown)),
            concerned,
            place: self.directory.place_name(&place, today),
            urgency,
            clocks: clocks.iter().map(|clock| (clock.clone(), lamp(calendar, clock, today))).collect(),
            waiting,
            tracks: self.law.titles_of(&listed.tracks),
            line: {
                let at = self.where_it_lies(&listed, today);
                line(actor, listed, &standing, calendar, at)
            },
            triage,
            body,
            source_numbers,
            answer,
            story: Box::default(),
            history,
            reads,
            revealed: shown == Shown::InFull,
            answerable,
            suggestion,
            links,
            repeats,
        })
    }
}

/// A receipt as this person may see it now.
fn shown_receipt(receipt: Receipt, shown: Shown) -> Receipt {
    match shown {
        Shown::InFull => receipt,
        Shown::Masked => Receipt { caller: Personal::new(masked::phone(receipt.caller.reveal())), ..receipt },
    }
}

/// Whether personal values leave the service in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Masked,
    InFull,
}

fn line(actor: &Actor, row: Listed, standing: &Standing, calendar: &Calendar, place: String) -> CaseLine {
    let menu = open_to(actor, &standing.ground(actor, &row))
        .into_iter()
        .map(|(step, barriers)| (step.name, barriers))
        .collect();
    let (clocks, today) = (&standing.clocks, standing.today);
    CaseLine {
        id: row.case.id,
        key: Key { order: row.order, id: row.case.id },
        due: next_due(clocks).map(|next| Due {
            clock: next.clock.clone(),
            title: Arc::clone(&next.title),
            day: next.due,
            may_move: next.certainty == Certainty::Unpublished,
        }),
        lamp: case_lamp(calendar, clocks, today),
        to_complete: standing.missing.clone(),
        number: row.case.number,
        source_number: row.source_number,
        title: row.case.title,
        state: row.case.state,
        channel: row.case.channel,
        received: row.case.received,
        people: row.case.people,
        name: row.name,
        handler: row.case.handler_name,
        place,
        holder: String::new(),
        excerpt: row.excerpt,
        menu,
    }
}

/// 待补 of a listed case.
pub(super) fn missing(row: &Listed) -> Vec<Field> {
    let address = if row.has_address { "known" } else { "" };
    crate::domain::case::to_complete(row.name.reveal(), address, row.case.category.as_deref())
}

pub(super) fn party(petitioner: Petitioner, shown: Shown) -> Petitioner {
    match shown {
        Shown::InFull => petitioner,
        Shown::Masked => Petitioner {
            id_number: Personal::new(masked::number(petitioner.id_number.reveal())),
            phone: Personal::new(masked::phone(petitioner.phone.reveal())),
            address: Personal::new(masked::address(petitioner.address.reveal())),
            ..petitioner
        },
    }
}

/// Numbers that were kept although they fail their check.
fn doubts(row: &Petitioner, today: NaiveDate) -> Vec<Complaint> {
    let mut found = Vec::new();
    let is_card = matches!(row.id_kind, None | Some(IdKind::Card));
    if is_card
        && !row.id_number.is_empty()
        && let Err(fault) = IdNumber::read(row.id_number.reveal(), today)
    {
        found.push((Field::IdNumber, Problem::IdNumber(fault)));
    }
    if !row.phone.is_empty()
        && let Err(problem) = phone::read(row.phone.reveal())
    {
        found.push((Field::Phone, problem));
    }
    found
}
