//! The names of the eras, as far as they fit into their bands.

/// The name of an era, or as many of its first words as fit; empty where these would say nothing.
#[must_use]
pub fn era_name(name: &str, fits: &dyn Fn(&str) -> bool) -> String {
    if fits(name) {
        return name.to_owned();
    }
    let mut out = String::new();
    for word in name.split(' ') {
        let gap = if out.is_empty() { "" } else { " " };
        let longer = format!("{out}{gap}{word}");
        if !fits(&longer) {
            break;
        }
        out = longer;
    }
    // "Regions and" says less than "Regions", and "The" says nothing.
    let out = out.strip_suffix(" and").map(str::to_owned).unwrap_or(out);
    if out.chars().count() < 4 {
        String::new()
    } else {
        out
    }
}
