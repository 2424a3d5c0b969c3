//! 意见书的样子: an opinion as far as the records can write it: what was asked, what was found to
//! each demand and on what ground (article 32, F26). What may be done against it the paper says by
//! itself, whatever the draft says.

use chrono::NaiveDate;

use super::Service;
use crate::domain::life::DemandResult;
use crate::domain::step::Part;
use crate::store::{CaseDetail, TakenRow};

impl Service {
    /// The text that a draft begins with. The handler writes the facts.
    pub(super) fn opinion_of(&self, detail: &CaseDetail, taken: &[TakenRow]) -> String {
        let life = &detail.listed.life;
        let case = &detail.listed.case;
        let mut text = vec![format!("关于“{}”的处理意见", case.title)];
        let accepted = life.last("accept").map(|taken| taken.day);
        let mut came = format!("{}收到您的信访事项", written(case.received.day));
        if let Some(day) = accepted {
            came.push_str(&format!("，{}受理", written(day)));
        }
        text.push(format!("{came}。经调查，"));
        for (at, demand) in life.demands.iter().enumerate() {
            let number = (at + 1).to_string();
            let answered = taken.iter().rfind(|row| {
                !row.undone && row.step == "answer_demand" && row.given.is(Part::Demand, &number)
            });
            let given = |part| answered.map_or("", |row| row.given.get(part));
            let result = demand.result.map_or("", result_zh);
            let mut line = format!("{number}. {}：{result}。", demand.what);
            if !given(Part::Opinion).is_empty() {
                line.push_str(given(Part::Opinion));
            }
            if !given(Part::Basis).is_empty() {
                line.push_str(&format!("依据：{}。", given(Part::Basis)));
            }
            text.push(line);
        }
        text.join("\n")
    }
}

/// 2026年10月8日
fn written(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

fn result_zh(result: DemandResult) -> &'static str {
    match result {
        DemandResult::Supported => "予以支持",
        DemandResult::Partly => "部分支持",
        DemandResult::Explained => "解释说明",
        DemandResult::NotSupported => "不予支持",
    }
}
