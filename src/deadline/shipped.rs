//! The calendars and rule files that come with the program. An office copies them into its
//! database when it is opened; from then on its own accepted versions count (decision 18).

use super::calendar::{Calendar, Year, YearFault};
use super::rule::{RuleFault, RuleSet};
use super::rules::Rules;

/// The years 2007 to 2026, as files.
pub const CALENDARS: [&str; 20] = [
    include_str!("../../assets/calendar/2007.toml"),
    include_str!("../../assets/calendar/2008.toml"),
    include_str!("../../assets/calendar/2009.toml"),
    include_str!("../../assets/calendar/2010.toml"),
    include_str!("../../assets/calendar/2011.toml"),
    include_str!("../../assets/calendar/2012.toml"),
    include_str!("../../assets/calendar/2013.toml"),
    include_str!("../../assets/calendar/2014.toml"),
    include_str!("../../assets/calendar/2015.toml"),
    include_str!("../../assets/calendar/2016.toml"),
    include_str!("../../assets/calendar/2017.toml"),
    include_str!("../../assets/calendar/2018.toml"),
    include_str!("../../assets/calendar/2019.toml"),
    include_str!("../../assets/calendar/2020.toml"),
    include_str!("../../assets/calendar/2021.toml"),
    include_str!("../../assets/calendar/2022.toml"),
    include_str!("../../assets/calendar/2023.toml"),
    include_str!("../../assets/calendar/2024.toml"),
    include_str!("../../assets/calendar/2025.toml"),
    include_str!("../../assets/calendar/2026.toml"),
];

/// The laws, as files.
pub const LAWS: [&str; 2] = [
    include_str!("../../assets/profiles/regulation-2005.toml"),
    include_str!("../../assets/profiles/regulation-2022.toml"),
];

/// Every profile, as files: the laws, offices, tracks and examples.
pub const PROFILES: [&str; 32] = [
    include_str!("../../assets/profiles/administrative-review.toml"),
    include_str!("../../assets/profiles/baise.toml"),
    include_str!("../../assets/profiles/beijing.toml"),
    include_str!("../../assets/profiles/bureau-h.toml"),
    include_str!("../../assets/profiles/bureau-i.toml"),
    include_str!("../../assets/profiles/bureau-t.toml"),
    include_str!("../../assets/profiles/city.toml"),
    include_str!("../../assets/profiles/complaints.toml"),
    include_str!("../../assets/profiles/contractor.toml"),
    include_str!("../../assets/profiles/education-bureau.toml"),
    include_str!("../../assets/profiles/enterprise.toml"),
    include_str!("../../assets/profiles/evaluation.toml"),
    include_str!("../../assets/profiles/fifteen-day.toml"),
    include_str!("../../assets/profiles/group-company.toml"),
    include_str!("../../assets/profiles/hearing.toml"),
    include_str!("../../assets/profiles/henan.toml"),
    include_str!("../../assets/profiles/hotline-12345.toml"),
    include_str!("../../assets/profiles/leader-reception.toml"),
    include_str!("../../assets/profiles/market-bureau.toml"),
    include_str!("../../assets/profiles/market-complaints.toml"),
    include_str!("../../assets/profiles/municipal-office.toml"),
    include_str!("../../assets/profiles/public-institution.toml"),
    include_str!("../../assets/profiles/regulation-2005.toml"),
    include_str!("../../assets/profiles/regulation-2022.toml"),
    include_str!("../../assets/profiles/review-five-days.toml"),
    include_str!("../../assets/profiles/review-refusal.toml"),
    include_str!("../../assets/profiles/shandong.toml"),
    include_str!("../../assets/profiles/shanghai.toml"),
    include_str!("../../assets/profiles/simplified.toml"),
    include_str!("../../assets/profiles/termination.toml"),
    include_str!("../../assets/profiles/training-company.toml"),
    include_str!("../../assets/profiles/zhejiang.toml"),
];

/// The calendar of the files above.
///
/// # Errors
/// None in a program whose tests passed: they read every file.
pub fn calendar() -> Result<Calendar, YearFault> {
    Ok(Calendar::new(CALENDARS.iter().map(|file| Year::read(file)).collect::<Result<Vec<_>, _>>()?))
}

/// The rules of the files above.
///
/// # Errors
/// None in a program whose tests passed: they read every file.
pub fn rules() -> Result<Rules, RuleFault> {
    Ok(Rules::new(LAWS.iter().map(|file| RuleSet::read(file)).collect::<Result<Vec<_>, _>>()?))
}

/// Every profile of the files above.
///
/// # Errors
/// None in a program whose tests passed: they read every file.
pub fn profiles() -> Result<Vec<RuleSet>, RuleFault> {
    PROFILES.iter().map(|file| RuleSet::read(file)).collect()
}
