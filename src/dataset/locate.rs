//! Where in a RON file a value stands.
//!
//! The `ron` crate says where parsing failed, but keeps no positions for values that parsed. Faults of meaning (an unknown id, a
//! date out of order) are found later, by path: this walks the text along that path and gives the line and column of the value.

use std::collections::HashMap;

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// The field of a struct.
    Field(&'static str),
    /// The element of a list, from 0.
    Item(usize),
}

/// Where lines begin and where the items of lists stand in one text, each worked out once: a file of thousands of records may have
/// thousands of faults, and to walk to each from the top would take as many walks through the file.
#[derive(Debug)]
pub(super) struct Map {
    /// Where lines begin, in bytes.
    lines: Vec<usize>,
    /// How many characters stand before every so manieth byte: a line may be as long as the file.
    counted: Vec<usize>,
    /// Where lists and their items stand, by the path to the list.
    lists: HashMap<Vec<Step>, (usize, Vec<usize>)>,
}

/// So many bytes stand between two places before which characters were counted.
const STRIDE: usize = 1 << 12;

impl Map {
    pub(super) fn new(text: &str) -> Self {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let chunks = text.as_bytes().chunks(STRIDE);
        let counted = chunks.scan(0, |before, chunk| {
            let here = *before;
            *before += characters(chunk);
            Some(here)
        });
        Self {
            lines: std::iter::once(0).chain(breaks).collect(),
            counted: counted.collect(),
            lists: HashMap::new(),
        }
    }

    /// Line and column (both from 1, in characters) of the value at the end of the path, or as near to it as the text goes. The text is
    /// the one that the map was made of.
    pub(super) fn locate(&mut self, text: &str, path: &[Step]) -> (usize, usize) {
        let offset = self.offset(text, path);
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied();
        let start = start.unwrap_or_default();
        (
            line,
            self.before(text, offset) - self.before(text, start) + 1,
        )
    }

    fn offset(&mut self, text: &str, path: &[Step]) -> usize {
        let (mut at, mut done) = (top(text), 0);
        for (index, step) in path.iter().enumerate() {
            let Step::Item(item) = step else { continue };
            let (list, fields) = (path.get(..index), path.get(done..index));
            let (list, fields) = (list.unwrap_or_default(), fields.unwrap_or_default());
            match self.list(text, at, fields, list) {
                Ok((start, items)) => match items.get(*item) {
                    Some(item) => at = *item,
                    None => return start,
                },
                Err(nearest) => return nearest,
            }
            done = index + 1;
        }
        walk(text, at, path.get(done..).unwrap_or_default()).0
    }

    /// How many characters stand before a byte.
    fn before(&self, text: &str, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        let counted = self.counted.get(chunk).copied().unwrap_or_default();
        let rest = text.as_bytes().get(chunk * STRIDE..offset);
        counted + characters(rest.unwrap_or_default())
    }

    /// Where a list and its items stand, by the whole path to it; where the path to it ends, if it does not lead there. These fields lead
    /// to it from the value at an offset.
    fn list(
        &mut self,
        text: &str,
        from: usize,
        fields: &[Step],
        path: &[Step],
    ) -> Result<(usize, &[usize]), usize> {
        if !self.lists.contains_key(path) {
            let (start, arrived) = walk(text, from, fields);
            if !arrived {
                return Err(start);
            }
            let mut walker = Walker {
                rest: text.get(start..).unwrap_or_default(),
            };
            let items = walker.items(text.len());
            self.lists.insert(path.to_vec(), (start, items));
        }
        let (start, items) = self.lists.get(path).ok_or(from)?;
        Ok((*start, items))
    }
}

/// How many characters begin in these bytes.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// Where the value begins that a text is.
fn top(text: &str) -> usize {
    let mut walker = Walker { rest: text };
    walker.skip_attributes();
    walker.skip_blank();
    text.len() - walker.rest.len()
}

/// Where the value at the end of a path stands, from the value at an offset on, and whether the path led there to its end.
fn walk(text: &str, from: usize, path: &[Step]) -> (usize, bool) {
    let mut walker = Walker {
        rest: text.get(from..).unwrap_or_default(),
    };
    let arrived = path.iter().all(|step| walker.enter(*step));
    (text.len() - walker.rest.len(), arrived)
}

/// Reads RON loosely: it has been parsed before, so only the shape matters.
struct Walker<'a> {
    rest: &'a str,
}

impl<'a> Walker<'a> {
    /// Moves to the start of the value inside the value that starts here; stays where it is if there is none.
    fn enter(&mut self, step: Step) -> bool {
        let start = self.rest;
        let found = match step {
            Step::Field(name) => self.enter_field(name),
            Step::Item(index) => self.enter_item(index),
        };
        if !found {
            self.rest = start;
        }
        found
    }

    fn enter_field(&mut self, name: &str) -> bool {
        self.take_word();
        self.skip_blank();
        if !self.take('(') {
            return false;
        }
        loop {
            self.skip_blank();
            let field = self.take_word();
            self.skip_blank();
            if field.is_empty() || !self.take(':') {
                return false;
            }
            self.skip_blank();
            if field == name {
                return true;
            }
            self.skip_value();
            self.skip_blank();
            if !self.take(',') {
                return false;
            }
        }
    }

    fn enter_item(&mut self, index: usize) -> bool {
        if !self.take('[') {
            return false;
        }
        for _ in 0..index {
            self.skip_blank();
            self.skip_value();
            self.skip_blank();
            if !self.take(',') {
                return false;
            }
        }
        self.skip_blank();
        !self.rest.starts_with(']')
    }

    /// Where the items of the list that starts here stand, in a text of that length.
    fn items(&mut self, length: usize) -> Vec<usize> {
        let mut found = Vec::new();
        if !self.take('[') {
            return found;
        }
        loop {
            self.skip_blank();
            if self.rest.starts_with(']') || self.rest.is_empty() {
                return found;
            }
            found.push(length - self.rest.len());
            self.skip_value();
            self.skip_blank();
            if !self.take(',') {
                return found;
            }
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    fn take(&mut self, c: char) -> bool {
        let found = self.rest.starts_with(c);
        if found {
            self.advance(c.len_utf8());
        }
        found
    }

    fn take_word(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(self.rest.len());
        let word = self.rest.get(..end).unwrap_or_default();
        self.advance(end);
        word
    }

    fn skip_attributes(&mut self) {
        self.skip_blank();
        while self.rest.starts_with("#!") {
            self.advance(self.rest.find('\n').unwrap_or(self.rest.len()));
            self.skip_blank();
        }
    }

    fn skip_blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            if self.rest.starts_with("//") {
                self.advance(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.skip_comment();
            } else {
                return;
            }
        }
    }

    /// Skips a comment that may hold comments.
    fn skip_comment(&mut self) {
        let mut depth = 0usize;
        while let Some(next) = self.rest.find(['/', '*']) {
            self.advance(next);
            match self.rest.get(..2) {
                Some("/*") => depth += 1,
                Some("*/") => depth = depth.saturating_sub(1),
                _ => {
                    self.advance(1);
                    continue;
                }
            }
            self.advance(2);
            if depth == 0 {
                return;
            }
        }
        self.rest = "";
    }

    /// Skips one value, up to the comma or bracket that ends it.
    fn skip_value(&mut self) {
        let mut depth = 0usize;
        loop {
            self.skip_blank();
            let Some(next) = self.rest.chars().next() else {
                return;
            };
            match next {
                ',' | ')' | ']' | '}' if depth == 0 => return,
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                '"' => {
                    self.skip_string();
                    continue;
                }
                'r' if self.rest.starts_with("r\"") || self.rest.starts_with("r#") => {
                    self.skip_raw_string();
                    continue;
                }
                _ => {}
            }
            self.advance(next.len_utf8());
        }
    }

    fn skip_string(&mut self) {
        let mut escaped = false;
        let end = self.rest.char_indices().skip(1).find(|(_, c)| {
            let ends = *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            ends
        });
        self.advance(end.map_or(self.rest.len(), |(index, _)| index + 1));
    }

    fn skip_raw_string(&mut self) {
        let hashes = self.rest.chars().skip(1).take_while(|c| *c == '#').count();
        let close = format!("\"{}", "#".repeat(hashes));
        let open = hashes + 2;
        let body = self.rest.get(open..).unwrap_or_default();
        self.advance(
            body.find(&close)
                .map_or(self.rest.len(), |at| open + at + close.len()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"
// a comment, with (brackets
Body(
    id: "one \" quote, and ) bracket",
    raw: r#"a " in ( raw"#,
    phases: [
        Phase(from: "1948", form: StatutoryBody), /* more */ Phase(
            from: "1974-04-01",
        ),
    ],
)"##;

    fn locate(text: &str, path: &[Step]) -> (usize, usize) {
        let mut map = Map::new(text);
        let first = map.locate(text, path);
        assert_eq!(map.locate(text, path), first, "known or not");
        first
    }

    #[test]
    fn a_value_is_found_behind_strings_comments_and_brackets() {
        let path = [Step::Field("phases"), Step::Item(1), Step::Field("from")];
        assert_eq!(locate(TEXT, &path), (8, 19));
        assert_eq!(locate(TEXT, &[Step::Field("id")]), (4, 9));
    }

    #[test]
    fn a_path_that_leads_nowhere_ends_at_its_last_good_step() {
        assert_eq!(
            locate(TEXT, &[Step::Field("phases"), Step::Item(7)]),
            (6, 13)
        );
        assert_eq!(locate(TEXT, &[Step::Field("nothing")]), (3, 1));
        assert_eq!(locate(TEXT, &[Step::Field("id"), Step::Item(0)]), (4, 9));
        assert_eq!(
            locate(TEXT, &[Step::Field("nothing"), Step::Item(0)]),
            (3, 1)
        );
        assert_eq!(locate("", &[Step::Item(0)]), (1, 1));
        assert_eq!(locate("[]", &[Step::Item(0)]), (1, 1));
    }
}
