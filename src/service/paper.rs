//! 文书: a paper that was made, put together again from the facts of its step.

use chrono::{DateTime, FixedOffset};

use super::cases::{Shown, party};
use super::{Service, day};
use crate::api::Refusal;
use crate::api::story::{PaperLine, PaperText, Wanted};
use crate::document::{self, Facts};
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::life::Life;
use crate::domain::masked::{self, Personal};
use crate::domain::paper::{Paper, PaperKind};
use crate::domain::party::Party;
use crate::domain::step::Part;
use crate::store::TakenRow;

impl Service {
    /// A paper in plain text; with a reason in full, on the record.
    pub(super) fn paper(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        id: CaseId,
        paper: i64,
        wanted: &Wanted,
    ) -> Result<PaperText, Refusal> {
        let detail = self.in_reach(actor, id)?;
        let papers = self.store.papers(id)?;
        let taken = self.store.taken(id)?;
        let found = papers.iter().find(|known| known.id == paper);
        let made = found.and_then(|found| taken.iter().find(|row| row.ordinal == found.ordinal));
        let (Some(found), Some(made)) = (found, made) else { return Err(Refusal::NoSuchCase) };
        if let Wanted::InFull(reason) = wanted {
            self.log_read(actor, now, Some(id), "paper", reason)?;
        }
        let case = &detail.listed.case;
        let petitioner = detail.parties.into_iter().next().map(|row| shown(row, wanted));
        let fields = self.fields_of(found, made, &taken, now)?;
        // A paper answers what had been answered when it was made.
        let until: Vec<_> =
            detail.listed.life.taken.iter().filter(|step| step.ordinal <= made.ordinal).cloned().collect();
        let demands = match found.kind {
            PaperKind::Opinion => Life::of(&until).demands,
            _ => Vec::new(),
        };
        let lines = document::lines(&Facts {
            office: &self.law.office.name,
            kind: found.kind,
            number: &found.number,
            day: made.day,
            is_void: found.void,
            case: &case.number,
            title: &case.title,
            received: case.received.day,
            petitioner: petitioner.as_ref(),
            fields: &fields,
            demands: &demands,
            about: &about(found, made, &papers),
        });
        Ok(PaperText {
            paper: PaperLine {
                id: found.id,
                kind: found.kind,
                number: found.number.clone(),
                day: made.day,
                void: found.void,
            },
            case: case.number.clone(),
            title: document::title(found.kind),
            lines,
        })
    }

    /// What was filled in for the step that made it; the opinion has the text of its draft.
    fn fields_of(
        &self,
        paper: &Paper,
        made: &TakenRow,
        taken: &[TakenRow],
        now: DateTime<FixedOffset>,
    ) -> Result<Vec<(Part, String)>, Refusal> {
        let today = day(now);
        let mut fields = self.readable(&made.step, &made.given, today)?;
        let before = |row: &&TakenRow| row.step == "draft" && !row.undone && row.ordinal < made.ordinal;
        if paper.kind == PaperKind::Opinion
            && let Some(draft) = taken.iter().rfind(before)
        {
            let written = self.readable(&draft.step, &draft.given, today)?.into_iter();
            let of_letter = |part: &Part| matches!(part, Part::Text | Part::Basis);
            // What who signs it remarks stays in the house.
            fields = written.filter(|(part, _)| of_letter(part)).collect();
        }
        // The paper bears its number on top.
        fields.retain(|(part, _)| *part != Part::Number && *part != Part::On);
        Ok(fields)
    }
}

/// The paper that a service receipt is for.
fn about(paper: &Paper, made: &TakenRow, papers: &[Paper]) -> String {
    let of = match made.step.as_str() {
        "serve" => PaperKind::Opinion,
        "serve_review" | "serve_reexamination" => PaperKind::ReviewOpinion,
        "tell_termination" => PaperKind::Termination,
        _ => return String::new(),
    };
    let before = |other: &&Paper| other.kind == of && !other.void && other.ordinal < paper.ordinal;
    let served = papers.iter().rfind(before);
    served.map(|served| format!("{} {}", document::title(of), served.number)).unwrap_or_default()
}

/// The petitioner as this person may see him now.
fn shown(row: Party, wanted: &Wanted) -> Party {
    let Party { role, person } = row;
    let person = match wanted {
        Wanted::InFull(_) => party(person, Shown::InFull),
        Wanted::Masked => party(person, Shown::Masked),
        Wanted::NamesToo => {
            let mut person = party(person, Shown::Masked);
            person.name = Personal::new(masked::name(person.name.reveal()));
            person
        }
    };
    Party { role, person }
}
