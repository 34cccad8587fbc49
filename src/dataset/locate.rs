//! Where in a RON file a value stands.
//!
//! The `ron` crate says where parsing failed, but keeps no positions for values that parsed. Faults of meaning (an unknown id, a
//! date out of order) are found later, by path: this walks the text along that path and gives the line and column of the value.

/// One step from a value to a value inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The field of a struct.
    Field(&'static str),
    /// The element of a list, from 0.
    Item(usize),
}

/// Line and column (both from 1, in characters) of the value at the end of the path, or as near to it as the text goes.
pub(super) fn locate(text: &str, path: &[Step]) -> (usize, usize) {
    let mut walker = Walker { rest: text };
    walker.skip_attributes();
    walker.skip_blank();
    for step in path {
        if !walker.enter(*step) {
            break;
        }
    }
    let offset = text.len() - walker.rest.len();
    let before = text.get(..offset).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count();
    (before.matches('\n').count() + 1, column + 1)
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
                self.advance(self.rest.find("*/").map_or(self.rest.len(), |end| end + 2));
            } else {
                return;
            }
        }
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
        assert_eq!(locate("", &[Step::Item(0)]), (1, 1));
    }
}
