//! Who is calling: a principal and the scopes of its token. Necessary, never sufficient.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{agency::Agency, code::CodeList, code::code_list, ids::Id, person::Person, worker::Worker};

/// Somebody or something that calls the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who it is.
    pub principal: Principal,
    /// What its token allows at the most.
    pub scopes: Scopes,
    /// The program that calls on its behalf, as named in the token.
    pub client: String,
}

/// Who the caller is. What it may see follows from relationships and consent, not from this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Principal {
    /// A person who works for an agency.
    Worker {
        /// The person.
        worker: Id<Worker>,
        /// The agency.
        agency: Id<Agency>,
    },
    /// A member of a family, acting for themselves.
    Family(Id<Person>),
    /// An agency's own system, acting for the agency.
    System(Id<Agency>),
    /// A script that reads reports.
    Reporter,
    /// A person who runs the service. Sees no case content.
    Administrator,
    /// Anybody, without a token.
    Public,
    /// The service itself: background sweeps.
    Service,
}

impl Principal {
    /// The kind of caller, as written in the audit log.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Worker { .. } => "worker",
            Self::Family(_) => "family",
            Self::System(_) => "system",
            Self::Reporter => "reporter",
            Self::Administrator => "administrator",
            Self::Public => "public",
            Self::Service => "service",
        }
    }

    /// The identifier of the caller, where it has one.
    #[must_use]
    pub const fn id(self) -> Option<uuid::Uuid> {
        match self {
            Self::Worker { worker, .. } => Some(worker.uuid()),
            Self::Family(person) => Some(person.uuid()),
            Self::System(agency) => Some(agency.uuid()),
            Self::Reporter | Self::Administrator | Self::Public | Self::Service => None,
        }
    }

    /// The worker who calls, if a worker does.
    #[must_use]
    pub const fn worker(self) -> Option<Id<Worker>> {
        match self {
            Self::Worker { worker, .. } => Some(worker),
            Self::Family(_)
            | Self::System(_)
            | Self::Reporter
            | Self::Administrator
            | Self::Public
            | Self::Service => None,
        }
    }

    /// The member of a family who calls, if one does.
    #[must_use]
    pub const fn person(self) -> Option<Id<Person>> {
        match self {
            Self::Family(person) => Some(person),
            Self::Worker { .. }
            | Self::System(_)
            | Self::Reporter
            | Self::Administrator
            | Self::Public
            | Self::Service => None,
        }
    }

    /// The agency for which the caller acts.
    #[must_use]
    pub const fn agency(self) -> Option<Id<Agency>> {
        match self {
            Self::Worker { agency, .. } | Self::System(agency) => Some(agency),
            Self::Family(_) | Self::Reporter | Self::Administrator | Self::Public | Self::Service => None,
        }
    }
}

code_list! {
    /// What a token allows at the most; relationship and consent decide the rest, per object.
    Scope {
        /// Act as a member of one's own family.
        FamilySelf = "family.self",
        /// Coordinate the process: intake, triage, consent, closing.
        CaseCoordinate = "case.coordinate",
        /// Lead the work of the agencies on a case.
        CaseLead = "case.lead",
        /// Take part in a case as an agency's worker.
        CaseParticipate = "case.participate",
        /// Keep in touch with the family between meetings.
        CaseKeyContact = "case.key_contact",
        /// Run a meeting as its independent facilitator.
        MeetingFacilitate = "meeting.facilitate",
        /// Look after one's own agency's workers.
        AgencyAdmin = "agency.admin",
        /// Keep the directory of regions, agencies, coordinators and facilitators.
        DirectoryEdit = "directory.edit",
        /// Read aggregate reports; no cases.
        ReportRead = "report.read",
        /// Read as an agency's system.
        IntegrationRead = "integration.read",
        /// Write as an agency's system.
        IntegrationWrite = "integration.write",
        /// Run the service; no case content.
        SystemAdmin = "system.admin",
        /// Advise on single items of information that are to be shared; no cases.
        AdviceAnswer = "advice.answer",
        /// Read of a case without a role in an emergency, for a while and with a reason.
        CaseBreakGlass = "case.break_glass",
        /// Review what one's own agency's workers did in an emergency; no cases.
        AgencySupervise = "agency.supervise",
        /// See who does what, and who is refused; no case content, whatever else the token allows.
        PrivacyOfficer = "privacy.officer",
    }
}

impl Scope {
    /// Whether a program uses it without a worker for whom it acts.
    pub(crate) const fn is_of_programs(self) -> bool {
        matches!(self, Self::IntegrationRead | Self::IntegrationWrite | Self::ReportRead)
    }
}

/// What goes with ordinary work, and is handed on by whoever looks after an agency's workers and programs.
const ORDINARY: [Scope; 8] = [
    Scope::CaseCoordinate,
    Scope::CaseLead,
    Scope::CaseParticipate,
    Scope::CaseKeyContact,
    Scope::MeetingFacilitate,
    Scope::IntegrationRead,
    Scope::IntegrationWrite,
    Scope::AdviceAnswer,
];

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u32);

impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.claim())
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}

impl Scopes {
    /// Whether the scope is in the set.
    #[must_use]
    pub const fn has(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u32) != 0
    }

    /// Reads the space-separated `scope` claim (RFC 9068); scopes of other services are passed over.
    #[must_use]
    pub fn parse(claim: &str) -> Self {
        claim.split(' ').filter_map(Scope::parse).collect()
    }

    /// Whether every scope of this set is in the other.
    #[must_use]
    pub const fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    /// The set without these.
    #[must_use]
    pub const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    /// What both have.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether nothing is allowed.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The scopes, in the order of the list.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.iter().copied().filter(move |scope| self.has(*scope))
    }

    /// The `scope` claim (RFC 9068).
    #[must_use]
    pub fn claim(self) -> String {
        self.iter().map(CodeList::code).collect::<Vec<_>>().join(" ")
    }

    /// Whether whoever has these scopes may hand that one on: what goes with ordinary work, and what they have
    /// themselves. Whoever keeps the directory hands on all but their own.
    #[must_use]
    pub fn may_hand_on(self, scope: Scope) -> bool {
        let own = matches!(scope, Scope::FamilySelf | Scope::SystemAdmin | Scope::DirectoryEdit);
        ORDINARY.contains(&scope) || self.has(scope) || (self.has(Scope::DirectoryEdit) && !own)
    }
}

impl FromIterator<Scope> for Scopes {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        Self(scopes.into_iter().fold(0, |set, scope| set | 1 << scope as u32))
    }
}
