//! `import`: files of other offices and our own, each row judged for itself, none filed twice.

use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

use crate::door::{DAY, Place, Told, has, id_number, is_harmless, json_lines, text};

const HEADING: &str = "留言编号,留言用户,留言主题,留言时间,留言详情\n";

/// What an import said: a verdict for each row, and the summary.
struct Import {
    verdicts: Vec<Value>,
    summary: Value,
    told: Told,
}

fn import(place: &Place, name: &str, options: &[&str]) -> Import {
    let told = place.run(["import", name, "--json"].into_iter().chain(options.iter().copied()));
    let mut verdicts = told.json();
    let summary = verdicts.pop().unwrap_or_else(|| panic!("no summary: {told:?}"));
    has(&summary, &[("filed", "n"), ("known", "n"), ("refused", "n"), ("seconds", "f")]);
    for verdict in &verdicts {
        has(verdict, &[("row", "n"), ("verdict", "s")]);
        match text(verdict, "verdict") {
            "filed" | "known" => has(verdict, &[("number", "s")]),
            "refused" => {
                has(verdict, &[("problems", "l")]);
                has(&verdict["problems"][0], &[("field", "s"), ("problem", "s")]);
            }
            other => panic!("no verdict: {other}"),
        }
    }
    let refused = summary["refused"].as_i64().unwrap();
    assert_eq!(told.code, Some(i32::from(refused > 0)), "{told:?}");
    let import = Import { verdicts, summary, told };
    for word in ["filed", "known", "refused"] {
        assert_eq!(import.rows(word).len() as i64, import.summary[word].as_i64().unwrap(), "{word}");
    }
    import
}

impl Import {
    /// Rows with this verdict.
    fn rows(&self, verdict: &str) -> Vec<i64> {
        let rows = self.verdicts.iter().filter(|line| line["verdict"] == verdict);
        rows.map(|line| line["row"].as_i64().unwrap()).collect()
    }

    /// How many were filed, known, refused.
    fn counts(&self) -> [i64; 3] {
        ["filed", "known", "refused"].map(|word| self.summary[word].as_i64().unwrap())
    }

    /// The fields complained of in a row.
    fn fields(&self, row: i64) -> Vec<&str> {
        let line = self.verdicts.iter().find(|line| line["row"] == row).unwrap();
        assert_eq!(line["verdict"], "refused", "{line}");
        line["problems"].as_array().unwrap().iter().map(|problem| text(problem, "field")).collect()
    }

    fn numbers(&self) -> Vec<&str> {
        self.verdicts.iter().filter_map(|line| line["number"].as_str()).collect()
    }
}

/// Imports a file of these rows and a good one at each end, which nothing in between disturbs.
fn import_between(place: &Place, rows: &str) -> Import {
    let first = "9001,张三,第一件,2020-01-08,第一件\n";
    let last = "9002,李四,最后一件,2020-01-09,最后一件\n";
    place.file("rows.csv", format!("{HEADING}{first}{rows}{last}"));
    let import = import(place, "rows.csv", &[]);
    for line in [import.verdicts.first().unwrap(), import.verdicts.last().unwrap()] {
        assert_eq!(line["verdict"], "filed", "{line}");
    }
    import
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn every_encoding_and_separator_says_the_same() {
    let table = "留言编号,留言用户,留言主题,留言时间,留言详情\r\n\
        360114,A0182491,\"请求,修路\",2017/6/8 17:31:20,\"第一段\r\n\r\n第二段\"\r\n\
        360113,李四,一楼一户一表,2018-05-17,水压不够\r\n";
    let tabs = "留言编号\t留言用户\t留言主题\t留言时间\t留言详情\r\n\
        360114\tA0182491\t请求,修路\t2017/6/8 17:31:20\t\"第一段\r\n\r\n第二段\"\r\n\
        360113\t李四\t一楼一户一表\t2018-05-17\t水压不够\r\n";
    let files: [(&str, Vec<u8>); 8] = [
        ("utf8.csv", table.as_bytes().to_vec()),
        ("bom.csv", format!("\u{feff}{table}").into_bytes()),
        ("little.csv", utf16(table, u16::to_le_bytes)),
        ("big.csv", utf16(table, u16::to_be_bytes)),
        ("gb18030.csv", encoding_rs::GB18030.encode(table).0.into_owned()),
        ("tabs.tsv", tabs.as_bytes().to_vec()),
        ("unicode.txt", utf16(tabs, u16::to_le_bytes)),
        ("gb18030.tsv", encoding_rs::GB18030.encode(tabs).0.into_owned()),
    ];
    for (name, bytes) in files {
        let place = Place::office();
        place.file(name, bytes);
        let import = import(&place, name, &[]);
        assert_eq!(import.counts(), [2, 0, 0], "{name}");
        assert_eq!(import.rows("filed"), [2, 3], "{name}");
        let shown = place.show(import.numbers()[0]);
        assert_eq!(shown["title"], "请求,修路", "{name}");
        assert_eq!(shown["body"], "第一段\n\n第二段", "{name}");
        assert_eq!(shown["source_numbers"], json!(["360114"]), "{name}");
        assert_eq!((&shown["received"], &shown["received_time"]), (&json!("2017-06-08"), &json!("17:31:20")));
        assert_eq!(shown["channel"], "online", "a message board");
    }
}

fn workbook(path: &Path, fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (across, heading) in HEADING.trim().split(',').enumerate() {
        sheet.write_string(0, across as u16, heading).unwrap();
    }
    fill(sheet);
    book.save(path).unwrap();
}

#[test]
fn a_workbook_is_read_with_dates_kept_as_numbers_and_as_text() {
    let place = Place::office();
    let look = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    workbook(&place.path("a.xlsx"), |sheet| {
        let moment = ExcelDateTime::from_ymd(2020, 1, 8).unwrap().and_hms(9, 5, 31).unwrap();
        for row in 1..=5 {
            sheet.write_number(row, 0, 360_113.0 + f64::from(row)).unwrap();
            sheet.write_string(row, 2, "停水").unwrap();
            sheet.write_string(row, 4, "\t\t\u{3000}\u{3000}停水三天\n_x001B_[31m\t").unwrap();
        }
        sheet.write_datetime_with_format(1, 3, &moment, &look).unwrap();
        sheet.write_number(2, 3, 43_838.0).unwrap();
        sheet.write_string(3, 3, "2020年1月8日 9时5分").unwrap();
        sheet.write_number(4, 3, 43_838.378_819_444).unwrap();
        sheet.write_string(5, 3, "43838").unwrap();
        // The seventh row is blank, the eighth has no date.
        sheet.write_string(7, 2, "没有日期").unwrap();
    });
    let import = import(&place, "a.xlsx", &[]);
    assert_eq!((import.rows("filed"), import.fields(8)), (vec![2, 3, 4, 5, 6], vec!["received"]));
    let times: Vec<Value> = import
        .numbers()
        .iter()
        .map(|number| {
            let shown = place.show(number);
            assert_eq!(shown["received"], "2020-01-08");
            assert!(text(&shown, "body").starts_with("停水三天"), "{shown}");
            shown["received_time"].clone()
        })
        .collect();
    let some = |time: &str| json!(time);
    assert_eq!(times, [some("09:05:31"), Value::Null, some("09:05:00"), some("09:05:30"), Value::Null]);
    assert_eq!(place.show(import.numbers()[0])["source_numbers"], json!(["360114"]), "no .0");
    assert!(place.every_text().iter().all(|kept| is_harmless(kept)));
}

#[test]
fn dates_are_read_as_people_write_them() {
    for (written, day, time) in [
        ("2020/1/8 9:05", "2020-01-08", json!("09:05:00")),
        ("2020年1月8日", "2020-01-08", Value::Null),
        ("2020.1.8", "2020-01-08", Value::Null),
        ("20200108", "2020-01-08", Value::Null),
        ("２０２０－０１－０８", "2020-01-08", Value::Null),
        ("\u{3000}2020-01-08\t", "2020-01-08", Value::Null),
        ("43838.378819444", "2020-01-08", json!("09:05:30")),
        ("2020-01-08T23:59:59+08:00", "2020-01-08", json!("23:59:59")),
    ] {
        let place = Place::office();
        let import = import_between(&place, &format!("1,甲,停水,{written},停水\n"));
        assert_eq!(import.counts(), [3, 0, 0], "{written}: {:?}", import.verdicts);
        let shown = place.show(import.numbers()[1]);
        assert_eq!((text(&shown, "received"), &shown["received_time"]), (day, &time), "{written}");
    }
}

#[test]
fn a_row_that_cannot_be_filed_says_why_and_the_others_are_filed() {
    for (row, fields) in [
        ("1,甲,停水,2999-12-31,停水\n", &["received"][..]),
        ("1,甲,停水,2020-02-31,停水\n", &["received"]),
        ("1,甲,停水,2020-01-08 25:00,停水\n", &["received"]),
        ("1,甲,停水,上个月,停水\n", &["received"]),
        ("1,甲,停水,1/8/2020,停水\n", &["received"]),
        ("1,甲,停水,1899-12-31,停水\n", &["received"]),
        ("1,甲,停水,,停水\n", &["received"]),
        ("1,甲,停水\n", &["received"]),
        ("1,甲,,2020-01-08,\n", &["body"]),
        ("1,甲,\u{200b},2020-01-08,\u{3000}\t\n", &["body"]),
        ("1,甲,,,\n", &["received", "body"]),
        ("1,甲,停水,2020-01-08,停水,多出来的\n", &["row"]),
        ("1,甲,停水,2020-01-08,停水, 我家,也停\n", &["row"]),
    ] {
        let place = Place::office();
        let import = import_between(&place, row);
        assert_eq!(import.counts(), [2, 0, 1], "{row}");
        assert_eq!(import.fields(3), fields, "{row}");
        assert_eq!(place.list().len(), 2, "{row}");
    }
}

#[test]
fn a_title_that_is_too_long_is_refused_and_so_is_a_letter() {
    let place = Place::office();
    let rows = format!(
        "1,甲,{},2020-01-08,停水\n2,甲,停水,2020-01-08,{}\n3,{},停水,2020-01-08,停水\n",
        "长".repeat(100_000),
        "长".repeat(50_001),
        "长".repeat(256),
    );
    let import = import_between(&place, &rows);
    assert_eq!(import.rows("refused"), [3, 4, 5]);
    assert_eq!([import.fields(3), import.fields(4), import.fields(5)], [["title"], ["body"], ["name"]]);
}

#[test]
fn bytes_of_no_encoding_are_refused_row_by_row() {
    let place = Place::office();
    let mut bytes = format!("{HEADING}1,甲,停水,2020-01-08,第一件这里写得长一些\n2,乙,停").into_bytes();
    bytes.push(0xff);
    bytes.extend("电,2020-01-08,第二件\n3,丙,停气,2020-01-08,第三件\n".as_bytes());
    place.file("a.csv", bytes);
    let import = import(&place, "a.csv", &[]);
    assert_eq!((import.rows("filed"), import.rows("refused")), (vec![2, 4], vec![3]));
    assert_eq!(import.fields(3), ["row"]);
}

#[test]
fn identity_numbers_and_phones_are_checked() {
    let place = Place::office();
    let good = id_number("19800101", 3);
    place.file(
        "a.csv",
        format!(
            "标题,收到日期,姓名,身份证号,联系电话,地址\n\
             停水,2020-01-08,甲,{good},138 1234 5678,北门路\n\
             停电,2020-01-08,乙,11010519491231002１,,\n\
             停气,2020-01-08,丙,123,,\n\
             停车,2020-01-08,丁,,1381234567,\n\
             停课,2020-01-08,戊,１１０１０５１９４９１２３１００２ｘ,010-85120000,\n"
        ),
    );
    let import = import(&place, "a.csv", &[]);
    assert_eq!((import.rows("filed"), import.rows("refused")), (vec![2, 6], vec![3, 4, 5]));
    assert_eq!(
        [import.fields(3), import.fields(4), import.fields(5)],
        [["id_number"], ["id_number"], ["phone"]]
    );
    let ids: Vec<String> = place.every_text().into_iter().filter(|kept| kept.len() == 18).collect();
    assert!(ids.contains(&good) && ids.contains(&"11010519491231002X".to_owned()), "{ids:?}");
}

#[test]
fn what_web_forms_leave_behind_is_not_kept() {
    let place = Place::office();
    let rows = "1,\u{feff}张\u{200b}三\u{a0},\t\u{3000}停\u{200d}水\u{202e}三天,2020-01-08,\"\n\t\t\t\u{3000}\u{3000}书记您好，停\u{1b}[31m水\u{7}了\u{9b}2J。\r\n\t\t\n\n\n\u{85}第二段\u{2028}第三段\t\n\"\n";
    let import = import_between(&place, rows);
    assert_eq!(import.counts(), [3, 0, 0], "{:?}", import.verdicts);
    let number = import.numbers()[1].to_owned();
    let shown = place.run(["case", "show", &number, "--json", "--reveal", "核对"]).exits(0).object();
    assert_eq!(shown["petitioners"][0]["name"], "张三");
    assert_eq!(shown["title"], "停水三天");
    assert_eq!(shown["body"], "书记您好，停[31m水了2J。\n\n第二段\n第三段");
    assert_eq!(place.find("停水三天"), [number.as_str()], "an invisible sign hides nothing");
    for kept in place.every_text() {
        assert!(is_harmless(&kept), "{kept:?}");
    }
    for args in [
        &["case", "list"][..],
        &["case", "show", &number],
        &["case", "export", "--reveal", "核对"],
        &["case", "export", "--format", "jsonl", "--reveal", "核对"],
    ] {
        let out = place.run(args.iter().copied()).exits(0).out.replace('\u{feff}', "");
        assert!(is_harmless(&out), "{args:?}");
    }
}

#[test]
fn a_heading_is_never_obeyed_by_a_terminal() {
    let place = Place::office();
    for heading in ["标题,收到日期,\u{1b}[2J\u{7}\u{9b}多余", "\u{1b}]0;x\u{7}甲,乙\u{9b}2J"] {
        place.file("a.csv", format!("{heading}\n停水,2020-01-08,x\n"));
        for lang in ["zh", "en"] {
            for form in [
                &["import", "a.csv"][..],
                &["import", "a.csv", "--json"],
                &["import", "a.csv", "--map", "title=x"],
            ] {
                let told = place.run(form.iter().copied().chain(["--lang", lang]));
                assert!(is_harmless(&told.out) && is_harmless(&told.err), "{told:?}");
            }
        }
    }
}

#[test]
fn verdicts_come_in_the_order_of_the_rows_with_the_summary_last() {
    let place = Place::office();
    let mut table = HEADING.to_owned();
    // Blank rows count, and so does the second half of a cell with line breaks.
    for at in 0..450 {
        match at % 5 {
            0 => table.push_str(&format!("{at},甲,停水,2020-01-08,停水{at}\n")),
            1 => table.push_str(&format!("{at},甲,停水,2999-01-08,停水{at}\n")),
            2 => table.push_str(&format!("{},甲,停水,2020-01-08,又来一次\n", at - 2)),
            3 => table.push_str(&format!("{at},甲,\"停\n\n水\",2020-01-08,停水{at}\n")),
            _ => table.push_str(",,,,\n"),
        }
    }
    place.file("a.csv", &table);
    let first = import(&place, "a.csv", &[]);
    let rows: Vec<i64> = first.verdicts.iter().map(|line| line["row"].as_i64().unwrap()).collect();
    let expected: Vec<i64> = (0..450).filter(|at| at % 5 != 4).map(|at| at + 2).collect();
    assert_eq!(rows, expected);
    for line in &first.verdicts {
        let wanted = ["filed", "refused", "known", "filed"][(line["row"].as_u64().unwrap() as usize - 2) % 5];
        assert_eq!(line["verdict"], wanted, "{line}");
    }
    assert_eq!(first.counts(), [180, 90, 90]);
    let again = import(&place, "a.csv", &[]);
    assert_eq!(again.counts(), [0, 270, 90]);
    assert_eq!(place.list().len(), 180);
}

#[test]
fn a_second_run_files_nothing_and_names_the_same_numbers() {
    let place = Place::office();
    // With numbers, without numbers, without a time.
    place.file("a.csv", format!("{HEADING}1,甲,停水,2020-01-08 09:05,停水\n,乙,停电,2020-01-08 10:00,停电\n,丙,停气,2020-01-08,停气\n"));
    let first = import(&place, "a.csv", &[]);
    assert_eq!(first.counts(), [3, 0, 0]);
    let history = place.count("SELECT count(*) FROM history");
    let again = import(&place, "a.csv", &[]);
    assert_eq!(again.counts(), [0, 3, 0]);
    assert_eq!(again.numbers(), first.numbers());
    assert_eq!(place.count("SELECT count(*) FROM history"), history, "nothing was written");
    assert_eq!(place.add_one(json!({"body": "新的"}))[5..], *"0004", "no number was used up");
}

#[test]
fn the_same_text_under_two_numbers_is_two_matters() {
    let place = Place::office();
    place.file("a.csv", format!("{HEADING}1,甲,停水,2020-01-08,停水\n2,甲,停水,2020-01-08,停水\n,甲,停电,2020-01-08,停电\n,甲,停电,2020-01-08,停电\n,乙,停电,2020-01-08,停电\n"));
    let import = import(&place, "a.csv", &[]);
    assert_eq!((import.rows("filed"), import.rows("known")), (vec![2, 3, 4, 6], vec![5]));
}

#[test]
fn a_trial_keeps_nothing_and_tells_what_would_happen() {
    let place = Place::office();
    let mut table = HEADING.to_owned();
    for at in 0..250 {
        table.push_str(&format!("{at},甲,停水,2020-01-08,停水{at}\n"));
    }
    // A row that stands in the file twice is filed once, however far apart the two are.
    table.push_str("0,甲,停水,2020-01-08,停水0\n251,甲,停水,2999-01-08,停水\n");
    place.file("a.csv", &table);
    let trial = import(&place, "a.csv", &["--dry-run"]);
    assert_eq!(place.list().len(), 0);
    assert_eq!(place.count("SELECT count(*) FROM person") + place.count("SELECT count(*) FROM serial"), 0);
    assert!(place.run(["import", "a.csv", "--dry-run"]).out.contains("Nothing was kept"));
    assert!(place.run(["import", "a.csv", "--dry-run", "--lang", "zh"]).out.contains("什么都没有存"));
    let real = import(&place, "a.csv", &[]);
    assert_eq!(trial.verdicts, real.verdicts, "what was foretold happened");
    assert_eq!(real.counts(), [250, 1, 1]);
}

#[test]
fn a_column_of_another_name_is_taken_when_it_is_mapped() {
    let place = Place::office();
    place.file("a.csv", "件号,谁,何事,何时,标题\n77,张三,停水三天,2020-01-08,别的\n");
    let mapped =
        ["--map", "body=何事", "--map", "received=何时", "--map", "name= 谁 ", "--map", "source_number=件号"];
    let import = import(&place, "a.csv", &mapped);
    assert_eq!(import.counts(), [1, 0, 0]);
    let shown =
        place.run(["case", "show", import.numbers()[0], "--json", "--reveal", "核对"]).exits(0).object();
    assert_eq!((&shown["title"], &shown["body"]), (&json!("别的"), &json!("停水三天")));
    assert_eq!(shown["petitioners"][0]["name"], "张三");
    assert_eq!(shown["source_numbers"], json!(["77"]));
}

#[test]
fn a_map_goes_before_the_heading() {
    let place = Place::office();
    place.file("a.csv", "标题,主题词,收到日期\n旧的,新的,2020-01-08\n");
    let import = import(&place, "a.csv", &["--map", "title=主题词"]);
    assert_eq!(place.show(import.numbers()[0])["title"], "新的");
}

#[test]
fn a_map_that_fits_nothing_is_wrong_use() {
    let place = Place::office();
    place.file("a.csv", format!("{HEADING}1,甲,停水,2020-01-08,停水\n"));
    for map in [
        "colour=留言主题",
        "title=主 题",
        "title=",
        "=留言主题",
        "title",
        "",
        "row=留言主题",
        "slip=留言主题",
    ] {
        let told = place.run(["import", "a.csv", "--json", "--map", map]).says_no(2);
        assert!(!told.err.is_empty(), "{map}");
    }
    // One column cannot be two things, and one thing not two columns.
    for maps in [["title=留言主题", "body=留言主题"], ["title=留言主题", "title=留言详情"]] {
        place.run(["import", "a.csv", "--json", "--map", maps[0], "--map", maps[1]]).says_no(2);
    }
    assert_eq!(place.list().len(), 0);
}

#[test]
fn columns_that_are_not_taken_are_named() {
    let place = Place::office();
    place.file("a.csv", "标题,收到日期,点赞数,反对数\n停水,2020-01-08,3,4\n");
    let import = import(&place, "a.csv", &["--dry-run"]);
    assert_eq!(import.summary["columns_not_taken"], json!(["点赞数", "反对数"]));
    assert!(place.run(["import", "a.csv"]).exits(0).err.contains("点赞数"));
}

#[test]
fn a_file_that_is_no_table_is_wrong_use_and_says_why() {
    let place = Place::office();
    let before = place.contents();
    place.file("empty.csv", "");
    place.file("bom.csv", "\u{feff}");
    place.file("blank.csv", "\n\n ,\n");
    place.file("heading.csv", "甲,乙\n1,2\n");
    place.file("picture.csv", [0x89, b'P', b'N', b'G', 0, 0, 0, 1, 0, 2]);
    place.file("page.xls", "<html><table></table></html>");
    place.file("broken.xlsx", b"PK\x03\x04 and nothing else");
    place.file("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more");
    let mut names: Vec<String> = place.contents().into_keys().collect();
    names.retain(|name| !before.contains_key(name));
    names.extend(["no-such-file.csv".to_owned(), ".".to_owned()]);
    assert_eq!(names.len(), 10);
    for name in names {
        for lang in ["zh", "en"] {
            place.run(["import", &name, "--json", "--lang", lang]).says_no(2);
        }
    }
    assert_eq!(place.list().len(), 0);
}

#[test]
fn a_heading_without_rows_files_nothing() {
    let place = Place::office();
    place.file("a.csv", HEADING);
    assert_eq!(import(&place, "a.csv", &[]).counts(), [0, 0, 0]);
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_and_what_came_before_is_filed() {
    let place = Place::office();
    place.file(
        "a.csv",
        format!(
            "{HEADING}1,甲,停水,2020-01-08,停水\n2,乙,停电,2020-01-08,\"停电\n3,丙,停气,2020-01-08,停气\n"
        ),
    );
    let import = import(&place, "a.csv", &[]);
    assert_eq!((import.rows("filed"), import.rows("refused")), (vec![2], vec![3]));
    assert_eq!(import.fields(3), ["row"]);
}

#[test]
fn what_is_not_filed_for_want_of_a_reader_is_not_called_done() {
    let place = Place::office();
    let rows: String = (0..1_500).map(|at| format!("{at},甲,停水,2020-01-08,停水{at}\n")).collect();
    place.file("a.csv", format!("{HEADING}{rows}"));
    let mut child = place.command().args(["import", "a.csv", "--json"]).spawn().unwrap();
    // The reader goes before the first verdict.
    drop(child.stdout.take());
    let told = Told::of(child.wait_with_output().unwrap());
    let filed = place.list().len();
    assert!(filed == 1_500 || told.code != Some(0), "{filed} of 1500 are filed: {told:?}");
}

#[test]
fn the_channel_is_said_by_the_file_or_by_the_option() {
    let place = Place::office();
    place.file("a.csv", "标题,收到日期,信访形式\n停水,2020-01-08,来访\n停电,2020-01-08,Letter\n停气,2020-01-08,\n停车,2020-01-08,鸽子\n");
    let import = import(&place, "a.csv", &["--channel", "call"]);
    let channel = |number: &str| place.show(number)["channel"].clone();
    let channels: Vec<Value> = import.numbers().into_iter().map(channel).collect();
    assert_eq!(channels, ["visit", "letter", "call"]);
    assert_eq!(import.fields(5), ["channel"]);
    place.run(["import", "a.csv", "--channel", "pigeon"]).exits(2);
}

#[test]
fn people_read_the_verdicts_in_their_language() {
    let place = Place::office();
    place.file("a.csv", format!("{HEADING}1,甲,停水,2020-01-08,停水\n2,乙,停电,2999-01-08,停电\n"));
    let zh = place.run(["import", "a.csv", "--lang", "zh"]).exits(1).out;
    assert!(zh.contains("第 2 行  登记为") && zh.contains("第 3 行  没有登记：收到"), "{zh}");
    assert!(zh.lines().last().unwrap().contains("登记 1 件"), "{zh}");
    let en = place.run(["import", "a.csv"]).exits(1).out;
    assert!(en.contains("row 2  known as") && en.contains("row 3  refused: Received"), "{en}");
    assert!(en.lines().last().unwrap().contains("0 filed, 1 known, 1 refused"), "{en}");
}

/// An office with three matters: with everything, with little, and with a number of others.
fn office_with_cases() -> (Place, Vec<String>) {
    let place = Place::office();
    let answers = place.add(&[
        json!({
            "title": "停水", "body": "停水三天。\n\n=没有人管", "received": "2023-03-01 09:05", "channel": "letter",
            "petitioner": {"name": "欧阳修文", "id_number": "11010519491231002X", "phone": "13812345678", "address": "北门路3号"},
            "people": 3, "purpose": "request", "category": "030000",
        }),
        json!({"body": "停电", "received": "2023-03-02", "petitioner": {"name": "李四"}}),
        json!({"body": "停气", "received": "2023-03-03", "petitioner": {"name": "王五"}, "source_number": "WX0009"}),
    ]);
    let numbers = answers.iter().map(|answer| text(answer, "number").to_owned()).collect();
    (place, numbers)
}

#[test]
fn our_own_export_brings_nothing_new_into_the_same_office() {
    let (place, numbers) = office_with_cases();
    for format in ["csv", "xlsx"] {
        let name = format!("own.{format}");
        place.run(["case", "export", "--format", format, "--out", &name, "--reveal", "搬家"]).exits(0);
        let import = import(&place, &name, &[]);
        assert_eq!(import.counts(), [0, 3, 0], "{format}: {:?}", import.verdicts);
        assert_eq!(import.numbers(), numbers);
    }
    assert_eq!(place.list().len(), 3);
}

#[test]
fn our_own_masked_export_brings_nothing_new_into_the_same_office() {
    let (place, _) = office_with_cases();
    place.run(["case", "export", "--out", "own.csv"]).exits(0);
    let import = import(&place, "own.csv", &[]);
    assert_eq!(import.counts()[0], 0, "a second case of 李*: {:?}", import.verdicts);
    assert_eq!(place.list().len(), 3);
}

#[test]
fn the_export_of_another_office_is_filed_whole_and_its_numbers_become_source_numbers() {
    let (theirs, numbers) = office_with_cases();
    for format in ["csv", "xlsx"] {
        let name = format!("theirs.{format}");
        theirs.run(["case", "export", "--format", format, "--out", &name, "--reveal", "移交"]).exits(0);
        let ours = Place::office();
        let bytes = std::fs::read(theirs.path(&name)).unwrap();
        ours.file(&name, bytes);
        let import_once = import(&ours, &name, &[]);
        assert_eq!(import_once.counts(), [3, 0, 0], "{format}");
        for (ours_number, theirs_number) in import_once.numbers().into_iter().zip(&numbers) {
            let copy =
                ours.run(["case", "show", ours_number, "--json", "--reveal", "移交"]).exits(0).object();
            let original =
                theirs.run(["case", "show", theirs_number, "--json", "--reveal", "移交"]).exits(0).object();
            for key in [
                "title",
                "body",
                "received",
                "received_time",
                "channel",
                "people",
                "purpose",
                "category",
                "petitioner",
            ] {
                assert_eq!(copy[key], original[key], "{key}");
            }
            let known = copy["source_numbers"].as_array().unwrap();
            assert!(known.contains(&json!(theirs_number)), "{theirs_number} is not among {known:?}");
        }
        assert_eq!(import(&ours, &name, &[]).counts(), [0, 3, 0], "{format}: the second time");
    }
}

#[test]
fn a_number_of_another_office_is_not_our_own_case_of_that_number() {
    let (theirs, _) = office_with_cases();
    theirs.run(["case", "export", "--out", "theirs.csv", "--reveal", "移交"]).exits(0);
    let ours = Place::office();
    // Every office begins with 0001.
    ours.add(&[json!({"body": "我们的第一件"}), json!({"body": "我们的第二件"})]);
    ours.file("theirs.csv", std::fs::read(theirs.path("theirs.csv")).unwrap());
    assert_eq!(import(&ours, "theirs.csv", &[]).counts(), [3, 0, 0]);
    assert_eq!(import(&ours, "theirs.csv", &[]).counts(), [0, 3, 0]);
}

#[test]
fn a_source_number_that_looks_like_one_of_ours_hides_no_matter() {
    let place = Place::office();
    let ours = place.add_one(json!({"body": "我们的第一件", "received": "2020-01-01"}));
    place.file("a.csv", format!("{HEADING}{ours},甲,停水,2020-01-08,别人的事\n"));
    assert_eq!(import(&place, "a.csv", &[]).counts(), [1, 0, 0]);
}

#[test]
fn an_import_of_one_kind_of_file_knows_what_came_by_another() {
    let place = Place::office();
    place.file("a.csv", format!("{HEADING}360114,甲,停水,2020/1/8 9:05,停水\n"));
    assert_eq!(import(&place, "a.csv", &[]).counts(), [1, 0, 0]);
    workbook(&place.path("a.xlsx"), |sheet| {
        sheet.write_number(1, 0, 360_114.0).unwrap();
        sheet.write_string(1, 2, "停水").unwrap();
        sheet.write_string(1, 3, "2020-01-08").unwrap();
    });
    assert_eq!(import(&place, "a.xlsx", &[]).counts(), [0, 1, 0]);
}

#[test]
fn an_import_into_a_practice_office_counts_from_its_day() {
    let place = Place::practice(3);
    place.file("a.csv", format!("{HEADING}1,甲,停水,2026-03-03,停水\n2,甲,停水,{DAY},停水\n"));
    let told = place.run(["import", "a.csv", "--json", "--now", DAY]).exits(1);
    let verdicts: Vec<Value> = told.json().iter().map(|line| line["verdict"].clone()).collect();
    assert_eq!(verdicts, [json!("refused"), json!("filed"), Value::Null], "tomorrow is not there yet");
}

#[test]
fn the_public_sample_is_filed_whole_and_known_the_second_time() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/petitions/petitions_300.csv");
    let place = Place::office();
    let (bytes, rows) = match std::fs::read(&sample) {
        Ok(bytes) => (bytes, 300),
        Err(fault) => {
            println!("{}: {fault}; two rows of the same make stand in for it", sample.display());
            let row = |number: u32| {
                format!(
                    "{number},A{number},停水,2019-05-17 08:32:04,\"\n\t\t\t\t\n\t\t\u{3000}\u{3000}停水{number}\n\t\t\",0,9,G009\n"
                )
            };
            let heading = "留言编号,留言用户,留言主题,留言时间,留言详情,点赞数,反对数,dup_cluster\n";
            (format!("{heading}{}{}", row(1), row(2)).into_bytes(), 2)
        }
    };
    place.file("sample.csv", bytes);
    assert_eq!(import(&place, "sample.csv", &[]).counts(), [rows, 0, 0]);
    let again = import(&place, "sample.csv", &[]);
    assert_eq!(again.counts(), [0, rows, 0]);
    assert!(again.told.err.is_empty(), "{}", again.told.err);

    let records = place.records();
    let mut texts = records.prepare("SELECT title, body FROM cases").unwrap();
    let mut texts = texts.query([]).unwrap();
    while let Some(row) = texts.next().unwrap() {
        for column in 0..2 {
            let kept: String = row.get(column).unwrap();
            assert!(!kept.is_empty());
            for line in kept.split('\n') {
                assert_eq!(line, line.trim_matches(['\t', '\u{3000}', ' ', '\r']), "{kept}");
            }
        }
    }

    let listed = place.list();
    assert_eq!(listed.len() as i64, rows);
    let questions: Vec<Value> = listed
        .iter()
        .map(|case| json!({"id": case["number"], "start": case["received"], "length": "15d", "roll": true}))
        .collect();
    let answers = place.feed(["deadline", "--batch"], json_lines(&questions)).exits(0).json();
    for (case, answer) in listed.iter().zip(&answers) {
        assert_eq!((&case["number"], &case["next_due"]), (&answer["id"], &answer["due"]), "{case}");
    }
    assert_eq!(place.health("history"), "good");
}

#[test]
fn rows_with_doubtful_numbers_are_filed_as_they_are_when_that_is_asked_for() {
    let place = Place::office();
    let id = "11010519491231002Y";
    place.file("a.csv", format!("姓名,证件号码,电话,标题,收到日期\n甲,{id},abc,停水,2020-01-08\n"));
    assert_eq!(import(&place, "a.csv", &[]).counts(), [0, 0, 1]);
    let kept = import(&place, "a.csv", &["--keep-doubts"]);
    assert_eq!(kept.counts(), [1, 0, 0]);
    assert_eq!(place.show(kept.numbers()[0])["to_check"], json!(["id_number", "phone"]));
}
