//! `similar`: candidates as JSON lines, and how often they are right.

use std::path::Path;

use serde_json::{Value, json};

use crate::door::{Place, text};

const WAGES: &str = "在北门小区改造工地抹灰，公司拖欠三个月工资没付，要求付清";
const ID: &str = "11010519491231002X";

fn office() -> Place {
    let place = Place::office();
    for (title, body, id, phone, source) in [
        ("北门小区改造工地欠薪", "在北门小区改造工地干木工，公司拖欠三个月工资没付。", ID, "", "WX1"),
        ("自来水停供", "自来水停供三天，老人小孩没水用。", "", "13812345678", ""),
        ("路灯不亮", "夜里路灯不亮，请修。", "", "", ""),
    ] {
        place.add_one(json!({
            "title": title, "body": body, "received": "2023-03-01", "source_number": source,
            "petitioner": {"name": "张三", "id_number": id, "phone": phone},
        }));
    }
    place
}

fn similar(place: &Place, args: &[&str], input: &str) -> Vec<Value> {
    let args = ["similar"].iter().chain(args).chain(&["--json"]).copied();
    place.feed(args, input.to_owned()).exits(0).json()
}

#[test]
fn a_text_on_standard_input_finds_what_is_like_it_and_says_why() {
    let place = office();
    let found = similar(&place, &["--text", "-"], WAGES);
    assert_eq!(found.len(), 1, "{found:?}");
    let keys: Vec<&String> = found[0].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["number", "source_number", "score", "reasons", "excerpt"]);
    assert_eq!(text(&found[0], "source_number"), "WX1");
    assert!(found[0]["reasons"].as_array().unwrap().contains(&json!("text")), "{found:?}");
    assert!(text(&found[0], "excerpt").contains("干木工"));
    let score = found[0]["score"].as_f64().unwrap();
    assert!((0.3..=1.0).contains(&score), "{score}");
}

#[test]
fn nothing_like_it_is_no_line_and_a_sentence_for_people() {
    let place = office();
    assert_eq!(similar(&place, &["--text", "-"], "广场舞太吵，睡不着"), Vec::<Value>::new());
    assert_eq!(similar(&place, &["--text", "。"], ""), Vec::<Value>::new());
    let told = place.feed(["similar", "--text", "-", "--lang", "en"], "广场舞太吵".to_owned()).exits(0);
    assert_eq!(told.out.lines().count(), 1);
}

#[test]
fn numbers_come_on_standard_input_and_find_the_person_with_another_matter() {
    let place = office();
    let found = similar(&place, &["--id-number", "-"], "11010519491231002x\n");
    assert_eq!(found[0]["reasons"], json!(["same_id"]));
    let lines = format!("李四\n{ID}\n138 1234 5678\n{WAGES}\n");
    let args = ["--text", "-", "--name", "-", "--id-number", "-", "--phone", "-"];
    let found = similar(&place, &args, &lines);
    let reasons = |at: usize| found[at]["reasons"].as_array().unwrap().clone();
    assert_eq!(reasons(0)[0], json!("same_id"));
    assert!(reasons(0).contains(&json!("text")));
    assert_eq!(reasons(1), [json!("same_phone")]);
    assert!(found[0]["score"].as_f64() > found[1]["score"].as_f64());
}

#[test]
fn a_case_is_like_others_and_not_like_itself() {
    let place = office();
    let number = place.add_one(json!({"body": WAGES, "received": "2023-03-02"}));
    let found = similar(&place, &["--case", &number], "");
    assert_eq!(found.len(), 1);
    assert_ne!(text(&found[0], "number"), number);
    assert!(similar(&place, &["--case", &number, "--top", "0"], "").is_empty());
    place.run(["similar", "--case", "1999-0001"]).says_no(3);
    place.run(["similar"]).exits(2);
}

#[test]
fn of_real_petitions_nearly_all_that_came_before_are_found_and_look_alikes_are_told_apart() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/petitions");
    let (petitions, pairs) = (shared.join("petitions_300.csv"), shared.join("hard_negatives.csv"));
    let place = Place::nowhere();
    if !petitions.exists() {
        println!("{} is not there; four petitions stand in for it", petitions.display());
        let heading = "留言编号,留言用户,留言主题,留言时间,留言详情,dup_cluster\n";
        let row = |number: u32, place: &str, cluster: &str| {
            format!(
                "{number},A{number},{place}一楼门面噪音扰民,2019-05-{number} 08:00:00,{place}一楼开了夜宵店，油烟和噪音天天到两点，请处理。,{cluster}\n"
            )
        };
        let rows = [
            row(10, "A4区英祥春天小区", ""),
            row(11, "A5区魅力之城小区", "G1"),
            row(12, "A5区万科魅力之城小区", "G1"),
            row(13, "A5区魅力之城小区", "G1"),
        ];
        let petitions = place.file("p.csv", format!("{heading}{}", rows.concat()));
        let pairs = place.file("h.csv", "id_a,id_b\n10,11\n12,10\n");
        let told = check(&place, &petitions, &pairs);
        assert_eq!((&told[0]["with_earlier"], &told[0]["found"]), (&json!(2), &json!(2)), "{told:?}");
        assert!(told[1..].iter().all(|pair| pair["told_apart"] == json!(true)), "{told:?}");
        return;
    }
    let told = check(&place, &petitions, &pairs);
    let count = |key: &str| told[0][key].as_u64().unwrap();
    assert_eq!(count("with_earlier"), 105);
    assert!(count("found") * 100 >= count("with_earlier") * 95, "{}", told[0]);
    assert!(count("right") * 100 >= count("shown") * 75, "{}", told[0]);
    assert_eq!(told.len(), 32);
    for pair in &told[1..] {
        assert_eq!(pair["told_apart"], json!(true), "{pair}");
    }
}

fn check(place: &Place, petitions: &Path, pairs: &Path) -> Vec<Value> {
    let args = ["similar".as_ref(), "--check".as_ref(), petitions.as_os_str(), "--look-alikes".as_ref()];
    let args = args.into_iter().chain([pairs.as_os_str(), "--json".as_ref()]);
    place.run(args).exits(0).json()
}
