//! Text for XML and HTML: whatever a record says, it stays text.

use crate::model::{harmless, harms};

/// Text that stands between tags or in a quoted attribute. What XML has no place for, not even escaped, is harm too.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in harmless(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// An address that a reader may follow: one of the web, and of nothing else.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| !c.is_whitespace() && !matches!(c, '<' | '>' | '"');
    let is_plain = url.chars().all(plain) && harms(url).next().is_none();
    (web && is_plain).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_end_a_tag_or_an_attribute_is_text() {
        assert_eq!(
            escape("<b title=\"x\">'&\u{1b}\u{fffe}\n\u{200b}"),
            "&lt;b title=&quot;x&quot;&gt;&#39;&amp;\u{FFFD}\u{FFFD} "
        );
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(web_address("https://example.org/a?b=c").is_some());
        assert!(web_address("javascript:alert(1)").is_none());
        assert!(web_address("data:text/html,x").is_none());
        assert!(web_address("https://example.org/\" onclick=\"x").is_none());
        assert!(web_address("https://example.org/\u{202e}gpj.exe").is_none());
    }
}
