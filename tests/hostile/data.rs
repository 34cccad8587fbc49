//! A data set in which every text that somebody wrote is hostile.

use super::*;
use nhs_tiers::model::{Compact, gather};

/// As long as the shortest text that the rules let every field have.
const LONG: usize = 40;

/// What stands in the texts at first: no rule has anything against it. It ends with the number of what takes its place.
fn marker(number: usize) -> String {
    format!("{}{number}", "ZQ".repeat(LONG).split_at(LONG - 1).0)
}

/// What takes their place, filled up to the same length.
const HOSTILE: [&str; 10] = [
    "\u{1b}]0;PWN\u{7}\u{1b}[6n\u{1b}[?1003h\u{1b}P+q\u{1b}\\",
    "\u{9b}6nPWN\u{9d}0;x\u{9c}\u{7f}\u{8}\0",
    "\u{202e}PWN\u{2066}\u{2069}\u{200f}\u{61c}\u{202a}x",
    "P\u{200b}W\u{ad}N\u{feff}\u{2060}\u{e0041}\u{fe0f}\u{200d}\u{3164}",
    "PWN\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a} \u{301}",
    "\n# PWN\n- x\t|\r\n> y\u{2028}1. z\u{2029}",
    "\"'><script>document.title='PWN'</script>",
    "<img src=x onerror=document.title='PWN'>",
    "=1+1\u{fffe}PWN\u{ffff}]]>&lt;![CDATA[",
    "@PWN](javascript:x) `*_[x](javascript:x)",
];

/// In the addresses of sources.
const ADDRESS: (&str, &str) = ("https://zqzq.example/", "javascript:PWN=1;PWN=");

/// A copy of the built-in data set that no check has seen.
pub(super) fn hostile() -> &'static Dataset {
    static DATA: OnceLock<Dataset> = OnceLock::new();
    DATA.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
        let mut marked = 0;
        let mut files = nhs_tiers::store::read_data_set(&root).unwrap();
        for file in &mut files {
            let text = mark(file.text.as_deref().unwrap(), &mut marked);
            file.text = Ok(text.leak());
        }
        assert!(marked > 5_000, "{marked} texts");
        let sound = Dataset::from_files(&files);
        let sound = sound.unwrap_or_else(|faults| panic!("{} faults: {}", faults.len(), faults[0]));
        let (bytes, texts) = gather(|| sound.encode().unwrap());
        let mut texts = texts.into_bytes();
        for (number, hostile) in HOSTILE.iter().enumerate() {
            let filled = format!("{hostile}{}", ".".repeat(LONG - hostile.len()));
            assert!(
                replace(&mut texts, &marker(number), &filled) > 100,
                "{hostile:?}"
            );
        }
        assert!(replace(&mut texts, ADDRESS.0, ADDRESS.1) > 100);
        let texts = String::from_utf8(texts).unwrap();
        Dataset::decode(Compact::new(bytes.leak(), texts.leak())).unwrap()
    })
}

fn replace(bytes: &mut [u8], from: &str, to: &str) -> usize {
    assert_eq!(from.len(), to.len(), "{to:?}");
    let (mut at, mut found) = (0, 0);
    while at + from.len() <= bytes.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            found += 1;
            at += to.len();
        } else {
            at += 1;
        }
    }
    found
}

/// Puts marks into every string of a file that is words for people: one with a blank or a capital in it. Ids, dates and names of forms
/// are not.
fn mark(text: &str, marked: &mut usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['"', '/']) {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        if behind.starts_with("//") {
            let end = behind.find('\n').unwrap_or(behind.len());
            out.push_str(&behind[..end]);
            rest = &behind[end..];
        } else if let Some(string) = behind.strip_prefix('"') {
            let end = end_of_string(string);
            out.extend(["\"", &marked_string(&string[..end], marked), "\""]);
            rest = &string[end + 1..];
        } else {
            out.push('/');
            rest = &behind[1..];
        }
    }
    out + rest
}

fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == '"' && !escaped {
            return at;
        }
        escaped = c == '\\' && !escaped;
    }
    panic!("a string does not end: {text}");
}

fn marked_string(inside: &str, marked: &mut usize) -> String {
    if inside.starts_with("https://") || inside.starts_with("http://") {
        return format!("{}{}", ADDRESS.0, inside.len());
    }
    let is_words = inside.contains(' ') || inside.contains(|c: char| c.is_uppercase());
    if !is_words || inside.starts_with("after ") {
        return inside.to_owned();
    }
    *marked += 1;
    let mark = marker(*marked / 2 % HOSTILE.len());
    if inside.contains('\\') {
        return format!("{mark}{inside}");
    }
    // At the start or at the end; one that is as long as it may be stays so.
    let long = inside.chars().count();
    if marked.is_multiple_of(2) {
        let kept: String = inside.chars().skip(LONG).collect();
        mark + &kept
    } else {
        let kept = long.saturating_sub(LONG);
        let kept: String = inside.chars().take(kept).collect();
        kept + &mark
    }
}
