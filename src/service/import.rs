//! 导入: many matters of a file, each all or nothing, none filed twice.

use chrono::{DateTime, FixedOffset};

use super::accused::Keeper;
use super::directory::Directory;
use super::intake::{Book, KEEPERS, Side, keep_out, put_on_the_books};
use super::law::Law;
use super::{Service, allow, day};
use crate::api::Refusal;
use crate::domain::actor::Actor;
use crate::domain::case::CaseId;
use crate::domain::intake::Intake;
use crate::domain::step::REGISTER;
use crate::store::Write;

pub use crate::api::intake::Filed;

/// What became of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportVerdict {
    /// It is on the books now.
    Filed(Filed),
    /// It was on the books already, under this number.
    Known {
        /// the case's number
        number: String,
    },
}

/// Where matters come from and verdicts go, a batch at a time.
pub trait Feed {
    /// The next batch; none at the end.
    fn next(&mut self) -> Option<Vec<Intake>>;

    /// The verdicts of the batch given last, in its order.
    ///
    /// # Errors
    /// What ends the import; what was filed stays.
    fn told(&mut self, verdicts: Vec<ImportVerdict>) -> Result<(), Refusal>;
}

/// Whether an import is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// File the rows, batch by batch.
    Yes,
    /// `--dry-run`: do everything and take it back, so that the verdicts are true.
    OnlyTry,
}

impl Service {
    /// Files what is new. A batch is one transaction: its rows are filed whole, or, if the store
    /// fails, none of them.
    ///
    /// # Errors
    /// What bars the actor, what the store says, and what the feed says.
    pub fn import(
        &mut self,
        actor: &Actor,
        now: DateTime<FixedOffset>,
        keep: Keep,
        feed: &mut impl Feed,
    ) -> Result<(), Refusal> {
        allow((REGISTER.who)(actor))?;
        // What is taken over from a file is not put before the leader a thousand times.
        let book = Book { leader: None, ..self.book(actor, now)? };
        let keepers = self.in_order(KEEPERS, day(now))?;
        let Service { store, law, directory, .. } = self;
        let house = House { directory, keepers, registrar: directory.own_names(actor) };
        match keep {
            Keep::OnlyTry => {
                let mut write = store.write()?;
                law.keep_up(&write)?;
                while let Some(intakes) = feed.next() {
                    feed.told(file(&mut write, law, (&book, &house), actor, &intakes)?)?;
                }
            }
            Keep::Yes => {
                while let Some(intakes) = feed.next() {
                    let mut write = store.write()?;
                    law.keep_up(&write)?;
                    let verdicts = file(&mut write, law, (&book, &house), actor, &intakes)?;
                    write.commit()?;
                    feed.told(verdicts)?;
                }
            }
        }
        Ok(())
    }
}

/// Who is in the house, for those whom a matter of a file accuses.
struct House<'a> {
    directory: &'a Directory,
    keepers: Vec<Keeper>,
    registrar: Vec<String>,
}

impl House<'_> {
    fn keep_out(
        &self,
        write: &mut Write<'_>,
        book: &Book,
        case: CaseId,
        intake: &Intake,
    ) -> Result<(), Refusal> {
        let accused = self.directory.accused(intake.purpose, intake.receipt.accused.reveal(), book.today);
        let out: Vec<String> = accused.iter().map(|(name, _)| name.clone()).collect();
        let let_in = self.directory.in_his_place(&out, book.today);
        let side = Side { accused: &accused, let_in: let_in.as_deref(), keepers: &self.keepers };
        Ok(keep_out(write, case, &self.registrar, &side)?)
    }
}

fn file(
    write: &mut Write<'_>,
    law: &Law,
    (book, house): (&Book, &House<'_>),
    actor: &Actor,
    intakes: &[Intake],
) -> Result<Vec<ImportVerdict>, Refusal> {
    intakes
        .iter()
        .map(|intake| match write.known(intake)? {
            // What somebody may not see has no number for him, and is not filed twice either.
            Some(id) => {
                let seen = write.is_in_reach(&actor.reach, id)?;
                Ok(ImportVerdict::Known { number: if seen { write.number_of(id)? } else { String::new() } })
            }
            None => {
                let filed = put_on_the_books(write, law, book, actor, intake)?;
                house.keep_out(write, book, filed.id, intake)?;
                Ok(ImportVerdict::Filed(filed))
            }
        })
        .collect()
}
