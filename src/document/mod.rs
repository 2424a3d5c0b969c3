//! 文书: letters, forms and records in plain text: facts in, lines of a page out. Papers are
//! Chinese, whatever the language of the screen (decision 24).

mod layout;
mod letter;

use chrono::{Datelike, NaiveDate};

use crate::domain::life::Demand;
use crate::domain::paper::PaperKind;
use crate::domain::party::Party;
use crate::domain::step::Part;
use crate::i18n::{Language, Words, words};

use layout::Page;

/// What a paper is made of.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The office whose paper it is.
    pub office: &'a str,
    /// Which.
    pub kind: PaperKind,
    /// 文号
    pub number: &'a str,
    /// Its date.
    pub day: NaiveDate,
    /// 作废: taken back before it left the office.
    pub is_void: bool,
    /// 信访件编号
    pub case: &'a str,
    /// 标题
    pub title: &'a str,
    /// The day of receipt.
    pub received: NaiveDate,
    /// The petitioner as he may be shown; nobody where he is not known.
    pub petitioner: Option<&'a Party>,
    /// What was filled in for the step that made it, readable.
    pub fields: &'a [(Part, String)],
    /// 诉求, where the paper answers them.
    pub demands: &'a [Demand],
    /// 文号 of the paper that it is about; may be empty.
    pub about: &'a str,
}

/// What a kind of paper is called.
pub fn title(kind: PaperKind) -> &'static str {
    (words(Language::Chinese).story.paper_kind)(kind)
}

/// The whole page, each line as wide as a page at most.
pub fn lines(facts: &Facts<'_>) -> Vec<String> {
    let words = words(Language::Chinese);
    let mut page = Page::new();
    if facts.is_void {
        page.centred("【作废】");
        page.gap();
    }
    page.centred(title(facts.kind));
    page.gap();
    page.at_right(facts.number);
    page.gap();
    let said = letter::of(facts);
    if let Some(to) = &said.to {
        page.text(&format!("{to}："));
    }
    if let Some(lead) = &said.lead {
        page.paragraph(lead);
        page.gap();
    }
    page.field("信访件", &format!("{}  {}", facts.case, facts.title));
    page.field("收到日期", &date(facts.received));
    if said.to.is_none() || said.names_petitioner {
        petitioner(&mut page, facts);
    }
    if !facts.about.is_empty() {
        page.field("文书", facts.about);
    }
    // What the salutation has said is not said again.
    let shown = facts.fields.iter().filter(|(part, _)| Some(*part) != said.said);
    for (part, value) in shown {
        page.field((words.triage.part)(*part), &readable(words, *part, value));
    }
    for (at, demand) in facts.demands.iter().enumerate() {
        page.field(&format!("诉求 {}", at + 1), &answer(words, demand));
    }
    for line in said.close {
        page.gap();
        page.paragraph(line);
    }
    page.gap();
    page.at_right(facts.office);
    page.at_right(&date(facts.day));
    page.lines
}

fn petitioner(page: &mut Page, facts: &Facts<'_>) {
    let Some(Party { person, .. }) = facts.petitioner else {
        page.field("信访人", "姓名、住址不清");
        return;
    };
    let values = [&person.name, &person.id_number, &person.phone, &person.address];
    let values: Vec<&str> =
        values.into_iter().map(|value| value.reveal()).filter(|value| !value.is_empty()).collect();
    page.field("信访人", &values.join("  "));
}

/// A demand with what came of it.
fn answer(words: &Words, demand: &Demand) -> String {
    let choice = words.triage.choice;
    let mut said = vec![demand.what.clone()];
    if let Some(result) = demand.result {
        said.push(choice(Part::Verdicts, result.word()).to_owned());
    }
    if !demand.outcome.is_empty() {
        said.push(choice(Part::Outcome, &demand.outcome).to_owned());
    }
    said.join("，")
}

/// A value as a paper writes it: words of lists, days in full.
fn readable(words: &Words, part: Part, value: &str) -> String {
    let value = (words.triage.choice)(part, value);
    value.parse().map_or_else(|_| value.to_owned(), date)
}

/// 2026年10月8日
fn date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::cells;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn page(kind: PaperKind, is_void: bool) -> Vec<String> {
        let fields = [
            (Part::To, "县住建局".to_owned()),
            (Part::Limit, "2026-10-08".to_owned()),
            (Part::Content, "查明屋面漏水原因，".repeat(12)),
            (Part::How, "post".to_owned()),
        ];
        lines(&Facts {
            office: "云浦县信访局",
            kind,
            number: "访交〔2026〕12号",
            day: day("2026-09-16"),
            is_void,
            case: "2026-0598",
            title: "北门小区3号楼屋面漏水要求维修",
            received: day("2026-08-12"),
            petitioner: None,
            fields: &fields,
            demands: &[],
            about: "",
        })
    }

    #[test]
    fn a_paper_has_its_title_number_fields_office_and_day_and_no_line_is_too_wide() {
        let lines = page(PaperKind::Assignment, false);
        let text = lines.join("\n");
        for said in ["信访事项交办单", "访交〔2026〕12号", "县住建局：", "2026年10月8日", "云浦县信访局"]
        {
            assert!(text.contains(said), "{said}:\n{text}");
        }
        assert!(lines.iter().all(|line| cells::width(line) <= layout::WIDTH), "{text}");
        assert!(text.contains("邮寄") && !text.contains("post"), "{text}");
    }

    #[test]
    fn a_void_paper_says_so_first() {
        assert!(page(PaperKind::Assignment, true)[0].contains("作废"));
        assert!(!page(PaperKind::Assignment, false).join("").contains("作废"));
    }

    #[test]
    fn every_kind_of_paper_has_a_title_and_a_page() {
        for kind in PaperKind::ALL {
            assert!(page(*kind, false).iter().any(|line| line.contains(title(*kind))), "{kind:?}");
        }
    }
}
