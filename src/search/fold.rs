//! Text as the search sees it.

/// Words that say nothing when there are others.
const NOISE: [&str; 6] = ["and", "the", "of", "for", "in", "nhs"];

/// Lower case, without accents, punctuation as spaces; one character stays one character, so that positions carry over.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
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

/// The words of a query that say something: noise is dropped unless there is nothing else.
pub(super) fn telling_words(folded: &str) -> Vec<&str> {
    let telling: Vec<&str> = words(folded).filter(|word| !NOISE.contains(word)).collect();
    if telling.is_empty() { words(folded).collect() } else { telling }
}
