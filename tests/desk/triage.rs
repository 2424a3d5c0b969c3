//! 甄别: which way a matter goes, who decides it, and what is taken back.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases};
use xinfang::api::{Answer, Change, Request};
use xinfang::domain::case::{CaseId, State};
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:14";

fn house(rules: &[&str]) -> House {
    let house = House::with_rules(rules);
    house.person("qin", "秦望山", "main_leader").person("lu", "卢望舒", "leader_in_charge");
    house.row("bodies", &[("code", "cg"), ("name", "县城管局"), ("level", "county")]);
    house
}

/// A desk with one matter, on the queue of what is to be triaged.
fn desk(house: &House) -> Desk {
    let mut desk = house.sit("desk", Chinese, NOW);
    desk.press("<f2>张三<tab>13812345678<tab><tab><tab><tab>城关镇北门路3号<tab><tab>夜市噪声扰民");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2026-0001");
    desk.keys = 0;
    desk
}

fn card(house: &House, account: &str) -> CaseCard {
    match house.ask(account, NOW, Request::Cases(AskCases::Open(CaseId(1)))) {
        Ok(Answer::Cases(Cases::Case(card))) => *card,
        other => panic!("{other:?}"),
    }
}

fn holds(house: &House, account: &str, queue: Queue) -> usize {
    let list = AskCases::List { queue, stretch: Stretch::First, limit: 10 };
    match house.ask(account, NOW, Request::Cases(list)) {
        Ok(Answer::Cases(Cases::List(page))) => page.rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn out_of_scope_is_told_at_the_desk_and_its_limit_ends() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("2");
    assert_shows!(desk, "案卷 / 告知引导", "有权机关*", "告知方式*");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "有权机关：还没有填");
    desk.press("县城管局<tab>1<tab>噪声归城管局管，窗口在文庙街。<ctrl-s>");
    assert_shows!(
        desk,
        "2026-0001 已告知引导，已记。",
        "按期完成",
        "有权机关 县城管局",
        "当面口头",
        "告知内容 噪声归城"
    );
    assert_eq!(holds(&house, "desk", Queue::Open), 0);
}

#[test]
fn a_refusal_is_proposed_returned_proposed_again_and_agreed() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("3");
    assert_shows!(desk, "Ctrl-S 提请");
    desk.press("2<ctrl-s>");
    assert_shows!(desk, "还没有填");
    // The reason wants a body, which only the rules of the step know.
    desk.press("2<tab>不归我们管。<ctrl-s>");
    assert_shows!(desk, "有权机关：还没有填");
    desk.press("县城管局<ctrl-s>");
    assert_shows!(desk, "2026-0001 已提请，等领导定", "待审批", "不予受理：09-16 09:14 叶青提请");
    // Nothing else goes while it waits, and nobody decides what he proposed.
    desk.press("2");
    assert_shows!(desk, "不予受理已经提请，等领导定");
    desk.press("a");
    assert_shows!(desk, "自己提请的，要由别人同意");
    let mut leader = house.home("lu", Chinese, NOW);
    assert_shows!(leader, "待签", "2026-0001");
    leader.press("5<enter><enter>a");
    assert_shows!(leader, "审批 / 不予受理", "不属职权", "县城管局", "不归我们管。");
    leader.press("-<ctrl-s>");
    assert_shows!(leader, "还没有填");
    leader.press("先问清楚<ctrl-s>");
    assert_shows!(leader, "2026-0001 已退回，理由已记。", "不予受理：卢望舒退回，先问清楚");
    let mut home = house.home("desk", Chinese, NOW);
    home.press("<f3>t");
    assert_shows!(home, "提请退回：先问清楚");
    // What came back is written on.
    desk.press("<esc>");
    desk.hear(Change::Everything).press("<enter>3");
    assert_shows!(desk, "不归我们管。", "2 不属职权");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已提请");
    leader.hear(Change::Everything).press("a<ctrl-s>");
    assert_shows!(leader, "2026-0001 不予受理，已记。", "按期完成", "提请    理由 不属职权");
    assert_eq!(card(&house, "desk").line.state, State::Refused);
    assert_eq!(holds(&house, "lu", Queue::ToApprove), 0);
}

#[test]
fn a_refusal_is_proposed_and_agreed_in_english() {
    let house = house(&[]);
    drop(desk(&house));
    let mut han = house.sit("han", English, NOW);
    han.press("3");
    assert_shows!(han, "Case / refuse", "1 under way", "2 not ours");
    han.press("6<tab><tab><tab>1<tab>No matter can be seen.<ctrl-s>");
    assert_shows!(han, "2026-0001: proposed, a leader decides", "To decide", "refuse: proposed by 韩露");
    han.press("u");
    assert_shows!(han, "Take back propose, done by you today?");
    han.press("<enter>");
    assert_shows!(han, "2026-0001: taken back, it is to triage again.");
    assert_hides!(han, "To decide");
    han.press("3<ctrl-s>");
    han.press("6<tab><tab><tab>1<tab>No matter can be seen.<ctrl-s>");
    let mut leader = house.home("qin", English, NOW);
    leader.press("5<enter><enter>a<enter>");
    assert_shows!(leader, "2026-0001 is refused.");
}

#[test]
fn what_local_law_alone_allows_is_refused_only_where_it_is_in_use() {
    let house_a = house(&[]);
    let mut desk_a = desk(&house_a);
    desk_a.press("34<tab><tab>县城管局<tab>1<tab>请到县里。<ctrl-s>");
    assert_shows!(desk_a, "办不了：不予受理", "这个理由要本地法规有规定", "谁能办", "依据");
    desk_a.press("<esc>");
    assert_shows!(desk_a, "请到县里。");
    let house_b = house(&["shandong"]);
    let mut desk_b = desk(&house_b);
    desk_b.press("34<tab><tab>县城管局<tab>1<tab>请到县里。<ctrl-s>");
    assert_shows!(desk_b, "已提请");
}

#[test]
fn a_matter_that_ended_last_year_is_registered_and_closed_as_not_accepted_again() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("4云复字〔2025〕8号<tab>1<tab>2025-11-20<tab>1<tab>2<tab>2<tab>1<ctrl-s>");
    // The opinion is not carried out: nothing is closed, a leader is to urge it.
    assert_shows!(desk, "没有办：原意见尚未落实", "待甄别");
    let mut leader = house.home("lu", Chinese, NOW);
    leader.press("<f3>t");
    assert_shows!(leader, "原意见尚未落实，请批示催促落实");
    desk.press("4云复字〔2025〕8号<tab>1<tab>2025-11-20<tab>1<tab>2<tab>1<tab>1<ctrl-s>");
    assert_shows!(desk, "已提请", "云复字〔2025〕8号");
    let mut leader = house.home("lu", Chinese, NOW);
    leader.press("5<enter><enter>a<ctrl-s>");
    assert_shows!(leader, "2026-0001 不再受理，已记。");
}

#[test]
fn new_facts_are_asked_for_and_the_earlier_end_does_not_bind() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("t<home><down><down><down><down><down><down><down><down><down><down>");
    assert_shows!(desk, "案卷 / 甄别", "记新事实", "要填", "原意见号、新的事实");
    desk.press("<enter>云复字〔2025〕8号<tab>去年没有的检测报告。<ctrl-s>");
    assert_shows!(desk, "记新事实", "2026-0001 记新事实，已记。", "新的事实 去年没有的检测报", "待甄别");
    desk.press("4");
    assert_shows!(desk, "有新的事实，原来的结论不再约束");
}

#[test]
fn an_urgent_matter_is_reported_in_four_keys_with_its_clock_shown() {
    let house = house(&[]);
    drop(desk(&house));
    let mut desk = house.home("desk", Chinese, "2026-09-16 09:20");
    let triage = desk.screen().lines().position(|line| line.contains("待甄别")).expect("a line") - 1;
    let before = desk.keys;
    desk.press(&triage.to_string());
    desk.press("7");
    assert_shows!(desk, "紧急上报", "得知后 10 分钟内报告：09:24 前。");
    desk.press("1<ctrl-s>");
    assert_eq!(desk.keys - before, 4);
    assert_shows!(
        desk,
        "2026-0001 已报请领导，已记。",
        "可能引发群体性事件",
        "09:14 得知，09:20 报告，用 6 分钟，限 10 分钟",
        "转送交办"
    );
    let mut leader = house.home("qin", Chinese, "2026-09-16 09:21");
    leader.press("<f3>t");
    assert_shows!(leader, "紧急：可能引发群体性事件，请阅示", "2026-0001");
    // It is open, and goes on.
    assert_eq!(holds(&house, "desk", Queue::Open), 1);
    assert_eq!(holds(&house, "desk", Queue::Triage), 0);
}

#[test]
fn an_urgent_call_is_reported_in_the_moment_it_is_registered() {
    let house = house(&[]);
    let mut desk = house.home("desk", Chinese, NOW);
    desk.keys = 0;
    desk.press("<f2><f2><f2>").paste("王小红");
    desk.press("<tab>").paste("13912345678");
    desk.press("<tab><tab><tab><tab><tab><tab>").paste("石桥乡桥面塌了，车掉下去了。");
    desk.press("<tab>3<tab><tab><tab><tab>");
    assert_shows!(desk, "> 紧急");
    desk.press("3<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001", "已报主要领导");
    assert!(desk.keys <= 25, "{} keys", desk.keys);
    let card = card(&house, "desk");
    assert_eq!(card.line.state.word(), "reported");
    let mut leader = house.home("qin", Chinese, NOW);
    leader.press("<f3>t");
    assert_shows!(leader, "紧急：极端行为，请阅示");
}

#[test]
fn the_simplified_track_is_refused_with_each_reason_and_granted() {
    let house = house(&["simplified"]);
    let mut desk = desk(&house);
    desk.press("8");
    assert_shows!(desk, "案卷 / 简易办理");
    desk.press("2<tab>1<tab>2<tab>4<tab>3<ctrl-s>");
    assert_shows!(
        desk,
        "办不了：简易办理",
        "还差 5 条",
        "不是初次信访",
        "上级交办的",
        "多个责任主体",
        "有自己的法定途径",
        "可能不予支持的",
        "《信访事项简易办理办法》第四、五条"
    );
    desk.press("<esc>");
    desk.press("<up><up><up><up>1<tab>2<tab>1<tab>1<tab>1<ctrl-s>");
    assert_shows!(desk, "2026-0001 简易办理，已记。", "简易办理", "逐级转送");
    desk.press("8");
    assert_shows!(desk, "转普通程序");
    desk.press("情况复杂<ctrl-s>");
    assert_hides!(desk, "逐级转送");
}

#[test]
fn a_joint_matter_is_not_simplified_and_stands_before_the_main_leader() {
    let house = house(&["simplified"]);
    let mut han = house.sit("han", Chinese, NOW);
    han.press("<f2>张三<tab><tab><tab><tab><tab><tab>7<tab><esc>讨薪<ctrl-s>");
    let card = card(&house, "han");
    assert_eq!(card.line.people, 7);
    let mut leader = house.home("qin", Chinese, NOW);
    leader.press("<f3>t");
    assert_shows!(leader, "集体 7 人，请阅示");
    han.press("8");
    assert_shows!(han, "集体来访或联名，不能简易办理");
}

#[test]
fn what_is_undecided_goes_to_the_leader_in_charge_and_the_older_view_is_kept() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("94<tab>5<tab><tab><tab>1<ctrl-s>");
    assert_shows!(desk, "认定", "合理性 待认定；原因 历史遗留");
    assert_eq!(holds(&house, "lu", Queue::Undecided), 1);
    let mut leader = house.home("lu", Chinese, NOW);
    assert_shows!(leader, "诉求待认定");
    leader.press("<f3>t");
    assert_shows!(leader, "诉求待认定，请定");
    let mut main = house.home("qin", Chinese, NOW);
    main.press("<f3>t");
    assert_shows!(main, "重大，请阅示");
    leader.press("<esc>6<enter>1");
    leader.press("2<ctrl-s>");
    assert_shows!(leader, "合理性 部分合理");
    assert_eq!(holds(&house, "lu", Queue::Undecided), 0);
}

#[test]
fn a_step_of_today_is_taken_back_and_a_paper_that_is_out_is_not() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("2县城管局<tab>1<tab>归城管局。<ctrl-s>");
    assert_shows!(desk, "已告知引导");
    desk.press("u");
    assert_shows!(desk, "撤销您今天办的 告知引导");
    desk.press("<esc>");
    assert_shows!(desk, "已告知引导");
    let mut other = house.sit("han", Chinese, NOW);
    other.press("//2026-0001<enter>u");
    assert_shows!(other, "没有您今天办的");
    desk.press("u<enter>");
    assert_shows!(desk, "2026-0001 已撤销，现在是待甄别。", "撤销    告知引导", "转送交办");
    assert_hides!(desk, "按期完成");
    assert_eq!(holds(&house, "desk", Queue::Triage), 1);
    desk.press("2县城管局<tab>2<tab>归城管局。<ctrl-s>u<enter>");
    assert_shows!(desk, "书面材料已经交给信访人或寄出，不能撤销", "已告知引导");
}

#[test]
fn a_statutory_way_and_a_reception_day() {
    let house = house(&[]);
    house.row(
        "leaders",
        &[("code", "l1"), ("name", "秦望山"), ("post", "局长"), ("layer", "first"), ("account", "qin")],
    );
    house.row(
        "reception_days",
        &[("date", "2026-09-23"), ("time", "14:30-17:00"), ("leader", "l1"), ("place", "一楼")],
    );
    let mut desk = desk(&house);
    desk.press("t<home><down><down><down><down><down><down><down><down><down><enter>");
    assert_shows!(desk, "领导接访", "2026-09-23 14:30-17:00 秦望山 局长");
    desk.press("<down><enter>想见局长<ctrl-s>");
    assert_shows!(desk, "领导接访", "接访日 2026-09-23 14:30-17:00 秦望山 局长；附言 想见局长");
    desk.press("54<tab>县城管局<tab>1<tab>请申请行政复议。<ctrl-s>");
    assert_shows!(desk, "已提请", "法定途径 行政程序");
}

#[test]
fn what_is_taken_back_takes_its_task_and_its_agreement_with_it() {
    let house = house(&[]);
    let mut desk = desk(&house);
    desk.press("6<tab>大事<ctrl-s>");
    assert_shows!(desk, "2026-0001 已报请领导，已记。", "去处", "报请领导：报给 秦望山；告知内容 大事");
    desk.press("u<enter>");
    assert_shows!(desk, "现在是待甄别");
    let mut main = house.home("qin", Chinese, NOW);
    main.press("<f3>t");
    assert_hides!(main, "报请批示");
    desk.press("36<tab><tab><tab>1<tab>说不清是什么事。<ctrl-s>");
    let mut leader = house.home("lu", Chinese, NOW);
    leader.press("5<enter><enter>a<enter>");
    assert_shows!(leader, "2026-0001 不予受理，已记。");
    // What the desk has proposed and another has decided is no longer the desk's.
    desk.hear(Change::Everything).press("u");
    assert_shows!(desk, "没有您今天办的");
    leader.press("u<enter>");
    assert_shows!(leader, "2026-0001 已撤销，现在是待甄别。");
    assert_eq!(card(&house, "desk").line.state, State::Registered);
}
