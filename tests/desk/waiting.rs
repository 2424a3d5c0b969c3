//! While a write is under way nothing typed is lost and nothing is filed twice.

use xinfang::api::Refusal;
use xinfang::domain::trouble::TroubleKind;
use xinfang::i18n::Language;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

#[test]
fn a_save_pressed_twice_files_once() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>张三<tab><tab><tab><tab><tab><tab><tab>停水").slow().press("<ctrl-s><ctrl-s><ctrl-s>");
    assert_eq!(desk.writes, 1);
    desk.answer_all();
    assert_eq!(desk.writes, 1);
    assert_shows!(desk, "已登记 2026-0001");
    assert_hides!(desk, "2026-0002");
}

#[test]
fn strokes_during_a_save_are_delivered_after_it_in_order() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>停水").slow().press("<ctrl-s><f2>李四<tab>138");
    assert_shows!(desk, "正在存，您可以接着打，按键会排队。");
    desk.answer_all();
    assert_shows!(desk, "来访登记", "李四", "[138");
}

#[test]
fn at_the_bound_the_bell_rings_and_the_line_says_so() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>停水").slow().press("<ctrl-s>");
    for _ in 0..256 {
        desk.press("x");
    }
    assert_eq!(desk.bells, 0);
    desk.press("yy");
    assert_eq!(desk.bells, 2);
    assert_shows!(desk, "按键太多，后面的没有收（响铃）。");
}

#[test]
fn trouble_while_saving_keeps_the_form_and_names_a_reference() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>张三<tab><tab><tab><tab><tab><tab><tab>停水").slow().press("<ctrl-s>");
    desk.press("").refuse_last(TroubleKind::Other);
    assert_shows!(desk, "没有办成，编号 7F3A", "张三", "停水");
    desk.answer_all().press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
}

#[test]
fn a_full_disk_is_one_sentence_and_saving_again_files_once() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:14");
    desk.press("<f2>Li<tab><tab><tab><tab><tab><tab><tab>water").slow().press("<ctrl-s>");
    desk.refuse_last(TroubleKind::DiskFull);
    assert_shows!(desk, "The disk is full; nothing was done.");
    desk.answer_all().press("<ctrl-s>");
    assert_shows!(desk, "Registered 2026-0001");
    assert_hides!(desk, "2026-0002");
}

impl crate::harness::Desk {
    /// Refuses the write under way with trouble of this kind.
    fn refuse_last(&mut self, kind: TroubleKind) -> &mut Self {
        // Questions about clocks and lists may be open before it.
        self.answer_reads();
        self.refuse(Refusal::Trouble {
            reference: "7F3A".to_owned(),
            kind,
            detail: "told by the test".to_owned(),
        })
    }
}
