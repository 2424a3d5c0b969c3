//! `office import`, `office list`, `backup` and `restore`.

use serde_json::Value;

use crate::door::Place;

const OFFICE: &str = r#"
[[people]]
account = "ye"
name = "叶青"
roles = ["reception", "信访办"]
scope = "全部"
unit = "办公室"

[[units]]
code = "office"
name = "办公室"
kind = "内设处室"
head = "ye"

[[people]]
account = "han"
name = "韩露"
roles = "reception"
scope = "everywhere"
unit = "nowhere"
"#;

fn write(place: &Place, name: &str, text: &str) -> String {
    let file = place.path(name);
    std::fs::write(&file, text).expect("a file");
    file.to_str().expect("a path").to_owned()
}

#[test]
fn an_office_file_is_taken_over_row_by_row_and_its_faults_are_named_with_line_and_column() {
    let place = Place::office();
    let file = write(&place, "office.toml", OFFICE);
    let told = place.run(["office", "import", &file, "--json"]).exits(1).json();
    let verdicts: Vec<(u64, &str)> = told
        .iter()
        .filter(|line| line["verdict"].is_string())
        .map(|line| (line["row"].as_u64().unwrap_or(0), line["verdict"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(verdicts, [(2, "added"), (9, "added"), (15, "refused")], "rows may refer to each other");
    let fields: Vec<&Value> =
        told[2]["problems"].as_array().expect("problems").iter().map(|p| &p["field"]).collect();
    assert_eq!(fields, ["scope", "unit"]);
    let text = place.run(["office", "import", &file, "--lang", "zh"]).exits(1).out;
    assert!(
        text.contains(
            "第 15 行  people：没有收：数据范围 everywhere：没有这个代码；部门 nowhere：没有这一个"
        ),
        "{text}"
    );
    assert!(text.contains("已有 2 行，没有收 1 行"), "a second run changes nothing: {text}");
}

#[test]
fn a_dry_run_keeps_nothing_and_people_come_from_a_table_too() {
    let place = Place::office();
    let file =
        write(&place, "people.csv", "账号,姓名,岗位,数据范围\nzhao,赵一,接待,全部\nqian,钱二,接待,本人\n");
    place.run(["office", "import", &file, "--dry-run"]).exits(0);
    let people = |place: &Place| place.run(["office", "list", "people", "--json"]).exits(0).json().len();
    assert_eq!(people(&place), 2, "admin and desk");
    place.run(["office", "import", &file]).exits(0);
    assert_eq!(people(&place), 4);
    place.run(["case", "list", "--as", "zhao"]).exits(0);
    place.run(["office", "import", &file, "--register", "no_such"]).exits(2);
}

#[test]
fn a_register_of_the_offices_own_is_a_file() {
    let place = Place::office();
    let schema = "name = \"keys\"\nzh = \"钥匙\"\nen = \"Keys\"\ngroup = \"ledger\"\nkeepers = [\"administrator\"]\n\
        column = [\n    { name = \"room\", zh = \"房间\", en = \"Room\", required = true, width = 10 },\n]\n";
    let file = write(&place, "keys.toml", schema);
    place.run(["office", "import", &file]).exits(0);
    let rows = write(&place, "rows.toml", "[[keys]]\nroom = \"301\"\n\n[[keys]]\nroof = \"x\"\n");
    let told = place.run(["office", "import", &rows, "--json"]).exits(1).json();
    assert_eq!(told[0]["verdict"], "added");
    assert_eq!(told[1]["problems"][0]["field"], "roof");
    let bad = write(&place, "bad.toml", &schema.replace("administrator", "boss"));
    assert!(place.run(["office", "import", &bad]).exits(2).err.contains("boss"));
}

#[test]
fn who_keeps_no_register_imports_none() {
    let place = Place::office();
    let file = write(&place, "office.toml", OFFICE);
    place.run(["office", "import", &file, "--as", "desk"]).says_no(3);
    place.run(["office", "list", "people", "--as", "desk"]).exits(0);
    place.run(["office", "list", "merits", "--as", "desk"]).says_no(3);
}

#[test]
fn a_backup_is_whole_and_restoring_keeps_what_stood_there() {
    let place = Place::office();
    place.add_one(serde_json::json!({"title": "停水", "body": "停水三天"}));
    let copy = place.path("copy.db").to_str().expect("a path").to_owned();
    place.run(["backup", &copy]).exits(0);
    place.run(["backup", &copy]).says_no(3);
    place.add_one(serde_json::json!({"title": "停电", "body": "停电一天"}));
    assert_eq!(place.list().len(), 2);
    let told = place.run(["restore", &copy]).exits(0);
    assert!(told.out.contains("before-restore-1"), "{}", told.out);
    assert_eq!(place.list().len(), 1, "as it stood when the copy was made");
    let junk = write(&place, "junk.db", "no database");
    place.run(["restore", &junk]).exits(4);
    assert_eq!(place.list().len(), 1, "nothing was touched");
}
