//! Reading a row: what was typed or stands in a file becomes values, or complaints by column.

use chrono::NaiveDate;

use super::{Choice, Column, Kind, Register, Values};
use crate::domain::problem::Problem;
use crate::domain::{content_class, day, initials, text};

/// What is wrong with one row: columns by number, each with its problem.
pub type RowFault = Vec<(usize, Problem)>;

/// Longest text of many lines, in characters.
const LONG_MAX: usize = 5_000;

/// Reads a row. `find` answers the key that people mean in a register: a key, or a name that
/// only one row has.
///
/// # Errors
/// Every column with something wrong.
pub fn read(
    register: &Register,
    typed: &Values,
    today: NaiveDate,
    find: impl Fn(&str, &str) -> Option<String>,
) -> Result<Values, RowFault> {
    let mut values = Values::new();
    let mut wrong = RowFault::new();
    for (at, column) in register.columns.iter().enumerate() {
        let raw = typed.get(&column.name).map_or("", String::as_str);
        match value(column, raw, today, &find) {
            Ok(value) if value.is_empty() && column.required => wrong.push((at, Problem::Missing)),
            Ok(value) if value.is_empty() => {}
            Ok(value) => {
                values.insert(column.name.clone(), value);
            }
            Err(problem) => wrong.push((at, problem)),
        }
    }
    // A span that ends before it begins.
    let day = |name: &str| values.get(name).and_then(|day| day.parse::<NaiveDate>().ok());
    if let (Some(from), Some(until), Some(at)) = (day("from"), day("until"), register.column("until"))
        && until < from
    {
        wrong.push((at, Problem::EndsBeforeItBegins));
    }
    if wrong.is_empty() { Ok(values) } else { Err(wrong) }
}

fn value(
    column: &Column,
    raw: &str,
    today: NaiveDate,
    find: impl Fn(&str, &str) -> Option<String>,
) -> Result<String, Problem> {
    let line = text::line(raw);
    if line.is_empty() {
        return Ok(String::new());
    }
    match &column.kind {
        Kind::Long => {
            let long = text::paragraphs(raw);
            if long.chars().count() > LONG_MAX { Err(Problem::TooLong { max: LONG_MAX }) } else { Ok(long) }
        }
        Kind::Text if line.chars().count() > text::LINE_MAX => Err(Problem::TooLong { max: text::LINE_MAX }),
        Kind::Text => Ok(line),
        Kind::Date => day::read(&line, today).map(|day| day.to_string()),
        Kind::Number { min, max } => {
            let number: u32 = line.parse().map_err(|_| Problem::NotANumber)?;
            if (*min..=*max).contains(&number) {
                Ok(number.to_string())
            } else {
                Err(Problem::OutOfRange { min: *min, max: *max })
            }
        }
        Kind::Choice { options, many } => {
            each(&line, *many, |word| choice(options, word).ok_or(Problem::UnknownCode))
        }
        Kind::Reference { register, many } => {
            each(&line, *many, |word| find(register, word).ok_or(Problem::NotThere))
        }
        Kind::ContentClass => each(&line, true, |word| {
            content_class::read(word).map(|class| class.code.to_owned()).ok_or(Problem::UnknownCode)
        }),
        Kind::Time => time(&line).ok_or(Problem::NotATime),
        Kind::Account => {
            let name = line.to_lowercase();
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
            if name.chars().all(good) && name.len() <= 32 { Ok(name) } else { Err(Problem::NotAnAccountName) }
        }
    }
}

/// `08:30`, `8:30`, `0830`, `8点半` is none.
fn time(line: &str) -> Option<String> {
    let plain: String = line.chars().map(|c| if c == '：' { ':' } else { c }).collect();
    let (hour, minute) = match plain.split_once(':') {
        Some(parts) => parts,
        None if plain.len() == 4 && plain.is_ascii() => plain.split_at(2),
        None => return None,
    };
    let number = |text: &str, below: u32| text.parse::<u32>().ok().filter(|n| *n < below);
    Some(format!("{:02}:{:02}", number(hour, 24)?, number(minute, 60)?))
}

/// One word, or several apart by blanks and the signs people put between them.
fn each(line: &str, many: bool, read: impl Fn(&str) -> Result<String, Problem>) -> Result<String, Problem> {
    if !many {
        return read(line);
    }
    // A name with a blank in it is still one name.
    if let Ok(one) = read(line) {
        return Ok(one);
    }
    let mut words: Vec<String> = Vec::new();
    let apart = |c: char| c.is_whitespace() || "、，,；;".contains(c);
    for part in line.split(apart).filter(|part| !part.is_empty()) {
        let word = read(part)?;
        if !words.contains(&word) {
            words.push(word);
        }
    }
    Ok(words.join(" "))
}

/// The word that is meant by a word, its names, or their number in the list.
fn choice(options: &[Choice], typed: &str) -> Option<String> {
    let by_number = typed.parse::<usize>().ok().and_then(|number| options.get(number.checked_sub(1)?));
    options
        .iter()
        .find(|option| {
            option.word.eq_ignore_ascii_case(typed)
                || option.title.zh == typed
                || option.title.en.eq_ignore_ascii_case(typed)
        })
        .or(by_number)
        .map(|option| option.word.clone())
}

/// How well a key or name fits what is typed, best first; none where it does not.
pub fn resembling(key: &str, name: &str, typed: &str) -> Option<u8> {
    let typed = typed.trim().to_lowercase();
    let lower = name.to_lowercase();
    if typed.is_empty() {
        return Some(9);
    }
    if key.eq_ignore_ascii_case(&typed) || lower == typed {
        Some(0)
    } else if key.to_lowercase().starts_with(&typed) || lower.starts_with(&typed) {
        Some(1)
    } else if initials::of(name).iter().any(|initials| initials.starts_with(&typed)) {
        Some(2)
    } else if lower.contains(&typed) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn register() -> Register {
        Register::from_toml(
            r#"
            name = "made_up"
            zh = "试"
            en = "Made up"
            group = "ledger"
            keepers = ["administrator"]
            [[column]]
            name = "name"
            zh = "名称"
            en = "Name"
            required = true
            [[column]]
            name = "from"
            zh = "起"
            en = "From"
            kind = "date"
            [[column]]
            name = "until"
            zh = "止"
            en = "Until"
            kind = "date"
            [[column]]
            name = "level"
            zh = "层级"
            en = "Level"
            kind = "choice"
            options = [["city", "市", "City"], ["county", "县", "County"]]
            [[column]]
            name = "who"
            zh = "谁"
            en = "Who"
            kind = "reference"
            register = "people"
            many = true
            [[column]]
            name = "count"
            zh = "人数"
            en = "People"
            kind = "number"
            min = 1
            max = 50
            "#,
        )
        .expect("a register")
    }

    fn typed(values: &[(&str, &str)]) -> Values {
        values.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
    }

    fn find(_: &str, typed: &str) -> Option<String> {
        match typed {
            "ye" | "叶青" => Some("ye".to_owned()),
            "han" | "韩露" => Some("han".to_owned()),
            _ => None,
        }
    }

    #[test]
    fn words_dates_and_people_are_read_as_they_are_typed() {
        let today = "2026-09-16".parse().expect("a date");
        let row = typed(&[
            ("name", " 培训　班 "),
            ("from", "1008"),
            ("level", "县"),
            ("who", "叶青、han 叶青"),
            ("count", "7"),
        ]);
        let values = read(&register(), &row, today, find).expect("a good row");
        assert_eq!(
            values,
            typed(&[
                ("name", "培训 班"),
                ("from", "2026-10-08"),
                ("level", "county"),
                ("who", "ye han"),
                ("count", "7")
            ])
        );
    }

    #[test]
    fn every_column_with_something_wrong_is_named() {
        let today = "2026-09-16".parse().expect("a date");
        let row = typed(&[("from", "02-31"), ("level", "省"), ("who", "叶青 nobody"), ("count", "90")]);
        let wrong = read(&register(), &row, today, find).expect_err("a bad row");
        assert_eq!(
            wrong,
            [
                (0, Problem::Missing),
                (1, Problem::NoSuchDay),
                (3, Problem::UnknownCode),
                (4, Problem::NotThere),
                (5, Problem::OutOfRange { min: 1, max: 50 }),
            ]
        );
        let backwards = typed(&[("name", "a"), ("from", "10-08"), ("until", "10-07")]);
        assert_eq!(read(&register(), &backwards, today, find), Err(vec![(2, Problem::EndsBeforeItBegins)]));
    }

    #[test]
    fn a_fault_in_a_register_file_is_named() {
        for (file, part) in [
            ("name = 3", "line 1"),
            (
                "name = \"a\"\nzh=\"\"\nen=\"\"\ngroup=\"ledger\"\nkeepers=[\"boss\"]\n[[column]]\nname=\"a\"\nzh=\"\"\nen=\"\"",
                "boss",
            ),
            (
                "name = \"a\"\nzh=\"\"\nen=\"\"\ngroup=\"ledger\"\nkeepers=[]\nkey=\"b\"\n[[column]]\nname=\"a\"\nzh=\"\"\nen=\"\"",
                "key b",
            ),
            (
                "name = \"a\"\nzh=\"\"\nen=\"\"\ngroup=\"ledger\"\nkeepers=[]\n[[column]]\nname=\"a\"\nzh=\"\"\nen=\"\"\nkind=\"colour\"",
                "colour",
            ),
        ] {
            let fault = Register::from_toml(file).expect_err("a fault").to_string();
            assert!(fault.contains(part), "{fault}");
        }
    }
}
