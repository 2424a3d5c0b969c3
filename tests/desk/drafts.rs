//! 草稿: a desk that is killed in the middle of a form loses nothing, and comes back where it was.

use ratatui::layout::{Position, Size};
use xinfang::api::drafts::{Answer as Told, DraftLine, Request as Ask};
use xinfang::api::{Answer, Refusal, Request};
use xinfang::domain::actor::Role;
use xinfang::domain::trouble::TroubleKind;
use xinfang::i18n::Language::{self, Chinese, English};

use crate::harness::{Desk, House, to_register};
use crate::{assert_hides, assert_shows};

const BEFORE: &str = "2026-09-16 09:10";
/// So much later that the desk of before is taken to be gone.
const NOW: &str = "2026-09-16 09:17";

/// An office with one person for everything, two matters, a task and a row.
fn office() -> House {
    let house = House::new();
    let every: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    house.person("boss", "冉文舟", &every.join(" "));
    house.row("units", &[("code", "u1"), ("name", "一科"), ("kind", "department")]);
    let mut desk = house.home("boss", Chinese, "2026-09-15 09:00");
    for what in ["停水", "停电"] {
        desk.press(&format!("<f2>李一{}{what}<ctrl-s>", "<tab>".repeat(7)));
    }
    desk.press("<f3>tn打电话<ctrl-s>");
    house
}

/// What stands between title and notice, and where the cursor is.
fn seen(desk: &mut Desk) -> (String, Position) {
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    (lines[1..lines.len() - 2].join("\n"), desk.cursor())
}

fn mine(house: &House, account: &str, now: &str) -> Vec<DraftLine> {
    let ask = Ask::Mine { desk: "0".to_owned() };
    match house.ask(account, now, Request::Drafts(ask)) {
        Ok(Answer::Drafts(Told::Mine(drafts))) => drafts,
        told => panic!("{told:?}"),
    }
}

#[test]
fn a_killed_desk_comes_back_to_the_same_field_and_the_same_place_in_it() {
    for (language, notice) in [
        (Chinese, "上次写到 住址，09:10。接着写，或 Esc 存草稿。"),
        (English, "Restored at Address, 09:10. Go on, or Esc for a draft."),
    ] {
        let house = House::new();
        let mut desk = house.home("desk", language, BEFORE);
        desk.press("<f2>李一<tab>138<tab><tab><tab><tab>幸福路<left><left>");
        let before = seen(&mut desk);
        drop(desk);
        let mut desk = house.home("desk", language, NOW);
        assert_shows!(desk, notice);
        assert_eq!(seen(&mut desk), before);
        // Typing goes on in the middle of the word.
        desk.press("城");
        assert_shows!(desk, "幸城福路", "李一", "138");
        desk.press("<tab><tab>停水三天<ctrl-s><ctrl-s>");
        assert_shows!(desk, "2026-0001");
        assert!(mine(&house, "desk", NOW).is_empty(), "what is saved needs no draft");
    }
}

#[test]
fn every_form_comes_back_as_it_was_in_both_languages() {
    let register = to_register("units", Role::ALL);
    let forms: Vec<(&str, String)> = vec![
        ("a text of many lines", format!("<f2>{}第一行<enter>第二行<up><left>", "<tab>".repeat(7))),
        ("a class being typed", format!("<f2>{}停水<tab>3gz", "<tab>".repeat(7))),
        ("an answer on the spot", "<f3>q<enter>1说明<enter>白了<tab>公告<left><tab>2".to_owned()),
        ("a task for a name half typed", "<f3>tn回访<tab>+3<tab>h".to_owned()),
        ("a task for somebody chosen", "<f3>tn回访<tab>+3<tab>hl<enter>".to_owned()),
        ("a new row", format!("{register}nu9<tab>九科<tab>")),
        ("a row that is changed", format!("{register}<enter><tab>改名<left>")),
        ("a handover", "<f3>ohl<enter>2<tab>+3<tab>话<enter>再说<up>".to_owned()),
        ("a year", "<f3>yayear = 2027<enter>[off]<up><home>".to_owned()),
        ("a reason", "<f3>t-不用<left>".to_owned()),
    ];
    for language in [Chinese, English] {
        let house = office();
        for (name, keys) in &forms {
            let mut desk = house.home("boss", language, BEFORE);
            desk.press(keys);
            let before = seen(&mut desk);
            drop(desk);
            let mut desk = house.home("boss", language, NOW);
            let after = seen(&mut desk);
            if *name == "a reason" {
                // A band: below it lies home now, not the list.
                let band = |seen: &str| seen.lines().take(4).collect::<Vec<_>>().join("\n");
                assert_eq!((band(&after.0), after.1), (band(&before.0), before.1), "{name}, {language:?}");
            } else {
                assert_eq!(after, before, "{name}, {language:?}");
            }
            // It is left and thrown away: the next form has the desk for itself.
            desk.press("<esc><f3>h9d<enter>");
            assert!(mine(&house, "boss", NOW).is_empty(), "{name}: {}", desk.screen());
        }
    }
}

#[test]
fn a_form_that_came_back_saves_what_it_would_have_saved() {
    let house = office();
    for (keys, save, said) in [
        ("<f3>q<enter>1说明白了<tab>公告<tab>", "2<ctrl-s>", "当场答复办结"),
        ("<f3>tn回访<tab>+3", "<ctrl-s>", "任务"),
        (to_register("units", Role::ALL).as_str(), "", ""),
        ("<f3>t-不用", "了<ctrl-s>", "不做"),
    ] {
        if save.is_empty() {
            let mut desk = house.home("boss", Chinese, BEFORE);
            desk.press(keys).press("<enter><tab>改");
            drop(desk);
            let mut desk = house.home("boss", Chinese, NOW);
            desk.press("名<ctrl-s>");
            assert_shows!(desk, "已存 一科改名，第 2 版。", "首页");
            continue;
        }
        let mut desk = house.home("boss", Chinese, BEFORE);
        desk.press(keys);
        drop(desk);
        let mut desk = house.home("boss", Chinese, NOW);
        desk.press(save);
        assert_shows!(desk, said, "首页");
        assert!(mine(&house, "boss", NOW).is_empty(), "{keys}");
    }
}

#[test]
fn esc_leaves_a_draft_that_home_shows_and_two_keys_open_again() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, BEFORE);
    desk.press(&format!("<f2>邬大勇{}小区停水三天，没有人来修，天天要提水<esc>", "<tab>".repeat(7)));
    assert_shows!(desk, "草稿留着：首页 9 草稿。", "9 草稿", "09:10", "来访登记  写到 诉求  还没有存");
    assert_hides!(desk, "邬大勇");
    // Left is left: it does not come by itself.
    let mut desk = house.home("desk", Chinese, NOW);
    assert_shows!(desk, "首页", "9 草稿");
    desk.press("9");
    assert_shows!(desk, "09:10", "来访登记", "写到 诉求", "小区停水三天，没有人");
    assert_hides!(desk, "邬大勇", "来修");
    desk.press("<enter>");
    assert_shows!(desk, "邬大勇", "上次写到 诉求，09:10。接着写，或 Esc 存草稿。");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk.press("<up>");
    assert_shows!(desk, "没有草稿");
    desk.press("<esc>");
    assert_hides!(desk, "9 草稿");
}

#[test]
fn a_draft_is_thrown_away_by_one_key_and_another() {
    let house = House::new();
    let mut desk = house.home("desk", English, BEFORE);
    desk.press("<f2>Li<esc>9d");
    assert_shows!(desk, "This draft will be gone.");
    desk.press("d");
    assert_eq!(mine(&house, "desk", NOW).len(), 1, "the key that asks never answers");
    desk.press("<esc>");
    assert_shows!(desk, "Nobody but you sees your drafts.");
    desk.press("d<enter>");
    assert_shows!(desk, "The draft is gone.");
    assert!(mine(&house, "desk", NOW).is_empty());
    desk.press("<up>");
    assert_shows!(desk, "No drafts.");
}

#[test]
fn drafts_are_their_authors_alone() {
    let house = House::new();
    let every: Vec<&str> = Role::ALL.iter().map(|role| role.word()).collect();
    house.person("boss", "冉文舟", &every.join(" "));
    house.home("desk", Chinese, BEFORE).press("<f2>邬大勇");
    let key = mine(&house, "desk", NOW).remove(0).key;
    for other in ["han", "admin", "boss"] {
        assert!(mine(&house, other, NOW).is_empty(), "{other}");
        let from = key.clone();
        let open = Ask::Open { desk: "1".to_owned(), from, key: "1-1".to_owned() };
        let told = house.ask(other, NOW, Request::Drafts(open));
        assert_eq!(told, Ok(Answer::Drafts(Told::Nothing)), "{other}");
        house.ask(other, NOW, Request::Drafts(Ask::Drop { key: key.clone() })).expect("an answer");
        assert_hides!(house.home(other, Chinese, NOW), "草稿", "邬大勇");
    }
    assert_eq!(mine(&house, "desk", NOW).len(), 1);
    let nobody = house.ask("", NOW, Request::Drafts(Ask::Mine { desk: "0".to_owned() }));
    assert!(matches!(nobody, Err(Refusal::Denied(_))), "{nobody:?}");
}

#[test]
fn what_is_open_in_another_window_is_listed_and_only_taken_when_asked_and_nothing_is_lost() {
    let house = House::new();
    let mut first = house.home("desk", Chinese, "2026-09-16 09:16");
    first.press("<f2>邬大勇");
    let mut second = house.home("desk", Chinese, NOW);
    assert_shows!(second, "首页", "9 草稿");
    second.press("9");
    assert_shows!(second, "这份正在另一个窗口里写着。");
    second.press("<enter>");
    assert_shows!(second, "邬大勇", "上次写到 姓名，09:16");
    second.press("甲");
    first.at(NOW).press("乙");
    assert_shows!(first, "邬大勇乙");
    assert_shows!(second, "邬大勇甲");
    assert_eq!(mine(&house, "desk", NOW).len(), 2, "each goes on in his own");
    drop((first, second));
    let mut desk = house.home("desk", Chinese, "2026-09-16 09:30");
    desk.press("<esc>9<enter>");
    let one = desk.screen();
    desk.press("<esc><down><enter>");
    let other = desk.screen();
    assert!(one.contains("邬大勇甲") != other.contains("邬大勇甲"), "{one}\n{other}");
    assert!(one.contains("邬大勇乙") != other.contains("邬大勇乙"), "{one}\n{other}");
}

#[test]
fn of_several_forms_the_newest_comes_back_and_the_others_wait_on_home() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, BEFORE);
    desk.press("<f2>李一");
    desk.at("2026-09-16 09:12").press("<f3>tn回访");
    drop(desk);
    let mut desk = house.home("desk", Chinese, NOW);
    assert_shows!(desk, "回访", "上次写到 什么事，09:12");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "首页", "9 草稿", "来访登记  写到 姓名");
    desk.press("9<enter>");
    assert_shows!(desk, "李一");
}

#[test]
fn a_draft_whose_matter_was_registered_in_the_last_moment_is_not_registered_twice() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, BEFORE);
    desk.press(&format!("<f2>李一{}停水三天", "<tab>".repeat(7)));
    desk.slow().press("<ctrl-s>");
    desk.killed_before_it_was_told();
    let mut desk = house.home("desk", Chinese, NOW);
    assert_shows!(desk, "李一", "停水三天");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "这一件上次已经登记，编号 2026-0001，没有再登记一次。草稿去掉了。");
    assert_hides!(desk, "9 草稿");
    desk.press("<f3>q");
    assert_shows!(desk, "2026-0001");
    assert_hides!(desk, "2026-0002");
}

#[test]
fn what_a_draft_is_about_is_looked_at_with_the_eyes_of_today() {
    let house = office();
    house.person("third", "纪清源", "reception");
    let mut desk = house.home("third", Chinese, BEFORE);
    desk.press("<f3>q<enter>1说明白了");
    drop(desk);
    let people = mine(&house, "third", NOW);
    assert_eq!(people.len(), 1);
    assert!(people[0].title.starts_with("当场答复  2026-"), "{people:?}");
    // The case moves on meanwhile: the text is there, and saving it says so.
    let mut other = house.home("boss", Chinese, NOW);
    other.press("<f3>q<enter>1办好了<tab>公告<tab>2<ctrl-s>");
    let mut desk = house.home("third", Chinese, NOW);
    assert_shows!(desk, "说明白了");
    desk.press("<tab>公告<tab>2<ctrl-s>");
    assert_shows!(desk, "冉文舟", "说明白了");
}

#[test]
fn the_lock_lies_over_a_draft_and_the_form_is_there_after_it() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, BEFORE);
    desk.press("<f2>李一").idle();
    assert_hides!(desk, "李一");
    desk.press("<enter>");
    assert_shows!(desk, "李一");
    desk.press("二");
    drop(desk);
    assert_shows!(house.home("desk", Chinese, NOW), "李一二");
}

#[test]
fn passwords_are_never_kept() {
    let house = House::real();
    let mut desk = house.at_the_door(Some("desk"), Chinese, BEFORE, Size::new(80, 24));
    desk.press("<enter>password-1<enter>password-1<enter>");
    desk.press("<f3>ppassword-1<tab>password-2<tab>password-2");
    assert!(mine(&house, "desk", NOW).is_empty());
}

#[test]
fn an_untouched_form_leaves_nothing_and_one_that_was_refused_leaves_its_draft() {
    let house = House::new();
    let mut desk = house.home("desk", Chinese, BEFORE);
    desk.press("<f2><tab><tab><esc>");
    assert!(mine(&house, "desk", NOW).is_empty());
    desk.press("<f2>李一<ctrl-s>");
    assert_shows!(desk, "诉求：还没有填");
    assert_eq!(mine(&house, "desk", NOW).len(), 1);
}

#[test]
fn where_drafts_cannot_be_kept_it_is_said_once_and_work_goes_on() {
    for (language, said, asks) in [
        (Chinese, "草稿现在存不下来", "离开就没有了"),
        (English, "Drafts cannot be kept now: save with Ctrl-S.", "leaving loses this one"),
    ] {
        cannot_be_kept(language, said, asks);
    }
}

fn cannot_be_kept(language: Language, said: &str, asks: &str) {
    let house = House::new();
    let mut desk = house.home("desk", language, BEFORE);
    desk.drafts_fail = Some(TroubleKind::DiskFull);
    desk.press("<f2>L");
    assert_shows!(desk, said);
    desk.press("i");
    assert_hides!(desk, said);
    // Only then leaving asks, and so does quitting.
    desk.press("<esc>");
    assert_shows!(desk, asks);
    desk.press("<esc>");
    assert_shows!(desk, "[Li");
    desk.press("<ctrl-q>");
    assert!(!desk.ended);
    desk.press("<esc>");
    desk.press(&format!("{}water<ctrl-s>", "<tab>".repeat(7)));
    assert_shows!(desk, "2026-0001");
    desk.press("<f2>L<esc><enter>");
    assert_shows!(desk, if language == Chinese { "首页" } else { "Home" });
    desk.drafts_fail = None;
    desk.press("<f2>L<esc>");
    assert_eq!(mine(&house, "desk", NOW).len(), 1, "what can be kept again is kept again");
}
