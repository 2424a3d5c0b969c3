//! 设置和台账: every register by its keyboard, from an empty list to a row that ended and came back.

use std::collections::BTreeMap;

use xinfang::domain::actor::Role;
use xinfang::domain::register::{Column, Kind, Register, shipped};
use xinfang::i18n::Language::{Chinese, English};

use crate::harness::{Desk, House, to_register};
use crate::{assert_hides, assert_shows};

const NOW: &str = "2026-09-16 09:00";

fn registers() -> Vec<Register> {
    shipped::registers().expect("the shipped registers")
}

/// An office where `boss` keeps everything, with one unit, body and leader to refer to.
fn office() -> House {
    let house = House::new();
    let every: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    house.person("boss", "冉文舟", &every.join(" "));
    house.row("units", &[("code", "u1"), ("name", "一科"), ("kind", "department")]);
    house.row("bodies", &[("code", "b1"), ("name", "县住建局"), ("level", "county")]);
    house.row("leaders", &[("code", "l1"), ("name", "岳宁"), ("post", "局长"), ("layer", "first")]);
    house
}

fn boss(house: &House, register: &str) -> Desk {
    let mut desk = house.home("boss", Chinese, NOW);
    desk.press(&to_register(register, Role::ALL));
    desk
}

/// What is typed into a column, and how it looks in the list.
fn good(register: &Register, column: &Column) -> (String, String) {
    let plain = |text: &str| (text.to_owned(), text.to_owned());
    match &column.kind {
        Kind::Text if column.name == "number_pattern" => plain("{year}-{serial:4}"),
        Kind::Text => plain(if column.name == "time" { "09:00-11:30" } else { "短" }),
        Kind::Long => plain("短文"),
        Kind::Date => {
            let day = if column.name == "until" { "2026-09-30" } else { "2026-09-17" };
            (day.to_owned(), day.to_owned())
        }
        Kind::Number { .. } => plain("3"),
        Kind::Choice { options, .. } => {
            let option = &options[0];
            if option.title.zh.is_empty() {
                return (option.word.clone(), String::new());
            }
            (option.title.zh.clone(), option.title.zh.clone())
        }
        Kind::Reference { register: to, .. } => match to.as_str() {
            "people" if column.name == "by" && register.name == "stand_ins" => ("han".into(), "韩露".into()),
            "people" => ("yq".into(), "叶青".into()),
            "units" => ("yk".into(), "一科".into()),
            "bodies" => ("b1".into(), "县住建局".into()),
            _ => ("l1".into(), "岳宁".into()),
        },
        Kind::ContentClass => ("040206".into(), "工资发放".into()),
        Kind::Account => plain("new1"),
        Kind::Time => ("0830".into(), "08:30".into()),
    }
}

/// Types into every column: what a look-up finds is taken with Enter, which leaves the rest alone.
fn fill(register: &Register) -> String {
    let fields: Vec<String> = register
        .columns
        .iter()
        .map(|column| {
            let (typed, _) = good(register, column);
            // Enter takes what is found; where one alone can be taken, it goes on as well.
            match column.kind {
                Kind::Choice { many: false, .. } | Kind::Reference { many: false, .. } => {
                    format!("{typed}<enter>")
                }
                Kind::Choice { .. } | Kind::Reference { .. } | Kind::ContentClass => {
                    format!("{typed}<enter><tab>")
                }
                _ => format!("{typed}<tab>"),
            }
        })
        .collect();
    fields.concat()
}

#[test]
fn a_row_of_every_register_is_added_changed_looked_back_on_ended_and_brought_back() {
    for register in registers() {
        if register.fixed {
            continue;
        }
        let house = office();
        let mut desk = boss(&house, &register.name);
        let name = &register.name;
        desk.press("n").press(&fill(&register));
        desk.press("<ctrl-s>");
        let screen = desk.screen();
        assert!(screen.contains("已添 "), "{name} was not added:\n{screen}");
        desk.press("<end>");
        // In the list: every column that has room there.
        for column in register.columns.iter().filter(|column| column.width > 0) {
            let (_, shown) = good(&register, column);
            let start: String =
                shown.chars().take(usize::from(column.width / 2).saturating_sub(1).max(1)).collect();
            let line = current_line(&mut desk);
            assert!(line.contains(&start), "{name}.{} is not in the list:\n{}", column.name, desk.screen());
        }
        // Changed in a column of free text, or of days.
        let at =
            register.columns.iter().position(|c| c.kind == Kind::Text && c.name != "time").expect("a text");
        desk.press("<enter>").press(&"<tab>".repeat(at)).press("<ctrl-u>改过<ctrl-s>");
        let screen = desk.screen();
        assert!(screen.contains("第 2 版。"), "{name} was not changed:\n{screen}");
        desk.press("c");
        let title = &register.columns[at].title.zh;
        let screen = desk.screen();
        let marked = screen.lines().any(|line| line.trim_start().starts_with(&format!("* {title}")));
        assert!(marked && screen.contains("改过") && screen.contains("第 1 版"), "{name}:\n{screen}");
        let marks = screen.lines().filter(|line| line.trim_start().starts_with("* ")).count();
        assert_eq!(marks, 1, "{name}: one column was changed\n{screen}");
        desk.press("<esc>e");
        assert_shows!(desk, "停用以后不再出现在选单里");
        desk.press("<esc>");
        assert!(!current_line(&mut desk).starts_with(">停"), "{name}");
        desk.press("e<enter>");
        let screen = desk.screen();
        assert!(screen.contains("已停用，留着备查"), "{name}:\n{screen}");
        desk.press("<end>");
        assert!(current_line(&mut desk).starts_with(">停"), "{name}:\n{}", desk.screen());
        desk.press("e");
        let screen = desk.screen();
        assert!(screen.contains("已恢复"), "{name}:\n{screen}");
        desk.press("c");
        assert_shows!(desk, "第 4 版", "第 3 版", "停用");
    }
}

fn current_line(desk: &mut Desk) -> String {
    let screen = desk.screen();
    screen.lines().find(|line| line.starts_with('>')).unwrap_or_default().to_owned()
}

#[test]
fn every_bad_value_is_complained_of_beside_its_field_and_nothing_is_lost() {
    for register in registers() {
        if register.fixed {
            continue;
        }
        let house = office();
        let mut desk = boss(&house, &register.name);
        desk.press("n");
        let mut wrong = BTreeMap::new();
        for column in &register.columns {
            let (typed, complaint) = match &column.kind {
                Kind::Date => ("2026-02-30", "没有这一天"),
                Kind::Number { .. } => ("三个", "要写数字"),
                Kind::Time => ("25:00", "不是时间"),
                Kind::Account => ("张三", "只用小写字母"),
                Kind::Choice { .. } => ("zzz", "没有这个代码"),
                Kind::ContentClass => ("zzz", "没有这个代码"),
                Kind::Reference { .. } => ("zzz", "没有这一个"),
                Kind::Text | Kind::Long if column.required => ("", "还没有填"),
                Kind::Text | Kind::Long => ("短", ""),
            };
            desk.press(typed).press("<tab>");
            if !complaint.is_empty() {
                wrong.insert(column.title.zh.clone(), (typed, complaint));
            }
        }
        desk.press("<ctrl-s>");
        assert!(desk.screen().contains("/ 添一行"), "{}: the form stays\n{}", register.name, desk.screen());
        // Long forms scroll: walk through all of it from the top.
        desk.press(&"<backtab>".repeat(12));
        let mut seen = desk.screen();
        for _ in 0..12 {
            desk.press("<tab>");
            seen.push_str(&desk.screen());
        }
        for (title, (typed, complaint)) in wrong {
            let line = seen.lines().find(|line| {
                let text = line.trim_start_matches(['>', ' ']);
                text.strip_prefix(&title)
                    .is_some_and(|rest| rest.starts_with(['*', ' ']) && line.contains(complaint))
            });
            assert!(line.is_some(), "{}: {title} has no {complaint:?}\n{seen}", register.name);
            assert!(
                line.is_some_and(|line| line.contains(typed)),
                "{}: {typed} is lost\n{seen}",
                register.name
            );
        }
    }
}

#[test]
fn who_is_no_keeper_sees_a_register_and_cannot_change_it() {
    let house = office();
    let mut looked = 0;
    for register in registers() {
        let reception = [Role::Reception];
        let actor = xinfang::domain::actor::Actor {
            roles: reception.to_vec(),
            ..xinfang::domain::actor::Actor::nobody("tests")
        };
        if !register.may_read(&actor).is_empty() || register.may_keep(&actor).is_empty() {
            continue;
        }
        looked += 1;
        if !register.fixed && register.name != "people" {
            boss(&house, &register.name).press("n").press(&fill(&register)).press("<ctrl-s>");
        }
        let mut desk = house.home("han", Chinese, NOW);
        desk.press(&to_register(&register.name, &reception));
        assert_shows!(desk, "这一本由 ");
        let before = desk.screen();
        if !register.fixed {
            desk.press("n");
            assert_shows!(desk, "办不了：这件事归");
            desk.press("e");
            assert_shows!(desk, "办不了：这件事归");
        }
        desk.press("<enter>x<ctrl-s>");
        assert_eq!(desk.writes, 0, "{}", register.name);
        desk.press("<esc>");
        assert_eq!(desk.screen(), before, "{}", register.name);
        desk.press("c");
        assert_shows!(desk, "改动经过", "新添");
    }
    assert!(looked > 10, "{looked}");
}

#[test]
fn a_register_that_others_may_not_read_is_not_in_their_list() {
    let house = office();
    let mut desk = house.home("han", Chinese, NOW);
    desk.press("<f3>r");
    let mut seen = desk.screen();
    desk.press("<end>");
    seen.push_str(&desk.screen());
    assert!(seen.contains("意见箱") && seen.contains("人员"), "{seen}");
    assert!(!seen.contains("奖惩") && !seen.contains("工作人员情况"), "{seen}");
    desk.press("<ctrl-p>奖惩");
    assert_shows!(desk, "没有叫 奖惩 的。");
}

#[test]
fn who_saves_a_row_second_is_told_who_was_first_and_keeps_what_he_typed() {
    let house = office();
    let mut first = boss(&house, "bodies");
    let mut second = house.home("admin", Chinese, "2026-09-16 09:30");
    second.press(&to_register("bodies", &[Role::Administrator]));
    second.press("<enter><tab><ctrl-u>第二个写的");
    first.press("<enter><tab><ctrl-u>第一个写的<ctrl-s>");
    assert_shows!(first, "已存 第一个写的，第 2 版。");
    second.press("<ctrl-s>");
    assert_shows!(second, "冉文舟 09:00 先存了，您写的都在，还没有存。", "第二个写的");
    second.press("<f9>");
    assert_shows!(second, "第 2 版", "第一个写的");
    second.press("<esc>");
    assert_shows!(second, "第二个写的");
    second.press("<ctrl-s>");
    assert_shows!(second, "已存 第二个写的，第 3 版。");
}

#[test]
fn the_last_administrator_can_neither_be_ended_nor_stripped() {
    let house = House::new();
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<down><enter>e<enter>");
    assert_shows!(admin, "这是最后一个管理员");
    admin.press("<enter><tab><tab><tab><backspace>接待<enter><ctrl-s>");
    assert_shows!(admin, "岗位", "这是最后一个管理员");
    admin.press("<esc><enter>").press(&"<tab>".repeat(10)).press("2026-09-15<ctrl-s>");
    assert_shows!(admin, "这是最后一个管理员");
    // With a second one the first may go.
    admin.press("<esc>nwu<tab>吴文<tab><tab>gly<enter><tab>全部<ctrl-s>");
    assert_shows!(admin, "已添 吴文。");
    let mut second = house.home("wu", Chinese, NOW);
    second.press("<f3>r<down><enter><home>e<enter>");
    assert_shows!(second, "岑怀川 已停用");
}

#[test]
fn the_last_administrator_cannot_be_put_off_to_a_later_day_nor_lose_his_account_name() {
    let house = House::new();
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<down><enter><enter>").press(&"<tab>".repeat(9)).press("2026-09-17<ctrl-s>");
    assert_shows!(admin, "这是最后一个管理员");
    admin.press("<esc><enter><ctrl-u>other<ctrl-s>");
    assert_shows!(admin, "不能改，别处记着它");
}

#[test]
fn a_unit_or_body_that_leads_back_to_itself_is_refused() {
    for register in ["units", "bodies"] {
        let house = House::new();
        let kind = if register == "units" { ("kind", "department") } else { ("level", "county") };
        house.row(register, &[("code", "a"), ("name", "甲"), kind]);
        house.row(register, &[("code", "b"), ("name", "乙"), kind, ("parent", "a")]);
        house.row(register, &[("code", "c"), ("name", "丙"), kind, ("parent", "b")]);
        let mut admin = house.home("admin", Chinese, NOW);
        admin.press(&to_register(register, &[Role::Administrator]));
        for above in ["甲", "乙", "丙"] {
            admin.press("<home><enter><tab><tab><tab>").press(above).press("<enter><ctrl-s>");
            assert_shows!(admin, "绕回自己了", above);
            admin.press("<esc>");
        }
    }
}

#[test]
fn two_rows_cannot_have_one_key() {
    let house = office();
    let mut desk = boss(&house, "units");
    desk.press("nu1<tab>二科<tab>1<enter><ctrl-s>");
    assert_shows!(desk, "已经有了，换一个", "二科");
    desk.press("<ctrl-u>U1<ctrl-s>");
    assert_shows!(desk, "已经有了，换一个");
    desk.press("<ctrl-u>u2<ctrl-s>");
    assert_shows!(desk, "已添 二科。");
}

#[test]
fn a_numbering_pattern_changes_the_next_number_and_a_bad_one_is_refused() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    let visit = "n<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>";
    desk.press(visit);
    assert_shows!(desk, "已登记 2026-0001");
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<enter><enter><tab>");
    for bad in
        ["编号", "{year}", "{serial:4}", "{year}{year}-{serial:4}", "{year}-{serial:0}", "{year}-{serial:x}"]
    {
        admin.press("<ctrl-u>").paste(bad).press("<ctrl-s>");
        assert_shows!(admin, "{year} 和 {serial:4} 各要一次", bad);
    }
    admin.press("<ctrl-u>").paste("云信{year}第{serial:3}号").press("<ctrl-s>");
    assert_shows!(admin, "已存 云浦县信访局，第 2 版。");
    desk.press(visit);
    assert_shows!(desk, "已登记 云信2026第002号");
    desk.press("<ctrl-p>2026-0001");
    assert_shows!(desk, "停水");
    // Settings have one row: none can be added or ended.
    admin.press("n");
    assert_shows!(admin, "这里的行是固定的，只能改");
    admin.press("e<enter>");
    assert_shows!(admin, "本局  1/");
}

#[test]
fn the_offices_name_changes_in_the_title_line_of_every_desk() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, NOW);
    let mut admin = house.home("admin", Chinese, NOW);
    admin.press("<f3>r<enter><enter><ctrl-u>云浦信访中心<ctrl-s>");
    assert_shows!(admin, "已存 云浦信访中心，第 2 版。");
    assert_shows!(house.home("han", Chinese, NOW), " 云浦信访中心  首页");
    assert!(admin.screen().starts_with(" 云浦信访中心"), "{}", admin.screen());
    desk.hear(xinfang::api::Change::Office);
    assert!(desk.screen().starts_with(" 云浦信访中心"), "{}", desk.screen());
}

#[test]
fn a_look_up_finds_by_initials_number_and_arrows_and_takes_several_and_back() {
    let house = office();
    let mut desk = boss(&house, "hours");
    // 人员: several people.
    desk.press("n").press(&"<tab>".repeat(4));
    desk.press("yq");
    assert_shows!(desk, "  2 叶青  desk");
    desk.press("<enter>");
    assert_shows!(desk, "叶青");
    desk.press("3<enter>");
    assert_shows!(desk, "叶青 韩露");
    desk.press("<down><enter>");
    assert_shows!(desk, "叶青 韩露 岑怀川");
    desk.press("<backspace>");
    assert_hides!(desk, "岑怀川 [");
    desk.press("qqq");
    assert_shows!(desk, "名单里没有这样的，换个说法");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "没有这一个，或者同名的不止一个", "叶青 韩露 qqq");
    desk.press(&"<tab>".repeat(4)).press("<backspace><backspace><backspace>");
    desk.press(&"<backtab>".repeat(8)).press("1<enter>2<enter><tab>8:30<tab>1200<tab>接待室<ctrl-s>");
    assert_shows!(desk, "已添 ");
    desk.press("<end>");
    assert_shows!(desk, "周一、周二", "08:30", "12:00", "叶青、韩露");
}

#[test]
fn a_look_up_reads_a_whole_name_or_key_without_taking_it() {
    let house = office();
    let mut desk = boss(&house, "stand_ins");
    desk.press("n叶青<tab>han<tab>明天<tab>+3<tab><tab>请假<ctrl-s>");
    assert_shows!(desk, "已添 ");
    assert_shows!(desk, "叶青", "韩露", "2026-09-17", "2026-09-19");
}

#[test]
fn a_span_that_ends_before_it_begins_and_standing_in_for_oneself_are_refused() {
    let house = office();
    let mut desk = boss(&house, "stand_ins");
    desk.press("ndesk<tab>desk<tab>10-08<tab>10-07<ctrl-s>");
    assert_shows!(desk, "止在起之前", "10-08", "10-07");
}

#[test]
fn what_was_typed_stays_in_the_form_as_it_was_typed_when_a_complaint_comes() {
    let house = office();
    let mut desk = boss(&house, "stand_ins");
    desk.press("ndesk<tab>desk<tab>10-08<tab>10-09<ctrl-s>");
    assert_shows!(desk, "绕回自己了", "10-08", "10-09");
}

#[test]
fn leaving_a_half_filled_row_leaves_a_draft() {
    let house = office();
    let mut desk = boss(&house, "units");
    desk.press("nu9<esc>");
    assert_shows!(desk, "部门和下属单位  1/", "草稿留着：首页 9 草稿。");
    desk.press("n<esc>");
    assert_shows!(desk, "部门和下属单位  1/");
    assert_eq!(desk.writes, 0);
}

#[test]
fn a_row_that_somebody_else_adds_appears_and_the_bar_stays_on_its_row() {
    let house = office();
    let mut desk = boss(&house, "units");
    house.row("units", &[("code", "u2"), ("name", "二科"), ("kind", "department")]);
    desk.hear(xinfang::api::Change::Office);
    assert_shows!(desk, ">  u1", "二科", "1/2");
}

#[test]
fn the_registers_read_in_english_too() {
    let house = office();
    let mut desk = house.home("boss", English, NOW);
    desk.press(&to_register("units", Role::ALL));
    desk.press("nu7<tab>Seven<tab>Subordinate<ctrl-s>");
    assert_shows!(desk, "Seven is added.", "u7", "Seven");
    desk.press("<end>e<enter>");
    assert_shows!(desk, "Seven is out of use and kept; e brings it back.");
}
