//! 名单、材料、当天的信: sheets beside and instead of the form.

use xinfang::i18n::Language;

use crate::harness::House;
use crate::{assert_hides, assert_shows};

#[test]
fn a_group_of_seven_is_listed_with_its_representatives() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>祝长根<tab><tab><tab><tab><tab>石桥乡新建村<tab>7<tab>");
    assert_shows!(desk, "来访登记 / 名单", "来了 7 人  代表 0/5  已填 1/7", " 1  祝长根", ">  2  [");
    desk.press("*戚小燕<tab>34052419800101001X<enter>");
    for name in ["柏秋生", "管水生", "窦金凤", "窦小军", "蒲金"] {
        desk.press(&format!("{name}<enter>"));
    }
    assert_shows!(desk, "代表 1/5  已填 7/7", "340524********001X", "没有号码");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "来访登记", "人数*     7", "6 人  代表 1/5");
    desk.press("灌溉渠塌方无人修。<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk.press("<enter>");
    assert_shows!(desk, "7 人", "代表 戚小燕、信访人 柏秋生");
    desk.press("<esc>/qxy");
    assert_shows!(desk, "> 2026-0001");
}

#[test]
fn a_sixth_representative_gets_the_article_and_the_list_is_registered_all_the_same() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::English, "2026-09-16 09:31");
    desk.press("<f2>Zhu<tab><tab><tab><tab><tab><tab>7<tab>");
    for row in 0..6 {
        desk.press(&format!("P{row}*<enter>"));
    }
    assert_shows!(desk, "representatives 5/5");
    desk.press("<up>*");
    assert_shows!(desk, "at most 5 representatives (article 20");
    desk.press("<esc>The canal has collapsed<ctrl-s>");
    assert_shows!(desk, "Registered 2026-0001");
}

#[test]
fn the_cell_above_is_copied_and_a_number_given_twice_is_pointed_out() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>甲一<tab>1380000003134052419800101001X<tab><tab>2<tab>");
    desk.press("乙二<tab>=<tab>=");
    assert_shows!(desk, "138****0031", "与 1 号是同");
    desk.press("<esc>");
    assert_shows!(desk, "来访登记", "1 人");
}

#[test]
fn agent_guardian_and_interpreter_stand_in_the_list_with_what_they_are() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>小明<down><down><down><down><down><down><down><down>");
    assert_shows!(desk, "> 随来的人");
    desk.press("<enter>王芳<tab><tab><tab>4<ctrl-s>");
    assert_shows!(desk, "随来的人   1 人");
    desk.press("<tab>学校收费<ctrl-s><enter>");
    assert_shows!(desk, "监护人 王芳", "1 人");
}

#[test]
fn papers_handed_in_are_listed_and_stand_with_the_case() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>张三<tab><tab><tab><tab><tab><tab><tab>停水<tab>").press(&"<down>".repeat(9));
    assert_shows!(desk, "> 材料");
    desk.press("<enter>购房合同<tab><tab>1<tab>6<tab>照片<tab>3<tab>4<ctrl-s>");
    assert_shows!(desk, "材料       2 件");
    desk.press("<ctrl-s><enter>");
    assert_shows!(desk, "购房合同 复印件 1/6、照片 照片 4");
}

#[test]
fn the_post_of_a_day_is_registered_line_by_line_and_a_wrong_line_keeps_no_other_back() {
    let house = House::new();
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("gm");
    assert_shows!(desk, "当天的信", "收到       2026-09-16");
    desk.press("0914<tab>李一<tab>石桥乡<tab>要求修路<tab><tab>");
    desk.press("0230<tab>王二<tab>柳溪镇<tab>反映停水<tab>3<enter>");
    desk.press("<tab>赵三<tab>=<tab>咨询低保<ctrl-s>");
    assert_shows!(desk, "已登记 2 封，还有 1 封没有登记", "2026-0001  李一", "2026-0002  赵三");
    assert_eq!(desk.writes, 1);
    desk.press("<up>");
    assert_shows!(desk, "邮戳：没有这一天", "王二");
    desk.press("<backtab><backtab><backtab><ctrl-u>0913<ctrl-s>");
    assert_shows!(desk, "2026-0003  王二");
    desk.press("<esc>/王二<enter>");
    assert_shows!(desk, "来信", "邮戳 09-13", "缺姓名或住址");
}

#[test]
fn a_killed_desk_brings_the_sheets_back_with_the_form() {
    let house = House::new();
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>祝长根<tab><tab><tab><tab><tab><tab>3<tab>戚小燕*<enter>柏秋");
    drop(desk);
    let mut desk = house.home("desk", Language::Chinese, "2026-09-16 09:40");
    assert_shows!(desk, "来访登记 / 名单", "戚小燕", "柏秋", "代表 1/5");
    desk.press("<esc>");
    assert_shows!(desk, "来访登记", "祝长根", "2 人  代表 1/5");
    let mut desk = house.home("han", Language::Chinese, "2026-09-16 09:35");
    assert_hides!(desk, "来访登记");
    desk.press("gm<tab>李一<tab><tab>要求修路");
    drop(desk);
    let mut desk = house.home("han", Language::Chinese, "2026-09-16 09:45");
    assert_shows!(desk, "当天的信", "李一", "要求修路");
    desk.press("<ctrl-s>");
    assert_shows!(desk, "2026-0001  李一");
}

#[test]
fn what_was_registered_before_is_repeated_field_by_field() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>张三<tab><tab><tab><tab><tab>城关镇北门路3号<tab><tab>停水三天<tab>3gzff<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    desk.press("<f2>李四<tab><tab><tab><tab><tab>=<tab><tab>停水四天<tab>=<tab>=<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0002");
    assert_hides!(desk, "待补：");
    desk.press("<f2>=");
    assert_shows!(desk, "[李四");
}

#[test]
fn a_list_of_codes_is_narrowed_and_picked_from() {
    let house = House::practice(60);
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2><tab><tab><tab><tab><tab><tab><tab>停水<tab><f4>");
    assert_shows!(desk, "代码：目的", "> 1          意见建议");
    desk.press("<down><down><enter>");
    assert_shows!(desk, "3 求决");
    desk.press("<tab><f4>gzff");
    assert_shows!(desk, "040206");
    desk.press("<enter>");
    assert_shows!(desk, "040206");
    desk.press("<tab><f4>");
    assert_shows!(desk, "代码：属地");
    desk.press("<esc><backtab><backtab><backtab><backtab><backtab><backtab><f4>");
    assert_shows!(desk, "套语");
    desk.press("<down><enter>");
    assert_shows!(desk, "停水已告知可凭查询码");
}

#[test]
fn a_second_card_on_the_sheet_is_somebody_else_and_the_first_stays() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-14 09:14");
    desk.press("<f2>甲一一<tab>1391234567811010519491231002X<tab><tab><tab>停水<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0001");
    let mut desk = house.home("han", Language::Chinese, "2026-09-16 09:31");
    desk.scan("11010519491231002X").press("n<up><up><up><up>2<enter>");
    assert_shows!(desk, "来访登记 / 名单", "110105********002X");
    desk.scan("34052419800101001X");
    desk.scan("34052419800101001X");
    assert_shows!(desk, "110105********002X", "340524********001X", "与 2 号是同");
    desk.press("<ctrl-s>路灯不亮。<ctrl-s>");
    assert_shows!(desk, "已登记 2026-0002");
    desk.press("<f3>q<end><enter>");
    assert_shows!(desk, "甲一一", "110105********002X");
}

#[test]
fn what_has_no_room_is_said_and_a_sheet_takes_no_paste() {
    let house = House::new();
    let mut desk = house.sit("desk", Language::Chinese, "2026-09-16 09:31");
    desk.press("<f2>").paste(&"张".repeat(300));
    assert_shows!(desk, "这一栏满了，后面 45 个字没有收");
    desk.press("<ctrl-u>张三<down><down><down><down><down><down><down><down>").paste("李四、王五");
    assert_shows!(desk, "按 Enter 打开名单");
    assert_hides!(desk, "李四");
}
