//! 经手: in whose hands a case lies after a step, who is out of it, and what others are to do.

use chrono::NaiveDate;

use super::Service;
use super::triage::{Aftermath, NewTask};
use crate::api::Refusal;
use crate::domain::actor::{Actor, Role, out_of};
use crate::domain::life::Ruling;
use crate::domain::paper::PaperKind;
use crate::domain::step::{Filled, Part, Step};
use crate::domain::task::TaskKind;
use crate::store::CaseDetail;

/// Characters of somebody's words that a task repeats.
const WORDS_MAX: usize = 60;

impl Service {
    /// What follows from a step for the people of the office.
    pub(super) fn whose_hands(
        &self,
        actor: &Actor,
        today: NaiveDate,
        detail: &CaseDetail,
        step: &Step,
        given: &Filled,
    ) -> Result<Aftermath, Refusal> {
        let case = &detail.listed.case;
        let mut after = Aftermath::default();
        let limit = given.day(Part::Limit);
        let named = |part| Some(given.get(part).to_owned()).filter(|account| !account.is_empty());
        let in_hand = || Some(case.handler.clone()).filter(|account| !account.is_empty());
        match step.name {
            "transfer" | "assign" => {
                let unit = self.directory.own_unit(given.get(Part::To)).unwrap_or_default();
                after.handler =
                    self.directory.head_of(&unit, today, &case.out).or_else(|| Some(actor.account.clone()));
                after.unit = Some(unit);
            }
            "handle_here" => {
                let unit = given.get(Part::Unit).to_owned();
                let head = || self.directory.head_of(&unit, today, &case.out);
                after.handler = named(Part::Handler).or_else(head).or_else(|| Some(actor.account.clone()));
                after.unit = Some(unit);
            }
            "agree_objection" => {
                after.handler = Some(actor.account.clone());
                after.unit = Some(String::new());
                // 第二次退回: the body one level above both decides (article 24).
                if detail.listed.life.returns() >= 1 {
                    let roles = [Role::MainLeader, Role::LeaderInCharge];
                    let leader = self.leader_account(today, &roles, &case.out)?;
                    self.task(
                        &mut after,
                        TaskKind::ForLeader,
                        "第二次退回，请报共同的上一级确定",
                        leader,
                        Some(today),
                    );
                    after.paper = Some(PaperKind::Dispute);
                }
            }
            "name_handler" => after.handler = named(Part::Handler),
            "recuse" => {
                let whom = given.get(Part::Whom).to_owned();
                let mut out = case.out.clone();
                out.push(whom.clone());
                let head = self.directory.head_of(&case.unit, today, &out);
                if case.handler == whom {
                    after.handler = head.clone().or_else(|| Some(actor.account.clone()));
                }
                // Whoever names another is told: the head of the department, where it has one.
                let owner = head.or_else(|| after.handler.clone()).or_else(in_hand);
                let owner = self.account_of(owner.as_deref())?;
                self.task(&mut after, TaskKind::Reminder, "有人回避，请改派承办人", owner, Some(today));
                after.let_in = self.directory.in_his_place(&out, today).filter(|_| case.confidential);
                after.out.push(("recused", (whom.clone(), whom)));
            }
            "correct" => after = self.put_right(actor, today, detail, given)?,
            "let_back" => {
                after.back.extend(named(Part::Whom));
                after.back.extend(named(Part::To).map(|key| out_of(&key)));
            }
            "instruct" | "decide_report" => {
                let owner = self.account_of(named(Part::Handler).or_else(in_hand).as_deref())?;
                let what = format!("批示：{}", shortened(given.get(Part::Said)));
                self.task(&mut after, TaskKind::Reminder, &what, owner, limit);
            }
            "contact" if !given.get(Part::Promise).is_empty() => {
                let owner = self.account_of(Some(&actor.account))?;
                let what = shortened(given.get(Part::Promise));
                self.task(&mut after, TaskKind::Promise, &what, owner, limit);
            }
            "coordinate" | "mediate" | "special_team" if limit.is_some() => {
                let owner = self.account_of(named(Part::Handler).or_else(in_hand).as_deref())?;
                let what = shortened(given.get(Part::Conclusion));
                let what = if what.is_empty() { shortened(given.get(Part::Record)) } else { what };
                self.task(&mut after, TaskKind::Reminder, &what, owner, limit);
            }
            "extend" => {
                let owner = self.account_of(in_hand().as_deref())?;
                self.task(&mut after, TaskKind::Reminder, "告知信访人延期的理由", owner, Some(today));
            }
            "decide_review" | "decide_reexamination" => {
                if matches!(Ruling::from_word(given.get(Part::Ruling)), Some(Ruling::Revoked | Ruling::Redo))
                {
                    let owner = self.leader_account(today, &[Role::Dispatcher], &case.out)?;
                    self.task(
                        &mut after,
                        TaskKind::Reminder,
                        "复查复核责令重新办理，请退回重办",
                        owner,
                        limit,
                    );
                }
            }
            "sponsor" => {
                let account = self.directory.leader_or_person(given.get(Part::Leader)).1;
                let owner = self.account_of(Some(&account))?;
                self.task(&mut after, TaskKind::ForLeader, "包案", owner, limit);
            }
            _ => {}
        }
        Ok(after)
    }

    fn account_of(&self, account: Option<&str>) -> Result<Option<i64>, Refusal> {
        let Some(name) = account else { return Ok(None) };
        Ok(self.store.account(name)?.map(|account| account.id))
    }

    fn task(
        &self,
        after: &mut Aftermath,
        kind: TaskKind,
        what: &str,
        owner: Option<i64>,
        due: Option<NaiveDate>,
    ) {
        let what = what.to_owned();
        after.tasks.extend(owner.map(|owner| NewTask { kind, what, owner, due }));
    }
}

fn shortened(words: &str) -> String {
    words.chars().take(WORDS_MAX).collect::<String>().replace('\n', " ")
}
