//! 岗位和数据范围: who may read, register, find and keep; whose cases each person sees.

use xinfang::api::{Answer, Refusal, Request, cases, home, registers, tasks};
use xinfang::domain::access::{REGISTERS, WORKS_WITH_CASES};
use xinfang::domain::actor::Role;
use xinfang::domain::case::CaseId;
use xinfang::domain::masked::Personal;
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::i18n::Language::Chinese;

use crate::harness::{Desk, House};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

/// Who finds people by number, phone or initials.
const SEARCHES: &[Role] = &[
    Role::Reception,
    Role::Dispatcher,
    Role::Handler,
    Role::DepartmentHead,
    Role::ReviewOfficer,
    Role::Archivist,
    Role::Supervisor,
];

/// One person of every role, and one case whose words would show.
fn office() -> House {
    let house = House::new();
    for role in Role::ALL {
        house.person(&role.word().replace('_', "-"), "冉文舟", role.word());
    }
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("n邬大勇<tab>13800000123<tab><tab><tab><tab>城关镇北门路3号<tab><tab>拖欠工资三个月<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    house
}

fn sit(house: &House, role: Role) -> Desk {
    house.home(&role.word().replace('_', "-"), Chinese, NOW)
}

const CONTENT: [&str; 4] = ["邬大勇", "拖欠", "13800000123", "城关镇"];

fn assert_no_content(desk: &mut Desk, role: Role, way: &str) {
    let screen = desk.screen();
    for content in CONTENT {
        assert!(!screen.contains(content), "{role:?} sees {content} after {way}:\n{screen}");
    }
}

#[test]
fn each_role_reads_registers_and_searches_as_the_rules_say() {
    let house = office();
    for &role in Role::ALL {
        let (reads, registers, searches) =
            (WORKS_WITH_CASES.contains(&role), REGISTERS.contains(&role), SEARCHES.contains(&role));
        let mut desk = sit(&house, role);
        let queue = if reads { "拖欠工资三个月" } else { "办不了：这件事归接待岗位。" };
        desk.press("<f3>q");
        assert_shows!(desk, queue);
        let mut desk = sit(&house, role);
        desk.press("n");
        assert_eq!(desk.screen().contains("来访登记"), registers, "{role:?}\n{}", desk.screen());
        if !registers {
            assert_shows!(desk, "办不了：这件事归接待岗位。");
        }
        let mut desk = sit(&house, role);
        desk.press("/");
        assert_eq!(desk.screen().contains("找什么"), searches, "{role:?}\n{}", desk.screen());
        // Where a key does not work it says so on the key line, in brackets, or is not there.
        let mut desk = sit(&house, role);
        let keys = desk.screen().lines().last().unwrap_or_default().to_owned();
        assert_eq!(keys.contains("F2 登记") && !keys.contains("(F2 登记)"), registers, "{role:?}: {keys}");
        assert_eq!(keys.contains("/ 查找") && !keys.contains("(/ 查找)"), searches, "{role:?}: {keys}");
    }
}

#[test]
fn the_service_itself_refuses_what_a_role_may_not() {
    let house = office();
    for &role in Role::ALL {
        let account = role.word().replace('_', "-");
        let ask = |request| house.ask(&account, NOW, request);
        let reads = WORKS_WITH_CASES.contains(&role);
        let list = cases::Request::List { queue: Queue::All, stretch: Stretch::First, limit: 10 };
        assert_eq!(ask(Request::Cases(list)).is_ok(), reads, "{role:?}");
        assert_eq!(ask(Request::Cases(cases::Request::Open(CaseId(1)))).is_ok(), reads, "{role:?}");
        let reveal = cases::Request::Reveal { case: CaseId(1), reason: "接待办理".to_owned() };
        assert_eq!(ask(Request::Cases(reveal)).is_ok(), reads, "{role:?}");
        let search = cases::Request::Search { typed: Personal::new("邬大勇"), limit: 10 };
        assert_eq!(ask(Request::Cases(search)).is_ok(), SEARCHES.contains(&role), "{role:?}");
        assert_eq!(ask(Request::Home(home::Request::Strip)).is_ok(), reads, "{role:?}");
        assert!(ask(Request::Home(home::Request::Today)).is_ok(), "{role:?}");
        assert_eq!(house.exported(&account, NOW).is_ok(), reads, "{role:?}");
    }
}

#[test]
fn nobody_who_has_not_logged_in_is_answered() {
    let house = office();
    for request in [
        Request::Home(home::Request::Today),
        Request::Home(home::Request::Strip),
        Request::Cases(cases::Request::Open(CaseId(1))),
        Request::Registers(registers::Request::Index),
        Request::Registers(registers::Request::Open { register: "people".to_owned() }),
        Request::Tasks(tasks::Request::Mine),
    ] {
        let told = house.ask("", NOW, request.clone());
        assert!(matches!(told, Err(Refusal::Denied(_))), "{request:?}: {told:?}");
    }
}

#[test]
fn who_sets_up_counts_or_audits_sees_no_petition_on_any_screen() {
    let house = office();
    // A task about the case lies on each of their desks.
    for role in [Role::Administrator, Role::Statistician, Role::Auditor, Role::UpperReviewer] {
        let mut desk = sit(&house, role);
        assert_no_content(&mut desk, role, "home");
        for way in [
            "<f3>q",
            "<right>",
            "<right>",
            "<right>",
            "<enter>",
            "<esc><f3>b",
            "<enter>",
            "<esc><f3>h/",
            "<esc>",
            "<ctrl-p>2026-0001",
            "<enter>",
            "<esc><esc><ctrl-p>wdy",
            "<enter>",
            "<esc><esc><f3>t",
            "<f3>o",
            "<esc><f3>h",
            "1",
            "<esc>2",
            "<esc>3",
        ] {
            desk.press(way);
            assert_no_content(&mut desk, role, way);
        }
    }
}

#[test]
fn a_task_of_a_case_shows_nothing_of_it_to_who_may_not_read() {
    let house = office();
    let mut desk = house.home("desk", Chinese, NOW);
    desk.press("<f3>tn问一下<tab><tab>auditor<tab>2026-0001<ctrl-s>");
    assert_shows!(desk, "任务已添。");
    let mut auditor = sit(&house, Role::Auditor);
    auditor.press("<f3>t");
    assert_shows!(auditor, "问一下");
    auditor.press("<enter>");
    assert_no_content(&mut auditor, Role::Auditor, "opening the case of a task");
}

/// Units under each other, and a desk in each that registers one case.
///
/// ```text
/// house ─ north ─ town      south
/// ```
fn units() -> House {
    let house = House::new();
    for (code, parent) in [("house", ""), ("north", "house"), ("town", "north"), ("south", "")] {
        house.row("units", &[("code", code), ("name", code), ("kind", "subordinate"), ("parent", parent)]);
    }
    for unit in ["house", "north", "town", "south"] {
        for (scope, suffix) in [("own", "1"), ("department", "2"), ("below", "3"), ("all", "4")] {
            house.row(
                "people",
                &[
                    ("account", &format!("{unit}{suffix}")),
                    ("name", &format!("{unit}{suffix}")),
                    ("roles", "reception"),
                    ("scope", scope),
                    ("unit", unit),
                ],
            );
        }
        for suffix in ["1", "4"] {
            let mut desk = house.home(&format!("{unit}{suffix}"), Chinese, NOW);
            desk.press(&format!("n<tab><tab><tab><tab><tab><tab><tab>{unit}{suffix}的事<ctrl-s>"));
            assert_shows!(desk, "已登记");
        }
    }
    house
}

/// What each account sees of the cases of [`units`], by the account that registered them.
const SEEN: [(&str, &[&str]); 8] = [
    ("house1", &["house1"]),
    ("house2", &["house1", "house4"]),
    ("house3", &["house1", "house4", "north1", "north4", "town1", "town4"]),
    ("north2", &["north1", "north4"]),
    ("north3", &["north1", "north4", "town1", "town4"]),
    ("town3", &["town1", "town4"]),
    ("south1", &["south1"]),
    ("south4", &["house1", "house4", "north1", "north4", "town1", "town4", "south1", "south4"]),
];

const REGISTERED: [&str; 8] = ["house1", "house4", "north1", "north4", "town1", "town4", "south1", "south4"];

#[test]
fn each_scope_shows_exactly_its_cases_in_queue_search_home_and_export() {
    let house = units();
    for (account, seen) in SEEN {
        let mut desk = house.home(account, Chinese, NOW);
        assert_shows!(desk, format!("4 待甄别            {}", seen.len()).as_str());
        desk.press("<f3>q<right><right><right>");
        let queue = desk.screen();
        desk.press("/的事");
        let found = desk.screen();
        let mut numbers = Vec::new();
        for (at, by) in REGISTERED.iter().enumerate() {
            let sees = seen.contains(by);
            let title = format!("{by}的事");
            assert_eq!(queue.contains(&title), sees, "{account} and the case of {by}:\n{queue}");
            assert_eq!(found.contains(&title), sees, "{account} and the case of {by}:\n{found}");
            let open = Request::Cases(cases::Request::Open(CaseId(i64::try_from(at + 1).unwrap())));
            match house.ask(account, NOW, open) {
                Ok(_) => assert!(sees, "{account} opens the case of {by}"),
                Err(refused) => {
                    assert!(!sees, "{account} cannot open the case of {by}");
                    assert_eq!(
                        refused,
                        Refusal::NoSuchCase,
                        "the words are those for a case that is not there"
                    );
                }
            }
            if sees {
                numbers.push(format!("2026-{:04}", at + 1));
            }
        }
        assert_eq!(house.exported(account, NOW).expect("an export"), numbers, "{account}");
        let Ok(Answer::Home(home::Answer::Strip(strip))) =
            house.ask(account, NOW, Request::Home(home::Request::Strip))
        else {
            panic!("{account} has no strip")
        };
        assert_eq!(strip.open, i64::try_from(seen.len()).unwrap(), "{account}");
        assert!(strip.reconciles(), "{account}: {strip:?}");
    }
}

#[test]
fn the_palette_and_a_task_reach_no_further_than_the_scope() {
    let house = units();
    let mut desk = house.home("south1", Chinese, NOW);
    desk.press("<ctrl-p>2026-0001");
    assert_hides!(desk, "house1的事");
    desk.press("<esc><f3>tn看一下<tab><tab><tab>2026-0001<ctrl-s>");
    assert_shows!(desk, "编号：没有这一个");
}

#[test]
fn a_person_who_moves_to_another_unit_sees_its_cases_at_the_next_request() {
    let house = units();
    let mut desk = house.home("north2", Chinese, NOW);
    desk.press("<f3>q");
    assert_shows!(desk, "north1的事");
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<ctrl-p>north2<enter>");
    assert_shows!(admin, "人员 / north2");
    admin.press("<tab><tab><tab><tab><tab><backspace>south<ctrl-s>");
    assert_shows!(admin, "已存 north2，第 2 版。");
    desk.press("<right>");
    desk.press("<left>");
    assert_shows!(desk, "south1的事");
    assert_hides!(desk, "north1的事");
}

#[test]
fn a_stand_in_registers_during_his_days_only_and_it_is_known_for_whom() {
    let house = House::new();
    house.person("handler", "冉文舟", "handler");
    house.row(
        "stand_ins",
        &[
            ("absent", "desk"),
            ("by", "handler"),
            ("from", "2026-09-16"),
            ("until", "2026-09-18"),
            ("reason", "请假"),
        ],
    );
    for (now, may) in [
        ("2026-09-15 23:59", false),
        ("2026-09-16 00:00", true),
        ("2026-09-17 12:00", true),
        ("2026-09-18 23:59", true),
        ("2026-09-19 00:00", false),
    ] {
        let mut desk = house.home("handler", Chinese, now);
        desk.press("n");
        assert_eq!(desk.screen().contains("来访登记"), may, "{now}\n{}", desk.screen());
    }
    let mut desk = house.home("handler", Chinese, "2026-09-18 16:00");
    desk.press("n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    // A form that was opened in time is refused after it.
    let mut late = house.home("handler", Chinese, "2026-09-18 23:50");
    late.press("n<tab><tab><tab><tab><tab><tab><tab>停电").at("2026-09-19 00:10").press("<ctrl-s>");
    assert_shows!(late, "办不了：这件事归接待岗位。", "停电");
}

#[test]
fn a_stand_in_may_no_more_than_the_roles_named_and_no_more_than_the_absent_has() {
    let house = House::new();
    house.person("handler", "冉文舟", "handler");
    house.person("both", "岳宁", "reception dispatcher");
    house.row(
        "stand_ins",
        &[
            ("absent", "both"),
            ("by", "handler"),
            ("from", "2026-09-16"),
            ("until", "2026-09-18"),
            ("roles", "dispatcher administrator"),
        ],
    );
    let mut desk = house.home("handler", Chinese, NOW);
    desk.press("n");
    assert_shows!(desk, "办不了：这件事归接待岗位。");
    desk.press("<f3>r<down><enter>n");
    assert_shows!(desk, "办不了：这件事归管理员岗位。");
}

#[test]
fn an_account_that_ends_in_the_middle_of_a_session_is_refused_at_the_next_request() {
    let house = office();
    let mut desk = house.home("han", Chinese, NOW);
    desk.press("<f3>q");
    assert_shows!(desk, "拖欠工资三个月");
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<down><enter><down><down>");
    assert_shows!(admin, ">  han");
    admin.press("e<enter>");
    assert_shows!(admin, "韩露 已停用，留着备查；e 恢复。");
    for way in ["<enter>", "<f3>q", "<f3>q<right>", "<f3>r", "<f3>t", "<f3>b"] {
        desk.press(way);
        assert_shows!(desk, "办不了：");
        assert_no_content(&mut desk, Role::Reception, way);
    }
    admin.press("e");
    assert_shows!(admin, "韩露 已恢复。");
    let mut back = house.home("han", Chinese, NOW);
    back.press("n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    assert_shows!(back, "已登记 2026-0002");
}

#[test]
fn what_an_ended_account_could_see_does_not_stay_on_its_screen() {
    let house = office();
    let mut desk = house.home("han", Chinese, NOW);
    desk.press("<f3>q");
    assert_shows!(desk, "拖欠工资三个月");
    house.home("admin", Chinese, NOW).press("<f3>r<down><enter><down><down>e<enter>");
    desk.press("<right><left>");
    assert_shows!(desk, "办不了：");
    assert_hides!(desk, "拖欠工资三个月");
}

#[test]
fn who_is_refused_because_his_account_has_ended_is_told_that_and_nothing_else() {
    let house = office();
    let mut desk = house.home("han", Chinese, NOW);
    house.home("admin", Chinese, NOW).press("<f3>r<down><enter><down><down>e<enter>");
    desk.press("<f3>q");
    assert_shows!(desk, "这个账号已经停用或还没启用，请找管理员");
}

#[test]
fn what_an_ended_account_could_see_does_not_stay_on_its_home() {
    let house = office();
    let mut desk = house.home("han", Chinese, NOW);
    assert_shows!(desk, "拖欠工资三个月");
    house.home("admin", Chinese, NOW).press("<f3>r<down><enter><down><down>e<enter>");
    desk.press("<f3>t<esc>");
    assert_shows!(desk, "办不了：");
    assert_hides!(desk, "拖欠工资三个月");
}
