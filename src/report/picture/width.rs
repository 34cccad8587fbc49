//! How wide a text is, so that labels are known to fit before they are drawn.

use unicode_width::UnicodeWidthChar;

/// The fonts for which the widths hold: Arial and Liberation Sans were made to the measures of Helvetica.
pub(super) const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', sans-serif";

/// The advance widths of Helvetica from the blank to the tilde, in thousandths of its size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// The width of a text in a size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(|c| u32::from(of(c))).sum();
    f64::from(thousandths) * size / 1000.0
}

/// The width of a text whose letters are all known to the letter.
pub(super) fn measured(text: &str, size: f64) -> Option<f64> {
    let known = |c: char| matches!(c, ' '..='~' | '–' | '‘' | '’' | '“' | '”' | '·' | '›');
    text.chars().all(known).then(|| width(text, size))
}

/// The text in lines that are no wider than the room. A word that is too long for a line is broken.
pub(super) fn wrap(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let gap = if line.is_empty() { "" } else { " " };
        if width(&format!("{line}{gap}{word}"), size) <= room {
            line = line + gap + word;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if width(&format!("{line}{c}"), size) > room && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The width of a letter; of those beyond the table, as wide as its widest neighbours.
fn of(c: char) -> u16 {
    let index = u32::from(c).checked_sub(u32::from(' '));
    let known = index.and_then(|index| WIDTHS.get(usize::try_from(index).ok()?));
    match (known, c) {
        (Some(width), _) => *width,
        (None, '–') => 556,
        (None, '‘' | '’') => 222,
        (None, '·') => 278,
        (None, '“' | '”' | '›') => 333,
        (None, c) => match c.width() {
            Some(0) => 0,
            Some(2) => 1100,
            _ => 1000,
        },
    }
}
