//! A frame as an SVG picture: a dark terminal window, every character on its cell in any font.
//!
//! Sixteen colours, reverse, bold and dim are drawn, the modifiers and colours that screens use.

use std::fmt::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use xinfang::widget::cells;

const CELL_WIDTH: usize = 9;
const CELL_HEIGHT: usize = 18;
const BASELINE: usize = 14;
/// From the window's edge to the first cell.
const MARGIN: usize = 12;

/// Font sizes of characters one and two cells wide: common fonts then fill their cells.
const NARROW: usize = 15;
const WIDE: usize = 17;
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',\
                     'WenQuanYi Zen Hei Mono','Microsoft YaHei Mono','DejaVu Sans Mono',monospace";

const GROUND: &str = "#1d2028";
const EDGE: &str = "#444b59";
const INK: &str = "#d5d9e0";

/// How a character looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    ink: &'static str,
    bold: bool,
    dim: bool,
    columns: usize,
}

/// What stands in one cell or two.
struct Glyph<'b> {
    x: usize,
    symbol: &'b str,
    ground: &'static str,
    look: Look,
}

/// The frame, with its cursor as an outlined cell. The same frame gives the same bytes.
pub fn svg(frame: &Buffer, cursor: Option<Position>) -> Result<String, fmt::Error> {
    let width = usize::from(frame.area.width) * CELL_WIDTH + 2 * MARGIN;
    let height = usize::from(frame.area.height) * CELL_HEIGHT + 2 * MARGIN;
    let mut grounds = String::new();
    let mut texts = String::new();
    let mut outline = String::new();
    for (y, row) in frame.content.chunks(usize::from(frame.area.width).max(1)).enumerate() {
        let glyphs = glyphs(row);
        write_grounds(&mut grounds, y, &glyphs)?;
        write_texts(&mut texts, y, &glyphs)?;
        let here = cursor.filter(|cursor| usize::from(cursor.y) == y).map(|cursor| usize::from(cursor.x));
        if let Some(glyph) = glyphs.iter().find(|g| here.is_some_and(|x| (g.x..g.end()).contains(&x))) {
            let (x, y) = (glyph.x * CELL_WIDTH, y * CELL_HEIGHT);
            let (w, h) = (glyph.look.columns * CELL_WIDTH - 1, CELL_HEIGHT - 1);
            let ink = glyph.look.ink;
            writeln!(
                outline,
                r#"<rect x="{x}.5" y="{y}.5" width="{w}" height="{h}" fill="none" stroke="{ink}"/>"#
            )?;
        }
    }
    let (frame_width, frame_height) = (width - 1, height - 1);
    Ok(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<rect x=".5" y=".5" width="{frame_width}" height="{frame_height}" rx="9" fill="{GROUND}" stroke="{EDGE}"/>
<g transform="translate({MARGIN} {MARGIN})">
<g shape-rendering="crispEdges">
{grounds}</g>
<g font-family="{FONTS}" font-size="{NARROW}" fill="{INK}" style="font-variant-ligatures:none">
{texts}</g>
{outline}</g>
</svg>
"#
    ))
}

/// One background for neighbours that share it, none for the window's own.
fn write_grounds(out: &mut String, y: usize, glyphs: &[Glyph]) -> fmt::Result {
    for run in glyphs.chunk_by(|a, b| a.ground == b.ground) {
        if let [first, ..] = run
            && first.ground != GROUND
        {
            let (x, y) = (first.x * CELL_WIDTH, y * CELL_HEIGHT);
            let width = run.iter().map(|glyph| glyph.look.columns).sum::<usize>() * CELL_WIDTH;
            let fill = first.ground;
            writeln!(out, r#"<rect x="{x}" y="{y}" width="{width}" height="{CELL_HEIGHT}" fill="{fill}"/>"#)?;
        }
    }
    Ok(())
}

/// One text for all of a row that looks alike; blanks need none, as every character says where
/// it stands.
fn write_texts(out: &mut String, y: usize, glyphs: &[Glyph]) -> fmt::Result {
    let mut texts: Vec<(Look, String, String)> = Vec::new();
    for glyph in glyphs.iter().filter(|glyph| !glyph.is_blank()) {
        let x = glyph.x * CELL_WIDTH;
        // A list of places counts UTF-16 units: anything of several gets a text of its own.
        let simple = glyph.symbol.encode_utf16().count() == 1;
        let known = texts.iter_mut().find(|(look, ..)| simple && *look == glyph.look);
        if let Some((_, places, text)) = known {
            write!(places, " {x}")?;
            text.push_str(&escaped(glyph.symbol));
        } else if simple {
            texts.push((glyph.look, x.to_string(), escaped(glyph.symbol)));
        } else {
            write_text(out, y, glyph.look, &x.to_string(), &escaped(glyph.symbol))?;
        }
    }
    texts.iter().try_for_each(|(look, places, text)| write_text(out, y, *look, places, text))
}

fn write_text(out: &mut String, y: usize, look: Look, places: &str, text: &str) -> fmt::Result {
    write!(out, r#"<text y="{}" x="{places}""#, y * CELL_HEIGHT + BASELINE)?;
    if look.columns > 1 {
        write!(out, r#" font-size="{WIDE}""#)?;
    }
    if look.ink != INK {
        write!(out, r#" fill="{}""#, look.ink)?;
    }
    if look.bold {
        out.push_str(r#" font-weight="bold""#);
    }
    if look.dim {
        out.push_str(r#" opacity=".6""#);
    }
    writeln!(out, ">{text}</text>")
}

/// The row's characters, without the second halves of wide ones.
fn glyphs(row: &[Cell]) -> Vec<Glyph<'_>> {
    let mut found = Vec::new();
    let mut x = 0;
    while let Some(cell) = row.get(x) {
        let columns = cells::width(cell.symbol()).clamp(1, row.len() - x);
        let mut ink = colour(cell.fg).unwrap_or(INK);
        let mut ground = colour(cell.bg).unwrap_or(GROUND);
        if cell.modifier.contains(Modifier::REVERSED) {
            (ink, ground) = (ground, ink);
        }
        let (bold, dim) = (cell.modifier.contains(Modifier::BOLD), cell.modifier.contains(Modifier::DIM));
        found.push(Glyph { x, symbol: cell.symbol(), ground, look: Look { ink, bold, dim, columns } });
        x += columns;
    }
    found
}

impl Glyph<'_> {
    fn end(&self) -> usize {
        self.x + self.look.columns
    }

    /// Control characters are blank too: XML allows none.
    fn is_blank(&self) -> bool {
        self.symbol.chars().all(char::is_whitespace) || self.symbol.contains(char::is_control)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A colour of the sixteen; nothing is the window's own.
fn colour(colour: Color) -> Option<&'static str> {
    Some(match colour {
        Color::Black => "#15171d",
        Color::Red => "#c4454d",
        Color::Green => "#5f9e4a",
        Color::Yellow => "#b58a32",
        Color::Blue => "#4a78c4",
        Color::Magenta => "#a05cb5",
        Color::Cyan => "#3d95a3",
        Color::Gray => "#a9b0bc",
        Color::DarkGray => "#697180",
        Color::LightRed => "#ff7b82",
        Color::LightGreen => "#9fd97f",
        Color::LightYellow => "#f2cf6e",
        Color::LightBlue => "#7fb2ff",
        Color::LightMagenta => "#dc9bef",
        Color::LightCyan => "#74d3e0",
        Color::White => "#ffffff",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    /// Every character of the picture: its x and y, and itself.
    fn placed(picture: &str) -> Vec<(usize, usize, char)> {
        let mut found = Vec::new();
        for text in picture.split("<text ").skip(1) {
            let (tag, text) = text.split_once('>').expect("a tag");
            let (text, _) = text.split_once("</text>").expect("its end");
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let (y, places) =
                tag.strip_prefix("y=\"").and_then(|y| y.split_once("\" x=\"")).expect("a place");
            let (places, _) = places.split_once('"').expect("its end");
            let places: Vec<usize> = places.split(' ').map(|x| x.parse().expect("a number")).collect();
            assert_eq!(places.len(), text.chars().count(), "{text}");
            let y = y.parse().expect("a number");
            found.extend(places.into_iter().zip(text.chars()).map(|(x, c)| (x, y, c)));
        }
        found.sort_unstable();
        found
    }

    fn drawn(lines: &[&str]) -> String {
        svg(&Buffer::with_lines(lines.iter().copied()), None).expect("a picture")
    }

    #[test]
    fn every_character_stands_on_its_cell() {
        let picture = drawn(&["", "a 信访b局"]);
        let y = CELL_HEIGHT + BASELINE;
        let places = [(0, 'a'), (2, '信'), (4, '访'), (6, 'b'), (7, '局')];
        assert_eq!(placed(&picture), places.map(|(column, c)| (column * CELL_WIDTH, y, c)));
        // Narrow ones together, wide ones together, and nothing for the empty line.
        assert_eq!(picture.matches("<text ").count(), 2);
    }

    #[test]
    fn a_reversed_cell_has_a_background_and_changes_its_ink() {
        let mut frame = Buffer::with_lines(["  信访 a"]);
        frame.set_style(ratatui::layout::Rect::new(2, 0, 5, 1), Style::new().reversed());
        let picture = svg(&frame, None).expect("a picture");
        let ground = format!(r#"<rect x="18" y="0" width="45" height="18" fill="{INK}"/>"#);
        assert_eq!(picture.matches(&ground).count(), 1, "{picture}");
        assert!(picture.contains(&format!(r#"x="18 36" font-size="17" fill="{GROUND}">信访<"#)), "{picture}");
    }

    #[test]
    fn colour_bold_and_dim_are_told_apart() {
        let mut frame = Buffer::with_lines(["abc"]);
        frame[(0, 0)].set_style(Style::new().light_red().bold());
        frame[(1, 0)].set_style(Style::new().dim());
        let picture = svg(&frame, None).expect("a picture");
        assert!(picture.contains(r##"fill="#ff7b82" font-weight="bold">a<"##), "{picture}");
        assert!(picture.contains(r#"opacity=".6">b<"#), "{picture}");
        assert!(picture.contains(r#"x="18">c<"#), "{picture}");
    }

    #[test]
    fn text_is_escaped_and_what_xml_forbids_is_blank() {
        let mut frame = Buffer::with_lines(["<a&b>  "]);
        frame[(5, 0)].set_symbol("\u{1b}");
        let picture = svg(&frame, None).expect("a picture");
        assert!(picture.contains("&lt;a&amp;b&gt;<"), "{picture}");
        assert!(!picture.contains('\u{1b}'));
    }

    #[test]
    fn a_character_of_several_units_shifts_nothing_behind_it() {
        let mut frame = Buffer::with_lines(["𠮷a  b"]);
        frame[(4, 0)].set_symbol("e\u{301}");
        let picture = svg(&frame, None).expect("a picture");
        for (x, text) in [("0", "𠮷"), ("36", "e\u{301}"), ("18 45", "ab")] {
            assert!(picture.contains(&format!(r#"x="{x}""#)) && picture.contains(&format!(">{text}<")));
        }
    }

    #[test]
    fn the_cursor_outlines_the_whole_character() {
        let frame = Buffer::with_lines(["a信"]);
        for column in [1, 2] {
            let picture = svg(&frame, Some(Position::new(column, 0))).expect("a picture");
            let outline =
                format!(r#"<rect x="9.5" y="0.5" width="17" height="17" fill="none" stroke="{INK}"/>"#);
            assert!(picture.contains(&outline), "{picture}");
        }
        assert!(!drawn(&["a信"]).contains(&format!(r#"stroke="{INK}""#)));
    }

    #[test]
    fn the_same_frame_gives_the_same_bytes() {
        assert_eq!(drawn(&["信访 & a"]), drawn(&["信访 & a"]));
    }
}
