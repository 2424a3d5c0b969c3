//! A disk that fills up in the middle of a step: nothing half done, a sentence that says what to do,
//! the text still in its form, and the next save works once there is room.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases};
use xinfang::api::steps;
use xinfang::api::{Answer, Request};
use xinfang::domain::case::CaseId;
use xinfang::domain::step::{Filled, Given, Part};
use xinfang::domain::trouble::TroubleKind;
use xinfang::i18n::Language::{Chinese, English};

use crate::assert_shows;
use crate::harness::House;

const NOW: &str = "2026-09-16 09:20";
const FULL: &str = "磁盘满了，没有办成。写的都在，请管理员腾出空间后再试。";

fn card(house: &House) -> CaseCard {
    match house.ask("desk", NOW, Request::Cases(AskCases::Open(CaseId(1)))) {
        Ok(Answer::Cases(Cases::Case(card))) => *card,
        other => panic!("{other:?}"),
    }
}

/// A text that needs pages of its own.
fn long() -> String {
    (1..=400).map(|at| format!("第{at}句说明，归城管局管。")).collect()
}

#[test]
fn a_step_that_runs_out_of_room_is_not_taken_keeps_its_text_and_is_taken_once_there_is_room() {
    // With each page more it comes further before it fails.
    for pages in 0..40 {
        let house = House::new();
        house.row("bodies", &[("code", "cg"), ("name", "县城管局"), ("level", "county")]);
        let mut desk = house.sit("desk", Chinese, NOW);
        desk.press(&format!("<f2>张三{}夜市噪声扰民<ctrl-s>2县城管局<tab>1<tab>", "<tab>".repeat(7)));
        desk.paste(&long());
        let before = card(&house);
        house.leave_room(Some(pages));
        desk.press("<ctrl-s>");
        if !desk.screen().contains(FULL) {
            assert_shows!(desk, "2026-0001 已告知引导，已记。");
            assert!(pages > 2, "it failed at different points");
            return;
        }
        assert_shows!(desk, "案卷 / 告知引导", "第400句说明，归城管局管。");
        house.leave_room(None);
        let after = card(&house);
        assert_eq!((after.version, after.history), (before.version, before.history.clone()), "{pages}");
        assert_eq!(after.triage, before.triage, "{pages}");
        assert!(house.broken(NOW).is_empty(), "{:?}", house.broken(NOW));
        desk.press("<ctrl-s>");
        assert_shows!(desk, "2026-0001 已告知引导，已记。");
        assert_eq!(card(&house).history.len(), before.history.len() + 1);
        assert!(house.broken(NOW).is_empty(), "{:?}", house.broken(NOW));
    }
    panic!("it never ended");
}

#[test]
fn where_not_even_a_draft_can_be_kept_the_form_keeps_the_text() {
    let house = House::new();
    let mut desk = house.sit("desk", English, NOW);
    desk.press(&format!("<f2>Zhang San{}When does the bus leave?<tab>5<ctrl-s>1", "<tab>".repeat(7)));
    house.leave_room(Some(0));
    desk.drafts_fail = Some(TroubleKind::DiskFull);
    desk.paste(&long()).press("<tab>rule 3<tab>2<ctrl-s>");
    assert_shows!(desk, "The disk is full; nothing was done. Your text is kept", "rule 3");
    desk.press("<esc>");
    assert_shows!(desk, "Esc");
    desk.press("<esc>");
    assert_shows!(desk, "rule 3");
    house.leave_room(None);
    desk.drafts_fail = None;
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2026-0001");
    assert!(card(&house).answer.is_some());
}

#[test]
fn a_leader_who_agrees_on_a_full_disk_has_decided_nothing() {
    let house = House::new();
    house.person("qin", "秦望山", "main_leader");
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press(&format!("<f2>张三{}夜市噪声扰民<ctrl-s>", "<tab>".repeat(7)));
    let fields = [(Part::Reason, "unclear".to_owned()), (Part::How, "post".to_owned()), (Part::Told, long())];
    let given = Given::Filled(Filled::of(fields));
    let take = steps::Request::Take { case: CaseId(1), version: 1, step: "refuse", given };
    house.ask("desk", NOW, Request::Steps(take)).expect("it is proposed");
    let before = card(&house);
    let mut qin = house.sit("qin", Chinese, NOW);
    qin.press("<f3>q<right><right><right><home><enter>a");
    house.leave_room(Some(0));
    qin.press("<ctrl-s>");
    assert_shows!(qin, "审批 / 不予受理", FULL);
    house.leave_room(None);
    let after = card(&house);
    assert_eq!((after.version, after.history), (before.version, before.history));
    assert!(after.triage.waiting.is_some(), "it waits as before");
    qin.press("<ctrl-s>");
    assert_shows!(qin, "2026-0001");
    assert!(!card(&house).line.state.is_open());
}
