//! Who may do what: relations to a thing, filtered by the scopes of the token, against the table in
//! [`operation`](crate::operation). Default deny.

use crate::{
    actor::{Scope, Scopes},
    code::code_list,
    operation::Operation,
};

code_list! {
    /// How a caller stands to a thing. Relations are found in the database on every request.
    Relation {
        /// Anybody, with or without a token.
        Anyone = "anyone",
        /// Anybody with a valid token.
        SignedIn = "signed_in",
        /// Keeps the directory.
        DirectoryEditor = "directory_editor",
        /// Looks after the workers of the agency concerned.
        AgencyAdmin = "agency_admin",
        /// Registered as coordinator of the region concerned.
        RegionCoordinator = "region_coordinator",
        /// The coordinator assigned to the case.
        Coordinator = "coordinator",
        /// The lead worker assigned to the case.
        LeadWorker = "lead_worker",
        /// The key contact assigned to the case.
        KeyContact = "key_contact",
        /// Appointed to a meeting of the case that is not over, while the family's consent to take part holds.
        Facilitator = "facilitator",
        /// A named worker of an agency that takes part, while the family's consent names the agency.
        Participant = "participant",
        /// The reading system of an agency that takes part, while the family's consent names the agency; or of the agency
        /// whose own it is.
        System = "system",
        /// The writing system of an agency that takes part, while the family's consent names the agency; or of the agency
        /// whose own it is.
        SystemWriter = "system_writer",
        /// A member of the family.
        FamilyMember = "family_member",
        /// The person whose consent it is, also when they do not belong to the family any more.
        Signatory = "signatory",
        /// Whoever owns the commitment, or acts for the agency that owns it.
        Owner = "owner",
        /// Somebody who is invited.
        Invitee = "invitee",
        /// The service itself.
        Service = "service",
        /// The person whom it is about, or whose words they are, also when they do not belong to the family any
        /// more.
        Oneself = "oneself",
        /// Acts on the case for the agency that wrote what is to be corrected.
        Source = "source",
        /// Somebody to whom an item of information was disclosed; or who had a role on the case for an agency that is asked
        /// to let go of what it was shown.
        Recipient = "recipient",
        /// Somebody who was asked for advice on an item of information, and sees that item alone.
        Adviser = "adviser",
        /// A member of the family whom a safety alert protects.
        Protected = "protected",
        /// A registered coordinator of the region who was asked to confirm that a safety alert is lowered, and
        /// sees that alert alone.
        AskedSupervisor = "asked_supervisor",
        /// A worker who may open a case in an emergency.
        DutyWorker = "duty_worker",
        /// A worker without a role that opens the case, to whom it was opened in an emergency: who belongs to the
        /// family and how to reach them.
        GlassPeople = "glass_people",
        /// The same, to whom the plan was opened as well.
        GlassPlan = "glass_plan",
        /// The same, to whom the case was opened as a whole.
        GlassCase = "glass_case",
        /// Whoever opened a case in an emergency, to the grant by which it was opened.
        GrantHolder = "grant_holder",
        /// Supervises the agency of whoever opened a case in an emergency.
        Supervisor = "supervisor",
        /// The privacy officer: sees who did what, and no case.
        PrivacyOfficer = "privacy_officer",
        /// A worker or a member of a family, to the links to their own calendar.
        CalendarOwner = "calendar_owner",
    }
}

impl Relation {
    /// The relations that somebody can have to a case.
    pub const ON_CASES: [Self; 11] = [
        Self::Coordinator,
        Self::LeadWorker,
        Self::KeyContact,
        Self::Facilitator,
        Self::Participant,
        Self::System,
        Self::SystemWriter,
        Self::FamilyMember,
        Self::GlassPeople,
        Self::GlassPlan,
        Self::GlassCase,
    ];

    /// The relations by which a case was opened in an emergency: for reading alone.
    pub const IN_EMERGENCY: [Self; 3] = [Self::GlassPeople, Self::GlassPlan, Self::GlassCase];

    /// Those who go through the whole of a case with the family, and the family.
    pub const INNER: [Self; 4] = [Self::Coordinator, Self::LeadWorker, Self::KeyContact, Self::FamilyMember];

    /// The scopes of which a token needs one for the relation to count; none: it always counts.
    #[must_use]
    pub const fn scopes(self) -> &'static [Scope] {
        match self {
            Self::Anyone | Self::SignedIn | Self::Service => &[],
            Self::DirectoryEditor => &[Scope::DirectoryEdit],
            Self::AgencyAdmin => &[Scope::AgencyAdmin],
            Self::RegionCoordinator | Self::Coordinator | Self::AskedSupervisor => &[Scope::CaseCoordinate],
            Self::LeadWorker => &[Scope::CaseLead],
            Self::KeyContact => &[Scope::CaseKeyContact],
            Self::Facilitator => &[Scope::MeetingFacilitate],
            Self::Participant => &[Scope::CaseParticipate],
            Self::System => &[Scope::IntegrationRead],
            Self::SystemWriter => &[Scope::IntegrationWrite],
            Self::FamilyMember | Self::Signatory | Self::Oneself | Self::Protected => &[Scope::FamilySelf],
            Self::Source => &[Scope::CaseParticipate, Scope::CaseLead, Scope::CaseKeyContact],
            Self::Owner | Self::Invitee => {
                &[Scope::CaseParticipate, Scope::FamilySelf, Scope::IntegrationWrite]
            }
            Self::Recipient => &[Scope::CaseParticipate, Scope::FamilySelf, Scope::IntegrationRead],
            Self::Adviser => &[Scope::AdviceAnswer],
            Self::DutyWorker | Self::GlassPeople | Self::GlassPlan | Self::GlassCase | Self::GrantHolder => {
                &[Scope::CaseBreakGlass]
            }
            Self::Supervisor => &[Scope::AgencySupervise],
            Self::PrivacyOfficer => &[Scope::PrivacyOfficer],
            Self::CalendarOwner => &[
                Scope::FamilySelf,
                Scope::CaseCoordinate,
                Scope::CaseLead,
                Scope::CaseParticipate,
                Scope::CaseKeyContact,
                Scope::MeetingFacilitate,
            ],
        }
    }

    /// Whether a token with these scopes lets the relation count. Whoever comes as privacy officer comes as
    /// nothing else.
    #[must_use]
    pub fn counts_with(self, scopes: Scopes) -> bool {
        if scopes.has(Scope::PrivacyOfficer) && !self.is_for_officers() {
            return false;
        }
        self.scopes().is_empty() || self.scopes().iter().any(|scope| scopes.has(*scope))
    }

    const fn is_for_officers(self) -> bool {
        matches!(self, Self::Anyone | Self::SignedIn | Self::PrivacyOfficer)
    }
}

/// The relations of one caller to one thing that count with the caller's token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing(Vec<Relation>);

impl Standing {
    /// Keeps the relations that count with these scopes.
    #[must_use]
    pub fn of(relations: impl IntoIterator<Item = Relation>, scopes: Scopes) -> Self {
        Self(relations.into_iter().filter(|relation| relation.counts_with(scopes)).collect())
    }

    /// Whether the caller stands in this relation.
    #[must_use]
    pub fn has(&self, relation: Relation) -> bool {
        self.0.contains(&relation)
    }

    /// Whether the caller stands in one of these relations.
    #[must_use]
    pub fn has_any(&self, relations: &[Relation]) -> bool {
        relations.iter().any(|relation| self.has(*relation))
    }

    /// Whether any relation permits the operation.
    #[must_use]
    pub fn permits(&self, operation: Operation) -> bool {
        operation.who().iter().any(|relation| *relation == Relation::Anyone || self.has(*relation))
    }

    /// Whether the caller may know that there is what the operation is about. Where not, a refusal says
    /// that there is no such thing.
    #[must_use]
    pub fn knows_of(&self, operation: Operation) -> bool {
        operation.told_by().is_none_or(|reading| self.permits(reading))
    }
}

impl Operation {
    /// The reading that tells whether there is what this is about; none where that is no secret to
    /// whoever knows of the case or of the place that it belongs to.
    fn told_by(self) -> Option<Self> {
        use Operation::*;
        if matches!(self, SignConsent | RefuseConsent | WithdrawConsent | VoidConsent) {
            Some(ReadConsent)
        } else if matches!(self, ReturnFinalReport | AcceptFinalReport) {
            Some(ReadFinalReport)
        } else if matches!(self, LiftRestriction) {
            Some(ReadRestrictions)
        } else if matches!(self, ExtendAlert | AskLowering | ConfirmLowering | RefuseLowering) {
            Some(ReadAlerts)
        } else {
            let reads_of_cases = [
                ReadConsent,
                ReadConsentState,
                ReadFinalReport,
                ReadRestrictions,
                ReadContacts,
                ReadProgressReports,
                ReadCase,
                ReadProfile,
                ReadMeeting,
                ReadPack,
                ReadPlan,
                ReadAction,
                ReadReview,
                ReadFamily,
                ReadPerson,
                ReadDisclosure,
                ReadNotices,
                ReadAdvice,
                ReadLedger,
                ReadAlerts,
                ReadBreakGlass,
            ];
            reads_of_cases.contains(&self).then_some(self)
        }
    }

    /// Whether a token with these scopes could ever do this, whatever the object. If not, the caller
    /// lacks [`scopes`](Self::scopes) and is told so without a look at the object (RFC 6750, 3.1).
    #[must_use]
    pub fn within(self, scopes: Scopes) -> bool {
        self.who().iter().any(|relation| relation.counts_with(scopes))
    }

    /// The scopes of which a token needs one, in the order of the list, each once.
    #[must_use]
    pub fn scopes(self) -> Vec<Scope> {
        let mut scopes: Vec<Scope> =
            self.who().iter().flat_map(|relation| relation.scopes()).copied().collect();
        scopes.sort_unstable();
        scopes.dedup();
        scopes
    }
}
