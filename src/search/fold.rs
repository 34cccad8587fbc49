//! Text as the search sees it.

/// Words that say nothing when there are others.
const NOISE: [&str; 6] = ["and", "the", "of", "for", "in", "nhs"];

/// Lower case, without accents, punctuation as spaces; one character stays one character, so that positions carry over.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// The same, behind what is there.
pub(super) fn fold_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        // Nearly all names are: this is several times as fast.
        let plain = |byte: u8| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte.to_ascii_lowercase())
            } else {
                ' '
            }
        };
        out.extend(text.bytes().map(plain));
    } else {
        out.extend(text.chars().map(fold_char));
    }
}

fn fold_char(c: char) -> char {
    match c {
        'À'..='Å' | 'à'..='å' => 'a',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ò'..='Ö' | 'ò'..='ö' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ç' | 'ç' => 'c',
        c if c.is_alphanumeric() => c.to_lowercase().next().unwrap_or(c),
        _ => ' ',
    }
}

/// The words of folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|word| !word.is_empty())
}

/// Whether a word says nothing when there are others.
pub(super) fn is_noise(word: &str) -> bool {
    NOISE.contains(&word)
}

/// The words of a query that say something: noise is dropped unless there is nothing else.
pub(super) fn telling_words(folded: &str) -> Vec<&str> {
    let telling: Vec<&str> = words(folded).filter(|word| !is_noise(word)).collect();
    if telling.is_empty() {
        words(folded).collect()
    } else {
        telling
    }
}

/// Which letters and digits a folded text has, one bit each: what lacks a letter of a word cannot resemble it.
pub(super) fn letters(folded: &str) -> u64 {
    folded.chars().fold(0, |found, c| {
        found
            | match c {
                'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
                '0'..='9' => 1 << (26 + u32::from(c) - u32::from('0')),
                ' ' => 0,
                _ => 1 << 40,
            }
    })
}
