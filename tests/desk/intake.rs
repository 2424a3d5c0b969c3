//! 登记: a visit goes on the books from the keyboard.

use xinfang::i18n::Language;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

#[test]
fn a_visit_is_registered_found_by_initials_and_opened_in_chinese() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    assert_shows!(desk, "这个队列是空的。左右键看别的队列，F2 登记。");
    desk.press("<right><right><right>");
    assert_shows!(desk, "本局还没有登记过。F2 登记第一件。");
    desk.press("<left><left><left>");
    // Tabs after a full field are a habit: they do nothing.
    desk.press("<f2>邬大勇<tab>13800000123<tab>34052419800101001x<tab>城关镇北门路3号<tab><tab>");
    desk.press("6月至8月在工地做抹灰，公司没付款。要求付清工资。<tab>3<tab>gzff<tab>");
    assert_shows!(
        desk,
        "3 求决",
        "040206",
        "劳动和社会保障/工资福利/工资发放",
        "男 46岁",
        "校验通过",
        "将起算",
        "2026-10-08 周四",
        "最后一日 2026-10-01 周四 休息，顺延",
        "此前工作日 2026-09-30 周三",
    );
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001，10-08 前转送交办。", "> 2026-0001 剩22日");
    assert_hides!(desk, "待补：");
    desk.press("//wdy");
    assert_shows!(desk, "> 2026-0001", "邬大勇");
    desk.press("<enter>");
    assert_shows!(
        desk,
        "案卷",
        "《信访工作条例》第二十二条第一款",
        "340524********001X",
        "138****0123",
        "城关镇****"
    );
}

#[test]
fn a_visit_is_registered_found_by_initials_and_opened_in_english() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-03-02 09:00");
    desk.press(
        "<f2>Zhang San<tab>13800000000<tab><tab><tab><tab><tab><tab>No heating since November<ctrl-s>",
    );
    assert_shows!(desk, "Registered 2026-0001, pass on by 03-17.", "To add: Address, Category.");
    desk.press("//张三");
    assert_shows!(desk, "Nothing holds 张三");
    desk.press("<ctrl-u>zhangs<enter>");
    assert_shows!(desk, "Case", "15 days left", "2026-03-17 Tue", "No heating since November");
}

#[test]
fn nothing_stops_a_registration_but_an_empty_one() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><ctrl-s>");
    assert_shows!(desk, "诉求：还没有填");
    desk.press("停水三天<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001", "待补 3 项：姓名、住址、分类");
}

#[test]
fn a_number_that_fails_its_check_is_complained_of_once_and_then_kept() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>李一<tab>1380000000<tab>110105194912310021<tab>");
    assert_shows!(desk, "末位应是 X，请核对证件");
    desk.press("<tab><tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "再按一次 Ctrl-S 照这样登记");
    assert_eq!(desk.writes, 0, "the complaint files nothing");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk.press("<enter>");
    assert_shows!(desk, "待核对", "证件号码：末位应是 X", "电话：手机号少 1 位");
}

#[test]
fn a_wrong_date_stands_beside_its_field_and_everything_else_is_kept() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>李一<backtab><ctrl-u>2026-02-30<tab>");
    assert_shows!(desk, "收到    ! 2026-02-30");
    desk.press("<tab><tab><tab><tab><tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "收到：没有这一天", "李一", "停水");
    desk.press("<ctrl-u>2026-9-17<ctrl-s>");
    assert_shows!(desk, "收到：日期在将来");
    desk.press("<ctrl-u>2026年9月15日<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
}

#[test]
fn leaving_a_form_with_text_in_it_leaves_a_draft_and_an_empty_one_none() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>李一<esc>");
    assert_shows!(desk, "队列", "草稿留着：首页 9 草稿。");
    desk.press("<f2><esc>");
    assert_shows!(desk, "队列");
    assert_hides!(desk, "草稿");
    assert_eq!(desk.writes, 0);
}

#[test]
fn quitting_with_unsaved_text_needs_no_question_but_so_soon_after_a_save_it_does() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:14");
    desk.press("<f2>Li<ctrl-q>");
    assert!(desk.ended, "all of it is kept");
    let mut desk = house.sit("han", Language::English, "2026-09-16 09:14");
    desk.press("<f2>Li<tab><tab><tab><tab><tab><tab><tab>water<ctrl-s><ctrl-q>");
    assert_shows!(desk, "You have just saved.");
    desk.press("<ctrl-q>");
    assert!(!desk.ended, "the key that asked must not answer");
    desk.press("<enter>");
    assert!(desk.ended);
}

#[test]
fn a_paste_is_kept_whole_and_loses_what_a_terminal_would_obey() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>").paste("李\u{1b}[31m一\u{200b}\n");
    desk.press("<tab><tab><tab><tab><tab><tab><tab>").paste("\t\u{3000}第一行\r\n第二行\u{7}");
    assert_shows!(desk, "李[31m一", "第一行", "第二行");
    desk.press("<ctrl-s><enter>");
    assert_shows!(desk, "李[31m一", "第一行");
}

#[test]
fn undo_brings_back_what_stood_in_a_line_and_in_a_text() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>李一<ctrl-u>");
    assert_hides!(desk, "李一");
    desk.press("<ctrl-z>");
    assert_shows!(desk, "李一");
    desk.press("<tab><tab><tab><tab><tab><tab><tab>停水<backspace><backspace><ctrl-z><ctrl-z>");
    assert_shows!(desk, "停水");
}

#[test]
fn the_cursor_stands_at_the_caret_behind_wide_characters() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>");
    let empty = desk.cursor();
    desk.press("张三a");
    let typed = desk.cursor();
    assert_eq!((typed.x - empty.x, typed.y), (5, empty.y));
    desk.press("<left><left>");
    assert_eq!(desk.cursor().x - empty.x, 2);
    desk.press("<tab><tab><tab><tab><tab><tab><tab>停水三天");
    let text = desk.cursor();
    assert_eq!((text.x, text.y), (13 + 8, 7));
}

#[test]
fn a_registration_takes_few_keys_besides_its_words() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    // F2, name and Tab, phone and Tab, number and Tab, address and Tab, people, request, title,
    // purpose, class, save: the words themselves are not counted.
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>");
    desk.paste("停水三天");
    desk.press("<tab>3gzff<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    assert_eq!(desk.keys, 15);
}

#[test]
fn all_four_channels_are_registered_by_their_digit() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    for (digit, channel) in [(1, "来访"), (2, "来信"), (3, "来电"), (4, "网信")] {
        desk.press("<f2>").press(&"<f2>".repeat(digit - 1));
        assert_shows!(desk, format!("{channel}登记").as_str());
        // A letter is checked for completeness as well.
        desk.press(&"<tab>".repeat(if digit == 2 { 8 } else { 7 })).press("停水<ctrl-s>");
        assert_shows!(desk, format!("已登记 2026-000{digit}").as_str());
        // The next letter follows at once; the others lead back.
        if digit == 2 {
            assert_shows!(desk, "来信登记");
            desk.press("<esc>");
        }
    }
    desk.press("<up><enter>");
    assert_shows!(desk, "待甄别  来电", "登记    待甄别、来电");
}

#[test]
fn the_register_keeps_name_sex_age_address_contact_and_matter() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press(
        "<f2>祝长根<tab>13800000031<tab><tab>2<tab>61岁<tab>石桥乡新建村3组<tab>9人<tab><esc>灌溉渠塌方。<ctrl-s>",
    );
    desk.press("<enter>");
    assert_shows!(desk, "祝长根  男  61岁", "9 人", "灌溉渠塌方", "138****0031", "石桥乡****");
}

#[test]
fn sex_and_age_that_differ_from_the_number_are_pointed_out_once() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>沈桂枝<tab><tab>11010519491231002X<up><up>2<up>30<tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "性别：和证件号码不符，请核对");
    desk.press("1<up><ctrl-u><ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk.press("<enter>");
    assert_shows!(desk, "沈桂枝  女  76岁");
}

#[test]
fn of_several_classes_that_fit_none_is_taken_without_enter() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    let to_class = "<tab><tab><tab><tab><tab><tab><tab>广场夜里噪声大<tab><tab>";
    desk.press(&format!("<f2>{to_class}水<tab>"));
    assert_shows!(desk, "分类*    ! 水", "没有这个代码");
    desk.press("<up><enter>");
    assert_shows!(desk, "010900");
}

#[test]
fn an_age_that_is_no_number_is_never_promised_to_be_kept() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><tab><tab><tab><tab>abc<tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "年龄：要写数字");
    assert_hides!(desk, "再按一次");
}

#[test]
fn up_and_down_choose_among_classes_and_enter_takes_the_one_shown() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>停水<tab><tab>cxjs");
    assert_shows!(desk, "1/");
    let first = desk.screen();
    desk.press("<down>");
    assert_shows!(desk, "2/");
    desk.press("<up>");
    assert_eq!(desk.screen(), first);
    desk.press("<down><enter>");
    assert_hides!(desk, "没有这个代码", "cxjs");
}

#[test]
fn every_field_with_something_wrong_is_named_at_once() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:14");
    desk.press("<f2>李一<tab>138<tab>123<tab><tab>abc<tab><tab>1三<tab>停水<ctrl-s>");
    assert_shows!(desk, "电话：手机号少 8 位；还有 证件号码、年龄、人数");
}
