//! A page of plain text: lines by display width.

use crate::widget::cells;

/// Cells of a line.
pub(super) const WIDTH: usize = 72;
/// Where values stand.
const VALUE: usize = 14;

/// A page that grows line by line.
pub(super) struct Page {
    pub(super) lines: Vec<String>,
}

impl Page {
    pub(super) fn new() -> Page {
        Page { lines: Vec::new() }
    }

    /// An empty line, never two.
    pub(super) fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// In the middle.
    pub(super) fn centred(&mut self, text: &str) {
        for line in cells::wrap(text, WIDTH) {
            let before = (WIDTH - cells::width(&line).min(WIDTH)) / 2;
            self.lines.push(format!("{}{line}", " ".repeat(before)));
        }
    }

    /// Against the right edge.
    pub(super) fn at_right(&mut self, text: &str) {
        for line in cells::wrap(text, WIDTH) {
            let before = WIDTH - cells::width(&line).min(WIDTH);
            self.lines.push(format!("{}{line}", " ".repeat(before)));
        }
    }

    /// From the left edge.
    pub(super) fn text(&mut self, text: &str) {
        self.lines.extend(cells::wrap(text, WIDTH));
    }

    /// A paragraph, its first line two characters in.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.text(&format!("　　{text}"));
    }

    /// A label and its value; what is longer than a line goes on below itself.
    pub(super) fn field(&mut self, label: &str, value: &str) {
        for (at, line) in cells::wrap(value, WIDTH - VALUE).iter().enumerate() {
            let label = cells::pad(if at == 0 { label } else { "" }, VALUE);
            self.lines.push(format!("{label}{line}").trim_end().to_owned());
        }
    }
}
