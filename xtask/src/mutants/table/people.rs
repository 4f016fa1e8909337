//! Who people are and to whom they belong, where that is kept from somebody, and what coordinators of the region find.

use super::Mutant;

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "who people are",
        who: "worker/school",
        file: "crates/whakakaha-store/src/person/kinds.rs",
        text: "        exists(keeping).or(exists(holding)).and(people::id.ne(Key($reader.own())))\n",
        instead: "        exists(keeping).or(exists(holding)).and(people::id.eq(Key($reader.own())))\n",
        without: "whoever is not to know who people are reads their birth dates, and who belongs to the family",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "members who are known by name alone",
        who: "worker/school",
        file: "crates/whakakaha-store/src/family.rs",
        text: "        .filter(not(is_kind_kept!(reader, InformationCategory::Identity)))\n",
        instead: "        .filter(not(is_kind_kept!(reader, InformationCategory::Identity)).or(people::id.is_not_null()))\n",
        without: "whoever is not to know who people are finds who belongs to the family",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "a membership of somebody known by name alone",
        who: "worker/school",
        file: "crates/whakakaha-store/src/family/member.rs",
        text: "        let is_unknown = kinds.contains(&InformationCategory::Identity);",
        instead: "        let is_unknown = kinds.contains(&InformationCategory::Identity) && id.uuid().is_nil();",
        without: "whoever is not to know who people are reads a membership by its id",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "relatives of somebody known by name alone",
        who: "worker/school",
        file: "crates/whakakaha-store/src/person/relationship.rs",
        text: "    known_with(door, id, &[InformationCategory::Identity])",
        instead: "    known_with(door, id, &[InformationCategory::Identity][1..])",
        without: "whoever is not to know who people are finds to whom they are related",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "people that a coordinator of the region looks for",
        who: "worker/coordinator",
        file: "crates/whakakaha-store/src/person/search.rs",
        text: "            .filter(not(is_kept_back!(reader, people::id)))\n",
        instead: "            .filter(not(is_kept_back!(reader, people::id)).or(people::id.is_not_null()))\n",
        without: "a search finds whom the family keeps from the coordinator who looks",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "a search by what is kept",
        who: "worker/coordinator",
        file: "crates/whakakaha-store/src/person/search.rs",
        text: "        if self.born_on.is_some() || self.identifier.is_some() {",
        instead: "        if self.born_on.is_some() && self.name.is_some() {",
        without: "a search tells the birth date of somebody whose birth date is kept from the coordinator who looks",
        tests: &["sideroads::kinds"],
    },
    Mutant {
        name: "coordinators of the region",
        who: "worker/coordinator",
        file: "crates/whakakaha-store/src/case.rs",
        text: "        Reader::OfRegion(worker)",
        instead: "        Reader::Coordinator(worker)",
        without: "a coordinator of the region reads whom the family keeps from them by name",
        tests: &["sideroads::kinds"],
    },
];
