//! 登记凭证: the paper that a petitioner takes home, as it will be printed.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::pen::Pen;
use super::{Context, Effect, Handback, Hint, Input, MAIN_COLUMNS, Screen};
use crate::api::slip::{Answer as Told, Request as Ask};
use crate::api::{Answer, Refusal, Request};
use crate::domain::case::CaseId;
use crate::domain::slip::{Slip as Paper, Square};
use crate::i18n::refusal;
use crate::keymap::{Action, Place};
use crate::theme::Meaning;
use crate::widget::cells;

/// Where the paper's text begins, and its labels' width.
const TEXT: u16 = 4;
const LABEL: usize = 10;
/// Columns of a printed page.
const PRINTED: usize = 76;
/// Light modules around the square on a screen, and on paper as the standard wants them.
const QUIET: usize = 2;
const QUIET_PRINTED: usize = 4;
/// Cells that the text needs beside the square.
const TEXT_LEAST: usize = 36;

/// The slip of a case.
pub struct Slip {
    case: CaseId,
    paper: Option<Box<Paper>>,
    refused: Option<Refusal>,
    top: usize,
}

impl Slip {
    /// The slip of this case.
    pub fn new(case: CaseId) -> Slip {
        Slip { case, paper: None, refused: None, top: 0 }
    }

    /// The square, where it stands beside the text.
    fn beside(cx: &Context<'_>, paper: &Paper) -> Option<Vec<String>> {
        let square = half_blocks(&paper.square);
        let wide = square.first().map_or(0, |line| cells::width(line));
        let room = usize::from(cx.size.width.min(MAIN_COLUMNS));
        let fits = square.len() <= height(cx) && wide + TEXT_LEAST + usize::from(TEXT) + 2 <= room;
        (cx.theme.draws_blocks() && wide > 0 && fits).then_some(square)
    }

    /// The text in lines; the square below it where it does not stand beside.
    fn lines(&self, cx: &Context<'_>) -> Vec<String> {
        let Some(paper) = &self.paper else { return Vec::new() };
        let room = usize::from(cx.size.width.min(MAIN_COLUMNS)) - usize::from(TEXT) - 2;
        match Slip::beside(cx, paper) {
            Some(square) => text(paper, room - square.first().map_or(0, |line| cells::width(line))),
            None => {
                let mut lines = text(paper, room);
                lines.push(String::new());
                lines.extend(signs(&paper.square, QUIET));
                lines
            }
        }
    }
}

/// What is printed: the text, then the square in signs that every printer has.
fn printed(paper: &Paper) -> String {
    let mut lines = text(paper, PRINTED);
    lines.push(String::new());
    lines.extend(signs(&paper.square, QUIET_PRINTED));
    lines.push(String::new());
    lines.join("\n")
}

fn text(paper: &Paper, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = paper.heading.to_vec();
    lines.push(String::new());
    for (label, text) in &paper.lines {
        for (at, line) in cells::wrap(text, room.saturating_sub(LABEL)).into_iter().enumerate() {
            lines.push(format!("{}{line}", cells::pad(if at == 0 { label } else { "" }, LABEL)));
        }
    }
    lines.push(String::new());
    lines.push(paper.foot.clone());
    lines
}

/// Two rows of modules a line.
fn half_blocks(square: &Square) -> Vec<String> {
    if square.side == 0 {
        return Vec::new();
    }
    let all = square.side + 2 * QUIET;
    let dark = |x: usize, y: usize| x >= QUIET && y >= QUIET && square.is_dark(x - QUIET, y - QUIET);
    let module = |x: usize, y: usize| match (dark(x, y), dark(x, y + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    (0..all).step_by(2).map(|y| (0..all).map(|x| module(x, y)).collect()).collect()
}

/// One row of modules a line, two signs each.
fn signs(square: &Square, quiet: usize) -> Vec<String> {
    if square.side == 0 {
        return Vec::new();
    }
    let row = |y: usize| {
        let dark = (0..square.side).map(|x| if square.is_dark(x, y) { "##" } else { "  " });
        format!("{}{}", "  ".repeat(quiet), dark.collect::<String>()).trim_end().to_owned()
    };
    (0..square.side).map(row).collect()
}

fn height(cx: &Context<'_>) -> usize {
    usize::from(cx.size.height.saturating_sub(3)).max(1)
}

impl Screen for Slip {
    fn place(&self) -> Place {
        Place::Slip
    }

    fn title(&self, cx: &Context<'_>) -> String {
        cx.words.slip.title.to_owned()
    }

    fn hints(&self, cx: &Context<'_>) -> Vec<Hint> {
        let words = &cx.words.slip;
        let mut hints = Vec::new();
        if self.paper.is_some() {
            hints.push(Hint::new(Action::Print, words.print));
        }
        if self.lines(cx).len() > height(cx) {
            hints.push(Hint::new(Action::PageDown, words.scroll));
        }
        hints.push(Hint::new(Action::Back, cx.words.back));
        hints
    }

    fn notice(&self, cx: &Context<'_>) -> String {
        match (&self.refused, &self.paper) {
            (Some(refused), _) => refusal(cx.words, refused),
            (None, None) => cx.words.reading.to_owned(),
            (None, Some(_)) => cx.words.slip.hint.to_owned(),
        }
    }

    fn handle(&mut self, cx: &Context<'_>, input: Input) -> Vec<Effect> {
        let page = height(cx).saturating_sub(1).max(1);
        let last = self.lines(cx).len().saturating_sub(height(cx));
        match input {
            Input::Opened => return vec![Effect::Ask(Request::Slip(Ask::Show(self.case)))],
            Input::Do(Action::Back, _) => return vec![Effect::Close(Handback::Nothing)],
            Input::Do(Action::Print, _) if self.paper.is_some() => {
                return vec![Effect::Ask(Request::Slip(Ask::Print(self.case)))];
            }
            Input::Do(Action::Up, _) => self.top = self.top.saturating_sub(1),
            Input::Do(Action::Down, _) => self.top += 1,
            Input::Do(Action::PageUp, _) => self.top = self.top.saturating_sub(page),
            Input::Do(Action::PageDown, _) => self.top += page,
            Input::Do(Action::First, _) => self.top = 0,
            Input::Do(Action::Last, _) => self.top = last,
            Input::Told(Ok(Answer::Slip(Told::Slip(paper)))) => {
                (self.paper, self.refused) = (Some(paper), None);
            }
            Input::Told(Ok(Answer::Slip(Told::Printed(paper)))) => {
                let name = format!("{}-slip-{}", paper.number, cx.today());
                let text = printed(&paper);
                (self.paper, self.refused) = (Some(paper), None);
                return vec![Effect::Print { name, text }];
            }
            Input::Told(Err(refused)) => {
                if matches!(refused, Refusal::Denied(_) | Refusal::NoSuchCase) {
                    self.paper = None;
                }
                self.refused = Some(refused);
            }
            _ => {}
        }
        self.top = self.top.min(last);
        Vec::new()
    }

    fn draw(&self, cx: &Context<'_>, frame: &mut Frame<'_>, area: Rect) {
        let area = Rect { width: area.width.min(MAIN_COLUMNS), ..area };
        let mut pen = Pen::new(cx, frame, area);
        for (y, line) in (0..area.height).zip(self.lines(cx).iter().skip(self.top)) {
            // The edge of the paper: what stands right of it is printed as it is.
            pen.put(2, y, "|", Meaning::Dim);
            pen.put(TEXT, y, line, Meaning::Plain);
        }
        if let Some(square) = self.paper.as_ref().and_then(|paper| Slip::beside(cx, paper)) {
            let wide = square.first().map_or(0, |line| cells::width(line));
            let x = area.width.saturating_sub(u16::try_from(wide).unwrap_or(0));
            for (y, line) in (0..area.height).zip(&square) {
                pen.put(x, y, line, Meaning::Paper);
            }
        }
        let cursor = pen.position(0, 0);
        frame.set_cursor_position(cursor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_blocks_and_signs_show_the_same_square() {
        let square = Square::of("2026-0001 48271935");
        let halves = half_blocks(&square);
        let all = square.side + 2 * QUIET;
        assert_eq!((halves.len(), cells::width(&halves[0])), (all.div_ceil(2), all));
        let by_signs = signs(&square, 0);
        for y in 0..square.side {
            for x in 0..square.side {
                let half = halves[(y + QUIET) / 2].chars().nth(x + QUIET).expect("a module");
                let dark = if (y + QUIET).is_multiple_of(2) { "█▀" } else { "█▄" };
                let sign = by_signs[y].get(2 * x..2 * x + 2).unwrap_or("  ");
                assert_eq!(dark.contains(half), sign == "##", "{x} {y}");
                assert_eq!(square.is_dark(x, y), sign == "##", "{x} {y}");
            }
        }
    }
}
