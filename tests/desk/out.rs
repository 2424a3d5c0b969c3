//! 回避、被反映、更正: who is out of a case sees nothing of it and never gets it; what was registered
//! wrongly is put right, and back.

use xinfang::api::cases::{Answer as Cases, CaseCard, Request as AskCases};
use xinfang::api::intake::{Answer as Intake, Filed, Request as AskIntake};
use xinfang::api::steps::Request as AskSteps;
use xinfang::api::{Answer, Refusal, Request, home, similar, tasks};
use xinfang::domain::case::{CaseId, Purpose};
use xinfang::domain::intake::{Doubts, Draft, read};
use xinfang::domain::masked::Personal;
use xinfang::domain::page::Total;
use xinfang::domain::problem::{Barrier, Problem};
use xinfang::domain::queue::{Queue, Stretch};
use xinfang::domain::similar::Probe;
use xinfang::domain::step::{Filled, Given, Part};
use xinfang::i18n::Language;

use crate::assert_shows;
use crate::harness::House;

const NOW: &str = "2026-09-16 09:00";

/// ```text
/// 县政府办 ─ 县城管局 (chief, worker, second) ─ 执法大队 (zhao)
/// ```
fn office() -> House {
    let house = House::new();
    for (code, name, parent) in [
        ("zfb", "县政府办", ""),
        ("cgj", "县城管局", "zfb"),
        ("dadui", "执法大队", "cgj"),
        ("ms", "民生科", ""),
    ] {
        house.row("units", &[("code", code), ("name", name), ("kind", "department"), ("parent", parent)]);
    }
    for (account, name, roles, unit) in [
        ("ren", "任平", "reception dispatcher", ""),
        ("main", "冉文舟", "main_leader", ""),
        ("tao", "陶思齐", "leader_in_charge", ""),
        ("ji", "纪正方", "discipline", ""),
        ("super", "督办员", "supervisor", ""),
        ("chief", "吴大力", "department_head main_leader", "cgj"),
        ("worker", "钱小满", "handler", "cgj"),
        ("second", "孙二成", "handler", "cgj"),
        ("zhao", "赵三", "discipline handler", "dadui"),
        ("head", "周主任", "department_head", "ms"),
        ("li", "李办事", "handler", "ms"),
        ("wang", "王办事", "handler", "ms"),
    ] {
        let row = [("account", account), ("name", name), ("roles", roles), ("scope", "all"), ("unit", unit)];
        house.row("people", &row);
    }
    house.row("routes", &[("classes", "030000"), ("unit", "cgj"), ("note", "城市管理")]);
    house
}

fn draft(title: &str, purpose: &str, accused: &str) -> Draft {
    Draft {
        title: title.to_owned(),
        body: format!("{title}，请处理。"),
        name: "邬大勇".to_owned(),
        address: "城关镇北门路3号".to_owned(),
        phone: "13800000123".to_owned(),
        category: "030000".to_owned(),
        purpose: purpose.to_owned(),
        accused: accused.to_owned(),
        ..Draft::default()
    }
}

#[track_caller]
fn file(house: &House, by: &str, draft: &Draft) -> Filed {
    let now = chrono::DateTime::parse_from_rfc3339("2026-09-16T09:00:00+08:00").expect("an instant");
    let intake = read(draft, now, Doubts::Keep).expect("a matter");
    match house.ask(by, NOW, Request::Intake(AskIntake::File(Box::new(intake)))) {
        Ok(Answer::Intake(Intake::Filed(filed))) => filed,
        other => panic!("{other:?}"),
    }
}

fn open(house: &House, by: &str, id: CaseId) -> Result<Box<CaseCard>, Refusal> {
    match house.ask(by, NOW, Request::Cases(AskCases::Open(id)))? {
        Answer::Cases(Cases::Case(card)) => Ok(card),
        other => panic!("{other:?}"),
    }
}

fn take(
    house: &House,
    by: &str,
    id: CaseId,
    step: &'static str,
    fields: &[(Part, &str)],
) -> Result<(), Refusal> {
    let version = open(house, by, id)?.version;
    let given = Given::Filled(Filled::of(fields.iter().map(|(part, value)| (*part, (*value).to_owned()))));
    house.ask(by, NOW, Request::Steps(AskSteps::Take { case: id, version, step, given })).map(|_| ())
}

fn undo(house: &House, by: &str, id: CaseId) -> Result<(), Refusal> {
    let version = open(house, by, id)?.version;
    house.ask(by, NOW, Request::Steps(AskSteps::Undo { case: id, version })).map(|_| ())
}

fn agree(house: &House, by: &str, id: CaseId) -> Result<(), Refusal> {
    let card = open(house, by, id)?;
    let proposal = card.triage.waiting.as_ref().expect("something waits").id;
    let decide = AskSteps::Decide { proposal, version: card.version, agree: true, reason: String::new() };
    house.ask(by, NOW, Request::Steps(decide)).map(|_| ())
}

fn found(house: &House, by: &str, typed: &str) -> Vec<String> {
    let search = AskCases::Search { typed: Personal::new(typed), limit: 10 };
    match house.ask(by, NOW, Request::Cases(search)) {
        Ok(Answer::Cases(Cases::Found(page))) => page.rows.into_iter().map(|row| row.number).collect(),
        other => panic!("{other:?}"),
    }
}

fn tasks_of(house: &House, by: &str) -> Vec<String> {
    match house.ask(by, NOW, Request::Tasks(tasks::Request::Mine)) {
        Ok(Answer::Tasks(tasks::Answer::Mine { tasks, .. })) => {
            tasks.into_iter().map(|task| task.what).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Nothing of the only case of the office is anywhere for this person.
#[track_caller]
fn sees_nothing(house: &House, by: &str, id: CaseId, number: &str) {
    assert!(matches!(open(house, by, id), Err(Refusal::NoSuchCase)), "{by} opens it");
    for queue in [Queue::All, Queue::Open, Queue::Triage, Queue::DueSoon, Queue::Later, Queue::Working] {
        let list = AskCases::List { queue, stretch: Stretch::First, limit: 10 };
        match house.ask(by, NOW, Request::Cases(list)) {
            Ok(Answer::Cases(Cases::List(page))) => {
                assert_eq!((page.rows.len(), page.total), (0, Total::Exactly(0)), "{by} lists {queue:?}");
            }
            other => panic!("{other:?}"),
        }
    }
    if let Ok(Answer::Cases(Cases::Found(page))) = house.ask(
        by,
        NOW,
        Request::Cases(AskCases::Search { typed: Personal::new("13800000123"), limit: 10 }),
    ) {
        assert_eq!(page.rows.len(), 0, "{by} finds it");
    }
    let probe = Probe {
        title: Personal::new("城管队员打人"),
        body: Personal::new("城管队员打人，请处理。"),
        ..Probe::default()
    };
    let like = similar::Request::Like { probe: Box::new(probe), top: 10 };
    match house.ask(by, NOW, Request::Similar(like)) {
        Ok(Answer::Similar(similar::Answer::Candidates(like))) => {
            assert!(like.is_empty(), "{by} gets a hint")
        }
        other => panic!("{other:?}"),
    }
    match house.ask(by, NOW, Request::Home(home::Request::Strip)) {
        Ok(Answer::Home(home::Answer::Strip(strip))) => {
            assert_eq!((strip.open, strip.registered_today), (0, 0), "{by} counts it");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(house.exported(by, NOW).expect("an export"), Vec::<String>::new(), "{by} exports it");
    assert_eq!(tasks_of(house, by), Vec::<String>::new(), "{by} has a task");
    let mut desk = house.sit(Box::leak(by.to_owned().into_boxed_str()), Language::Chinese, NOW);
    assert!(!desk.screen().contains(number), "{by}:\n{}", desk.screen());
    desk.press(&format!("<ctrl-p>{number}"));
    assert!(!desk.screen().contains("城管队员"), "{by}:\n{}", desk.screen());
}

fn barred(told: Result<(), Refusal>) -> Vec<Barrier> {
    match told {
        Err(Refusal::Denied(barriers)) => barriers,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_accusation_never_reaches_the_accused_unit_and_its_people_see_nothing_of_it() {
    let house = office();
    let filed = file(&house, "ren", &draft("城管队员打人", "accusation", "县城管局"));
    for accused in ["chief", "worker", "zhao"] {
        sees_nothing(&house, accused, filed.id, &filed.number);
    }
    for other in ["ren", "main", "ji"] {
        assert!(open(&house, other, filed.id).is_ok(), "{other}");
    }
    let card = open(&house, "ren", filed.id).expect("the case");
    assert_eq!(card.suggestion.as_ref().map(|suggestion| suggestion.to.as_str()), Some("县政府办"));
    for to in ["cgj", "县城管局", "执法大队"] {
        let told = take(&house, "ren", filed.id, "transfer", &[(Part::To, to)]);
        assert_eq!(barred(told), [Barrier::AccusedSide], "{to}");
    }
    let here = take(&house, "ren", filed.id, "handle_here", &[(Part::Handler, "worker")]);
    assert_eq!(barred(here), [Barrier::AccusedSide]);
    let report = take(&house, "ren", filed.id, "report", &[(Part::Leader, "chief"), (Part::Told, "请阅")]);
    assert_eq!(barred(report), [Barrier::AccusedSide]);
    take(&house, "ren", filed.id, "transfer", &[(Part::To, "县政府办")]).expect("one level up");
    // A body that stands in no register is known by its name alone.
    let other = file(&house, "ren", &draft("收费不开票", "accusation", "柳溪镇政府"));
    let told = take(&house, "ren", other.id, "transfer", &[(Part::To, "柳溪镇政府")]);
    assert_eq!(barred(told), [Barrier::AccusedSide]);
    assert_eq!(house.broken(NOW), []);
}

#[test]
fn a_name_that_only_looks_alike_is_let_back_by_who_inspects_and_never_by_himself() {
    let house = office();
    let filed = file(&house, "ren", &draft("城管队员打人", "accusation", "执法大队的钱小满"));
    sees_nothing(&house, "worker", filed.id, &filed.number);
    let back = [(Part::Whom, "worker"), (Part::Why, "同名不同人")];
    let told = take(&house, "zhao", filed.id, "let_back", &back);
    assert!(matches!(told, Err(Refusal::NoSuchCase)), "{told:?}");
    take(&house, "ji", filed.id, "let_back", &back).expect("let back");
    let here = [(Part::Handler, "worker")];
    take(&house, "ren", filed.id, "handle_here", &here).expect("he may work it");
    assert!(open(&house, "worker", filed.id).is_ok());
}

#[test]
fn where_the_main_leaders_are_accused_the_next_one_hears_of_it_and_sees_it() {
    let house = office();
    let accused = Draft {
        people: "6".to_owned(), ..draft("城管队员打人", "accusation", "冉文舟、吴大力")
    };
    let filed = file(&house, "ren", &accused);
    for accused in ["main", "chief"] {
        sees_nothing(&house, accused, filed.id, &filed.number);
    }
    assert_eq!(tasks_of(&house, "tao"), ["集体 6 人，请阅示"]);
    assert!(open(&house, "tao", filed.id).is_ok());
    assert!(matches!(open(&house, "super", filed.id), Err(Refusal::NoSuchCase)));
    let mut desk = house.sit("tao", Language::Chinese, NOW);
    assert_shows!(desk, "2026-0001");
}

#[test]
fn who_registers_a_matter_against_himself_has_it_no_longer() {
    let house = office();
    let filed = file(&house, "ren", &draft("城管队员打人", "accusation", "任平"));
    sees_nothing(&house, "ren", filed.id, &filed.number);
    assert_eq!(open(&house, "main", filed.id).expect("the case").line.handler, "冉文舟");
}

#[test]
fn who_steps_aside_in_the_middle_is_out_at_once_and_another_is_named() {
    let house = office();
    let filed = file(&house, "ren", &draft("城管队员打人", "request", ""));
    let id = filed.id;
    take(&house, "ren", id, "handle_here", &[(Part::Unit, "ms"), (Part::Handler, "li")])
        .expect("given to li");
    assert_eq!(open(&house, "li", id).expect("the case").line.handler, "李办事");
    let recuse = [(Part::Whom, "li"), (Part::Applicant, "petitioner"), (Part::Interest, "是对方的表弟")];
    take(&house, "desk", id, "recuse", &recuse).expect("asked for");
    assert!(matches!(agree(&house, "desk", id), Err(Refusal::Denied(_))), "four eyes");
    agree(&house, "tao", id).expect("agreed");
    sees_nothing(&house, "li", id, &filed.number);
    assert_eq!(open(&house, "head", id).expect("the case").line.handler, "周主任");
    assert_eq!(tasks_of(&house, "head"), ["有人回避，请改派承办人"]);
    // Taken back today, he has it again.
    undo(&house, "tao", id).expect("taken back");
    assert_eq!(open(&house, "li", id).expect("the case").line.handler, "李办事");
    assert_eq!(tasks_of(&house, "head"), Vec::<String>::new());
    take(&house, "desk", id, "recuse", &recuse).expect("asked for again");
    agree(&house, "tao", id).expect("agreed again");
    let name = |who| [(Part::Handler, who), (Part::NoConflict, "yes")];
    let again = barred(take(&house, "head", id, "name_handler", &name("li")));
    assert_eq!(again, [Barrier::Recused { part: Part::Handler }]);
    take(&house, "head", id, "name_handler", &name("wang")).expect("another");
    assert_eq!(open(&house, "wang", id).expect("the case").line.handler, "王办事");
    assert_eq!(house.broken(NOW), []);
}

#[test]
fn a_correction_changes_the_case_is_found_by_its_new_words_and_can_be_taken_back() {
    let house = office();
    let filed = file(&house, "desk", &draft("城管队员打人", "request", ""));
    let id = filed.id;
    let nothing = barred(take(&house, "desk", id, "correct", &[(Part::Why, "登错了")]));
    assert_eq!(nothing, [Barrier::Part(Part::Category, Problem::Missing)]);
    let same =
        barred(take(&house, "desk", id, "correct", &[(Part::Title, "城管队员打人"), (Part::Why, "x")]));
    assert_eq!(same, [Barrier::Part(Part::Title, Problem::MustBeAnother)]);
    let right = [
        (Part::Title, "夜市摊位被收"),
        (Part::Name, "邬小勇"),
        (Part::Category, "040000"),
        (Part::Why, "登错人"),
    ];
    take(&house, "desk", id, "correct", &right).expect("put right");
    let card = open(&house, "desk", id).expect("the case");
    assert_eq!((card.line.title.as_str(), card.line.name.reveal()), ("夜市摊位被收", "邬小勇"));
    assert_eq!(card.category.as_ref().map(|(code, _)| code.as_str()), Some("040000"));
    assert_eq!(found(&house, "desk", "夜市摊位"), [filed.number.as_str()]);
    assert_eq!(found(&house, "desk", "邬小勇"), [filed.number.as_str()]);
    assert_eq!(found(&house, "desk", "邬大勇"), Vec::<String>::new());
    assert_eq!(house.broken(NOW), []);
    let line = card.history.last().expect("a line");
    assert_eq!((line.before["name"].as_str(), line.after["name"].as_str()), (Some("邬大勇"), Some("邬小勇")));
    undo(&house, "desk", id).expect("taken back");
    let card = open(&house, "desk", id).expect("the case");
    assert_eq!((card.line.title.as_str(), card.line.name.reveal()), ("城管队员打人", "邬大勇"));
    assert_eq!(found(&house, "desk", "夜市摊位"), Vec::<String>::new());
    assert_eq!(house.broken(NOW), []);
}

#[test]
fn a_matter_that_turns_out_an_accusation_leaves_the_accused_at_once() {
    let house = office();
    let filed = file(&house, "ren", &draft("城管队员打人", "request", ""));
    let id = filed.id;
    take(&house, "ren", id, "handle_here", &[(Part::Unit, "cgj"), (Part::Handler, "worker")]).expect("given");
    let right = [(Part::Purpose, "accusation"), (Part::Accused, "县城管局"), (Part::Why, "登错目的")];
    // The desk has given it away: it is no longer the desk's to put right.
    assert_eq!(barred(take(&house, "desk", id, "correct", &right)).len(), 1);
    take(&house, "ren", id, "correct", &right).expect("put right");
    for accused in ["worker", "chief", "zhao"] {
        sees_nothing(&house, accused, id, &filed.number);
    }
    let card = open(&house, "ren", id).expect("the case");
    assert_eq!((card.purpose, card.line.handler.as_str()), (Some(Purpose::Accusation), "任平"));
    assert!(matches!(open(&house, "tao", id), Err(Refusal::NoSuchCase)), "it is confidential");
    assert_eq!(house.broken(NOW), []);
    undo(&house, "ren", id).expect("taken back");
    assert_eq!(open(&house, "worker", id).expect("the case").line.handler, "钱小满");
    assert!(open(&house, "tao", id).is_ok());
    assert_eq!(house.broken(NOW), []);
}
