//! 分流: whose matter it is, by what it is about, where, and what is wanted (decision 11). The
//! rules are data of the office; the most precise one that fits is proposed, never imposed.

use super::case::Purpose;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Content classes of any level; empty for every matter.
    pub classes: Vec<String>,
    /// A place named in title or address; empty for everywhere.
    pub place: String,
    /// What is wanted; none for whatever it is.
    pub purpose: Option<Purpose>,
    /// 属事: the body or unit that answers for the matter.
    pub to: String,
    /// 属地: another body that answers where place and matter differ (S001-073, 074).
    pub place_body: String,
    /// 分管领导
    pub leader: String,
    /// Why.
    pub note: String,
}

/// What is known of a matter.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// 内容分类
    pub class: Option<&'a str>,
    /// 标题
    pub title: &'a str,
    /// 住址
    pub address: &'a str,
    /// 信访目的
    pub purpose: Option<Purpose>,
}

/// The most precise rule that fits, the first of several alike.
pub fn suggest<'r>(routes: &'r [Route], matter: Matter<'_>) -> Option<&'r Route> {
    let mut best: Option<(u32, &Route)> = None;
    for route in routes {
        if let Some(precision) = precision(route, matter)
            && best.is_none_or(|(other, _)| precision > other)
        {
            best = Some((precision, route));
        }
    }
    best.map(|(_, route)| route)
}

/// How precisely a rule fits; none when it does not. A deeper class counts more than a place, and
/// a place more than a purpose.
fn precision(route: &Route, matter: Matter<'_>) -> Option<u32> {
    let class = covers(&route.classes, matter.class)?;
    let place = if route.place.is_empty() {
        0
    } else if matter.title.contains(&route.place) || matter.address.contains(&route.place) {
        1
    } else {
        return None;
    };
    let purpose = match route.purpose {
        None => 0,
        Some(wanted) if Some(wanted) == matter.purpose => 1,
        Some(_) => return None,
    };
    Some(class * 4 + place * 2 + purpose)
}

/// How deep the deepest of these classes is that holds the matter's: 0 when there are none and
/// every matter is meant, nothing when none of them holds it.
pub fn covers(classes: &[String], class: Option<&str>) -> Option<u32> {
    if classes.is_empty() {
        return Some(0);
    }
    let class = class?;
    classes.iter().filter_map(|of| depth(of, class)).max()
}

/// 1, 2 or 3 where `of` is `class` or a class above it.
fn depth(of: &str, class: &str) -> Option<u32> {
    let levels = of.trim_end_matches("00");
    // 100000 is level one: a pair of digits is never cut in two.
    let levels = &of[..levels.len().next_multiple_of(2).min(of.len())];
    let deep = u32::try_from(levels.len() / 2).unwrap_or(0);
    class.starts_with(levels).then_some(deep)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(classes: &[&str], place: &str, purpose: Option<Purpose>, to: &str) -> Route {
        Route {
            classes: classes.iter().map(|class| (*class).to_owned()).collect(),
            place: place.to_owned(),
            purpose,
            to: to.to_owned(),
            place_body: String::new(),
            leader: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn the_most_precise_rule_is_proposed() {
        let routes = [
            route(&[], "", None, "government"),
            route(&["040000"], "", None, "labour"),
            route(&["040206", "100000"], "", None, "wages"),
            route(&["040000"], "柳溪镇", None, "liuxi"),
            route(&["040000"], "", Some(Purpose::Suggestion), "research"),
        ];
        let to = |class, title, purpose| {
            suggest(&routes, Matter { class, title, address: "", purpose }).map(|route| route.to.as_str())
        };
        assert_eq!(to(None, "停水", None), Some("government"));
        assert_eq!(to(Some("040100"), "欠薪", None), Some("labour"));
        assert_eq!(to(Some("040100"), "柳溪镇欠薪", None), Some("liuxi"));
        assert_eq!(to(Some("040206"), "柳溪镇欠薪", None), Some("wages"));
        assert_eq!(to(Some("040100"), "建议", Some(Purpose::Suggestion)), Some("research"));
        assert_eq!(to(Some("100100"), "公交", None), Some("wages"));
        assert_eq!(to(Some("110000"), "别的", None), Some("government"));
    }

    #[test]
    fn without_a_rule_that_fits_nothing_is_proposed() {
        let routes = [route(&["040000"], "", None, "labour")];
        let matter = Matter { class: Some("050000"), title: "", address: "", purpose: None };
        assert_eq!(suggest(&routes, matter), None);
    }
}
