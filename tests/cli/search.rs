//! `search`: what people type finds what they mean, and nothing else.

use serde_json::{Value, json};

use crate::door::{Place, has, id_number, text};

/// An office of a few cases, with the number of each under a name.
struct Shelf {
    place: Place,
    numbers: Vec<(&'static str, String)>,
}

impl Shelf {
    fn new() -> Shelf {
        let place = Place::office();
        let person =
            |name: &str, id: &str, phone: &str| json!({"name": name, "id_number": id, "phone": phone});
        let matters: [(&'static str, Value); 6] = [
            (
                "pipe",
                json!({
                    "title": "北门小区自来水管爆裂", "body": "自来水管爆裂，楼道结冰。", "received": "2023-03-01",
                    "petitioner": person("单强", "11010519491231002X", "13812345678"),
                    "source_number": "WX00000123",
                }),
            ),
            (
                "apart",
                json!({
                    "title": "有水自来，来水很小", "body": "自己来，水很小。", "received": "2023-03-02",
                    "petitioner": person("张三丰", "", "010-85120000"),
                }),
            ),
            (
                "wages",
                json!({
                    "title": "工地拖欠工资", "body": "ABC公司拖欠工资，合同编号 HT-2020-77。", "received": "2023-03-03",
                    "petitioner": person("曾国", &id_number("19800101", 12), "13800000012"),
                    "source_number": "wx-lower-9",
                }),
            ),
            (
                "rare",
                json!({
                    "title": "𬱖塘村停电", "body": "全村停电", "received": "2023-03-04",
                    "petitioner": person("王𬱖", "", ""),
                }),
            ),
            (
                "latin",
                json!({
                    "title": "Noise at night", "body": "The café plays music", "received": "2023-03-05",
                    "petitioner": person("Zhang San", "", ""),
                }),
            ),
            ("emoji", json!({"title": "热水💧不热", "body": "停热水", "received": "2023-03-06"})),
        ];
        let numbers = matters.into_iter().map(|(name, matter)| (name, place.add_one(matter))).collect();
        Shelf { place, numbers }
    }

    /// What these words find, by name.
    fn find(&self, words: &str) -> Vec<&'static str> {
        let found = self.place.find(words);
        found
            .iter()
            .map(|number| {
                self.numbers.iter().find(|(_, known)| known == number).map_or("stranger", |(name, _)| name)
            })
            .collect()
    }

    fn number(&self, name: &str) -> &str {
        self.numbers.iter().find(|(known, _)| *known == name).map(|(_, number)| number.as_str()).unwrap()
    }
}

#[test]
fn a_word_of_one_character_is_found() {
    let shelf = Shelf::new();
    assert_eq!(shelf.find("冰"), ["pipe"]);
    assert_eq!(shelf.find("电"), ["rare"], "at the end of a text");
    assert_eq!(shelf.find("水"), ["emoji", "apart", "pipe"], "newest first");
}

#[test]
fn a_word_of_two_characters_is_found() {
    let shelf = Shelf::new();
    assert_eq!(shelf.find("结冰"), ["pipe"]);
    assert_eq!(shelf.find("工资"), ["wages"]);
    assert_eq!(shelf.find("资工"), Vec::<&str>::new());
}

#[test]
fn a_phrase_of_three_characters_and_more_is_found() {
    let shelf = Shelf::new();
    assert_eq!(shelf.find("自来水"), ["pipe"]);
    assert_eq!(shelf.find("自来水管爆裂"), ["pipe"]);
    assert_eq!(shelf.find("楼道结冰。"), ["pipe"]);
}

#[test]
fn words_that_stand_apart_are_no_match() {
    let shelf = Shelf::new();
    // 自来 and 来水 both stand in the other case, but not together.
    assert_eq!(shelf.find("自来水"), ["pipe"]);
    assert_eq!(shelf.find("自来 来水"), ["apart", "pipe"]);
}

#[test]
fn every_word_must_be_there_in_any_order() {
    let shelf = Shelf::new();
    assert_eq!(shelf.find("结冰 水管"), ["pipe"]);
    assert_eq!(shelf.find("水管\u{3000}结冰"), ["pipe"]);
    assert_eq!(shelf.find("结冰 工资"), Vec::<&str>::new());
    let told = shelf.place.run(["search", "--json", "结冰", "水管"]).exits(0);
    assert_eq!(told.json().len(), 1, "words may be arguments of their own");
}

#[test]
fn a_name_and_its_initials_in_every_reading_are_found() {
    let shelf = Shelf::new();
    for typed in ["单强", "单", "sq", "SQ", "dq", "ｓｑ"] {
        assert!(shelf.find(typed).contains(&"pipe"), "{typed}");
    }
    for typed in ["zg", "cg", "曾国"] {
        assert_eq!(shelf.find(typed), ["wages"], "{typed}");
    }
    assert_eq!(shelf.find("zs"), ["apart"], "initials are found by their beginning");
    assert_eq!(shelf.find("zsf"), ["apart"]);
    assert_eq!(shelf.find("zsff"), Vec::<&str>::new());
    assert_eq!(shelf.find("sf"), Vec::<&str>::new(), "and not by their end");
    assert_eq!(shelf.find("zsf 水"), ["apart"], "a name and a word");
}

#[test]
fn a_number_is_found_by_its_beginning() {
    let shelf = Shelf::new();
    let pipe = shelf.number("pipe").to_owned();
    assert_eq!(shelf.find(&pipe), ["pipe"]);
    assert_eq!(shelf.find(&pipe[..7]).len(), 6, "{}", &pipe[..7]);
    for typed in ["WX00000123", "WX0000", "wx0000", "ＷＸ００００"] {
        assert_eq!(shelf.find(typed), ["pipe"], "{typed}");
    }
    assert_eq!(shelf.find("HT-2020-77"), ["wages"], "a number in the text");
}

#[test]
fn a_number_is_found_however_its_letters_are_written() {
    let shelf = Shelf::new();
    for typed in ["wx-lower-9", "WX-LOWER-9", "wx-lower-"] {
        assert_eq!(shelf.find(typed), ["wages"], "{typed}");
    }
}

#[test]
fn a_whole_phone_finds_its_cases_and_a_part_does_not() {
    let shelf = Shelf::new();
    assert_eq!(shelf.find("13812345678"), ["pipe"]);
    assert_eq!(shelf.find("１３８１２３４５６７８"), ["pipe"]);
    assert_eq!(shelf.find("010-85120000"), ["apart"]);
    for part in ["1381234567", "5678", "12345678", "138123456789"] {
        assert_eq!(shelf.find(part), Vec::<&str>::new(), "{part}");
    }
}

#[test]
fn a_phone_is_found_as_people_write_it() {
    let shelf = Shelf::new();
    for typed in ["138 1234 5678", "138-1234-5678", "+8613812345678"] {
        assert_eq!(shelf.find(typed), ["pipe"], "{typed}");
    }
}

#[test]
fn a_whole_identity_number_finds_its_cases_and_a_part_does_not() {
    let shelf = Shelf::new();
    for typed in ["11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"]
    {
        assert_eq!(shelf.find(typed), ["pipe"], "{typed}");
    }
    for part in ["19491231", "110105", "11010519491231002"] {
        assert_eq!(shelf.find(part), Vec::<&str>::new(), "{part}");
    }
}

#[test]
fn a_phone_that_changed_still_finds_the_older_paper() {
    let place = Place::office();
    let matter = |phone: &str| json!({"body": "停水", "petitioner": {"name": "张三", "id_number": "11010519491231002X", "phone": phone}});
    let older = place.add_one(matter("13800000001"));
    let newer = place.add_one(matter("13800000002"));
    assert!(place.find("13800000002").contains(&newer));
    assert!(place.find("13800000001").contains(&older), "it stands on that paper");
}

#[test]
fn the_case_whose_number_was_typed_comes_first() {
    let place = Place::office();
    let first = place.add_one(json!({"body": "停水"}));
    let second = place.add_one(json!({"body": format!("上次的 {first} 没有结果")}));
    assert_eq!(place.find(&first), [first.clone(), second]);
}

#[test]
fn characters_that_few_fonts_have_are_found() {
    let shelf = Shelf::new();
    for typed in ["王𬱖", "𬱖塘村", "𬱖塘", "𬱖"] {
        assert_eq!(shelf.find(typed), ["rare"], "{typed}");
    }
}

#[test]
fn capitals_width_and_compatibility_forms_make_no_difference() {
    let shelf = Shelf::new();
    for typed in ["abc公司", "ＡＢＣ公司", "ABC", "abc"] {
        assert_eq!(shelf.find(typed), ["wages"], "{typed}");
    }
    for typed in ["noise", "NOISE night", "café", "Zhang", "zhang san", "nois"] {
        assert_eq!(shelf.find(typed), ["latin"], "{typed}");
    }
}

#[test]
fn nothing_that_is_typed_breaks_a_search() {
    let shelf = Shelf::new();
    let long = "水".repeat(20_000);
    let words = "水 ".repeat(5_000);
    let latin = "a".repeat(20_000);
    for typed in [
        "\"",
        "'",
        "\"水",
        "水\"管",
        "*",
        "水*",
        "a* OR b",
        "NEAR(水 管)",
        "AND",
        "NOT 水",
        "-水",
        "^水",
        "words:水",
        "{水 管}",
        "(",
        "水 + 管",
        "%",
        "_",
        "'; DROP TABLE cases; --",
        "💧",
        "👨‍👩‍👧",
        "\u{e000}zs",
        "\u{e000}",
        "\u{202e}水",
        "\u{200b}",
        "。",
        "\\",
        "\n",
        "",
        " ",
        "水\u{0301}",
        "İ",
        "ß",
        "ﬁ",
        "㍿",
        "①",
        "½",
        &long,
        &words,
        &latin,
    ] {
        shelf.place.run(["search", "--json", "--", typed]).exits(0).json();
    }
    assert_eq!(shelf.place.list().len(), 6);
    assert_eq!(shelf.find("\"工资\""), ["wages"], "quotation marks are only characters");
    assert_eq!(shelf.find("工资*"), ["wages"]);
}

#[test]
fn what_is_searched_for_may_come_on_standard_input() {
    let shelf = Shelf::new();
    let told = shelf.place.feed(["search", "-", "--json"], "13812345678\n").exits(0);
    assert_eq!(text(&told.object(), "number"), shelf.number("pipe"));
    // However long it is: a character may lie across any border.
    for bytes in [4_094, 4_095, 4_096, 4_097, 100_000] {
        let long = format!("{}{}", "x".repeat(bytes % 3), "水".repeat(bytes / 3));
        shelf.place.feed(["search", "-", "--json"], long).exits(0);
    }
}

#[test]
fn a_search_prints_the_same_line_as_a_list() {
    let shelf = Shelf::new();
    let found = shelf.place.run(["search", "--json", "结冰"]).exits(0).object();
    let listed = shelf.place.list();
    // The same members with the same values, and more: where it was found.
    let line = listed.iter().find(|case| case["number"] == found["number"]).unwrap().as_object().unwrap();
    for (key, value) in line {
        assert_eq!(&found[key], value, "{key}");
    }
    has(&found, &[("number", "s"), ("title", "s"), ("state", "s"), ("petitioner", "s"), ("lamp", "s")]);
    assert_eq!(found["petitioner"], "单*");
    assert!(shelf.place.run(["search", "没有这样的话", "--lang", "zh"]).exits(0).out.contains("没有找到"));
    assert!(shelf.place.run(["search", "没有这样的话"]).exits(0).out.contains("Nothing found"));
    assert_eq!(shelf.place.run(["search", "没有这样的话", "--json"]).exits(0).out, "");
}

#[test]
fn a_search_finds_as_many_as_it_is_asked_for() {
    let place = Place::office();
    let rows: String = (0..620).map(|at| format!("停水{at},2020-01-08\n")).collect();
    place.file("a.csv", format!("标题,收到日期\n{rows}"));
    place.run(["import", "a.csv"]).exits(0);
    let found = |limit: &str| place.run(["search", "停水", "--json", "--limit", limit]).exits(0).json().len();
    assert_eq!(found("0"), 0);
    assert_eq!(found("1"), 1);
    assert_eq!(found("100"), 100);
    assert_eq!(found("600"), 600);
    assert_eq!(found("999999999999"), 620);
}
