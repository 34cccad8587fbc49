//! Text for XML and HTML: whatever a record says, it stays text.

/// Text that stands between tags or in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no place for these, not even escaped.
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

/// An address that a reader may follow: one of the web, and of nothing else.
pub(super) fn web_address(url: &str) -> Option<&str> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"');
    (web && url.chars().all(plain)).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_end_a_tag_or_an_attribute_is_text() {
        assert_eq!(
            escape("<b title=\"x\">'&\u{1b}"),
            "&lt;b title=&quot;x&quot;&gt;&#39;&amp;\u{FFFD}"
        );
    }

    #[test]
    fn only_the_web_is_linked_to() {
        assert!(web_address("https://example.org/a?b=c").is_some());
        assert!(web_address("javascript:alert(1)").is_none());
        assert!(web_address("https://example.org/\" onclick=\"x").is_none());
    }
}
