//! 登记的草稿: the form as it is kept while somebody types, with its sheets, and put back.

use super::Context;
use super::intake::{Beginning, Intake, Sheet};
use super::intake_form;
use crate::domain::case::CaseId;
use crate::domain::draft::{FormKind, Kept, KeptField};
use crate::domain::intake::{MaterialDraft, PersonDraft};
use crate::domain::masked::Personal;
use crate::domain::similar::Verdict;

/// What a draft remembers beside its fields: the complaint about a number has been shown.
const INSISTED: &str = "insisted";
/// The matter he comes again about: key and number.
const AGAIN: &str = "again";
/// The sheet that lay open over the form.
const SHEET: &str = "sheet";
/// What was said of the candidates for the same matter.
const SAME: &str = "same";
const NOT_SAME: &str = "not_same";
/// Names of the rows of the sheets.
const OTHERS: &str = "others";
const MATERIALS: &str = "materials";

impl Intake {
    /// The form as it stands; nothing where nobody has typed.
    pub(super) fn kept(&self, cx: &Context<'_>, title: String) -> Option<Kept> {
        if !self.form.touched() {
            return None;
        }
        let mut state = self.form.snapshot();
        let mut row = |sheet: &str, at: usize, values: [&String; 5]| {
            let value = Personal::new(values.map(String::as_str).join("\n"));
            state.fields.push(KeptField { name: format!("{sheet}.{at}"), value, ..KeptField::default() });
        };
        let empty = String::new();
        for (at, PersonDraft { role, name, id_number, phone, address }) in self.others.iter().enumerate() {
            row(OTHERS, at, [role, name, id_number, phone, address]);
        }
        for (at, MaterialDraft { name, kind, copies, pages }) in self.materials.iter().enumerate() {
            row(MATERIALS, at, [name, kind, copies, pages, &empty]);
        }
        let mut marks = Vec::new();
        let mut mark = |word: &str, value: String| {
            if !value.is_empty() {
                marks.push((word.to_owned(), value));
            }
        };
        mark(INSISTED, if self.insisted { INSISTED.to_owned() } else { String::new() });
        mark(
            AGAIN,
            self.again.as_ref().map(|(case, number)| format!("{} {number}", case.0)).unwrap_or_default(),
        );
        mark(SHEET, self.sheet.map_or("", sheet_word).to_owned());
        mark(SAME, keys(&self.alike.links()));
        mark(NOT_SAME, keys(&self.alike.not_same()));
        let label = (cx.words.field)(self.form.focus());
        Some(Kept { slip: self.slip.clone(), marks, ..Kept::new(FormKind::Intake, title, label, state) })
    }

    /// The form of a draft, as it was left.
    pub fn reopened(cx: &Context<'_>, kept: &Kept) -> Intake {
        let mut intake = Intake::new(cx, Beginning::Empty);
        intake.form.restore(&kept.state);
        let focus = intake_form::field_of(&kept.state.focus);
        intake.arrange();
        if let Some(focus) = focus {
            intake.form.go(focus);
        }
        intake.fresh = false;
        intake.slip.clone_from(&kept.slip);
        intake.insisted = kept.mark(INSISTED) == INSISTED;
        intake.again = kept
            .mark(AGAIN)
            .split_once(' ')
            .and_then(|(case, number)| Some((CaseId(case.parse().ok()?), number.to_owned())));
        intake.sheet =
            [Sheet::People, Sheet::Papers].into_iter().find(|sheet| sheet_word(*sheet) == kept.mark(SHEET));
        for (word, verdict) in [(SAME, Verdict::Same), (NOT_SAME, Verdict::NotSame)] {
            intake.alike.say(case_keys(kept.mark(word)), verdict);
        }
        for field in &kept.state.fields {
            let Some((sheet, _)) = field.name.split_once('.') else { continue };
            let mut values = field.value.reveal().split('\n').map(str::to_owned);
            let mut next = || values.next().unwrap_or_default();
            match sheet {
                OTHERS => intake.others.push(PersonDraft {
                    role: next(),
                    name: next(),
                    id_number: next(),
                    phone: next(),
                    address: next(),
                }),
                MATERIALS => intake.materials.push(MaterialDraft {
                    name: next(),
                    kind: next(),
                    copies: next(),
                    pages: next(),
                }),
                _ => {}
            }
        }
        // What has been left was looked at then.
        for field in intake_form::CHECKED {
            if !intake.form.is_focused(field) {
                let problem = intake.check(cx, field);
                intake.form.complain_about(field, problem);
            }
        }
        intake
    }
}

fn sheet_word(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::People => OTHERS,
        Sheet::Papers => MATERIALS,
    }
}

fn keys(cases: &[CaseId]) -> String {
    let keys: Vec<String> = cases.iter().map(|case| case.0.to_string()).collect();
    keys.join(" ")
}

fn case_keys(keys: &str) -> Vec<CaseId> {
    keys.split(' ').filter_map(|key| key.parse().ok()).map(CaseId).collect()
}
