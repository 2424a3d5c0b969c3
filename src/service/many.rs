//! 同办: one step with several cases. Each is a transaction of its own: what is in the way of one
//! stops no other.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::steps::widely;
use super::{Service, Told, allow, changed, day};
use crate::api::steps::{Answer, MANY, ManyForm, ManyRow};
use crate::api::{self, Refusal};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::problem::Barrier;
use crate::domain::routing::{self, Matter};
use crate::domain::step::{self, Filled, Given, Kind, Step};
use crate::store::CaseDetail;

impl Service {
    /// Takes the step with each, in the order given, and tells what became of each.
    pub(super) fn take_many(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        name: &'static str,
        rows: Vec<(CaseId, i64, Given)>,
    ) -> Told {
        let step = step::by_name(name).ok_or(Refusal::NoSuchCase)?;
        allow((step.who)(actor))?;
        few_enough(rows.len())?;
        let mut told = Vec::with_capacity(rows.len());
        let mut moved = Vec::new();
        for (case, version, given) in rows {
            let result = match self.take(actor, now, case, version, name, &given) {
                Ok((api::Answer::Steps(answer), _)) => {
                    moved.push(case);
                    Ok(answer)
                }
                Ok(_) => Err(Refusal::NoSuchCase),
                // Where nothing can be written any more the rest would only wait in vain.
                Err(trouble @ Refusal::Trouble { .. }) if moved.is_empty() => return Err(trouble),
                Err(refused) => Err(refused),
            };
            told.push((case, result));
        }
        let change = match (moved.as_slice(), step.decides.is_empty()) {
            ([], _) => None,
            ([one], true) => changed(*one),
            _ => widely(),
        };
        Ok((api::Answer::Steps(Answer::Many(told)), change))
    }

    /// The table of a step with several cases. A case that is not there, or that the step cannot be
    /// taken with, is told with its reason.
    pub(super) fn many_form(
        &self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        name: &'static str,
        cases: &[CaseId],
    ) -> Result<ManyForm, Refusal> {
        let step = step::by_name(name).ok_or(Refusal::NoSuchCase)?;
        allow((step.who)(actor))?;
        few_enough(cases.len())?;
        let mut form = ManyForm { step: step.name, offers: Vec::new(), rows: Vec::new() };
        for id in cases {
            let row = match self.step_form(actor, now, *id, step.name) {
                Ok(one) => {
                    let detail = self.in_reach(actor, *id)?;
                    let mut start = one.start;
                    self.propose_route(step, day(now), &detail, &mut start, &one.offers);
                    form.offers = one.offers;
                    let (number, title, version) = (one.number, one.title, one.version);
                    ManyRow { case: *id, number, title, version, start, refused: None }
                }
                Err(trouble @ Refusal::Trouble { .. }) => return Err(trouble),
                Err(refused) => {
                    let case = self.in_reach(actor, *id).map(|detail| detail.listed.case).ok();
                    let (number, title, version) =
                        case.map(|case| (case.number, case.title, case.version)).unwrap_or_default();
                    let (start, refused) = (Filled::default(), Some(refused));
                    ManyRow { case: *id, number, title, version, start, refused }
                }
            };
            form.rows.push(row);
        }
        Ok(form)
    }

    /// Where the routing rules say whose matter it is, that stands there until it is typed over.
    pub(super) fn propose_route(
        &self,
        step: &Step,
        today: NaiveDate,
        detail: &CaseDetail,
        start: &mut Filled,
        offers: &[(step::Part, Vec<(String, String)>)],
    ) {
        let case = &detail.listed.case;
        let address = detail.parties.first().map_or("", |party| party.person.address.reveal());
        let matter =
            Matter { class: case.category.as_deref(), title: &case.title, address, purpose: case.purpose };
        let Some(route) = routing::suggest(&self.directory.routes, matter) else { return };
        let side = self.directory.accused_side(&case.accused, today);
        let to = self.past_the_accused(&route.to, &side);
        let places =
            step.parts.iter().filter(|asked| matches!(asked.kind, Kind::Body | Kind::To | Kind::Unit));
        for asked in places {
            let offered = offers.iter().find(|(part, _)| *part == asked.part);
            let known = offered.is_some_and(|(_, offers)| offers.iter().any(|(key, _)| *key == to));
            if known && start.get(asked.part).is_empty() {
                start.set(asked.part, &to);
            }
        }
    }
}

pub(super) fn few_enough(cases: usize) -> Result<(), Refusal> {
    allow(if cases > MANY { vec![Barrier::TooMany { max: MANY }] } else { Vec::new() })
}
