//! Reading every case in turn for an export, a few hundred at a time.

use chrono::{DateTime, FixedOffset};

use super::cases::Shown;
use super::{Service, allow, day};
use crate::api::Refusal;
use crate::api::cases::CaseCard;
use crate::domain::access;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::store::CaseDetail;

/// Cases read at once.
const BATCH: usize = 200;

impl Service {
    /// Hands every case to `each`, oldest first. With a reason, personal values are in full and
    /// the read log gets its line before the first of them leaves.
    ///
    /// # Errors
    /// What bars the actor, what the store says, or what `each` says.
    pub fn export(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        reveal: Option<&str>,
        mut each: impl FnMut(CaseCard) -> Result<(), Refusal>,
    ) -> Result<u64, Refusal> {
        allow(access::may_read_cases(actor))?;
        let shown = match reveal {
            Some(reason) => {
                self.log_read(actor, now, None, "export", reason)?;
                Shown::InFull
            }
            None => Shown::Masked,
        };
        let mut last = CaseId(0);
        let mut count = 0;
        loop {
            let ids = self.store.ids_after(last, BATCH)?;
            let Some(&newest) = ids.last() else {
                return Ok(count);
            };
            for id in ids {
                let detail = self.store.case(id)?;
                let mine = |d: &CaseDetail| actor.reach.holds(&d.listed.case);
                if let Some(detail) = detail.filter(mine) {
                    each(self.card(actor, day(now), detail, shown)?)?;
                    count += 1;
                }
            }
            last = newest;
        }
    }
}
