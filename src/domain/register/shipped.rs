//! The registers that come with the program, in the order of lists.

use super::{Register, SchemaFault};

const FILES: &[&str] = &[
    include_str!("../../../assets/registers/settings.toml"),
    include_str!("../../../assets/registers/people.toml"),
    include_str!("../../../assets/registers/units.toml"),
    include_str!("../../../assets/registers/bodies.toml"),
    include_str!("../../../assets/registers/leaders.toml"),
    include_str!("../../../assets/registers/duties.toml"),
    include_str!("../../../assets/registers/routes.toml"),
    include_str!("../../../assets/registers/hours.toml"),
    include_str!("../../../assets/registers/windows.toml"),
    include_str!("../../../assets/registers/stand_ins.toml"),
    include_str!("../../../assets/registers/phrases.toml"),
    include_str!("../../../assets/registers/reception_days.toml"),
    include_str!("../../../assets/registers/meetings.toml"),
    include_str!("../../../assets/registers/training.toml"),
    include_str!("../../../assets/registers/staff.toml"),
    include_str!("../../../assets/registers/safety_checks.toml"),
    include_str!("../../../assets/registers/secrecy_checks.toml"),
    include_str!("../../../assets/registers/merits.toml"),
    include_str!("../../../assets/registers/suggestion_box.toml"),
    include_str!("../../../assets/registers/leading_group.toml"),
    include_str!("../../../assets/registers/emergency_plan.toml"),
    include_str!("../../../assets/registers/liaison.toml"),
    include_str!("../../../assets/registers/notices.toml"),
];

/// Reads them.
///
/// # Errors
/// None in a program whose tests passed.
pub fn registers() -> Result<Vec<Register>, SchemaFault> {
    FILES.iter().map(|file| Register::from_toml(file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::register::Kind;

    #[test]
    fn every_shipped_register_can_be_read_and_its_references_exist() {
        let registers = registers().expect("the shipped registers");
        for register in &registers {
            assert!(!register.keepers.is_empty(), "{} has no keeper", register.name);
            for column in &register.columns {
                assert!(!column.title.zh.is_empty() && !column.title.en.is_empty(), "{}", column.name);
                if let Kind::Reference { register: to, .. } = &column.kind {
                    assert!(registers.iter().any(|other| other.name == *to), "{}: no {to}", register.name);
                }
            }
        }
    }

    #[test]
    fn the_columns_of_a_list_fit_eighty_cells() {
        for register in registers().expect("the shipped registers") {
            let cells: u16 = register.columns.iter().filter(|c| c.width > 0).map(|c| c.width + 1).sum();
            assert!(cells <= 77, "{} takes {cells} cells", register.name);
        }
    }
}
