//! Keys without sense or order: nothing panics, the cursor stays inside, and home is never far.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use xinfang::i18n::Language;

use crate::harness::{Desk, House};

const NOW: &str = "2026-09-16 09:00";

/// Every bound key, text, signs of a Chinese keyboard, and what terminals send by accident.
const KEYS: [&str; 84] = [
    "<enter>",
    "<enter>",
    "<enter>",
    "<esc>",
    "<esc>",
    "<tab>",
    "<tab>",
    "<backtab>",
    "<up>",
    "<down>",
    "<down>",
    "<left>",
    "<right>",
    "<home>",
    "<end>",
    "<pageup>",
    "<pagedown>",
    "<backspace>",
    "<delete>",
    "<insert>",
    "<f1>",
    "<f2>",
    "<f3>",
    "<f3>",
    "<f5>",
    "<f7>",
    "<f9>",
    "<f10>",
    "<f12>",
    "<ctrl-s>",
    "<ctrl-s>",
    "<ctrl-p>",
    "<ctrl-f>",
    "<ctrl-u>",
    "<ctrl-z>",
    "<ctrl-g>",
    "<alt-x>",
    "?",
    "/",
    ":",
    "g",
    "n",
    "e",
    "c",
    "x",
    "v",
    "b",
    "h",
    "j",
    "k",
    "q",
    "r",
    "t",
    "o",
    "p",
    "l",
    "+",
    "-",
    "=",
    "[",
    "]",
    " ",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "张",
    "三",
    "水",
    "？",
    "：",
    "、",
    "１",
    "＋",
    "２０２６",
    "2026-0001",
    "+3",
    "z",
];

const PASTES: [&str; 8] = [
    "停水三天",
    "a\u{1b}[31mb\r\n\tc\u{200b}",
    "",
    "２０２６－０９－１６",
    "👨‍👩‍👧 e\u{301} \u{202e}abc",
    "desk han admin",
    "340524198001010010",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十",
];

fn attack(account: &str, seed: u64, keys: usize) {
    let house = House::practice(40);
    let mut desk =
        house.home(account, if seed.is_multiple_of(2) { Language::Chinese } else { Language::English }, NOW);
    let mut dice = StdRng::seed_from_u64(seed);
    let mut last = Vec::new();
    for at in 0..keys {
        let what = match dice.random_range(0..100) {
            0..=2 => {
                let text = PASTES[dice.random_range(0..PASTES.len())];
                desk.paste(text);
                format!("paste {text:?}")
            }
            3 => {
                let (x, y) = (dice.random_range(0..80), dice.random_range(0..24));
                desk.click(x, y);
                format!("click {x} {y}")
            }
            4 => {
                let (width, height) =
                    [(80, 24), (133, 40), (79, 24), (81, 25), (20, 5)][dice.random_range(0..5)];
                desk.resize(width, height).screen();
                desk.resize(80, 24);
                format!("{width}x{height}")
            }
            5 => {
                desk.idle();
                "idle".to_owned()
            }
            _ => {
                let key = KEYS[dice.random_range(0..KEYS.len())];
                desk.press(key);
                key.to_owned()
            }
        };
        last.push(what);
        let from = last.len().saturating_sub(12);
        let cursor = desk.cursor();
        assert!(
            cursor.x < 80 && (1..22).contains(&cursor.y),
            "{account}, seed {seed}, key {at}: the cursor is at {cursor:?} after {:?}\n{}",
            &last[from..],
            desk.screen()
        );
        assert!(!desk.ended, "{account}, seed {seed}: no key of these ends a session: {:?}", &last[from..]);
        if at % 250 == 249 {
            go_home(&mut desk, account, seed, &last[from..]);
        }
    }
    go_home(&mut desk, account, seed, &last[last.len().saturating_sub(12)..]);
}

/// Whatever was begun is left, whatever asks is told to go on.
fn go_home(desk: &mut Desk, account: &str, seed: u64, last: &[String]) {
    // A pending Ctrl-G takes one key. Enter leaves a lock, says yes to leaving.
    desk.press("<esc>");
    for _ in 0..30 {
        if is_home(desk) {
            return;
        }
        let screen = desk.screen();
        let asks = screen.contains("按 Enter 离开") || screen.contains("Enter leaves");
        let title = screen.lines().next().unwrap_or_default();
        let locked = title.contains("已锁屏") || title.contains("Locked");
        desk.press(if asks || locked { "<enter>" } else { "<esc>" });
    }
    assert!(is_home(desk), "{account}, seed {seed}: stuck after {last:?} on\n{}", desk.screen());
}

fn is_home(desk: &mut Desk) -> bool {
    let screen = desk.screen();
    let title = screen.lines().next().unwrap_or_default().to_owned();
    title.contains("  首页 ") || title.contains("  Home ")
}

#[test]
fn three_thousand_keys_at_the_reception_desk_break_nothing() {
    attack("desk", 2, 1500);
    attack("desk", 3, 1500);
}

#[test]
fn three_thousand_keys_at_the_administrators_desk_break_nothing() {
    attack("admin", 4, 1500);
    attack("admin", 5, 1500);
}

#[test]
fn three_thousand_keys_at_the_second_desk_break_nothing() {
    attack("han", 6, 1500);
    attack("han", 7, 1500);
}
