//! 甄别 in the invented year: some matters go other ways than an answer on the spot, and some wait.

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::json;

use super::{Past, What};
use crate::api::Refusal;
use crate::domain::case::{CaseId, State};
use crate::domain::step::{self, Filled, Given, Part, Step};
use crate::service::law::Law;
use crate::service::steps::{Taken, write_down};
use crate::service::triage::Aftermath;
use crate::service::{day, stamp};
use crate::store::{Advance, NewTaken, Write};

/// Minutes after which a leader has decided.
const DECIDES: i64 = 25;

/// A step of the year, by the word of its step.
pub(super) struct Way {
    pub(super) case: CaseId,
    pub(super) version: i64,
    pub(super) by: usize,
    pub(super) step: &'static str,
    /// It is only proposed, and waits or is agreed to later.
    pub(super) proposes: bool,
    /// Who proposed it, where this is the agreement.
    pub(super) proposed_by: Option<usize>,
}

impl Past<'_> {
    /// Of what is settled every tenth goes another way than an answer; answers whether this does.
    pub(super) fn goes_another_way(
        &mut self,
        at: DateTime<FixedOffset>,
        case: CaseId,
        version: i64,
        by: usize,
    ) -> bool {
        let step = match self.filed % 40 {
            7 => "redirect",
            17 => "refuse",
            27 => "divert",
            37 => "close_to_repeat",
            _ => return false,
        };
        let proposes = step::by_name(step).is_some_and(|step| !step.decides.is_empty());
        self.foresee(at, What::Way(Way { case, version, by, step, proposes, proposed_by: None }));
        if proposes {
            let leader = self.seat("ji");
            let agrees =
                Way { case, version: version + 1, by: leader, step, proposes: false, proposed_by: Some(by) };
            self.foresee(at + TimeDelta::minutes(DECIDES), What::Way(agrees));
        }
        true
    }

    /// Of what is open some lies with a leader, and some was looked at.
    pub(super) fn is_looked_at(&mut self, at: DateTime<FixedOffset>, case: CaseId, by: usize) {
        let moment = at + TimeDelta::minutes(DECIDES);
        if moment >= self.year.last_shift_ends() {
            return;
        }
        self.left_open += 1;
        let (step, proposes) = match self.left_open % 8 {
            2 => ("report", false),
            4 => ("assess", false),
            6 => ("refuse", true),
            _ => return,
        };
        self.foresee(moment, What::Way(Way { case, version: 1, by, step, proposes, proposed_by: None }));
    }

    /// Writes such a step down.
    pub(super) fn goes(
        &mut self,
        write: &mut Write<'_>,
        law: &Law,
        at: DateTime<FixedOffset>,
        way: &Way,
    ) -> Result<(), Refusal> {
        let Way { case, version, by, step, proposes, proposed_by } = *way;
        let Some(step) = step::by_name(step) else { return Ok(()) };
        let (at_text, given) = (stamp(at), told(step));
        let seat = &self.seats[by];
        let new = NewTaken {
            case,
            step: step.name,
            day: day(at),
            given: &given,
            at: &at_text,
            account: &seat.actor.account,
            was: ("", "", ""),
        };
        if proposes {
            write.touch(case, version)?;
            write.propose_step(&new)?;
            return self.line(
                write,
                by,
                &at_text,
                Some(case),
                "propose",
                (json!({}), json!({ "step": step.name })),
            );
        }
        let due = write.due_of(case)?;
        let to = step.leads_to(State::Registered);
        let next = if to.is_open() { due } else { None };
        write.advance(case, version, &Advance::plain(to, next, law.version))?;
        write.agree_waiting(case, &at_text, &seat.actor.account)?;
        let proposer = proposed_by.map(|by| self.seats[by].actor.name.clone());
        let taken = Taken {
            case,
            step,
            from: State::Registered,
            was: ("", ""),
            day: day(at),
            at: &at_text,
            account: seat.id,
            by: proposer.as_deref(),
            for_whom: None,
            aftermath: &Aftermath::default(),
            track: None,
        };
        write_down(write, &seat.actor, &taken, &Given::Filled(given))?;
        Ok(())
    }
}

/// What is brought to a step, the same each time.
fn told(step: &Step) -> Filled {
    let values: &[(Part, &str)] = match step.name {
        "redirect" => &[
            (Part::Body, "zhujian"),
            (Part::How, "spoken"),
            (Part::Told, "这件事归县住建局管，已告知窗口和电话。"),
        ],
        "refuse" => &[
            (Part::Reason, "not_ours"),
            (Part::Body, "renshe"),
            (Part::How, "post"),
            (Part::Told, "不属本局职权，请向县人社局提出。"),
        ],
        "divert" => &[
            (Part::Way, "article_31_4"),
            (Part::Body, "xianfu"),
            (Part::How, "post"),
            (Part::Told, "可以依法申请行政复议，期限写在告知书上。"),
        ],
        "close_to_repeat" => &[
            (Part::Earlier, "云复字〔2025〕8号"),
            (Part::EndedBy, "reexamination"),
            (Part::EndedOn, "2025-06-30"),
            (Part::Same, "yes"),
            (Part::NewFacts, "no"),
            (Part::CarriedOut, "yes"),
            (Part::How, "post"),
        ],
        "report" => &[(Part::Leader, "qin"), (Part::Told, "涉及面广，报请批示。")],
        "assess" => &[(Part::Verdict, "undecided"), (Part::Cause, "legacy")],
        _ => &[],
    };
    Filled::of(values.iter().map(|(part, value)| (*part, (*value).to_owned())))
}
