//! 收件: how a matter came, who came with it, which papers were handed in.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Row, params};

use super::row::petitioner;
use super::{Store, Write, trouble};
use crate::domain::case::CaseId;
use crate::domain::id_number::Sex;
use crate::domain::intake::Intake;
use crate::domain::masked::Personal;
use crate::domain::material::{Material, MaterialKind};
use crate::domain::party::{IdKind, Party, PartyRole};
use crate::domain::petitioner::Petitioner;
use crate::domain::receipt::{Completeness, Platform, Receipt, ReplyWay, Signed, Source};
use crate::domain::trouble::Trouble;

impl Store {
    /// Everybody of a matter, the main petitioner first.
    pub(super) fn parties(&self, id: CaseId) -> Result<Vec<Party>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT name, id_number, phone, address, sex, age, id_kind, role
                 FROM party WHERE case_id = ?1 ORDER BY ordinal",
            )
            .map_err(trouble)?;
        let party = |row: &Row<'_>| {
            let role = PartyRole::from_word(&row.get::<_, String>(7)?).unwrap_or(PartyRole::Petitioner);
            Ok(Party { role, person: petitioner(row, 0)? })
        };
        statement.query_map([id.0], party).and_then(Iterator::collect).map_err(trouble)
    }

    /// 材料
    pub(super) fn materials(&self, id: CaseId) -> Result<Vec<Material>, Trouble> {
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT name, kind, copies, pages FROM material WHERE case_id = ?1 ORDER BY ordinal",
            )
            .map_err(trouble)?;
        let material = |row: &Row<'_>| {
            Ok(Material {
                name: row.get(0)?,
                kind: MaterialKind::from_word(&row.get::<_, String>(1)?).unwrap_or(MaterialKind::Copy),
                copies: row.get(2)?,
                pages: row.get(3)?,
            })
        };
        statement.query_map([id.0], material).and_then(Iterator::collect).map_err(trouble)
    }

    /// How it came.
    pub(super) fn receipt(&self, id: CaseId) -> Result<Option<Receipt>, Trouble> {
        let text = |row: &Row<'_>, column: &str| row.get::<_, String>(column);
        self.connection
            .prepare_cached("SELECT * FROM receipt WHERE case_id = ?1")
            .and_then(|mut found| {
                found
                    .query_row([id.0], |row| {
                        Ok(Receipt {
                            source: Source::from_word(&text(row, "source")?),
                            source_body: text(row, "source_body")?,
                            accused: Personal::new(text(row, "accused")?),
                            publish: row.get("publish")?,
                            asked_secret: row.get("asked_secret")?,
                            reply: ReplyWay::from_word(&text(row, "reply")?),
                            signed: Signed::from_word(&text(row, "signed")?),
                            level_skipping: row.get("level_skip")?,
                            window: text(row, "window_no")?,
                            postmark: row
                                .get::<_, Option<String>>("postmark")?
                                .and_then(|day| day.parse::<NaiveDate>().ok()),
                            addressee: text(row, "addressee")?,
                            completeness: Completeness::from_word(&text(row, "completeness")?),
                            caller: Personal::new(text(row, "caller")?),
                            rings: row.get("rings")?,
                            platform: Platform::from_word(&text(row, "platform")?),
                            online_user: Personal::new(text(row, "online_user")?),
                        })
                    })
                    .optional()
            })
            .map_err(trouble)
    }
}

impl Write<'_> {
    /// Writes down how a matter came, its people and its papers.
    pub(super) fn receive(&mut self, case: CaseId, intake: &Intake, at: &str) -> Result<(), Trouble> {
        self.add_receipt(case, &intake.receipt)?;
        self.add_party(case, 1, PartyRole::Petitioner, &intake.petitioner, at)?;
        for (ordinal, party) in (2..).zip(&intake.others) {
            self.add_party(case, ordinal, party.role, &party.person, at)?;
        }
        for (ordinal, material) in (1_i64..).zip(&intake.materials) {
            let Material { name, kind, copies, pages } = material;
            self.tx
                .prepare_cached(
                    "INSERT INTO material (case_id, ordinal, name, kind, copies, pages) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .and_then(|mut insert| insert.execute(params![case.0, ordinal, name, kind.word(), copies, pages]))
                .map_err(trouble)?;
        }
        Ok(())
    }

    fn add_receipt(&mut self, case: CaseId, receipt: &Receipt) -> Result<(), Trouble> {
        // Of most imported matters nothing of this was written down.
        if *receipt == Receipt::default() {
            return Ok(());
        }
        let Receipt {
            source,
            source_body,
            accused,
            publish,
            asked_secret,
            reply,
            signed,
            level_skipping,
            window,
            postmark,
            addressee,
            completeness,
            caller,
            rings,
            platform,
            online_user,
        } = receipt;
        self.tx
            .prepare_cached(
                "INSERT INTO receipt (case_id, source, source_body, accused, publish, asked_secret, reply, signed,
                    level_skip, window_no, postmark, addressee, completeness, caller, rings, platform, online_user)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    case.0,
                    source.map_or("", Source::word),
                    source_body,
                    accused.reveal(),
                    publish,
                    asked_secret,
                    reply.map_or("", ReplyWay::word),
                    signed.map_or("", Signed::word),
                    level_skipping,
                    window,
                    postmark.map(|day| day.to_string()),
                    addressee,
                    completeness.map_or("", Completeness::word),
                    caller.reveal(),
                    rings,
                    platform.map_or("", Platform::word),
                    online_user.reveal(),
                ])
            })
            .map_err(trouble)?;
        Ok(())
    }

    fn add_party(
        &mut self,
        case: CaseId,
        ordinal: i64,
        role: PartyRole,
        person: &Petitioner,
        at: &str,
    ) -> Result<(), Trouble> {
        let row = self.person(person, at)?;
        let Petitioner { name, id_kind, id_number, sex, age, phone, address } = person;
        self.tx
            .prepare_cached(
                "INSERT INTO party (case_id, ordinal, person_id, name, id_number, phone, address, sex, age, role, id_kind)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )
            .and_then(|mut insert| {
                insert.execute(params![
                    case.0,
                    ordinal,
                    row,
                    name.reveal(),
                    id_number.reveal(),
                    phone.reveal(),
                    address.reveal(),
                    sex.map(Sex::word),
                    age,
                    role.word(),
                    id_kind.map_or("", IdKind::word),
                ])
            })
            .map_err(trouble)?;
        Ok(())
    }
}
