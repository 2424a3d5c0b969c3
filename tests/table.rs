//! Tables of other offices are read whatever they are saved as, and our own come back the same.
#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, Formula, Workbook};
use xinfang::domain::moment::{self, Moment, MomentFault};
use xinfang::table::encoding::{Encoding, sniff};
use xinfang::table::read::{Cell, Fault, Row, RowFault, Rows, open, open_bytes, open_sheet};
use xinfang::table::write::{self, Column, Format, Writer};

// ---------------------------------------------------------------- what the tests are made with

/// A file in the folder for temporary files, gone when the test is over.
struct Scratch(PathBuf);

impl Scratch {
    fn new(ending: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("xinfang-table-{}-{next}{ending}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn with(ending: &str, bytes: &[u8]) -> Self {
        let scratch = Self::new(ending);
        std::fs::write(&scratch.0, bytes).unwrap();
        scratch
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

const LETTERS: &str = "留言编号,留言用户,留言主题,留言时间\r\n\
    24,张三,\"请求修路,\n第一段\",2020/1/8 9:05\r\n\
    25,李四,一楼一户一表,2020/1/9 10:00\r\n";

fn check_letters(rows: Rows) {
    assert_eq!(rows.heading, ["留言编号", "留言用户", "留言主题", "留言时间"]);
    let rows: Vec<Row> = rows.collect();
    assert_eq!(
        rows.iter().map(texts).collect::<Vec<_>>(),
        [
            ["24", "张三", "请求修路,\n第一段", "2020/1/8 9:05"],
            ["25", "李四", "一楼一户一表", "2020/1/9 10:00"],
        ]
    );
    assert_eq!(numbers(&rows), [2, 3]);
    assert!(rows.iter().all(|row| row.fault.is_none()));
}

fn texts(row: &Row) -> Vec<String> {
    let text = |cell: &Cell| cell.text().unwrap_or_default().into_owned();
    row.cells.iter().map(text).collect()
}

fn numbers(rows: &[Row]) -> Vec<u64> {
    rows.iter().map(|row| row.number).collect()
}

fn read(bytes: impl Into<Vec<u8>>) -> Rows {
    open_bytes(bytes.into()).unwrap()
}

fn fault(bytes: impl Into<Vec<u8>>) -> Fault {
    open_bytes(bytes.into()).unwrap_err()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().unwrap()
}

/// A zip archive without compression: workbooks that no library would write.
fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, content) in files {
        let at = archive.len() as u32;
        let mut head = Vec::new();
        head.extend(20_u16.to_le_bytes());
        head.extend([0; 8]); // no flags, stored, no time
        head.extend(crc32(content.as_bytes()).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((content.len() as u32).to_le_bytes());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&head);
        archive.extend(name.bytes());
        archive.extend(content.bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.bytes());
    }
    let at = archive.len() as u32;
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00");
    archive.extend((files.len() as u16).to_le_bytes());
    archive.extend((files.len() as u16).to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(at.to_le_bytes());
    archive.extend([0; 2]);
    archive
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
        }
        crc
    })
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook with one sheet that has these rows, as XML.
fn raw_workbook(properties: &str, rows: &str) -> Vec<u8> {
    zip(&[
        (
            "_rels/.rels",
            &format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                r#"<workbook>{properties}<sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>"#,
        ),
        ("xl/worksheets/sheet1.xml", &format!(r#"<worksheet><sheetData>{rows}</sheetData></worksheet>"#)),
    ])
}

fn at(day: &str, time: &str) -> NaiveDateTime {
    let day: NaiveDate = day.parse().unwrap();
    day.and_time(time.parse().unwrap())
}

fn sheet_date(text: &str) -> ExcelDateTime {
    ExcelDateTime::parse_from_str(text).unwrap()
}

/// Small numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn text(&mut self, signs: &[&str], most: u64) -> String {
        let length = self.below(most + 1);
        (0..length).map(|_| signs[self.below(signs.len() as u64) as usize]).collect()
    }
}

// ---------------------------------------------------------------- encodings

#[test]
fn the_same_letters_come_out_of_every_encoding() {
    let mark = "\u{FEFF}";
    let marked = format!("{mark}{LETTERS}");
    let files = [
        (Encoding::Utf8, LETTERS.as_bytes().to_vec()),
        (Encoding::Utf8, marked.as_bytes().to_vec()),
        (Encoding::Utf16Le, utf16(&marked, u16::to_le_bytes)),
        (Encoding::Utf16Be, utf16(&marked, u16::to_be_bytes)),
        (Encoding::Utf16Le, utf16(LETTERS, u16::to_le_bytes)),
        (Encoding::Utf16Be, utf16(LETTERS, u16::to_be_bytes)),
        (Encoding::Gb18030, gb18030(LETTERS)),
        (Encoding::Gb18030, gb18030(&marked)),
    ];
    for (encoding, bytes) in files {
        let file = Scratch::with(".csv", &bytes);
        let rows = open(file.path()).unwrap();
        assert_eq!(rows.encoding(), Some(encoding));
        assert_eq!(rows.bytes_total(), bytes.len() as u64);
        check_letters(rows);
    }
}

#[test]
fn characters_outside_of_gbk_survive_gb18030_and_utf16() {
    // U+3400 has four bytes in GB18030, the second name is outside of the first plane.
    let text = "姓名,乡镇\n㐀三,\u{20BB7}家镇\n";
    for bytes in [gb18030(text), utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes)] {
        let rows: Vec<Row> = read(bytes).collect();
        assert_eq!(texts(&rows[0]), ["㐀三", "\u{20BB7}家镇"]);
        assert_eq!(rows[0].fault, None);
    }
}

#[test]
fn a_character_cut_at_the_end_of_the_sniffed_beginning_is_no_sign_against_utf8() {
    // 64 KiB are looked at. Shifted byte by byte, each place in a character is cut once.
    for shift in 0..4 {
        let text = format!("标题,{}正文\n{}\n", "x".repeat(shift), "信访,办公室\n".repeat(8000));
        let rows = read(text);
        assert_eq!(rows.encoding(), Some(Encoding::Utf8));
        let rows: Vec<Row> = rows.collect();
        assert_eq!(rows.len(), 8000);
        assert!(rows.iter().all(|row| row.fault.is_none()));
        assert!(rows.iter().all(|row| texts(row) == ["信访", "办公室"]));
    }
    assert_eq!(sniff("信访".as_bytes(), true).unwrap().encoding, Encoding::Utf8);
    for cut in 1..6 {
        let cut = &"信访".as_bytes()[..cut];
        assert_eq!(sniff(cut, false).unwrap().encoding, Encoding::Utf8, "{cut:?}");
    }
}

#[test]
fn characters_are_whole_across_the_borders_of_blocks() {
    let text = format!("标题,正文\n{}", "甲乙丙丁,\u{20BB7}野家\n".repeat(12_000));
    for shift in 0..4 {
        let text = format!("{}{text}", "\n".repeat(shift));
        for bytes in [text.as_bytes().to_vec(), gb18030(&text), utf16(&text, u16::to_le_bytes)] {
            let rows: Vec<Row> = read(bytes).collect();
            assert_eq!(rows.len(), 12_000);
            assert!(
                rows.iter().all(|row| row.fault.is_none() && texts(row) == ["甲乙丙丁", "\u{20BB7}野家"])
            );
        }
    }
}

#[test]
fn a_bad_byte_in_a_utf8_file_marks_its_row_and_no_other() {
    for lines in [3, 9000] {
        // The bad byte stands in the sniffed beginning the first time, far behind it the second.
        let mut bytes = format!("标题,正文\n{}", "信访,办公室\n".repeat(lines)).into_bytes();
        bytes.extend(b"\xE5\xBC\xA0\xFF,\xE4\xB8\x89\n");
        bytes.extend("李四,办公室\n".as_bytes());
        let rows = read(bytes);
        assert_eq!(rows.encoding(), Some(Encoding::Utf8));
        let rows: Vec<Row> = rows.collect();
        assert_eq!(texts(&rows[lines]), ["张\u{FFFD}", "三"]);
        assert_eq!(rows[lines].fault, Some(RowFault::Undecodable));
        assert_eq!(rows.iter().filter(|row| row.fault.is_some()).count(), 1);
        assert_eq!(texts(&rows[lines + 1]), ["李四", "办公室"]);
    }
}

#[test]
fn a_bad_byte_in_a_gb18030_file_marks_its_row_and_no_other() {
    let mut bytes = gb18030("标题,正文\n信访,办公室\n");
    bytes.extend(b"\xD0\xC5\xFF,x\n");
    bytes.extend(gb18030("李四,办公室\n"));
    let rows = read(bytes);
    assert_eq!(rows.encoding(), Some(Encoding::Gb18030));
    let faults: Vec<_> = rows.map(|row| row.fault).collect();
    assert_eq!(faults, [None, Some(RowFault::Undecodable), None]);
}

// ---------------------------------------------------------------- separators, quotes, line ends

#[test]
fn the_separator_is_the_one_that_the_heading_uses_outside_of_quotes() {
    for (text, heading) in [
        ("甲,乙,丙\n1,2,3\n", ["甲", "乙", "丙"]),
        ("甲\t乙\t丙\n1\t2\t3\n", ["甲", "乙", "丙"]),
        ("甲;乙;丙\n1;2;3\n", ["甲", "乙", "丙"]),
        ("\"甲;一;二;三\",乙,丙\n1,2,3\n", ["甲;一;二;三", "乙", "丙"]),
        ("\"甲,一\n,,,二\"\t乙\t丙\n1\t2\t3\n", ["甲,一\n,,,二", "乙", "丙"]),
        ("\r\n\r\n甲;乙;丙\r\n1;2;3,4,5,6,7\r\n", ["甲", "乙", "丙"]),
    ] {
        let rows = read(text);
        assert_eq!(rows.heading, heading, "{text:?}");
        assert_eq!(rows.map(|row| row.cells.len()).collect::<Vec<_>>(), [3]);
    }
}

#[test]
fn one_column_without_any_separator_is_a_table() {
    let rows = read("留言主题\n修路\n供暖\n");
    assert_eq!(rows.heading, ["留言主题"]);
    assert_eq!(rows.map(|row| texts(&row).concat()).collect::<Vec<_>>(), ["修路", "供暖"]);
}

#[test]
fn a_cell_in_quotes_may_hold_separators_quotes_and_line_breaks() {
    let text = "编号,正文,时间\r\n\
        1,\"第一段\r\n\r\n第二段,\"\"引用\"\"\n\",\"2020\"\r\n\
        2,\"\",\"\"\r\n\
        3,无\"引号\"的,\"末\n尾\"\r\n";
    let rows: Vec<Row> = read(text).collect();
    assert_eq!(
        rows.iter().map(texts).collect::<Vec<_>>(),
        [["1", "第一段\r\n\r\n第二段,\"引用\"\n", "2020"], ["2", "", ""], ["3", "无\"引号\"的", "末\n尾"],]
    );
    assert_eq!(numbers(&rows), [2, 3, 4]);
    assert_eq!(rows[1].cells[1], Cell::Empty);
}

#[test]
fn every_kind_of_line_end_gives_the_same_rows_and_numbers() {
    let text = "甲,乙\n\n1,2\n,\n\u{3000}, \n\n\n3,\"4\n5\"\n\n6,7";
    for (end, last) in [("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\n"), ("\r\n", "\r\n\r\n")] {
        let text = format!("{}{last}", text.replace('\n', end));
        let rows: Vec<Row> = read(text.as_str()).collect();
        let firsts: Vec<_> = rows.iter().map(|row| texts(row)[0].clone()).collect();
        assert_eq!(firsts, ["1", "3", "6"], "{text:?}");
        // As a spreadsheet numbers them: blank rows count, a broken cell does not.
        assert_eq!(numbers(&rows), [3, 8, 10], "{text:?}");
        assert!(rows.iter().all(|row| row.fault.is_none()));
    }
}

#[test]
fn the_heading_is_clean_and_ends_at_its_last_name() {
    let rows = read("\n\u{FEFF} 编号\u{200B},\u{3000}留言 用户 ,,\"时\u{FEFF}间\t\",, \n1,2,3,4,,\n");
    assert_eq!(rows.heading, ["编号", "留言 用户", "", "时间"]);
    let rows: Vec<Row> = rows.collect();
    assert_eq!(numbers(&rows), [3]);
    assert_eq!((texts(&rows[0]).concat().as_str(), rows[0].fault), ("1234", None));
}

// ---------------------------------------------------------------- broken rows

#[test]
fn a_short_row_is_filled_up_and_a_long_one_is_marked() {
    let rows: Vec<Row> = read("甲,乙,丙\n1\n1,2,3,,\n1,2,3,,5,\n1,2,3\n").collect();
    assert_eq!(rows[0].cells[1..], [Cell::Empty, Cell::Empty]);
    assert_eq!((rows[0].fault, rows[1].fault, rows[3].fault), (None, None, None));
    assert_eq!(rows[1].cells.len(), 3);
    let too_many = RowFault::TooManyCells { expected: 3, found: 5 };
    assert_eq!(rows[2].fault, Some(too_many));
    assert_eq!(texts(&rows[2]), ["1", "2", "3", "", "5"]);
}

#[test]
fn a_quote_that_is_never_closed_is_told_and_not_taken_for_the_end() {
    for end in ["", "\n", "\r\n"] {
        let text = format!("甲,乙\n1,2\n3,\"四\n5,6\n7,8{end}");
        let mut rows = read(text);
        assert_eq!(rows.next().unwrap().fault, None);
        let row = rows.next().unwrap();
        assert_eq!((row.number, row.fault), (3, Some(RowFault::UnclosedQuote)));
        assert!(texts(&row)[1].starts_with("四\n5,6\n7,8"));
        assert_eq!(rows.next(), None);
        assert_eq!(rows.next(), None);
    }
    assert_eq!(fault("甲,\"乙\n1,2\n3,4\n"), Fault::UnclosedQuote);
}

#[test]
fn a_quote_that_swallows_megabytes_is_given_up() {
    let mut text = "甲,乙\n1,\"".to_owned();
    text.push_str(&"一二三四五六七八九十\n".repeat(200_000));
    let rows: Vec<Row> = read(text).collect();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].number, rows[0].fault), (2, Some(RowFault::UnclosedQuote)));
}

#[test]
fn the_progress_ends_at_the_length_of_the_file() {
    let text = format!("标题,正文\n{}", "信访,办公室\n".repeat(20_000));
    for bytes in [text.clone().into_bytes(), gb18030(&text)] {
        let total = bytes.len() as u64;
        let mut rows = read(bytes);
        let mut last = 0;
        while rows.next().is_some() {
            let (done, all) = rows.progress();
            assert!(last <= done && done <= all && all == total);
            last = done;
        }
        assert_eq!(rows.progress(), (total, total));
    }
}

// ---------------------------------------------------------------- workbooks

#[test]
fn a_workbook_gives_texts_numbers_and_dates() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        let date = Look::new().set_num_format("yyyy\"年\"m\"月\"d\"日\" h:mm");
        for (column, name) in ["编号", "身份证", "时间", "真", "错", "钟点", "数"].iter().enumerate()
        {
            sheet.write_string(0, column as u16, *name).unwrap();
        }
        sheet.write_number(1, 0, 360_114.0).unwrap();
        sheet.write_string(1, 1, "360114199001011234").unwrap();
        sheet.write_with_format(1, 2, sheet_date("2020-01-08T09:05:31"), &date).unwrap();
        sheet.write_boolean(1, 3, true).unwrap();
        sheet.write_formula(1, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
        let clock = Look::new().set_num_format("h:mm");
        sheet.write_with_format(1, 5, sheet_date("09:05:00"), &clock).unwrap();
        sheet.write_number(1, 6, 0.1 + 0.2).unwrap();
        // Two rows left out, one row with blanks only.
        sheet.write_string(4, 0, "  ").unwrap();
        sheet.write_string(5, 1, " 末行\n二 ").unwrap();
        sheet.write_with_format(5, 2, sheet_date("2020-01-08"), &date).unwrap();
    });
    let file = Scratch::with(".csv", &bytes); // the name says nothing
    let mut rows = open(file.path()).unwrap();
    assert_eq!(rows.encoding(), None);
    assert_eq!(rows.sheet(), Some("Sheet1"));
    assert_eq!(rows.progress().1, 6);
    let first = rows.next().unwrap();
    assert_eq!(first.cells[0], Cell::Number(360_114.0));
    assert_eq!(first.cells[2], Cell::Moment(at("2020-01-08", "09:05:31")));
    assert_eq!(
        texts(&first),
        ["360114", "360114199001011234", "2020-01-08 09:05:31", "TRUE", "#N/A", "09:05:00", "0.3"]
    );
    let last = rows.next().unwrap();
    assert_eq!((first.number, last.number), (2, 6));
    assert_eq!(last.cells.len(), 7);
    assert_eq!(texts(&last)[..3], ["", " 末行\n二 ", "2020-01-08"]);
    assert_eq!(rows.next(), None);
    assert_eq!(rows.progress(), (6, 6));
}

#[test]
fn numbers_read_as_on_the_sheet() {
    for (number, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (-5.0, "-5"),
        (360_114.0, "360114"),
        (999_999_999_999_999.0, "999999999999999"),
        (123_456_789_012_345.0, "123456789012345"),
        (0.1 + 0.2, "0.3"),
        (43_838.378_125, "43838.378125"),
        (1e15, "1000000000000000"),
        (0.000_01, "0.00001"),
    ] {
        assert_eq!(Cell::Number(number).text().unwrap(), text);
    }
    assert_eq!(Cell::Empty.text(), None);
    let day = NaiveDate::from_ymd_opt(2020, 1, 8).unwrap();
    assert_eq!(Cell::Day(day).text().unwrap(), "2020-01-08");
}

#[test]
fn the_first_sheet_with_cells_is_read_or_the_one_that_is_named() {
    let bytes = workbook(|book| {
        let hidden = book.add_worksheet().set_name("字典").unwrap();
        hidden.set_hidden(true).write_string(0, 0, "选项").unwrap();
        let coloured = book.add_worksheet().set_name("空").unwrap();
        coloured.write_blank(0, 0, &Look::new().set_bold()).unwrap();
        let letters = book.add_worksheet().set_name("来信").unwrap().set_active(true);
        letters.write_string(2, 1, "编号").unwrap().write_number(3, 1, 7).unwrap();
        book.add_worksheet().set_name("来访").unwrap().write_string(0, 0, "姓名").unwrap();
    });
    let file = Scratch::with(".xlsx", &bytes);
    let mut rows = open(file.path()).unwrap();
    assert_eq!(rows.sheet(), Some("来信"));
    assert_eq!(rows.heading, ["", "编号"]);
    assert_eq!(rows.next().unwrap().number, 4);
    assert_eq!(open_sheet(file.path(), "来访").unwrap().heading, ["姓名"]);
    assert_eq!(open_sheet(file.path(), "字典").unwrap().heading, ["选项"]);
    assert_eq!(open_sheet(file.path(), "空").unwrap_err(), Fault::NoHeading);
    let found = ["空", "来信", "来访", "字典"].map(str::to_owned).to_vec();
    let wanted = "来電".to_owned();
    assert_eq!(open_sheet(file.path(), "来電").unwrap_err(), Fault::NoSuchSheet { wanted, found });
}

#[test]
fn rows_may_be_dropped_before_the_end() {
    let bytes = workbook(|book| {
        let sheet = book.add_worksheet();
        for row in 0..2000 {
            sheet.write_number(row, 0, row).unwrap();
        }
    });
    for taken in [0, 1, 500] {
        assert_eq!(read(bytes.clone()).take(taken).count(), taken);
    }
    assert_eq!(read(bytes).count(), 1999);
}

#[test]
fn a_cell_that_cannot_be_read_marks_its_row_and_the_rest_is_read() {
    let bytes = raw_workbook(
        "",
        r#"<row r="1"><c r="A1" t="str"><v>甲</v></c><c r="B1" t="str"><v>乙</v></c></row>
        <row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>
        <row r="3"><c r="A3"><v>3</v></c><c r="B3" t="e"><v>#SPILL!</v></c><c r="C3"><v>9</v></c></row>
        <row r="4"><c r="A4"><v>4</v></c></row>
        <row r="5"><c r="ZZZZ5"><v>5</v></c></row>
        <row r="6"><c r="A6" t="d"><v>2020-01-08</v></c><c r="B6" t="d"><v>2020-01-08T09:05:31</v></c></row>"#,
    );
    let rows = read(bytes);
    // No range is declared: the rows were counted.
    assert_eq!(rows.progress().1, 6);
    let rows: Vec<Row> = rows.collect();
    assert_eq!(numbers(&rows), [2, 3, 4, 5, 6]);
    let faults: Vec<_> = rows.iter().map(|row| row.fault).collect();
    let unreadable = Some(RowFault::UnreadableCell);
    assert_eq!(faults, [None, unreadable, None, unreadable, None]);
    let day = NaiveDate::from_ymd_opt(2020, 1, 8).unwrap();
    assert_eq!(rows[4].cells, [Cell::Day(day), Cell::Moment(at("2020-01-08", "09:05:31"))]);
}

#[test]
fn dates_count_from_1900_or_1904_as_the_workbook_says() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>甲</v></c></row>
        <row r="2"><c r="A2" s="1"><v>43838.378831</v></c></row>
        <row r="3"><c r="A3" s="1"><v>43838.9999999</v></c></row>
        <row r="4"><c r="A4" s="1"><v>60</v></c></row>"#;
    let cells = |properties| -> Vec<Cell> {
        read(raw_workbook(properties, rows)).map(|row| row.cells[0].clone()).collect()
    };
    assert_eq!(
        cells(""),
        [
            Cell::Moment(at("2020-01-08", "09:05:31")),
            Cell::Moment(at("2020-01-09", "00:00:00")),
            Cell::Number(60.0), // the 29th of February 1900, which never was
        ]
    );
    assert_eq!(cells(r#"<workbookPr date1904="1"/>"#)[0], Cell::Moment(at("2024-01-09", "09:05:31")));
}

#[test]
fn a_sheet_that_breaks_off_is_told_and_not_taken_for_its_end() {
    let rows = r#"<row r="1"><c r="A1" t="str"><v>甲</v></c></row><row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="#;
    let bytes = zip(&[
        (
            "_rels/.rels",
            &format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="一" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}")),
    ]);
    let rows: Vec<Row> = read(bytes).collect();
    let faults: Vec<_> = rows.iter().map(|row| (row.number, row.fault)).collect();
    assert_eq!(faults, [(2, None), (3, Some(RowFault::CutShort))]);
}

// ---------------------------------------------------------------- files that are no tables

#[test]
fn a_file_that_is_not_there_is_not_found() {
    let file = Scratch::new(".csv");
    assert_eq!(open(file.path()).unwrap_err(), Fault::NotFound);
}

#[test]
fn a_folder_is_no_table() {
    assert_eq!(open(&std::env::temp_dir()).unwrap_err(), Fault::IsDirectory);
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let file = Scratch::with(".csv", LETTERS.as_bytes());
    std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser may read everything.
    if std::fs::File::open(file.path()).is_err() {
        assert_eq!(open(file.path()).unwrap_err(), Fault::NotPermitted);
    }
}

#[test]
fn an_empty_file_and_one_of_blank_rows_are_told_apart() {
    assert_eq!(fault(""), Fault::Empty);
    assert_eq!(fault("\u{FEFF}"), Fault::Empty);
    assert_eq!(fault("\r\n , ,\u{3000}\r\n\r\n"), Fault::NoHeading);
    assert_eq!(
        fault(workbook(|book| {
            book.add_worksheet();
        })),
        Fault::NoHeading
    );
}

#[test]
fn old_and_locked_workbooks_are_told_apart() {
    let mut old = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    old.extend([0; 70_000]);
    let mut locked = old.clone();
    old.extend(utf16("Workbook", u16::to_le_bytes));
    assert_eq!(fault(old), Fault::OldXls);
    // The name lies across the border of two blocks.
    locked.truncate(65_530);
    locked.extend(utf16("EncryptedPackage", u16::to_le_bytes));
    assert_eq!(fault(locked), Fault::Encrypted);
}

#[test]
fn a_damaged_workbook_is_told() {
    let whole = workbook(|book| {
        book.add_worksheet().write_string(0, 0, "编号").unwrap();
    });
    for length in [4, 30, 1000, whole.len() - 30] {
        let cut = whole[..length].to_vec();
        assert!(matches!(fault(cut), Fault::Damaged(_)), "{length}");
    }
}

#[test]
fn a_broken_byte_anywhere_in_a_workbook_is_never_a_panic_here() {
    let whole = workbook(|book| {
        book.add_worksheet().write_string(0, 0, "编号").unwrap();
    });
    let mut dice = Dice(7);
    for _ in 0..150 {
        let mut bytes = whole.clone();
        let at = dice.below(bytes.len() as u64) as usize;
        bytes[at] ^= 1 << dice.below(8);
        if let Ok(rows) = open_bytes(bytes) {
            assert!(rows.count() < 10);
        }
    }
}

#[test]
fn an_archive_without_sheets_is_no_workbook() {
    assert_eq!(fault(zip(&[("letters.csv", LETTERS)])), Fault::NotXlsx);
    assert_eq!(fault(zip(&[])), Fault::NotXlsx);
    let document = zip(&[
        (
            "_rels/.rels",
            &format!(
                r#"<Relationships><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        ("word/document.xml", "<document><body>来信</body></document>"),
        ("word/styles.xml", "<styles><style/></styles>"),
        ("word/_rels/document.xml.rels", "<Relationships></Relationships>"),
    ]);
    assert_eq!(fault(document), Fault::NotXlsx);
}

#[test]
fn web_pages_and_pictures_are_no_tables() {
    for page in ["<html><table>", "\u{FEFF}\n<!DOCTYPE html>", "<?xml version=\"1.0\"?><Workbook>"] {
        assert_eq!(fault(page), Fault::WebPage);
    }
    assert_eq!(fault(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0".to_vec()), Fault::NotText);
    let text = Scratch::with(".csv", LETTERS.as_bytes());
    let none = Fault::NoSuchSheet { wanted: "一".to_owned(), found: Vec::new() };
    assert_eq!(open_sheet(text.path(), "一").unwrap_err(), none);
}

#[test]
fn faults_can_be_printed_in_english() {
    assert_eq!(Fault::OldXls.to_string(), "this is an old .xls file: save it as .xlsx");
    let row = RowFault::TooManyCells { expected: 3, found: 5 };
    assert_eq!(row.to_string(), "5 cells where the heading has 3");
}

// ---------------------------------------------------------------- dates

/// The moment in a cell, by the way of its text: as an import reads it.
fn of_cell(cell: &Cell) -> Option<Result<Moment, MomentFault>> {
    cell.text().map(|text| moment::parse(&text))
}

fn moment(day: [u32; 3], time: Option<[u32; 3]>, offset: Option<i32>) -> Moment {
    Moment {
        date: NaiveDate::from_ymd_opt(day[0] as i32, day[1], day[2]).unwrap(),
        time: time.map(|[hour, minute, second]| NaiveTime::from_hms_opt(hour, minute, second).unwrap()),
        offset,
    }
}

#[test]
fn dates_are_read_as_people_write_them() {
    let full = Some([9, 5, 31]);
    let short = Some([9, 5, 0]);
    for (text, time, offset) in [
        ("2020-01-08 09:05:31", full, None),
        ("2020-1-8 9:5:31", full, None),
        ("2020/1/8 9:05", short, None),
        ("2020/01/08 09:05:31.250", full, None),
        ("2020.1.8", None, None),
        ("2020.01.08 9:05", short, None),
        ("2020-01-08", None, None),
        ("2020/1/8", None, None),
        ("2020年1月8日", None, None),
        ("2020年01月08日", None, None),
        ("2020 年 1 月 8 日", None, None),
        ("2020年1月8号", None, None),
        ("2020年1月8日 9时5分", short, None),
        ("2020年1月8日9时5分31秒", full, None),
        ("2020年1月8日9时", Some([9, 0, 0]), None),
        ("2020年1月8日 9点5分", short, None),
        ("2020年1月8日9:05", short, None),
        ("2020年1月8日 09:05:31", full, None),
        ("20200108", None, None),
        ("20200108 09:05:31", full, None),
        ("2020-01-08T09:05:31+08:00", full, Some(480)),
        ("2020-01-08T09:05:31.123456+08:00", full, Some(480)),
        ("2020-01-08T09:05:31Z", full, Some(0)),
        ("2020-01-08t09:05:31z", full, Some(0)),
        ("2020-01-08 09:05:31 +0800", full, Some(480)),
        ("2020-01-08 09:05 -03:30", short, Some(-210)),
        ("2020-01-08 09:05+08", short, Some(480)),
        ("2020-01-08T09:05:31", full, None),
        ("２０２０年１月８日　９：０５", short, None),
        ("２０２０－０１－０８ ０９：０５：３１", full, None),
        ("２０２０／１／８", None, None),
        ("\u{3000}\t 2020/1/8\u{3000}\u{3000}9:05\t\r\n", short, None),
        ("\u{FEFF}2020-01-08\u{200B}", None, None),
        ("2020/1/8\n9:05", short, None),
        ("43838", None, None),
        ("43838.0", None, None),
        ("４３８３８", None, None),
        ("43838.378831", full, None),
        ("43838.378472222222222", short, None),
    ] {
        assert_eq!(moment::parse(text), Ok(moment([2020, 1, 8], time, offset)), "{text:?}");
    }
}

#[test]
fn a_day_that_is_not_in_the_calendar_is_impossible() {
    for text in [
        "2020-02-30",
        "2019-02-29",
        "1900/2/29",
        "2020-13-01",
        "2020-00-10",
        "2020.4.31",
        "2020年1月32日",
        "0000-00-00",
        "20200230",
        "20201301 9:05",
        "2020-01-08 24:00",
        "2020-01-08 09:60",
        "2020-01-08 09:05:61",
        "2020年1月8日25时5分",
        "2020-01-08T09:05:31+25:00",
        "2020-01-08T09:05:31+08:60",
    ] {
        assert_eq!(moment::parse(text), Err(MomentFault::Impossible), "{text:?}");
    }
}

#[test]
fn what_is_not_written_like_a_date_is_unreadable() {
    for text in [
        "",
        " ",
        "昨天",
        "1/8/2020",
        "2020-01",
        "2020-1/8",
        "2020年1月",
        "2020年1月8",
        "20年1月8日",
        "2020-01-0809:05",
        "20200108 090531",
        "2020-01-08T",
        "2020-01-08 9",
        "2020-01-08 9:05 左右",
        "2020-02-30左右",
        "2020-01-08 09:05:31+8:0:0",
        "2020-01-08+08:00",
        "2020-001-08",
        "202001080",
        "2020010",
        "2020.1",
        "-43838",
        "4.3838e4",
        "43838.",
        ".5",
        "32873",
        "73051",
        "99999999999999999999999999",
        "١٢٣٤-٠١-٠١",
    ] {
        assert_eq!(moment::parse(text), Err(MomentFault::Unreadable), "{text:?}");
    }
}

#[test]
fn every_day_is_read_in_every_form() {
    let mut date = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap();
    let end = NaiveDate::from_ymd_opt(2100, 1, 1).unwrap();
    let mut serial = 32_874;
    while date < end {
        let wanted = Ok(Moment { date, time: None, offset: None });
        for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d"] {
            assert_eq!(moment::parse(&date.format(form).to_string()), wanted);
        }
        assert_eq!(moment::parse(&serial.to_string()), wanted);
        assert_eq!(moment::of_serial(f64::from(serial)), wanted.ok());
        date = date + Days::new(1);
        serial += 1;
    }
    assert_eq!(serial, 73_051);
}

#[test]
fn every_second_comes_back_from_a_serial_number() {
    let mut dice = Dice(1);
    for _ in 0..20_000 {
        let days = 32_874 + dice.below(40_177);
        let second = dice.below(86_400);
        // As exact as a sheet keeps it: 15 digits.
        let serial = days as f64 + second as f64 / 86_400.0;
        let cell = Cell::Number(serial);
        let read = of_cell(&cell).unwrap().unwrap();
        let day = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + Days::new(days);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(second as u32, 0).unwrap();
        assert_eq!(read.or_midnight(), day.and_time(time));
        assert_eq!(moment::of_serial(serial), Some(read));
    }
    // Just before midnight rounds into the next day.
    let read = moment::of_serial(43_838.999_999_9).unwrap();
    assert_eq!(read, moment([2020, 1, 9], Some([0, 0, 0]), None));
    assert_eq!(moment::of_serial(f64::NAN), None);
}

#[test]
fn garbage_is_never_a_panic() {
    let signs = [
        "2", "0", "1", "9", "-", "/", ".", ":", " ", "年", "月", "日", "时", "分", "T", "Z", "+", "８",
        "\u{3000}", "中",
    ];
    let mut dice = Dice(42);
    for _ in 0..50_000 {
        let _ = moment::parse(&dice.text(&signs, 20));
    }
}

#[test]
fn a_cell_of_any_kind_can_be_a_moment() {
    let midnight = at("2020-01-08", "00:00:00");
    let day = moment([2020, 1, 8], None, None);
    for (cell, wanted) in [
        (Cell::Day(midnight.date()), day),
        (Cell::Moment(midnight), day),
        (Cell::Number(43_838.0), day),
        (Cell::Number(20_200_108.0), day),
        (Cell::Text("2020.1.8".to_owned()), day),
        (Cell::Moment(at("2020-01-08", "09:05:31")), moment([2020, 1, 8], Some([9, 5, 31]), None)),
    ] {
        assert_eq!(of_cell(&cell), Some(Ok(wanted)), "{cell:?}");
    }
    assert_eq!(of_cell(&Cell::Empty), None);
    let number = of_cell(&Cell::Number(7.0));
    assert_eq!(number, Some(Err(MomentFault::Unreadable)));
}

// ---------------------------------------------------------------- writing

fn columns() -> Vec<Column> {
    [("number", "编号"), ("name", "姓名"), ("demand", "-诉求")]
        .map(|(key, heading)| Column { key: key.to_owned(), heading: heading.to_owned() })
        .to_vec()
}

fn written(format: Format, rows: &[[String; 3]]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), format, &columns()).unwrap();
    for row in rows {
        writer.row(row).unwrap();
    }
    assert_eq!(writer.rows(), rows.len() as u64);
    writer.finish().unwrap()
}

fn row(cells: [&str; 3]) -> [String; 3] {
    cells.map(str::to_owned)
}

#[test]
fn csv_has_a_mark_and_no_formulas() {
    let bytes = written(
        Format::Csv,
        &[
            row(["1", "=1+1", "+86"]),
            row(["-1", "@SUM(A1)", "\tx"]),
            row(["\rx", "'=1", "''x"]),
            row(["2020-01-08", "a=b", "说,\"好\"\n二"]),
        ],
    );
    let expected = "\u{FEFF}编号,姓名,'-诉求\r\n\
        1,'=1+1,'+86\r\n\
        '-1,'@SUM(A1),'\tx\r\n\
        \"'\rx\",''=1,''x\r\n\
        2020-01-08,a=b,\"说,\"\"好\"\"\n二\"\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
}

#[test]
fn json_lines_have_the_keys_in_their_order() {
    let bytes = written(Format::Jsonl, &[row(["1", "=1", "说\"好\"\n"]), row(["", "b", ""])]);
    let expected = "{\"number\":\"1\",\"name\":\"=1\",\"demand\":\"说\\\"好\\\"\\n\"}\n\
        {\"number\":\"\",\"name\":\"b\",\"demand\":\"\"}\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    let none = Writer::new(Vec::new(), Format::Jsonl, &[]).unwrap();
    assert!(none.finish().unwrap().is_empty());
}

#[test]
fn an_export_comes_back_the_same() {
    let rows = [
        row(["1", "=HYPERLINK(\"http://x\")", "+86 138"]),
        row(["-1", "@a", "'=真"]),
        row(["2", "\tx", "''-"]),
        row(["3", "360114199001011234", "第一段\n\n第二段, \"引用\""]),
        row(["4", " 张三\u{3000}", "_x0041_ & <b> ]]>"]),
        row(["5", "'", "O'Neill; 'x"]),
        row(["", "", "末\u{20BB7}"]),
    ];
    for format in [Format::Csv, Format::Xlsx] {
        let file = Scratch::new(&format!(".{}", format.extension()));
        let sink = std::fs::File::create(file.path()).unwrap();
        let mut writer = Writer::new(sink, format, &columns()).unwrap();
        for cells in &rows {
            writer.row(cells).unwrap();
        }
        writer.finish().unwrap();
        let read = open(file.path()).unwrap();
        assert_eq!(read.heading, ["编号", "姓名", "-诉求"]);
        let read: Vec<Row> = read.collect();
        assert_eq!(read.iter().map(texts).collect::<Vec<_>>(), rows, "{format:?}");
        assert!(read.iter().all(|row| row.fault.is_none()));
        assert_eq!(numbers(&read), [2, 3, 4, 5, 6, 7, 8]);
        assert!(read.iter().flat_map(|row| &row.cells).all(|cell| !matches!(cell, Cell::Number(_))));
    }
}

#[test]
fn whatever_is_exported_comes_back_the_same() {
    let signs = [
        "a",
        "中",
        "\u{20BB7}",
        "\"",
        ",",
        ";",
        "\n",
        "'",
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        " ",
        "\u{3000}",
        "1",
    ];
    let mut dice = Dice(2020);
    let rows: Vec<[String; 3]> =
        (0..400).map(|number| [format!("x{number}"), dice.text(&signs, 8), dice.text(&signs, 8)]).collect();
    for (format, rows) in [
        (Format::Csv, rows.clone()),
        // XML turns every line end into \n.
        (Format::Xlsx, rows.iter().map(|row| row.clone().map(|cell| cell.replace('\r', ""))).collect()),
    ] {
        let read: Vec<Row> = read(written(format, &rows)).collect();
        assert_eq!(read.len(), rows.len());
        for (index, (read, written)) in read.iter().zip(&rows).enumerate() {
            assert_eq!((read.number, read.fault), (index as u64 + 2, None));
            for (read, written) in texts(read).iter().zip(written) {
                // Nothing but blanks is nothing.
                let wanted = if written.trim().is_empty() { "" } else { written };
                assert_eq!(read, wanted, "{format:?}");
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_refused_and_not_cut() {
    let mut writer = Writer::new(Vec::new(), Format::Csv, &columns()).unwrap();
    assert_eq!(writer.row(&["1", "2"]), Err(write::Fault::WrongWidth { expected: 3, found: 2 }));
    let mut writer = Writer::new(Vec::new(), Format::Xlsx, &columns()).unwrap();
    let long = "长".repeat(32_768);
    writer.row(&["1", "2", "3"]).unwrap();
    assert_eq!(writer.row(&["1", &long, "3"]), Err(write::Fault::TooLong { row: 3, column: 2 }));
    let wide = vec![columns().remove(0); 16_385];
    assert_eq!(Writer::new(Vec::new(), Format::Xlsx, &wide).err(), Some(write::Fault::TooLarge));
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let full = write::Fault::Io(std::io::ErrorKind::StorageFull);
    assert_eq!(Writer::new(Full, Format::Csv, &columns()).err(), Some(full.clone()));
    for format in [Format::Jsonl, Format::Xlsx] {
        let mut writer = Writer::new(Full, format, &columns()).unwrap();
        writer.row(&["1", "2", "3"]).unwrap();
        assert_eq!(writer.finish().err(), Some(full.clone()), "{format:?}");
    }
}
