//! The screen writer: the terminal shows what was drawn, and gets few bytes for it.
//!
//! The bytes are played into a terminal emulator and every cell is compared with ratatui's buffer.
//! `XINFANG_FRAMES=100000 cargo test --test writer` plays more random frames than usual.

#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::VecDeque;
use std::io;
use std::num::NonZeroU16;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Margin, Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use xinfang::runtime::writer::{Ambiguous, Colours, Writer, settle};

const BUDGET_BAR: usize = 300;
const BUDGET_SCROLL: usize = 300;
const BUDGET_HANZI: usize = 12;

const PLAIN: Style = Style::new();

#[rustfmt::skip]
const NAMED: [Color; 16] = [
    Color::Black, Color::Red, Color::Green, Color::Yellow,
    Color::Blue, Color::Magenta, Color::Cyan, Color::Gray,
    Color::DarkGray, Color::LightRed, Color::LightGreen, Color::LightYellow,
    Color::LightBlue, Color::LightMagenta, Color::LightCyan, Color::White,
];

// --- the promises ---------------------------------------------------------------------------

#[test]
fn every_random_frame_is_shown_as_it_was_drawn_in_sixteen_colours() {
    play(Colours::Sixteen, Ambiguous::Guarded, 1);
}

#[test]
fn every_random_frame_is_shown_as_it_was_drawn_without_colours() {
    play(Colours::Mono, Ambiguous::Guarded, 2);
}

#[test]
fn every_random_frame_is_shown_as_it_was_drawn_where_glyphs_are_known_to_be_narrow() {
    play(Colours::Sixteen, Ambiguous::Narrow, 3);
}

#[test]
fn every_random_frame_is_shown_in_plain_glyphs_where_others_are_wide() {
    play(Colours::Sixteen, Ambiguous::Replaced, 4);
}

#[test]
fn a_frame_without_changes_sends_nothing() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let desk = Desk::default();
    assert!(!bench.show(&desk).is_empty());
    for _ in 0..3 {
        assert_eq!(bench.show(&desk), b"");
        assert_eq!((bench.tape().writes, bench.tape().flushes), (0, 0));
    }
}

#[test]
fn a_frame_is_one_write_and_one_flush() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let mut desk = Desk::default();
    for _ in 0..40 {
        desk.down();
        bench.show(&desk);
        assert_eq!((bench.tape().writes, bench.tape().flushes), (1, 1));
    }
}

#[test]
fn moving_the_bar_costs_at_most_its_budget() {
    for colours in [Colours::Sixteen, Colours::Mono] {
        let mut bench = Bench::new(80, 24, colours);
        let mut desk = Desk::default();
        bench.show(&desk);
        for _ in 0..19 {
            desk.down();
            let bytes = bench.show(&desk);
            assert_within(BUDGET_BAR, &bytes, "bar", &bench);
        }
    }
}

#[test]
fn scrolling_the_list_by_one_row_costs_at_most_its_budget() {
    for colours in [Colours::Sixteen, Colours::Mono] {
        let mut bench = Bench::new(80, 24, colours);
        let mut desk = Desk::default();
        bench.show(&desk);
        for _ in 0..19 {
            desk.down();
        }
        bench.show(&desk);
        for _ in 0..20 {
            desk.down();
            let bytes = bench.show(&desk);
            assert_within(BUDGET_SCROLL, &bytes, "scroll down", &bench);
        }
        for _ in 0..19 {
            desk.up();
        }
        bench.show(&desk);
        for _ in 0..20 {
            desk.up();
            let bytes = bench.show(&desk);
            assert_within(BUDGET_SCROLL, &bytes, "scroll up", &bench);
        }
    }
}

#[test]
fn typing_one_hanzi_costs_at_most_its_budget() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let mut desk = Desk::default();
    bench.show(&desk);
    for hanzi in "反映拖欠农民工工资".chars() {
        desk.field.push(hanzi);
        let bytes = bench.show(&desk);
        assert_within(BUDGET_HANZI, &bytes, "hanzi", &bench);
    }
}

#[test]
fn escape_sequences_in_cell_text_never_reach_the_terminal() {
    let hostile = [
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1bc",
        "\u{9b}31m",
        "\u{9d}52;c;QQ==\u{9c}",
        "\u{85}",
        "张\x1b[31m",
        "a\r\n",
        "\r\n",
        "\u{202e}反",
        "a\u{202e}",
        "\u{2028}",
        "\u{200b}",
        "\u{feff}",
        "\u{e0041}",
        "张\u{200d}\u{202d}",
    ];
    let mut bench = Bench::new(40, 24, Colours::Sixteen);
    bench.draw(|buffer| {
        buffer.set_string(0, 0, "上一屏", PLAIN);
        None
    });
    let drawn = bench.terminal.draw(|frame| {
        for (y, text) in (0..).zip(hostile) {
            let buffer = frame.buffer_mut();
            buffer[(0, y)].set_symbol(text);
            buffer.set_string(20, y, "尾", PLAIN);
        }
        settle(frame.buffer_mut());
    });
    drawn.unwrap();
    let bytes = bench.play_bytes();
    assert_only_known_codes(&bytes);
    let text = String::from_utf8(bytes).unwrap();
    for c in "\u{202e}\u{202d}\u{2028}\u{200b}\u{feff}\u{200d}\u{e0041}\u{85}\u{9b}\u{9d}".chars() {
        assert!(!text.contains(c), "{c:?} in {text:?}");
    }
    for y in 0..hostile.len() {
        let y = u16::try_from(y).unwrap();
        assert_eq!(bench.text_at(20, y), "尾", "{}", bench.screen());
    }
    assert_eq!(bench.text_at(0, 6), "张");
    assert_eq!(bench.text_at(0, 7), "a");
    assert_eq!(bench.text_at(0, 8), " ");
}

#[test]
fn a_lone_control_character_becomes_a_space() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    for control in ('\0'..' ').chain('\x7f'..'\u{a0}') {
        let mut cell = Cell::default();
        cell.set_char(control);
        let mut end = Cell::default();
        end.set_symbol("尾");
        // Not through ratatui, which refuses some of these in debug builds.
        let cells = [(0, 0, &cell), (1, 0, &end)];
        bench.writer().draw(cells.into_iter()).unwrap();
        bench.writer().flush().unwrap();
        bench.writer().redraw();
        let bytes = bench.play_bytes();
        assert_only_known_codes(&bytes);
        assert_eq!((bench.text_at(0, 0), bench.text_at(1, 0)), (" ", "尾"));
    }
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    bench.draw(|buffer| {
        buffer[(3, 1)].set_symbol("\x1b");
        None
    });
}

#[test]
fn hidden_text_is_not_sent() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    let hidden = PLAIN.add_modifier(Modifier::HIDDEN);
    let frame = bench.terminal.draw(|frame| {
        frame.buffer_mut().set_string(0, 0, "密语", hidden);
        frame.buffer_mut().set_string(4, 0, "字", PLAIN);
    });
    frame.unwrap();
    bench.play_bytes();
    assert_eq!(bench.screen().trim_end(), "    字");
}

#[test]
fn a_wide_character_is_never_printed_in_the_last_column() {
    let mut bench = Bench::new(5, 2, Colours::Sixteen);
    bench.draw(|buffer| {
        buffer.set_string(0, 0, "一二三", PLAIN);
        buffer[(4, 0)].set_symbol("三");
        buffer[(4, 1)].set_symbol("三");
        None
    });
    // The same without settle, which the line before called for us.
    let mut wide = Cell::default();
    wide.set_symbol("四");
    let cells = [(4, 0, &wide), (4, 1, &wide)];
    bench.writer().draw(cells.into_iter()).unwrap();
    bench.writer().flush().unwrap();
    bench.play_bytes();
    assert_eq!(bench.screen().trim_end(), "一二");
}

#[test]
fn the_cursor_is_placed_anew_after_every_glyph_of_unsure_width() {
    let mut bench = Bench::new(80, 5, Colours::Sixteen);
    let bytes = bench.draw(|buffer| {
        buffer.set_string(0, 0, "他说“你好”…—·①℃№─│●★→×完", PLAIN);
        buffer.set_string(0, 1, "┌─────┐", PLAIN);
        None
    });
    let text = String::from_utf8(bytes).unwrap();
    let mut chars = text.chars().peekable();
    let mut unsure = 0;
    while let Some(c) = chars.next() {
        if "“”…—·①℃№─│●★→×┌┐".contains(c) {
            unsure += 1;
            let next = chars.peek();
            assert!(next.is_none_or(|&next| next < ' '), "{c} then {next:?}");
        }
    }
    assert_eq!(unsure, 21, "{text:?}");
}

#[test]
fn punctuation_and_lines_known_to_be_narrow_are_sent_like_any_text() {
    let mut bench = Bench::with(80, 5, Colours::Sixteen, Ambiguous::Narrow);
    let bytes = bench.draw(|buffer| {
        buffer.set_string(0, 0, "他说“你好”……┌──┐①完", PLAIN);
        None
    });
    let text = String::from_utf8(bytes).unwrap();
    // ① was not tried.
    assert!(text.contains("他说“你好”……┌──┐①\u{1b}["), "{text:?}");
}

#[test]
fn where_quotes_are_wide_ascii_stands_for_them_and_marks_are_left_out() {
    let mut bench = Bench::with(80, 5, Colours::Sixteen, Ambiguous::Replaced);
    let drawn = bench.terminal.draw(|frame| {
        let buffer = frame.buffer_mut();
        buffer.set_string(0, 0, "他说“你好”…—·①℃№─│●★→×完", PLAIN);
        buffer.set_string(0, 1, "┌─────┐ Ёлка pīnyīn", PLAIN);
        settle(buffer);
    });
    drawn.unwrap();
    let text = String::from_utf8(bench.play_bytes()).unwrap();
    assert!(text.contains("他说\"你好\".-.1C#-|**>x完"), "{text:?}");
    assert!(text.contains("+-----+ E?ka pinyin"), "{text:?}");
    let drawn = bench.terminal.draw(|frame| {
        frame.buffer_mut()[(0, 0)].set_symbol("“\u{301}\u{302}");
        settle(frame.buffer_mut());
    });
    drawn.unwrap();
    bench.play_bytes();
    assert_eq!(bench.text_at(0, 0), "\"");
}

#[test]
fn a_changed_answer_about_widths_is_followed_by_a_whole_frame() {
    let writer = Writer::new(Tape::default(), Size::new(20, 2), Colours::Sixteen);
    let mut bench = Bench::of(writer.with(Ambiguous::Narrow).with(Ambiguous::Replaced), Colours::Sixteen);
    bench.ambiguous = Ambiguous::Replaced;
    let bytes = bench.draw(|buffer| {
        buffer.set_string(0, 0, "“水”", PLAIN);
        None
    });
    assert!(String::from_utf8(bytes).unwrap().contains("\"水\""));
}

#[test]
fn the_neighbour_of_a_changed_glyph_of_unsure_width_is_written_again() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    bench.draw(|buffer| {
        buffer.set_string(0, 0, "说“你", PLAIN);
        None
    });
    let bytes = bench.draw(|buffer| {
        buffer.set_string(0, 0, "说‘你", PLAIN);
        None
    });
    // On a terminal where the quote is two columns wide it covers half of what follows.
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains('‘') && text.contains('你'), "{text:?}");
}

#[test]
fn after_the_last_column_the_cursor_is_placed_absolutely() {
    let mut bench = Bench::new(10, 3, Colours::Sixteen);
    let bytes = bench.draw(|buffer| {
        put(buffer, (0, 0), "0123456789", PLAIN);
        put(buffer, (0, 1), "一二三四五", PLAIN);
        put(buffer, (4, 2), "六", PLAIN);
        Some(Position::new(9, 1))
    });
    // Terminals wait there with the wrap: what a relative move does differs.
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("9\u{1b}[2H一二三四五\u{1b}[3;5H六"), "{text:?}");
    let bytes = bench.draw(|buffer| {
        put(buffer, (0, 0), "012345678九", PLAIN);
        put(buffer, (0, 1), "一二三四六", PLAIN);
        Some(Position::new(9, 1))
    });
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("六\u{1b}[2;10H") || text.contains("六\u{1b}[3"), "{text:?}");
}

#[test]
fn a_caret_inside_a_wide_character_does_not_shift_what_is_written_next() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    for (text, x) in [("一二三四", 3), ("一二甲四", 5), ("一二甲乙", 1), ("一二a乙", 3)] {
        bench.draw(|buffer| {
            put(buffer, (0, 0), text, PLAIN);
            Some(Position::new(x, 0))
        });
    }
}

#[test]
fn a_sign_with_a_picture_selector_is_shown_without_it() {
    let mut bench = Bench::new(20, 2, Colours::Sixteen);
    bench.draw(|buffer| {
        put(buffer, (0, 0), "abcdefgh", PLAIN);
        None
    });
    let drawn = bench.terminal.draw(|frame| {
        put(frame.buffer_mut(), (0, 0), "⌚\u{fe0f}c☎\u{fe0f}f", PLAIN);
        settle(frame.buffer_mut());
    });
    drawn.unwrap();
    bench.play_bytes();
    assert_eq!(bench.screen().trim_end(), "⌚c☎ f");
}

#[test]
fn colours_are_the_sixteen_every_terminal_knows() {
    let paint = |buffer: &mut Buffer| {
        let colours = [
            Color::Red,
            Color::LightBlue,
            Color::Indexed(9),
            Color::Indexed(196),
            Color::Indexed(244),
            Color::Rgb(250, 250, 240),
            Color::Rgb(3, 3, 20),
        ];
        for (y, colour) in (0..).zip(colours) {
            buffer.set_string(0, y, "字", PLAIN.fg(colour));
            buffer.set_string(4, y, "字", PLAIN.bg(colour).italic());
        }
        None
    };
    let mut bench = Bench::new(20, 8, Colours::Sixteen);
    let text = String::from_utf8(bench.draw(paint)).unwrap();
    assert!(!text.contains("38;") && !text.contains("48;"), "{text:?}");
    let shown: Vec<_> = (0..7).map(|y| bench.emulator.screen().cell(y, 0).unwrap().fgcolor()).collect();
    let expected = [1, 12, 9, 9, 8, 15, 0].map(vt100::Color::Idx);
    assert_eq!(shown, expected);

    let mut bench = Bench::new(20, 8, Colours::Mono);
    let text = String::from_utf8(bench.draw(paint)).unwrap();
    assert_eq!(text.matches('m').count(), 1, "the reset only: {text:?}");
}

#[test]
fn redraw_mends_a_screen_that_something_else_wrote_to() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let desk = Desk::default();
    bench.show(&desk);
    bench.emulator.process(b"\x1b[5;9r\x1b[31;7mbroken\x1b[?25l\n\n\n");
    bench.writer().redraw();
    assert!(bench.show(&desk).len() > 1000);
}

#[test]
fn a_failed_write_is_followed_by_a_whole_frame() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let mut desk = Desk::default();
    bench.show(&desk);
    desk.down();
    bench.writer().out_mut().broken = true;
    let failed = bench.terminal.draw(|frame| {
        desk.paint(frame.buffer_mut());
    });
    assert!(failed.is_err());
    bench.writer().out_mut().broken = false;
    bench.show(&desk);
}

#[test]
fn a_size_that_comes_back_between_two_frames_loses_nothing() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let desk = Desk::default();
    bench.show(&desk);
    for (width, height) in [(40, 10), (80, 24), (80, 24)] {
        bench.resize(Size { width, height });
    }
    bench.show(&desk);
}

#[test]
fn the_bell_sounds_once_and_with_the_next_frame() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let desk = Desk::default();
    bench.show(&desk);
    bench.writer().bell();
    assert_eq!(bench.take(), b"");
    assert_eq!(bench.show(&desk), b"\x07");
    assert_eq!(bench.show(&desk), b"");
}

#[test]
fn cleared_regions_are_blank() {
    let cleared = |region| {
        let mut bench = Bench::new(6, 3, Colours::Sixteen);
        bench.draw(|buffer| {
            for y in 0..3 {
                buffer.set_string(0, y, "一二三", PLAIN);
            }
            None
        });
        bench.writer().set_cursor_position((3, 1)).unwrap();
        bench.writer().clear_region(region).unwrap();
        bench.writer().flush().unwrap();
        bench.play_bytes();
        let cleared = bench.screen();
        bench.writer().redraw();
        bench.writer().flush().unwrap();
        bench.play_bytes();
        assert_eq!(bench.screen(), cleared, "painted anew");
        cleared.replace(' ', "_")
    };
    let all = "______";
    let row = "一二三";
    let expect = |rows: [&str; 3]| rows.join("\n") + "\n";
    assert_eq!(cleared(ClearType::All), expect([all, all, all]));
    // A character half cleared is gone.
    assert_eq!(cleared(ClearType::AfterCursor), expect([row, "一____", all]));
    assert_eq!(cleared(ClearType::BeforeCursor), expect([all, "____三", row]));
    assert_eq!(cleared(ClearType::CurrentLine), expect([row, all, row]));
    assert_eq!(cleared(ClearType::UntilNewLine), expect([row, "一____", row]));
}

#[test]
fn a_terminal_without_room_is_no_reason_to_stop() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let desk = Desk::default();
    for (width, height) in [(0, 0), (0, 5), (5, 0), (1, 1), (80, 24)] {
        bench.writer().resize(Size { width, height });
        bench
            .terminal
            .draw(|frame| {
                let area = frame.area();
                if !area.is_empty() {
                    frame.buffer_mut().set_stringn(0, 0, "信访", area.width.into(), PLAIN);
                }
                frame.set_cursor_position((3, 3));
                settle(frame.buffer_mut());
            })
            .unwrap();
        let mut cell = Cell::default();
        cell.set_symbol("访");
        bench.writer().draw([(70, 20, &cell)].into_iter()).unwrap();
        bench.writer().clear_region(ClearType::AfterCursor).unwrap();
        bench.writer().flush().unwrap();
    }
    bench.take();
    bench.resize(Size { width: 80, height: 24 });
    bench.terminal.clear().unwrap();
    bench.show(&desk);
}

/// Not a promise but a measure: `cargo test --test writer asking -- --nocapture` prints it.
#[test]
fn asking_how_wide_quotes_are_saves_bytes() {
    let mut before = usize::MAX;
    for ambiguous in [Ambiguous::Guarded, Ambiguous::Narrow, Ambiguous::Replaced] {
        let mut bench = Bench::with(80, 24, Colours::Sixteen, ambiguous);
        let bytes = bench.draw(|buffer| {
            for y in 0..24 {
                put(buffer, (0, y), "他说“停水三天”，物业答复“再等等……”，「街道办」写了“不归我管”。", PLAIN);
            }
            None
        });
        println!("{ambiguous:>10?}: {:>5} bytes", bytes.len());
        assert!(bytes.len() < before, "{ambiguous:?}: {} bytes, {before} before", bytes.len());
        before = bytes.len();
    }
}

/// Not a promise but a measure: `cargo test --test writer bytes -- --nocapture` prints it.
#[test]
fn bytes_of_common_steps_stay_near_what_they_were() {
    let mut bench = Bench::new(80, 24, Colours::Sixteen);
    let mut desk = Desk::default();
    let mut step = |name: &str, most: usize, desk: &Desk| {
        let bytes = bench.show(desk).len();
        println!("{name:>12}: {bytes:>5} bytes");
        assert!(bytes <= most, "{name}: {bytes} bytes, at most {most}");
    };
    step("first frame", 3000, &desk);
    step("no change", 0, &desk);
    desk.down();
    step("bar down", BUDGET_BAR, &desk);
    for _ in 0..18 {
        desk.down();
    }
    step("bar to end", BUDGET_BAR, &desk);
    desk.down();
    step("scroll by 1", BUDGET_SCROLL, &desk);
    desk.field.push('王');
    step("one hanzi", BUDGET_HANZI, &desk);
    desk.dialog = true;
    step("open dialog", 1000, &desk);
    desk.dialog = false;
    step("close dialog", 1000, &desk);
    desk.top += 20;
    step("page down", 2000, &desk);
    desk.top += 3;
    step("scroll by 3", 800, &desk);
}

// --- a desk like the real one ---------------------------------------------------------------

/// A list of cases at 80x24: header, column heads, twenty rows with a bar, field and keys.
#[derive(Default)]
struct Desk {
    top: usize,
    bar: usize,
    field: String,
    dialog: bool,
}

impl Desk {
    const ROWS: usize = 20;

    fn down(&mut self) {
        if self.bar + 1 < Self::ROWS {
            self.bar += 1;
        } else {
            self.top += 1;
        }
    }

    fn up(&mut self) {
        if self.bar > 0 {
            self.bar -= 1;
        } else {
            self.top = self.top.saturating_sub(1);
        }
    }

    fn paint(&self, buffer: &mut Buffer) -> Option<Position> {
        let area = buffer.area;
        let head = PLAIN.add_modifier(Modifier::BOLD);
        put(buffer, (0, 0), " 信访工作台   待办 128   今日到期 6", head);
        put(
            buffer,
            (0, 1),
            " 编号        信访人    事项                                   期限    状态",
            head,
        );
        for row in 0..Self::ROWS {
            let y = u16::try_from(row + 2).unwrap();
            self.paint_case(buffer, y, self.top + row);
            if row == self.bar {
                let line = row_of(area, y);
                buffer.set_style(line, PLAIN.add_modifier(Modifier::REVERSED));
            }
        }
        put(buffer, (0, 22), " 查找：", PLAIN);
        put(buffer, (7, 22), &self.field, PLAIN);
        put(buffer, (0, 23), " F1 帮助  F5 重画  / 查找  n 登记  q 退出", PLAIN);
        if self.dialog {
            let area = Rect::new(19, 8, 40, 7);
            frame_box(buffer, area, PLAIN);
            put(buffer, (22, 10), "转送市人力资源和社会保障局？", PLAIN);
            put(buffer, (22, 12), "[ 确定 ]   [ 取消 ]", head);
        }
        Some(Position::new(7 + self.field.cell_width(), 22))
    }

    fn paint_case(&self, buffer: &mut Buffer, y: u16, n: usize) {
        let pick = |words: &'static str, n: usize| {
            let words: Vec<_> = words.split(' ').collect();
            words[n % words.len()]
        };
        let name = pick("王建国 李秀英 欧阳春 张伟 买买提 陈静怡 刘洋", n);
        let place = pick("河东镇 开发区 老城街道 西山乡 学府路", n * 3);
        let body = pick("建筑公司 村委会 物业 化工厂 供热站 幼儿园", n / 2);
        let deed = pick("拖欠农民工工资 占用耕地未补偿 夜间排污扰民 长期不修电梯 违规收费", n);
        let state = pick("待受理 已转送 办理中 复查", n);
        let days = n * 7 % 60;
        let late = if days < 5 { PLAIN.fg(Color::Red) } else { PLAIN };
        put(buffer, (1, y), &format!("2026{:06}", n * 37 + 120), PLAIN);
        put(buffer, (13, y), name, PLAIN);
        put(buffer, (23, y), &format!("反映{place}{body}{deed}"), PLAIN);
        put(buffer, (62, y), &format!("{days:>3}天"), late);
        put(buffer, (70, y), state, PLAIN);
    }
}

// --- random screens -------------------------------------------------------------------------

/// Plays random frames, half of those asked for in each mode.
fn play(colours: Colours, ambiguous: Ambiguous, seed: u64) {
    let frames = std::env::var("XINFANG_FRAMES").ok();
    let frames: usize = frames.and_then(|n| n.parse().ok()).unwrap_or(12_000) / 2;
    let mut rng = StdRng::seed_from_u64(seed);
    let mut bench = Bench::with(80, 24, colours, ambiguous);
    let mut scene = Scene::new(&mut rng, bench.size());
    let mut scrolled = 0;
    for n in 0..frames {
        if rng.random_ratio(1, 50) {
            let size = random_size(&mut rng);
            bench.resize(size);
            scene = Scene::new(&mut rng, size);
        }
        if rng.random_ratio(1, 100) {
            bench.emulator.process("\x1b[3;9r\x1b[42;1m乱码\x1b[?25l\n\n".as_bytes());
            bench.writer().redraw();
        }
        for _ in 0..rng.random_range(1..4) {
            scene.change(&mut rng);
        }
        bench.label = format!("frame {n} of seed {seed}");
        let bytes = bench.draw(|buffer| scene.paint(buffer));
        assert_only_known_codes(&bytes);
        if ambiguous == Ambiguous::Replaced {
            let text = std::str::from_utf8(&bytes).unwrap();
            assert!(!text.contains(|c: char| UNSURE.contains(c) && !c.is_ascii()), "{text:?}");
        }
        // Margins are set and lifted once for a scroll, and lifted when all is painted anew.
        scrolled += usize::from(bytes.iter().filter(|&&byte| byte == b'r').count() == 2);
        if rng.random_ratio(1, 10) {
            assert_eq!(bench.draw(|buffer| scene.paint(buffer)), b"");
        }
    }
    assert!(scrolled > frames / 20, "only {scrolled} scrolls in {frames}");
}

fn random_size(rng: &mut StdRng) -> Size {
    const SIZES: [(u16, u16); 8] =
        [(80, 24), (80, 24), (120, 40), (60, 15), (41, 12), (9, 5), (2, 3), (1, 1)];
    let &(width, height) = SIZES.choose(rng).unwrap();
    Size { width, height }
}

type Piece = (String, Style);

/// A list with a bar, texts put anywhere, dialogs over them, a field with the caret.
struct Scene {
    size: Size,
    rows: VecDeque<(Vec<Piece>, Style)>,
    list: Rect,
    bar: u16,
    texts: Vec<(u16, u16, Piece)>,
    dialogs: Vec<(Rect, Vec<Piece>, Style)>,
    field: String,
    caret: Option<Position>,
}

impl Scene {
    fn new(rng: &mut StdRng, size: Size) -> Self {
        let top = size.height.min(2);
        let list = Rect {
            x: 0,
            y: top,
            // Mostly a list alone, sometimes one beside other text.
            width: if rng.random_bool(0.7) { size.width } else { size.width / 2 },
            height: size.height.saturating_sub(top + 1),
        };
        Self {
            size,
            rows: (0..list.height).map(|_| random_row(rng)).collect(),
            list,
            bar: 0,
            texts: Vec::new(),
            dialogs: Vec::new(),
            field: String::new(),
            caret: None,
        }
    }

    fn change(&mut self, rng: &mut StdRng) {
        let Size { width, height } = self.size;
        match rng.random_range(0..100) {
            0..25 => self.scroll(rng),
            25..40 => self.bar = rng.random_range(0..=self.list.height),
            40..50 if !self.rows.is_empty() => {
                let n = rng.random_range(0..self.rows.len());
                self.rows[n] = random_row(rng);
            }
            50..60 => {
                let piece = (random_text(rng, 12), random_style(rng));
                let x = rng.random_range(0..width);
                self.texts.push((x, rng.random_range(0..height), piece));
            }
            60..66 => {
                self.texts.pop();
            }
            66..69 => self.texts.clear(),
            69..75 => self.open_dialog(rng),
            75..82 => {
                self.dialogs.pop();
            }
            82..85 => {
                for (area, ..) in &mut self.dialogs {
                    area.x = rng.random_range(0..=width - area.width);
                    area.y = rng.random_range(0..=height - area.height);
                }
            }
            85..92 => self.field.push_str(&random_text(rng, 2)),
            92..94 => self.field.clear(),
            94..98 => {
                let anywhere = (rng.random_range(0..width), rng.random_range(0..height));
                self.caret = rng.random_bool(0.6).then_some(anywhere.into());
            }
            _ => *self = Self::new(rng, self.size),
        }
    }

    fn scroll(&mut self, rng: &mut StdRng) {
        let by = if rng.random_bool(0.6) { 1 } else { rng.random_range(1..=self.rows.len().max(1)) };
        let up = rng.random_bool(0.5);
        for _ in 0..by.min(self.rows.len()) {
            if up {
                self.rows.pop_front();
                self.rows.push_back(random_row(rng));
            } else {
                self.rows.pop_back();
                self.rows.push_front(random_row(rng));
            }
        }
        if rng.random_bool(0.3) {
            self.bar = rng.random_range(0..=self.list.height);
        }
    }

    fn open_dialog(&mut self, rng: &mut StdRng) {
        let Size { width, height } = self.size;
        let area =
            Rect { width: rng.random_range(1..=width), height: rng.random_range(1..=height), ..Rect::ZERO };
        let area = Rect {
            x: rng.random_range(0..=width - area.width),
            y: rng.random_range(0..=height - area.height),
            ..area
        };
        let lines = (0..area.height).map(|_| (random_text(rng, 20), random_style(rng)));
        self.dialogs.push((area, lines.collect(), random_style(rng)));
    }

    fn paint(&self, buffer: &mut Buffer) -> Option<Position> {
        let Self { size, rows, list, bar, texts, dialogs, field, caret } = self;
        put(buffer, (0, 0), "信访工作台 Desk", PLAIN.add_modifier(Modifier::BOLD));
        for (y, (pieces, style)) in (list.y..).zip(rows) {
            let line = row_of(*list, y);
            buffer.set_style(line, *style);
            let mut x = 0;
            for (text, style) in pieces {
                x = put_within(buffer, line, x, text, *style);
            }
            if y - list.y == *bar {
                buffer.set_style(line, PLAIN.add_modifier(Modifier::REVERSED));
            }
        }
        for (x, y, (text, style)) in texts {
            put(buffer, (*x, *y), text, *style);
        }
        let end = put(buffer, (0, size.height - 1), field, PLAIN);
        for (area, lines, style) in dialogs {
            frame_box(buffer, *area, *style);
            let inner = area.inner(Margin::new(1, 1));
            if area.width % 2 == 0 {
                let lines = lines.iter().map(|(text, style)| Line::styled(text, *style));
                Paragraph::new(lines.collect::<Vec<_>>()).render(inner, buffer);
                continue;
            }
            for (y, (text, style)) in (inner.y..inner.bottom()).zip(lines) {
                put_within(buffer, row_of(inner, y), inner.x, text, *style);
            }
        }
        caret.or_else(|| (!field.is_empty()).then_some(Position::new(end, size.height - 1)))
    }
}

fn random_row(rng: &mut StdRng) -> (Vec<Piece>, Style) {
    let pieces = (0..rng.random_range(0..7)).map(|_| (random_text(rng, 12), random_style(rng)));
    let pieces = pieces.collect();
    let style = if rng.random_bool(0.8) { PLAIN } else { random_style(rng) };
    (pieces, style)
}

/// Glyphs of ambiguous width, and what is shown for them where they are wide.
const UNSURE: &str = "“ ” … — · ① ℃ ─ │ ● → ×";
const PLAINLY: &str = "\" \" . - . 1 C - | * > x";

/// What the screen shows for a symbol.
fn shown_for(symbol: &str, ambiguous: Ambiguous) -> &str {
    let mut pairs = UNSURE.split(' ').zip(PLAINLY.split(' ')).chain([("é", "e")]);
    match ambiguous {
        Ambiguous::Replaced => pairs.find(|(unsure, _)| *unsure == symbol).map_or(symbol, |(_, plain)| plain),
        Ambiguous::Guarded | Ambiguous::Narrow => symbol,
    }
}

fn random_text(rng: &mut StdRng, most: usize) -> String {
    const HANZI: &str = "信 访 工 资 拖 欠 农 民 。 ， ： （ ㎡ \u{3000} 𠮷 䶮";
    const ASCII: &str = "a Z 0 7 - |";
    const ODD: &str = "e\u{301} é 字\u{301} ཀ\u{f72} ئۇ ⌚ 😀";
    (0..rng.random_range(1..=most))
        .map(|_| {
            let kind = match rng.random_range(0..22) {
                0..11 => HANZI,
                11..15 => ASCII,
                15..18 => UNSURE,
                18 => ODD,
                _ => return " ",
            };
            let glyphs: Vec<_> = kind.split(' ').collect();
            *glyphs.choose(rng).unwrap()
        })
        .collect()
}

fn random_colour(rng: &mut StdRng) -> Color {
    match rng.random_range(0..20) {
        n @ 0..16 => NAMED[n],
        16 | 17 => Color::Indexed(rng.random()),
        18 => Color::Rgb(rng.random(), rng.random(), rng.random()),
        _ => Color::Reset,
    }
}

fn random_style(rng: &mut StdRng) -> Style {
    let mut style = PLAIN;
    if rng.random_bool(0.5) {
        return style;
    }
    if rng.random_bool(0.5) {
        style = style.fg(random_colour(rng));
    }
    if rng.random_bool(0.3) {
        style = style.bg(random_colour(rng));
    }
    let weights = [Modifier::empty(), Modifier::BOLD, Modifier::DIM];
    style = style.add_modifier(*weights.choose(rng).unwrap());
    for modifier in [Modifier::REVERSED, Modifier::UNDERLINED, Modifier::ITALIC] {
        if rng.random_bool(0.25) {
            style = style.add_modifier(modifier);
        }
    }
    style
}

// --- drawing as a screen does ---------------------------------------------------------------

/// Puts a text on the screen and returns the column after it.
fn put(buffer: &mut Buffer, (x, y): (u16, u16), text: &str, style: Style) -> u16 {
    let area = buffer.area;
    put_within(buffer, row_of(area, y), x, text, style)
}

fn row_of(area: Rect, y: u16) -> Rect {
    Rect::new(area.x, y, area.width, 1)
}

fn put_within(buffer: &mut Buffer, line: Rect, x: u16, text: &str, style: Style) -> u16 {
    let room = line.intersection(buffer.area).right().saturating_sub(x);
    if room == 0 || line.y >= buffer.area.height {
        return x;
    }
    uncover(buffer, x, line.y);
    buffer.set_stringn(x, line.y, text, room.into(), style).0
}

/// A wide character one column left of `x` would hide what is put there: it goes.
fn uncover(buffer: &mut Buffer, x: u16, y: u16) {
    if x > 0 && buffer[(x - 1, y)].symbol().cell_width() == 2 {
        buffer[(x - 1, y)].set_symbol(" ");
    }
}

/// An empty box with a border of ASCII characters.
fn frame_box(buffer: &mut Buffer, area: Rect, style: Style) {
    for y in area.top()..area.bottom() {
        uncover(buffer, area.x, y);
        for x in area.left()..area.right() {
            let upright = x == area.left() || x == area.right() - 1;
            let level = y == area.top() || y == area.bottom() - 1;
            let symbol = match (upright, level) {
                (true, true) => "+",
                (true, false) => "|",
                (false, true) => "-",
                (false, false) => " ",
            };
            buffer[(x, y)].reset();
            buffer[(x, y)].set_symbol(symbol).set_style(style);
        }
    }
}

// --- the terminal ---------------------------------------------------------------------------

/// What arrives at the terminal, and in how many pieces.
#[derive(Default)]
struct Tape {
    bytes: Vec<u8>,
    writes: usize,
    flushes: usize,
    broken: bool,
}

impl io::Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        self.writes += 1;
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        Ok(())
    }
}

/// The writer and the terminal it writes to.
struct Bench {
    terminal: Terminal<Writer<Tape>>,
    emulator: vt100::Parser,
    colours: Colours,
    ambiguous: Ambiguous,
    label: String,
}

impl Bench {
    fn new(width: u16, height: u16, colours: Colours) -> Self {
        Self::of(Writer::new(Tape::default(), Size { width, height }, colours), colours)
    }

    fn with(width: u16, height: u16, colours: Colours, ambiguous: Ambiguous) -> Self {
        let writer = Writer::new(Tape::default(), Size { width, height }, colours);
        Self { ambiguous, ..Self::of(writer.with(ambiguous), colours) }
    }

    fn of(writer: Writer<Tape>, colours: Colours) -> Self {
        let (rows, cols) = emulated(writer.size().unwrap());
        Self {
            terminal: Terminal::new(writer).unwrap(),
            emulator: vt100::Parser::new(rows, cols, 0),
            colours,
            ambiguous: Ambiguous::Guarded,
            label: String::new(),
        }
    }

    fn size(&self) -> Size {
        self.terminal.size().unwrap()
    }

    fn writer(&mut self) -> &mut Writer<Tape> {
        self.terminal.backend_mut()
    }

    fn tape(&mut self) -> &mut Tape {
        self.writer().out_mut()
    }

    /// The terminal changes its size and we learn of it.
    fn resize(&mut self, size: Size) {
        let (rows, cols) = emulated(size);
        self.emulator.screen_mut().set_size(rows, cols);
        self.writer().resize(size);
    }

    fn show(&mut self, desk: &Desk) -> Vec<u8> {
        self.draw(|buffer| desk.paint(buffer))
    }

    /// Draws a frame, plays its bytes and compares all that is shown. Returns the bytes.
    fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> Vec<u8> {
        *self.tape() = Tape::default();
        let mut caret = None;
        let frame = self.terminal.draw(|frame| {
            caret = paint(frame.buffer_mut());
            settle(frame.buffer_mut());
            if let Some(caret) = caret {
                frame.set_cursor_position(caret);
            }
        });
        let buffer = frame.unwrap().buffer.clone();
        let bytes = self.play_bytes();
        self.compare(&buffer, caret, &bytes);
        bytes
    }

    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.tape().bytes)
    }

    fn play_bytes(&mut self) -> Vec<u8> {
        let bytes = self.take();
        self.emulator.process(&bytes);
        bytes
    }

    fn text_at(&self, x: u16, y: u16) -> &str {
        match self.emulator.screen().cell(y, x).unwrap().contents() {
            "" => " ",
            text => text,
        }
    }

    fn screen(&self) -> String {
        let (rows, cols) = self.emulator.screen().size();
        let mut screen = String::new();
        for y in 0..rows.get() {
            for x in 0..cols.get() {
                let cell = self.emulator.screen().cell(y, x).unwrap();
                if !cell.is_wide_continuation() {
                    screen.push_str(self.text_at(x, y));
                }
            }
            screen.push('\n');
        }
        screen
    }

    fn compare(&self, buffer: &Buffer, caret: Option<Position>, bytes: &[u8]) {
        let fail = |what: String| {
            let wanted: String =
                buffer.content.chunks(buffer.area.width.into()).fold(String::new(), |text, row| {
                    text + &row.iter().map(Cell::symbol).collect::<String>() + "\n"
                });
            panic!(
                "{}: {what}\nwanted (halves shown as spaces):\n{wanted}\nshown:\n{}\nbytes: {:?}",
                self.label,
                self.screen(),
                String::from_utf8_lossy(bytes)
            );
        };
        let screen = self.emulator.screen();
        let Rect { width, height, .. } = buffer.area;
        for y in 0..height {
            let mut x = 0;
            while x < width {
                let drawn = &buffer[(x, y)];
                let wide = drawn.symbol().cell_width() == 2;
                let cell = screen.cell(y, x).unwrap();
                if let Some(difference) = difference(drawn, cell, self.colours, self.ambiguous) {
                    fail(format!("column {x}, row {y}: {difference}"));
                }
                if wide != cell.is_wide() {
                    fail(format!("column {x}, row {y}: width"));
                }
                x += if wide { 2 } else { 1 };
            }
        }
        if screen.hide_cursor() == caret.is_some() {
            fail(format!("caret {caret:?}, hidden: {}", screen.hide_cursor()));
        }
        if let Some(caret) = caret {
            let wanted = (caret.y.min(height - 1), caret.x.min(width - 1));
            let shown = screen.cursor_position();
            if shown != wanted {
                fail(format!("caret at row and column {shown:?}, not {wanted:?}"));
            }
        }
    }
}

fn emulated(size: Size) -> (NonZeroU16, NonZeroU16) {
    let side = |n| NonZeroU16::new(n).unwrap();
    (side(size.height), side(size.width))
}

/// What is wrong with a shown cell. What cannot be seen on a blank is not compared.
fn difference(drawn: &Cell, shown: &vt100::Cell, colours: Colours, ambiguous: Ambiguous) -> Option<String> {
    let text = if shown.has_contents() { shown.contents() } else { " " };
    let wanted = shown_for(drawn.symbol(), ambiguous);
    if text != wanted {
        return Some(format!("{text:?}, not {wanted:?}"));
    }
    let has = |modifier| drawn.modifier.contains(modifier);
    let reversed = has(Modifier::REVERSED);
    let glyph = text != " ";
    let coloured = colours == Colours::Sixteen;
    // The emulator cannot be bold and dim at once.
    let weight = (glyph || reversed) && !(has(Modifier::BOLD) && has(Modifier::DIM));
    let flags = [
        ("reverse", true, reversed, shown.inverse()),
        ("underline", true, has(Modifier::UNDERLINED), shown.underline()),
        ("bold", weight, has(Modifier::BOLD), shown.bold()),
        ("dim", weight, has(Modifier::DIM), shown.dim()),
        ("italic", glyph, coloured && has(Modifier::ITALIC), shown.italic()),
    ];
    for (name, seen, wanted, shown) in flags {
        if seen && wanted != shown {
            return Some(format!("{name} is {shown} at {text:?}"));
        }
    }
    let seen = glyph || reversed || has(Modifier::UNDERLINED);
    for (name, seen, wanted, shown) in
        [("foreground", seen, drawn.fg, shown.fgcolor()), ("background", true, drawn.bg, shown.bgcolor())]
    {
        let wanted = if coloured { wanted } else { Color::Reset };
        if seen && !same_colour(wanted, shown) {
            return Some(format!("{name} is {shown:?}, not {wanted:?}, at {text:?}"));
        }
    }
    None
}

fn same_colour(wanted: Color, shown: vt100::Color) -> bool {
    match (wanted, shown) {
        (Color::Reset, shown) => shown == vt100::Color::Default,
        // Which of the sixteen is nearest has a test of its own.
        (Color::Rgb(..) | Color::Indexed(_), shown) => matches!(shown, vt100::Color::Idx(0..16)),
        (named, vt100::Color::Idx(index)) => NAMED.get(usize::from(index)) == Some(&named),
        _ => false,
    }
}

fn assert_within(budget: usize, bytes: &[u8], step: &str, bench: &Bench) {
    assert!(
        bytes.len() <= budget,
        "{step}: {} bytes, at most {budget}: {:?}\n{}",
        bytes.len(),
        String::from_utf8_lossy(bytes),
        bench.screen()
    );
}

/// Fails on everything but text and the few codes the writer is meant to use.
fn assert_only_known_codes(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\x1b' => {
                let kind = chars.next();
                if kind == Some('M') {
                    continue;
                }
                assert_eq!(kind, Some('['), "{text:?}");
                let last = chars.find(|c| !matches!(c, '0'..='9' | ';' | '?'));
                assert!(last.is_some_and(|c| "ABCDGHJKhlmr".contains(c)), "{text:?}");
            }
            '\r' | '\n' | '\x08' | '\x07' => {}
            c => assert!(!c.is_control(), "{c:?} in {text:?}"),
        }
    }
}
