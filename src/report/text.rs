//! Pages as plain text.

use super::layout::lay_out_whole;
use super::page::Page;

/// The page as text, laid out to a width.
#[must_use]
pub fn text(page: &Page, width: usize) -> String {
    let mut out = String::new();
    for line in lay_out_whole(page, width) {
        out.push_str(line.text().trim_end());
        out.push('\n');
    }
    out
}

/// The ASCII character nearest to one beyond it.
#[must_use]
pub const fn ascii(c: char) -> char {
    match c {
        '█' => '#',
        '▒' | '━' => '=',
        '▓' => '@',
        '░' => ':',
        '▐' => '[',
        '▏' | '│' => '|',
        '◆' | '●' => '*',
        '–' | '—' | '−' | '─' | '└' | '├' | '‐' | '‑' | '·' | '•' => '-',
        '‘' | '’' | '′' => '\'',
        '“' | '”' | '″' => '"',
        '…' => '~',
        '✔' | '★' | '◇' => '+',
        '◐' => '%',
        '≠' => '!',
        '→' | '›' | '▌' => '>',
        '←' | '‹' => '<',
        '×' => 'x',
        '£' => 'L',
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' | '○' => 'o',
        'ù'..='ü' => 'u',
        'À'..='Å' => 'A',
        'È'..='Ë' => 'E',
        'Ò'..='Ö' => 'O',
        'Ù'..='Ü' => 'U',
        'ç' | 'č' => 'c',
        'š' => 's',
        'ž' => 'z',
        '\u{a0}' => ' ',
        _ if c.is_ascii() => c,
        _ => '?',
    }
}
