//! 练习单位: what somebody sees who sits down in it in the morning.

use xinfang::i18n::Language;

use crate::assert_shows;
use crate::harness::House;

#[test]
fn home_in_the_morning_tells_of_today_of_the_week_and_of_the_evening() {
    let house = House::practice(400);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:00");
    assert_shows!(desk, "三号窗口钥匙在抽屉；来访代表等早上回话", "韩露 09-15 17:32");
    assert_shows!(desk, "欧阳澄之 副县长", "待接", "上次登录以后别人办的");
    // Nothing that waits is cut where the list has eighty columns.
    let screen = desk.screen();
    let waits = screen.lines().take_while(|line| !line.contains("今日接访"));
    assert!(waits.into_iter().all(|line| !line.trim_end().ends_with("..")), "{screen}");
    let mut handler = house.home("pang", Language::Chinese, "2026-09-16 09:00");
    assert_shows!(handler, "办理中", "任务");
}

#[test]
fn what_a_queue_counts_is_what_it_lists_for_everybody() {
    use xinfang::api::cases::{Answer as Cases, Request as AskCases};
    use xinfang::api::{Answer, Request};
    use xinfang::domain::page::Total;
    use xinfang::domain::queue::{Queue, Stretch};
    let house = House::practice(120);
    for account in ["desk", "han", "lin", "pang", "dou", "ji", "qin", "gu"] {
        for queue in Queue::ALL {
            let list = AskCases::List { queue, stretch: Stretch::First, limit: 500 };
            match house.ask(account, "2026-09-16 09:00", Request::Cases(list)) {
                Ok(Answer::Cases(Cases::List(page))) => {
                    assert_eq!(page.total, Total::Exactly(page.rows.len()), "{account} {queue:?}");
                }
                other => panic!("{account} {queue:?}: {other:?}"),
            }
        }
    }
}
