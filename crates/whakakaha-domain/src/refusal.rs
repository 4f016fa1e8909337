//! Why a rule says no: the closed table of codes, each with an explanation for a person.

use crate::{code::CodeList, ids::Id, plan::PlanVersion};

/// A rule's no. It carries a stable code and, for a step that is impossible now, the steps that are
/// possible instead. It never carries personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which guard said no.
    pub code: Code,
    /// For an impossible step: the operations that are possible from the present state, if any are.
    pub allowed: Option<Vec<&'static str>>,
    /// For refused content: JSON pointer to the offending member of the request.
    pub pointer: Option<String>,
    /// For an answer that comes too late: the version of the plan to look at instead.
    pub plan_version: Option<Id<PlanVersion>>,
}

impl Refusal {
    /// A refusal that points at a member of the request, such as `#/actions/3/owner`.
    #[must_use]
    pub fn at(code: Code, pointer: impl Into<String>) -> Self {
        Self { pointer: Some(pointer.into()), ..code.into() }
    }

    /// A step that is impossible in the present state.
    #[must_use]
    pub const fn step(code: Code, allowed: Vec<&'static str>) -> Self {
        Self { code, allowed: Some(allowed), pointer: None, plan_version: None }
    }

    /// An answer that comes too late.
    #[must_use]
    pub const fn late(code: Code, instead: Option<Id<PlanVersion>>) -> Self {
        Self { code, allowed: None, pointer: None, plan_version: instead }
    }
}

impl From<Code> for Refusal {
    fn from(code: Code) -> Self {
        Self { code, allowed: None, pointer: None, plan_version: None }
    }
}

/// `Err(code)` unless the condition holds: guards read as sentences.
pub fn ensure(holds: bool, code: Code) -> Result<(), Refusal> {
    if holds { Ok(()) } else { Err(code.into()) }
}

/// Whether a refusal is about the state of things or about what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Not now: the state does not permit it (409).
    State,
    /// Not like this: what was sent cannot be accepted (422).
    Content,
}

impl Code {
    /// Whether whoever is told this is denied what they ask for, and not only now: the attempt is recorded.
    #[must_use]
    pub const fn is_denial(self) -> bool {
        matches!(self, Self::BreakGlassUnreviewed)
    }
}

macro_rules! codes {
    ($($member:ident = $code:literal, $kind:ident, $title:literal, $meaning:literal;)+) => {
        /// Every guard of the rules. The codes are contract: they are never renamed or reused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning] $member,)+
        }

        impl Code {
            /// Whether the guard is about the state of things or about what was sent.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self {
                    $(Self::$member => Kind::$kind,)+
                }
            }

            /// A short title, the same for every occurrence (RFC 9457, section 3.1.4).
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$member => $title,)+
                }
            }
        }

        impl CodeList for Code {
            const NAME: &'static str = "RuleCode";
            const MEANING: &'static str = "The guard that refused.";
            const ALL: &'static [Self] = &[$(Self::$member),+];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$member => $code,)+
                }
            }

            fn meaning(self) -> &'static str {
                match self {
                    $(Self::$member => $meaning,)+
                }
            }
        }
    };
}

codes! {
    // Everywhere
    ReferenceUnknown = "reference.unknown", Content, "Unknown reference", "What the request refers to does not exist, or you may not know of it.";
    DateInFuture = "date.in_future", Content, "The day lies ahead", "This day cannot lie after today: what is recorded here takes effect at once.";

    // Directory
    RegionCodeTaken = "region.code_taken", State, "This region code is in use", "Region codes are unique. Choose another code, or change the region that has it.";
    RegionFixed = "region.code_or_clock_fixed", State, "Code and time zone stay", "The code and the time zone of a region are not changed: cases refer to them and count their days by them.";
    RegionParentLoop = "region.parent_loop", Content, "A region cannot lie within itself", "The parent named is the region itself or lies within it.";
    AgencyParentLoop = "agency.parent_loop", Content, "An agency cannot belong to itself", "The parent named is the agency itself or belongs to it.";
    WorkerEnded = "worker.not_active", State, "The worker no longer works there", "A worker whose employment ended cannot be assigned, invited or registered.";
    CoordinatorRegistered = "coordinator.already_registered", State, "Already coordinator of this region", "The worker is registered as coordinator of this region already.";
    CoordinatorEnded = "coordinator.not_active", State, "The registration has ended", "A registration as coordinator that has ended is not changed any more. Register the worker again.";
    FacilitatorRegistered = "facilitator.already_registered", State, "Already registered as facilitator", "The worker is registered as facilitator already; add training to that registration.";

    // Programs and people at the door
    ClientDisabled = "client.disabled", State, "The program is disabled", "A program that was disabled stays so. Register another one.";
    ClientKeyMissing = "client.key_missing", Content, "A key is missing", "A program is registered with at least one public key: nobody but the program has the other half.";
    ClientKeyUnusable = "client.key_unusable", Content, "The key cannot be used", "A key is the public half of a P-256, Ed25519 or RSA key of at least 2048 bits, as RFC 7517 writes it, with a `kid` that no other key of the program has.";
    ClientProofInvalid = "client.proof_invalid", State, "The program did not prove who it is", "The key by which the program signed is not registered for it, or its secret is not the right one.";
    ScopeNotGrantable = "client.scope_not_grantable", Content, "Not yours to hand on", "A scope is handed on by whoever has it, or by whoever keeps the directory.";
    ScopeForWorkers = "client.scope_for_workers", Content, "Of use to people alone", "A program acts for its agency with `integration.read` and `integration.write`, and for nobody with `report.read`. It has other scopes only where it acts for workers.";
    ScopeNotAllowed = "client.scope_not_allowed", Content, "More than is allowed", "The program or the person was not given one of the scopes asked for.";
    AssertionUsed = "client.assertion_used", State, "Used already", "Each assertion is for one request for a token. Sign a new one, with a `jti` of its own.";
    NotForWorkers = "client.not_for_workers", State, "Not on behalf of this worker", "A program acts on behalf of its own agency's workers only, while they work there, and only where it was registered for that.";
    PossessionMissing = "client.possession_missing", State, "Bind the token to a key", "The program was registered for tokens that are bound to a key. Send a DPoP proof (RFC 9449).";
    AgencySuspended = "agency.suspended", State, "The agency is suspended", "Nobody acts here for this agency at present. Ask whoever keeps the directory.";
    CodeInvalid = "login.code_invalid", State, "The code does not let anybody in", "The code is wrong, was used, or has run out. After five wrong tries it is void. Ask for a new one.";
    TooManyCodes = "login.too_many_codes", State, "Too many codes", "Five codes a day are enough for one person. Wait until tomorrow, or find out what goes wrong.";
    LoginUnknown = "login.unknown", State, "Nobody is known by this login", "The organisation knows you, but nobody here has been linked to that login. Ask your agency for an invitation, and send its code along.";
    LoginLinked = "login.linked_already", State, "The login is linked already", "This login of the organisation belongs to somebody here already. Leave the code out.";
    SessionOver = "session.over", State, "The session is over", "The session has ended, or its refresh token was used before. Begin a new one.";

    // Families and people
    BirthInFuture = "person.born_in_future", Content, "Born in the future", "A birth date cannot lie after today.";
    MemberAlready = "family.member_already", State, "Already a member of this family", "The person is a member of the family already. End that membership first to change its role.";
    MembershipEnded = "family.membership_ended", State, "The membership has ended", "A membership that has ended cannot be changed.";
    EndBeforeStart = "period.ends_before_start", Content, "Ends before it starts", "The last day lies before the first day.";
    RelationshipWithSelf = "person.related_to_self", Content, "A person cannot be related to themselves", "Name two different people.";
    RelationshipEnded = "person.relationship_ended", State, "The relationship has ended", "A relationship that has ended is not changed any more.";
    IdentifierOfOthers = "person.identifier_of_others", Content, "Another agency's identifier", "An agency's system records the identifiers of its own agency only.";
    IdentifierTaken = "person.identifier_taken", State, "This external identifier is in use", "The agency has given this identifier to another person. Check for a duplicate before going on.";

    // Intake
    SupportingAgencyMissing = "intake.supporting_agency_missing", Content, "A supporting agency is missing", "Anyone can activate the process with the support of an agency. A person who is neither family nor an agency's worker names that agency (F3-18).";
    RegionUnknown = "intake.region_unknown", Content, "Unknown region", "The request cannot be routed, because the region named does not exist.";
    IntakeNotInState = "intake.not_in_state", State, "Not possible in this state", "The intake is not in a state that permits this. The member `allowed` lists what is possible now.";
    NoDependentChild = "intake.no_dependent_child", State, "No dependent child or young person", "The process is for families with dependent children or young people. Register the children as dependent, or give a reason for an exception (F2-13).";
    TooFewNeeds = "intake.too_few_needs", State, "Fewer than two needs", "The process is for families with at least two needs. Record the needs, or give a reason for an exception (F2-13).";
    TooFewAgencies = "intake.too_few_agencies", State, "Fewer than two agencies", "At least two agencies are involved or needed. Name them, or give a reason for an exception (F3-05).";
    AboveThreshold = "intake.above_threshold", State, "Above the threshold of a voluntary process", "Where a child may be in danger, the matter is handed on by law instead of being accepted (F2-09).";
    FamilyHasOpenCase = "case.family_has_open_case", State, "The family has an open case", "A family has at most one open case (F0-01).";
    SupporterNamedAlready = "intake.supporting_agency_named", State, "An agency supports the request already", "The request names its supporting agency. It is not exchanged in triage (F3-18).";
    OfferDeclined = "intake.offer_declined", State, "The family declined", "A case is opened for a family that was offered the process and did not decline. End the intake as declined instead (F2-13).";
    EscalationIncomplete = "intake.escalation_incomplete", Content, "Legal basis or target is missing", "An intake that is escalated records by which law and to whom it is handed on (F2-09).";

    // Consent
    ConsentInsufficient = "consent.insufficient", State, "Consent is not sufficient", "Without sufficient written consent nothing beyond contacting the family is possible (F1-11).";
    ConsentNotInState = "consent.not_in_state", State, "Not possible in this state", "The consent is not in a state that permits this. The member `allowed` lists what is possible now.";
    ConsentEvidenceMissing = "consent.evidence_missing", Content, "Written evidence is missing", "A consent is active only with written evidence: a hash of the signed document, the day and a witness. A spoken yes opens nothing (F1-11).";
    ConsentPeriodInvalid = "consent.period_invalid", Content, "The period is not valid", "The period ends before it starts, has passed, or is longer than two years.";
    SignatoryWithoutStanding = "consent.signatory_without_standing", Content, "This person cannot consent here", "Only a member of the family can consent: an adult who takes part or a young person who understands enough; and only for children of the family.";
    ConsentNotOwn = "consent.not_own", State, "Somebody else's consent", "A family member answers for themselves, never for another adult.";
    ConsentReplacesInPart = "consent.replaces_in_part", State, "It replaces an earlier consent in part", "A consent that replaces only some purposes of an earlier one of the same person is signed on its first day or later. Or name all purposes of the earlier one.";
    ConsentNotHeld = "consent.not_held", Content, "Not part of this consent", "A purpose or an agency to be taken back is not named in the consent.";
    SecondPersonMissing = "consent.second_person_missing", Content, "A second person must confirm", "A consent recorded by mistake is struck out only when a second worker confirms the mistake.";

    // Cases and roles
    CaseNotInState = "case.not_in_state", State, "Not possible in this state", "The case is not in a state that permits this. The member `allowed` lists what is possible now.";
    CaseClosed = "case.closed", State, "The case is closed", "A closed case is not changed any more, but for what the law demands of it.";
    AgencyNotParticipating = "case.agency_not_participating", State, "The agency does not take part", "A role is held by an agency that takes part in the case. Add the agency first.";
    WorkerNotOfAgency = "case.worker_not_of_agency", Content, "The worker works elsewhere", "The worker named does not work for the agency named.";
    WorkerMissing = "case.worker_missing", Content, "A person must be named", "This role is held by a person: name the worker.";
    LeadAgencyFirst = "case.lead_agency_first", State, "There is no lead agency", "The lead worker works for the lead agency. Set the lead agency first (F0-26).";
    RoleUnassignable = "case.role_unassignable", Content, "This role is given otherwise", "The facilitator is appointed on the meeting, the coordinator by taking the case over.";
    TakeoverNotPossible = "case.takeover_not_possible", State, "You cannot take this case over", "As things stand, you cannot coordinate the whole of it. Another coordinator of the region can.";
    LeadNotPossible = "case.lead_agency_not_possible", State, "This agency cannot lead at present", "As things stand, the agency cannot coordinate the whole plan. Choose another agency, or talk with the family and the coordinator.";
    KeyContactUnreachable = "case.key_contact_unreachable", State, "Nobody could reach the key contact", "A key contact has a work telephone or e-mail address on record. Record one first (F0-24).";
    HolderStillNeeded = "case.holder_still_needed", State, "The role cannot be left empty", "After the first meeting a case always has a lead agency and a key contact: assign a successor instead (F0-24).";
    FamilyDecisionMissing = "family_decision.missing", Content, "The family's decision is missing", "Only the family decides this. A worker records who of the family decided, when and how (F0-23).";
    DecisionInFuture = "family_decision.in_future", Content, "Decided in the future", "A decision cannot lie after today.";
    DecisionByStranger = "family_decision.not_a_member", Content, "Not a member of the family", "The person named as having decided is not a member of the family.";
    RoleHeldAlready = "case.role_held_already", State, "The role is held already", "The agency or the worker named holds this role on the case already.";
    AssignmentEnded = "case.assignment_ended", State, "The assignment has ended", "An assignment that has ended is not changed any more.";
    DateInPast = "date.in_past", Content, "The day has passed", "This day must lie after today.";
    HoldReviewMissing = "case.hold_review_in_past", Content, "The day to look again has passed", "A hold names a later day on which it is looked at again.";
    ActionsOpen = "case.actions_open", State, "Actions are still open", "Before closing, each open action is done, released or cancelled.";
    FinalReportMissing = "case.final_report_missing", State, "There is no accepted final report", "A case closes with a final report that the coordinator has accepted (F0-32).";
    FinalReportWaiverMissing = "case.final_report_waiver_missing", Content, "Say why there is no final report", "Where a case closes without a final report, the note says why.";
    CloseReasonReserved = "case.close_reason_reserved", Content, "The family says this itself", "That a family withdraws or does not consent is recorded as that, when the family says so: it is no reason that others choose (F0-06).";
    CloseReasonMissing = "case.close_reason_missing", Content, "Say what the reason is", "The reason `other` is explained in the note.";
    FinalReportNotInState = "final_report.not_in_state", State, "Not possible in this state", "The final report is not in a state that permits this. The member `allowed` lists what is possible now.";
    FinalReportPending = "final_report.pending", State, "A final report waits already", "A final report waits for the coordinator or has been accepted.";
    CoordinatorAlready = "case.coordinator_already", State, "You coordinate this case already", "The case is assigned to you.";

    // Preparation
    ProfileMissing = "meeting.profile_missing", State, "The family's profile is empty", "Before the first meeting the family takes stock of strengths, issues, priorities and dreams, or decides to go without (F0-44, F0-45).";
    EntryUnknown = "profile.entry_unknown", Content, "Unknown entry", "An entry named does not belong to this family's profile.";
    EntryRemoved = "profile.entry_removed", State, "The entry was removed", "A removed entry is not changed any more.";
    PersonNotMember = "case.person_not_member", Content, "Not a member of the family", "The person named is not a member of the family.";
    KeyIssuesMissing = "meeting.key_issues_missing", State, "The key issues are not approved", "Before the first meeting the family approves the key issues, or decides to go without (F1-12, F0-44).";
    ConfidentialityNotAsked = "meeting.confidentiality_not_asked", State, "The confidentiality question is open", "The family is asked whether anything is to remain confidential, before anybody is invited (F1-17).";
    ItemUnknown = "restriction.item_unknown", Content, "Unknown thing", "The thing to be hidden does not belong to this case.";
    NotAChild = "family.not_a_child", State, "No child or young person", "Whether somebody understands enough is judged of children and young people of the family; adults consent for themselves.";
    RestrictedOwner = "restriction.owner_excluded", Content, "An owner cannot be kept from an action", "The owner of an action must know of it. Give the action to somebody else first.";
    RestrictedLead = "restriction.lead_excluded", State, "The lead agency cannot be kept from the plan", "The lead agency coordinates the whole plan: no action, no kind of information and no member of the family is hidden from it. Choose another lead agency, hide single words and needs instead, or leave the action out of the plan.";
    RestrictedCoordinator = "restriction.coordinator_excluded", State, "The coordinator cannot be kept from the plan", "Whoever coordinates the process sees every action. Hide single words and needs instead, or ask for another coordinator.";
    RestrictedAuthor = "restriction.author_excluded", Content, "Someone would be kept from their own", "Whoever decides that something is hidden, and the person whom it concerns, always know of it.";
    RestrictionExists = "restriction.exists", State, "It is hidden already", "The same is hidden from the same already.";
    RestrictedSelf = "restriction.own_agency", State, "Not yours to record", "What is hidden from you or from your own agency is recorded by the coordinator or by the family.";
    RestrictionNotOwn = "restriction.not_own", State, "Somebody else's decision", "A restriction is lifted by the member of the family who decided it (F1-17).";
    RestrictionLifted = "restriction.lifted", State, "The restriction was lifted", "The restriction has been lifted already.";

    // Meetings
    MeetingNotInState = "meeting.not_in_state", State, "Not possible in this state", "The meeting is not in a state that permits this. The member `allowed` lists what is possible now.";
    MeetingInPast = "meeting.in_past", Content, "The meeting lies in the past", "A meeting is planned for a later time.";
    MeetingOpen = "meeting.another_open", State, "Another meeting is being prepared", "Hold or cancel the meeting that is being prepared first.";
    FirstMeetingHeld = "meeting.first_held", State, "The first meeting has been held", "A case has one first meeting. Convene a review meeting instead.";
    FirstMeetingMissing = "meeting.first_missing", State, "The first meeting has not been held", "The first meeting comes first.";
    InvitedAlready = "invitation.exists", State, "This person is invited already", "Each person has one invitation to a meeting.";
    InvitationNotInState = "invitation.not_in_state", State, "Not possible in this state", "The invitation is not in a state that permits this.";
    InvitationUndecided = "meeting.invitation_undecided", State, "The family has not decided about everybody", "The family approves or declines each named person before it approves the list (F1-14).";
    NobodyInvited = "meeting.nobody_approved", State, "Nobody is approved", "At least one member of the family and one other named person are approved first.";
    AgencyNotNamed = "meeting.agency_not_named", State, "An agency is not named in the consent", "Each invited worker's agency is named in the family's consent.";
    FacilitatorUntrained = "meeting.facilitator_untrained", State, "The facilitator's training does not count", "A facilitator has training that counts on the day of the meeting (F0-20).";
    FacilitatorNotIndependent = "meeting.facilitator_not_independent", State, "The facilitator is not independent", "A facilitator does not work for an agency that takes part and is neither lead worker nor key contact (F0-38).";
    FamilyNotComing = "meeting.family_not_coming", State, "No member of the family has accepted", "A meeting is confirmed once at least one invited member of the family has accepted.";
    NothingToSend = "meeting.nothing_to_send", State, "Nothing waits to be sent", "Every invitation that the family approved has been sent. Propose another person, whom the family then approves.";
    CoordinatorFirst = "meeting.coordinator_first", State, "The coordinator has to look at it first", "Something about the meeting is to be settled first. Ask the coordinator of the case.";
    HeldBeforeCase = "meeting.held_before_case", Content, "Held before the case was opened", "A meeting took place on a day between the opening of the case and today.";
    AttendanceIncomplete = "meeting.attendance_incomplete", Content, "Attendance is incomplete", "Say for each invited person whether they came (F0-43).";
    NotEveryoneHeard = "meeting.not_everyone_heard", State, "Not everybody had a say", "Each member of the family who was there has spoken, written or said that they did not want to (F0-40).";
    LeadAgencyMissing = "plan.lead_agency_missing", State, "There is no lead agency", "The first meeting is completed, and a plan circulated, only with a lead agency (F0-33, F1-21).";
    KeyContactMissing = "plan.key_contact_missing", State, "There is no key contact", "The first meeting is completed, and a plan circulated, only with a key contact (F0-24, F1-22).";
    NextReviewMissing = "meeting.next_review_missing", Content, "There is no next review date", "Set the date of the next review or decide to close (F0-51).";
    OutcomeMissing = "meeting.outcome_missing", Content, "The outcome is incomplete", "Where no plan comes of a meeting, say why (F1-19).";

    // Plan
    PlanNotInState = "plan.not_in_state", State, "Not possible in this state", "The version is not in a state that permits this. The member `allowed` lists what is possible now.";
    PlanDraftExists = "plan.draft_exists", State, "There is a draft already", "A case has one draft at a time. Change it, circulate it or abandon it.";
    PlanNeedsMeeting = "plan.meeting_missing", State, "No meeting has decided on a plan", "The first plan comes out of a meeting with the family (F1-19, F3-06).";
    ChangeReasonMissing = "plan.change_reason_missing", Content, "Say why the plan changes", "A new version of a plan says why there is one (F0-30).";
    ReviewDateMissing = "plan.review_date_missing", State, "There is no review date", "A plan is circulated only with the date of its next review (F0-51).";
    ReviewDateOutOfBounds = "review.date_out_of_bounds", Content, "The review date is out of bounds", "A review lies after today and at most twelve weeks ahead.";
    GoalMissing = "plan.goal_missing", Content, "There is no goal", "A plan is circulated with at least one goal (F1-20).";
    ActionMissing = "plan.action_missing", Content, "There is no action", "A plan is circulated with at least one action (F1-06).";
    GoalNotLinked = "plan.goal_not_linked", Content, "A goal serves no priority and no need", "Each goal serves at least one priority or need of the family (F1-20).";
    GoalWithoutAction = "plan.goal_without_action", Content, "A goal has no action", "Each goal has at least one action (F1-06).";
    GoalUnknown = "plan.goal_unknown", Content, "Unknown goal", "An action serves a goal of the same plan.";
    NeedNotCovered = "plan.need_not_covered", Content, "A need of priority is not covered", "Each need of priority is covered by an action, a gap on record or the family's deferral (F2-02).";
    NeedUnknown = "plan.need_unknown", Content, "Unknown need", "A need named does not belong to this case.";
    SupporterMissing = "plan.supporter_missing", Content, "A supporter is missing", "An action of the family names who helps (F0-29).";
    OwnerNotParticipating = "plan.owner_not_participating", Content, "The owner does not take part", "An action is owned by an agency that takes part or by a member of the family.";
    ActionGivenUp = "plan.action_given_up", Content, "The action was given up", "An action that was released, cancelled or dropped is not promised again. Leave it out, or write a new one.";
    DueDatePassed = "plan.due_date_passed", Content, "The due date has passed", "What is promised anew is due today or later. A due date that was promised before and stays may have passed.";
    ContributionUnclear = "plan.contribution_unclear", Content, "A party's contribution is unclear", "The family and each agency that takes part either own an action or are named in `no_contribution` with the reason, and not both (F0-50).";
    ActionUnknown = "plan.action_unknown", Content, "Unknown action", "An action keeps its id from version to version; an id named here belongs to no action of this case.";
    PlanSuperseded = "plan.version_superseded", State, "There is a newer version", "The answer is for a version that a newer one has replaced. The member `plan_version_id` names the one to read now; answer that, if it waits for answers. Yours is kept as evidence and counts for nothing.";
    PlanDeclined = "plan.version_declined", State, "A party has declined this version", "The version cannot come into force any more; a new version is the way on. Where another waits for answers or is in force, `plan_version_id` names it. Your answer is kept as evidence and counts for nothing.";
    PlanAbandoned = "plan.version_abandoned", State, "The version was given up", "The version was given up after it was sent. Where another waits for answers or is in force, `plan_version_id` names it. Your answer is kept as evidence and counts for nothing.";
    PlanHashMismatch = "plan.hash_mismatch", State, "The answer is for other content", "The hash in the answer is not the hash of what this party was sent.";
    NotAParty = "plan.not_a_party", State, "Not a party to this version", "Only the family and agencies that own an action answer.";
    AnsweredAlready = "plan.answered_already", State, "Answered already", "This party has answered this version.";
    VerdictInvalid = "plan.verdict_invalid", Content, "Not for a party to say", "A party answers `agree`, `agree_with_comment` or `decline`.";
    VersionsOfOneCase = "plan.versions_of_different_cases", Content, "Versions of different cases", "Two versions are compared only within one case.";

    // Follow-up and review
    ActionNotInState = "action.not_in_state", State, "Not possible in this state", "The action is not in a state that permits this. The member `allowed` lists what is possible now.";
    ProgressStatusInvalid = "action.progress_status_invalid", Content, "Not for the owner to say", "An owner reports `in_progress`, `done`, `partly_done` or `not_done`.";
    DueDateUnchanged = "action.due_date_unchanged", Content, "The due date is the same", "Name another date.";
    ResolutionInvalid = "action.resolution_invalid", Content, "Not a way to resolve an action", "An action is resolved as released or cancelled.";
    NotTheFamilys = "action.not_the_familys", State, "The action is not the family's", "Only what the family or one of its members promised is reported in the family's name. An agency reports for itself.";
    NotSaidByOwner = "action.not_said_by_owner", Content, "Somebody else's action", "What one member of the family promised is reported in that member's name.";
    ContactBeforeCase = "contact.before_case", Content, "Before the case was opened", "A contact of this case lies on the day on which it was opened, or later.";
    AnswerWithoutContact = "contact.answer_without_contact", Content, "Nobody was reached", "Where nobody of the family was reached, it cannot have answered: `plan_works` is `not_asked`, and there are no words of the family.";
    ActionInPlan = "action.in_circulated_plan", State, "A version that waits for answers promises it", "The parties are just being asked to agree to this action. Circulate a version without it, or give that version up, and then end the action.";
    ReviewNotInState = "review.not_in_state", State, "Not possible in this state", "The review is not in a state that permits this. The member `allowed` lists what is possible now.";
    ActionsNotReviewed = "review.actions_not_reviewed", Content, "Not every open action was looked at", "A review looks at each open action.";
    ScoresMissing = "review.scores_missing", Content, "Well-being was not scored", "A review says why well-being was not scored.";
    FamilyViewMissing = "review.family_view_missing", Content, "The family's view is missing", "A review records what the family says about how the plan works for it.";

    // What is asked back
    RecallNotInState = "recall.not_in_state", State, "Not possible in this state", "The family consents to sharing with the agency again: there is nothing to answer any more.";
    RecallDeleted = "recall.deleted", State, "It was deleted", "The agency has answered that it deleted everything: nothing of it can be retained.";
    RecallGround = "recall.ground", Content, "A legal ground goes with what is retained", "Whoever retains something names the legal ground (`legal_ground`): the enactment and its section. Whoever has deleted everything names none.";

    // The family's own door
    CorrectionNotInState = "correction.not_in_state", State, "Not possible in this state", "The request to correct something is not in a state that permits this. The member `allowed` lists what is possible now.";
    StatementReplaced = "statement.replaced_already", State, "Replaced already", "A statement is replaced once. Replace the one that has replaced it.";
    // Disclosure
    DisclosureNotInState = "disclosure.not_in_state", State, "Not possible in this state", "The item is not in a state that permits this. The member `allowed` lists what is possible now.";
    NecessityMissing = "disclosure.necessity_missing", Content, "Say why it is necessary", "An item is shared only where it is necessary for its purpose, and says why (F1-15).";
    DisclosureMeetingMissing = "disclosure.meeting_missing", Content, "Say for which meeting", "What is shared with the family's consent is shared for a meeting (F1-15). Only what the law demands needs none.";
    DisclosureMeetingOver = "disclosure.meeting_over", State, "The meeting is over", "The meeting took place, was called off or was to be over by now: nothing is shared for it any more (F1-16).";
    SubjectsMissing = "disclosure.subjects_missing", Content, "Say whom it is about", "An item is about at least one member of the family.";
    RecipientsMissing = "disclosure.recipients_missing", Content, "Say who is to receive it", "An item names its recipients: agencies, workers or members of the family.";
    RecipientIsSource = "disclosure.recipient_is_source", Content, "Your own agency has it already", "An agency shares what it has with others.";
    BasisIncomplete = "disclosure.basis_incomplete", Content, "Ground and basis do not fit", "A ground of the law comes with its basis: who demands it under which reference, the look for privilege, and the consultation. Consent comes without.";
    DisclosurePrivileged = "disclosure.privileged", Content, "Privileged content", "Privileged content is not disclosed. Leave it out and propose what remains.";
    GroundUsed = "disclosure.ground_used", State, "This demand was met before", "One demand of the law carries one disclosure for a family, in whichever of its cases; it is never a standing grant. Another disclosure needs another demand.";
    DisclosureOfOthers = "disclosure.of_another_agency", State, "Another agency's information", "An agency discloses only its own information (F1-15).";
    RecipientNotRequester = "disclosure.recipient_not_requester", Content, "Not who demands it", "What the law demands goes to the agency that demands it, or to workers of it, and to nobody else.";
    ApproverIsAuthor = "disclosure.approver_is_author", State, "Somebody else has to approve it", "What the law demands is approved by another person than the one who wrote it down.";
    PersonNotConcerned = "disclosure.person_not_concerned", Content, "It does not concern this person", "Told, and asked, are the people whom an item is about, and for a child who does not speak for itself its parents and guardians on record, or where nobody is, the adults of the family.";
    NothingToTell = "disclosure.told_already", State, "They were told already", "The person, and everybody for whom they speak, was told of this item.";
    NoticeMissing = "disclosure.notice_missing", State, "The family was not told", "Everybody whom an item is about is told in writing before it is shared (F1-16).";
    NoticePeriodRunning = "disclosure.notice_period_running", State, "The family has time to answer", "After it was told, the family has some time to object. The member `available_at` of the item says until when (F1-16).";
    ExceptionNotPossible = "disclosure.exception_not_possible", State, "The family is told", "What is shared with the family's consent is told to the family without exception. Only for what the law demands there are exceptions.";
    DelayOutOfBounds = "disclosure.delay_out_of_bounds", Content, "A delay has a day of review", "Where it is not safe to tell somebody yet, say on which day that is looked at again, at most 90 days ahead. Other exceptions have no such day.";
    DisclosureRestricted = "disclosure.restricted", State, "The family keeps it from a recipient", "A restriction keeps the item from one of its recipients (F1-17).";
    ConsentNotCovering = "disclosure.consent_not_covering", State, "The consents do not cover it", "The family's consents do not cover one of the recipients, this kind of information, or somebody whom it is about.";
    DisclosureNotPossible = "disclosure.not_possible", State, "It cannot be shared with them now", "Something stands against sharing this item with these recipients now. Ask the coordinator of the case.";
    CorrectTheItem = "correction.of_an_item", State, "Correct the item itself", "A request to correct an item of information is accepted by correcting the item, which tells its recipients.";
    CorrectionNotAsked = "disclosure.correction_not_asked", State, "Nobody of the family has asked for it", "What was disclosed is corrected once for each request of somebody whom it concerns. Where the agency itself finds it wrong, it takes the item back and proposes another, of which the family is told anew (F1-16).";
    NotForTheFamily = "disclosure.not_for_the_family", Content, "The law demands nothing for members of the family", "What the law demands goes to the agencies and workers for whom it demands it.";
    AdviserNotPossible = "advice.adviser_not_possible", Content, "Ask somebody else", "Advice comes from somebody who still works there, and neither wrote the item nor asks: a supervisor or a practice leader of the same agency, or a lawyer, of the same agency or of one that has no part in the case and does not receive the item (F1-18).";
    AdviceAnswered = "advice.answered", State, "Answered already", "The advice was given already.";
    NotChildProtection = "disclosure.not_child_protection", Content, "Not between child welfare and protection agencies", "Section 66C lets child welfare and protection agencies and independent persons share with each other. The directory says which these are: the caller's agency and each recipient's have to be among them.";
    ToldSupervisorNotPossible = "disclosure.supervisor_not_possible", Content, "Tell somebody else", "Of a serious threat a supervisor is told: somebody else than the author, who still works for the same agency.";
    AddressMissing = "disclosure.address_missing", Content, "Say where they can be reached", "The family is told where each agency can be reached that has an item or receives it. The directory does not say it of all of them, so the notice has to.";

    // Safety
    AlertNotInState = "safety.not_in_state", State, "Not possible in this state", "The alert is not in a state that permits this. The member `allowed` lists what is possible now.";
    AlertWithSelf = "safety.same_person", Content, "The same person twice", "An alert that keeps two people apart names two people.";
    AlertExists = "safety.alert_exists", State, "There is such an alert", "An alert of this kind about the same people on the same ground holds already. Add to it, or lower it first.";
    AlertOver = "safety.over_already", Content, "The last day has passed", "An alert holds today at least.";
    AlertProtectsNobody = "safety.protects_nobody", State, "The alert protects nobody in particular", "Only where two people must not meet is something kept from one of them.";
    SupervisorNotPossible = "safety.supervisor_not_possible", Content, "Ask somebody else", "An alert is lowered by two. Name a worker who is registered as coordinator of the case's region, and is not you.";
    LoweringTakesTwo = "safety.lowering_takes_two", State, "Somebody else has to confirm it", "An alert is lowered by whoever coordinates the case and the supervisor who was asked, never by one person alone.";
    NoContact = "safety.no_contact", State, "Two of them are to have no contact", "Two of the people on the list must not meet. Hold the meeting in separate sessions, or leave one of them out (F0-21).";
    InviteeLeft = "meeting.invitee_left", State, "Somebody on the list has left the family", "A person on the list does not belong to the family any more. Take the invitation back first.";
    SessionsMeet = "meeting.sessions_meet", State, "Two sessions at the same time and place", "Another session of this meeting, for people who must not meet, is at this time and place. Choose another time, or another place (F0-21).";
    SessionUnknown = "meeting.session_unknown", Content, "No such meeting to be held in sessions", "A session is held beside a meeting of the same case and the same kind that has not begun.";
    ContactPersonMissing = "contact.person_missing", Content, "Say whom it was with", "Somebody of the family is contacted safely in certain ways or hours only. Say whom the contact was with (F0-35).";
    ChannelUnsafe = "contact.channel_unsafe", State, "Not a safe way to reach this person", "This channel is not among those that are safe for the person. Their record says which are (F0-35).";
    TimeMissing = "contact.time_missing", Content, "Say at what time", "This person is contacted safely at certain hours only. Say at what time it was (F0-35).";
    HourUnsafe = "contact.hour_unsafe", State, "Not a safe hour for this person", "This time is not within the hours that are safe for the person. Their record says which are (F0-35).";
    VoicemailUnsafe = "contact.voicemail_unsafe", State, "No message may be left for this person", "It is not safe to leave a message that somebody else could hear. Their record says so (F0-35).";
    PreviewMissing = "contact.preview_missing", Content, "Say whether the message could be read unopened", "It is not safe for this person that a written message shows what it says before it is opened. Say whether it did (F0-35).";
    PreviewUnsafe = "contact.preview_unsafe", State, "No message may show what it says to this person", "It is not safe for this person that a written message shows what it says before it is opened. Their record says so (F0-35).";
    HoursReversed = "person.safe_hours_reversed", Content, "The hours end before they begin", "Hours in which it is safe to get in touch begin before they end. For a night name two: until and from midnight.";

    // Oversight
    BreakGlassHasRole = "break_glass.has_role", State, "You read this case by your role", "A case is opened in an emergency to somebody to whom no role opens it. For what your role does not open, ask the coordinator.";
    BreakGlassOpenAlready = "break_glass.open_already", State, "It is open to you already", "The case is open to you in an emergency already. Hand that back first, if you need something else.";
    BreakGlassUnreviewed = "break_glass.unreviewed", State, "Your last time was not reviewed", "You have opened this case in an emergency before, and nobody has reviewed that yet. Ask for the review, or somebody else on duty.";
    BreakGlassNotInState = "break_glass.not_in_state", State, "Not possible in this state", "The break-glass grant is not in a state that permits this. The member `allowed` lists what is possible now.";
    BreakGlassReviewOwn = "break_glass.review_own", State, "Somebody else has to review it", "Nobody reviews what they opened themselves.";
    BreakGlassFollowUpMissing = "break_glass.follow_up_missing", Content, "Say what follows", "Where there was no reason to open a case, the review says what follows from that.";

    // Calendars
    CalendarLinkTooMany = "calendar.too_many", State, "You have five calendar links", "Somebody has five links to their calendar at the most. End one that is not used any more.";

    // Events for other systems
    WebhookTooMany = "webhook.too_many", State, "The agency has ten webhooks", "An agency has ten webhooks at the most. End one that is not needed any more, or change it.";
    WebhookEnded = "webhook.ended", State, "The webhook has ended", "What has ended is not changed any more. Name the address anew.";
    WebhookNotActive = "webhook.not_active", State, "Nothing is sent to the webhook", "It is paused, was disabled because its address was gone or did not take anything for days, or has ended. Change it with `active`.";
}
