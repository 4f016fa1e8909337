//! Everything that can be done, and who may do it: the policy, as one table.
//!
//! A row per operation: its audit name, the event it announces, and the relations of which a caller
//! needs at least one. There is no default: an operation without a row does not exist.

use crate::policy::Relation::{self, *};

/// What an operation does to what is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Only reads.
    Reads,
    /// Writes, and announces this event.
    Announces(&'static str),
}

macro_rules! operations {
    ($($operation:ident $name:literal $(=> $event:literal)? [$($relation:ident),+];)+) => {
        /// Everything that can be done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Operation {
            $(#[doc = concat!("`", $name, "`")] $operation,)+
        }

        impl Operation {
            /// Every operation, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$operation),+];

            /// The name used in the audit log and in answers, such as `case.close`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$operation => $name,)+
                }
            }

            /// Whether it only reads, or what it announces.
            #[must_use]
            pub const fn effect(self) -> Effect {
                match self {
                    $(Self::$operation => operations!(@effect $($event)?),)+
                }
            }

            /// Who may: a caller needs at least one of these relations to the thing.
            #[must_use]
            pub const fn who(self) -> &'static [Relation] {
                match self {
                    $(Self::$operation => &[$($relation),+],)+
                }
            }
        }
    };
    (@effect) => { Effect::Reads };
    (@effect $event:literal) => { Effect::Announces($event) };
}

operations! {
    // The directory is open to everybody with a token; coordinators' contacts to everybody.
    FindCoordinators "coordinator.find" [Anyone];
    ReadDirectory "directory.read" [SignedIn];
    CreateRegion "region.create" => "region.created" [DirectoryEditor];
    ChangeRegion "region.change" => "region.changed" [DirectoryEditor];
    CreateAgency "agency.create" => "agency.created" [DirectoryEditor];
    ChangeAgency "agency.change" => "agency.changed" [DirectoryEditor];
    SuspendAgency "agency.suspend" => "agency.suspended" [DirectoryEditor];
    RestoreAgency "agency.restore" => "agency.restored" [DirectoryEditor];
    CreateWorker "worker.create" => "worker.created" [DirectoryEditor, AgencyAdmin];
    ChangeWorker "worker.change" => "worker.changed" [DirectoryEditor, AgencyAdmin];
    EndWorker "worker.end" => "worker.ended" [DirectoryEditor, AgencyAdmin];
    RegisterCoordinator "coordinator.register" => "coordinator.registered" [DirectoryEditor];
    EndCoordinator "coordinator.end" => "coordinator.ended" [DirectoryEditor];
    RegisterFacilitator "facilitator.register" => "facilitator.registered" [DirectoryEditor];
    RecordTraining "facilitator.record_training" => "facilitator.training_recorded" [DirectoryEditor];

    // Programs and people at the door: whoever looks after them lets them in; who comes in shows by what they present.
    ReadClients "client.read" [DirectoryEditor, AgencyAdmin];
    RegisterClient "client.register" => "client.registered" [DirectoryEditor, AgencyAdmin];
    ChangeClient "client.change" => "client.changed" [DirectoryEditor, AgencyAdmin];
    DisableClient "client.disable" => "client.disabled" [DirectoryEditor, AgencyAdmin];
    InviteWorker "login_code.issue_to_worker" => "login_code.issued" [DirectoryEditor, AgencyAdmin];
    AdmitPerson "login_code.issue_to_person" => "login_code.issued" [RegionCoordinator, Coordinator, KeyContact];
    ReadLogins "login.read" [DirectoryEditor, AgencyAdmin];
    EndLogin "login.end" => "login.ended" [DirectoryEditor, AgencyAdmin];
    Identify "session.identify" [Anyone];
    StartSession "session.start" => "session.started" [Anyone];
    RefreshSession "session.refresh" => "session.refreshed" [Anyone];
    EndSession "session.end" => "session.ended" [Anyone];
    SignOutPerson "session.sign_out_person" => "session.ended" [RegionCoordinator, Coordinator, KeyContact];

    // Families and people: the coordinators of their region, and whoever the family lets in.
    SearchPeople "person.search" [RegionCoordinator];
    ReadPerson "person.read" [RegionCoordinator, Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, GlassPeople];
    CreatePerson "person.create" => "person.created" [RegionCoordinator];
    ChangePerson "person.change" => "person.changed" [RegionCoordinator];
    IdentifyPerson "person.identify" => "person.identified" [RegionCoordinator, SystemWriter];
    RelatePeople "person.relate" => "person.related" [RegionCoordinator];
    EndRelationship "person.end_relationship" => "person.relationship_ended" [RegionCoordinator];
    ReadFamily "family.read" [RegionCoordinator, Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, GlassPeople];
    CreateFamily "family.create" => "family.created" [RegionCoordinator];
    ChangeFamily "family.change" => "family.changed" [RegionCoordinator];
    AddMember "family.add_member" => "family.member_added" [RegionCoordinator];
    JudgeUnderstanding "family.judge_understanding" => "family.understanding_judged" [RegionCoordinator];
    ComeOfAge "family.come_of_age" => "family.member_came_of_age" [Service];
    EndMembership "family.end_membership" => "family.membership_ended" [RegionCoordinator];

    // Anyone can activate the process (F1-09, F3-18); the coordinators of the region decide.
    ReceiveIntake "intake.receive" => "intake.received" [Anyone];
    ReadIntake "intake.read" [RegionCoordinator];
    TriageIntake "intake.triage" => "intake.triaged" [RegionCoordinator];
    AcceptIntake "intake.accept" => "case.opened" [RegionCoordinator];
    DeclineIntake "intake.decline" => "intake.closed" [RegionCoordinator];

    // Consent is the family's: others record it, nobody can refuse its withdrawal (F0-06, F1-11).
    ReadConsent "consent.read" [Coordinator, KeyContact, FamilyMember, Signatory];
    ReadConsentState "consent.read_state" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    RequestConsent "consent.request" => "consent.requested" [Coordinator];
    SignConsent "consent.sign" => "consent.signed" [Coordinator, FamilyMember];
    RefuseConsent "consent.refuse" => "consent.refused" [Coordinator, FamilyMember, Signatory];
    WithdrawConsent "consent.withdraw" => "consent.withdrawn" [Coordinator, KeyContact, FamilyMember, Signatory];
    VoidConsent "consent.void" => "consent.voided" [Coordinator];
    ResolveConflict "consent.resolve_conflict" => "consent.conflict_resolved" [Coordinator];
    WarnOfExpiry "consent.warn_of_expiry" => "consent.expiring" [Service];
    ExpireConsent "consent.expire" => "consent.expired" [Service];

    // The case and the roles on it.
    ReadCase "case.read" [Coordinator, LeadWorker, KeyContact, Facilitator, Participant, System, FamilyMember, GlassPeople];
    ReadChanges "case.read_changes" [System];
    ReadEvents "event.read" [System];

    // Webhooks are the agency's own: nothing of a case is in them.
    ReadWebhooks "webhook.read" [SystemWriter, AgencyAdmin];
    CreateWebhook "webhook.create" => "webhook.created" [SystemWriter, AgencyAdmin];
    ChangeWebhook "webhook.change" => "webhook.changed" [SystemWriter, AgencyAdmin];
    EndWebhook "webhook.end" => "webhook.ended" [SystemWriter, AgencyAdmin];
    RotateSecret "webhook.rotate_secret" => "webhook.secret_rotated" [SystemWriter, AgencyAdmin];
    TestWebhook "webhook.test" => "webhook.test_asked" [SystemWriter, AgencyAdmin];
    ReplayEvents "webhook.replay" => "webhook.replay_asked" [SystemWriter, AgencyAdmin];
    RedeliverEvent "webhook.redeliver" => "webhook.redelivery_asked" [SystemWriter, AgencyAdmin];
    ConfirmWebhook "webhook.confirm" => "webhook.confirmed" [Service];
    DisableWebhook "webhook.disable" => "webhook.disabled" [Service];

    // Links to one's own calendar. What is read by one is read like any meeting.
    ReadCalendarLinks "calendar.read_links" [CalendarOwner];
    CreateCalendarLink "calendar.create_link" => "calendar.link_created" [CalendarOwner];
    EndCalendarLink "calendar.end_link" => "calendar.link_ended" [CalendarOwner];

    TakeOverCase "case.take_over" => "case.taken_over" [RegionCoordinator];
    AssignRole "case.assign" => "case.assigned" [Coordinator, LeadWorker, FamilyMember];
    EndAssignment "case.end_assignment" => "case.assignment_ended" [Coordinator];
    SetPreferences "case.set_preferences" => "case.preferences_set" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    HoldCase "case.hold" => "case.held" [Coordinator, LeadWorker];
    ResumeCase "case.resume" => "case.resumed" [Coordinator, LeadWorker];
    DeclineConsent "case.close_without_consent" => "case.closed" [Coordinator, FamilyMember];
    WithdrawFamily "case.withdraw" => "case.closed" [Coordinator, KeyContact, FamilyMember];
    StartClosing "case.start_closing" => "case.closing_started" [Coordinator, LeadWorker];
    CloseCase "case.close" => "case.closed" [Coordinator];
    SubmitFinalReport "final_report.submit" => "final_report.submitted" [LeadWorker, Coordinator];
    ReturnFinalReport "final_report.return" => "final_report.returned" [Coordinator];
    AcceptFinalReport "final_report.accept" => "final_report.accepted" [Coordinator];
    ReadFinalReport "final_report.read" [Coordinator, LeadWorker, FamilyMember, GlassCase];

    // Preparation: the family's words and the family's decisions (F0-44 to F0-47, F1-12 to F1-17).
    ReadProfile "profile.read" [Coordinator, LeadWorker, KeyContact, Facilitator, Participant, System, FamilyMember, GlassCase];
    AddProfileEntry "profile.add" => "profile.entry_added" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    ReviseProfileEntry "profile.revise" => "profile.entry_revised" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    RemoveProfileEntry "profile.remove" => "profile.entry_removed" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    AddNeed "need.add" => "need.added" [Coordinator, LeadWorker, KeyContact, Participant, FamilyMember];
    ReviseNeed "need.revise" => "need.revised" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    ApproveKeyIssues "case.approve_key_issues" => "case.key_issues_approved" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    WaivePreparation "case.waive_preparation" => "case.preparation_waived" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    AnswerConfidentiality "case.answer_confidentiality" => "case.confidentiality_answered" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    ReadRestrictions "restriction.read" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    Restrict "restriction.create" => "restriction.created" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    LiftRestriction "restriction.lift" => "restriction.lifted" [Coordinator, FamilyMember];

    // Meetings: invitations go out after the family's approval, person by person (F0-46, F1-14).
    ReadMeeting "meeting.read" [Coordinator, LeadWorker, KeyContact, Facilitator, Participant, System, FamilyMember, Invitee, GlassCase];
    ReadPack "meeting.read_pack" [Coordinator, LeadWorker, KeyContact, Facilitator, Participant, FamilyMember];
    ConveneMeeting "meeting.convene" => "meeting.convened" [Coordinator, LeadWorker];
    ChangeMeeting "meeting.change" => "meeting.changed" [Coordinator, LeadWorker];
    ProposeInvitation "meeting.propose_invitation" => "meeting.invitation_proposed" [Coordinator, LeadWorker, FamilyMember];
    ApproveMeeting "meeting.approve" => "meeting.approved" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    ApproveInvitation "meeting.approve_invitation" => "meeting.invitation_approved" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    RefuseInvitation "meeting.refuse_invitation" => "meeting.invitation_refused" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    AppointFacilitator "meeting.appoint_facilitator" => "meeting.facilitator_appointed" [Coordinator];
    SendInvitations "meeting.invite" => "meeting.invited" [Coordinator, LeadWorker];
    AnswerInvitation "meeting.answer_invitation" => "meeting.invitation_answered" [Invitee, Coordinator, LeadWorker];
    ConfirmMeeting "meeting.confirm" => "meeting.confirmed" [Coordinator, LeadWorker];
    StartMeeting "meeting.start" => "meeting.started" [LeadWorker, Facilitator, Coordinator];
    CompleteMeeting "meeting.complete" => "meeting.completed" [LeadWorker, Facilitator, Coordinator];
    AdjournMeeting "meeting.adjourn" => "meeting.adjourned" [LeadWorker, Facilitator, Coordinator];
    CancelMeeting "meeting.cancel" => "meeting.cancelled" [Coordinator, LeadWorker, FamilyMember];
    RescheduleMeeting "meeting.reschedule" => "meeting.rescheduled" [Coordinator, LeadWorker];

    // The plan: agreed by each party, version by version (F0-02, F0-27, F0-30).
    ReadPlan "plan.read" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, GlassPlan];
    DraftPlan "plan.draft" => "plan.drafted" [LeadWorker, KeyContact, Coordinator];
    RevisePlan "plan.revise" => "plan.revised" [LeadWorker, KeyContact, Coordinator];
    CirculatePlan "plan.circulate" => "plan.circulated" [LeadWorker, Coordinator];
    RespondToPlan "plan.respond" => "plan.responded" [Participant, SystemWriter, FamilyMember, KeyContact, LeadWorker];
    AbandonPlan "plan.abandon" => "plan.abandoned" [LeadWorker, Coordinator];

    // Follow-up and review (F0-03, F0-22, F0-28, F0-31).
    ReadAction "action.read" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, GlassPlan];
    ReportProgress "action.report_progress" => "action.progress_reported" [Owner];
    CheckAction "action.check" => "action.checked" [LeadWorker, KeyContact];
    RenegotiateAction "action.renegotiate" => "action.renegotiated" [LeadWorker, Coordinator];
    ResolveAction "action.resolve" => "action.resolved" [LeadWorker, Coordinator];
    RecordFamilyProgress "action.record_for_family" => "action.progress_reported" [Coordinator, LeadWorker, KeyContact];
    LogContact "contact.log" => "contact.logged" [KeyContact, LeadWorker, Coordinator];
    ReadContacts "contact.read" [Coordinator, LeadWorker, KeyContact, FamilyMember, GlassCase];
    SubmitProgressReport "progress_report.submit" => "progress_report.submitted" [LeadWorker];
    ReadProgressReports "progress_report.read" [Coordinator, LeadWorker, FamilyMember, GlassCase];
    ReadReview "review.read" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, GlassPlan];
    RescheduleReview "review.reschedule" => "review.rescheduled" [LeadWorker, Coordinator];
    StartReview "review.start" => "review.started" [LeadWorker, Coordinator];
    CompleteReview "review.complete" => "review.completed" [LeadWorker, Coordinator];
    FindReviewDue "review.fall_due" => "review.due" [Service];
    FindReviewMissed "review.miss" => "review.missed" [Service];

    // The family's own door (IPP 6 and 7, F0-11, F0-23).
    ReadOwnDoor "case.read_own" [Oneself];
    ExportOwnRecord "record.export" [Oneself];
    ReadOwnAccess "access.read_own" [Oneself];
    MakeStatement "statement.make" => "statement.made" [FamilyMember];
    ReadStatements "statement.read" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, Oneself];
    RequestCorrection "correction.request" => "correction.requested" [Oneself];
    ReadCorrections "correction.read" [Coordinator, LeadWorker, KeyContact, Participant, System, Source, Oneself];
    AcceptCorrection "correction.accept" => "correction.accepted" [Coordinator, Source];
    RefuseCorrection "correction.refuse" => "correction.refused" [Coordinator, Source];
    AttachStatement "correction.attach_statement" => "correction.statement_attached" [Oneself];
    ReadCorrectionNotices "correction.read_notices" [Coordinator, Participant, System, FamilyMember, Recipient, Oneself];
    AcknowledgeCorrection "correction.acknowledge" => "correction.acknowledged" [SystemWriter, Recipient];

    // What agencies were shown is asked back when a consent is taken back (F0-06).
    ReadRecalls "recall.read" [Coordinator, AgencyAdmin, System, SystemWriter, Recipient, Oneself, PrivacyOfficer];
    AcknowledgeRecall "recall.acknowledge" => "recall.acknowledged" [AgencyAdmin, SystemWriter, Recipient];
    EscalateRecall "recall.escalate" => "recall.escalated" [Service];

    // Disclosure: one item, one ground, the family told beforehand (F1-15, F1-16, F1-18, F0-17).
    ProposeDisclosure "disclosure.propose" => "disclosure.proposed" [Coordinator, LeadWorker, KeyContact, Participant];
    ReadDisclosure "disclosure.read" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember, Recipient, Adviser];
    ApproveDisclosure "disclosure.approve" => "disclosure.approved" [Coordinator, LeadWorker, KeyContact, Participant];
    WithholdDisclosure "disclosure.withhold" => "disclosure.withheld" [Coordinator, LeadWorker, KeyContact, Participant];
    GiveNotice "disclosure.give_notice" => "disclosure.notified" [Coordinator, LeadWorker, KeyContact];
    ReadNotices "disclosure.read_notices" [Coordinator, LeadWorker, KeyContact, FamilyMember];
    ExceptNotice "disclosure.except_notice" => "disclosure.notice_excepted" [Coordinator, LeadWorker, KeyContact, Participant];
    AnswerDisclosure "disclosure.answer" => "disclosure.answered" [FamilyMember, Coordinator, LeadWorker, KeyContact];
    DiscloseItem "disclosure.disclose" => "disclosure.disclosed" [Coordinator, LeadWorker, KeyContact, Participant];
    CorrectDisclosure "disclosure.correct" => "disclosure.corrected" [Coordinator, LeadWorker, KeyContact, Participant];
    RecallDisclosure "disclosure.recall" => "disclosure.recalled" [Coordinator, LeadWorker, KeyContact, Participant];
    ReadLedger "disclosure.read_ledger" [Coordinator, LeadWorker, KeyContact, Participant, System, FamilyMember];
    RequestAdvice "advice.request" => "advice.requested" [Coordinator, LeadWorker, KeyContact, Participant];
    AnswerAdvice "advice.answer" => "advice.answered" [Adviser];
    ReadAdviceAsked "advice.read_asked" [Adviser];
    ReadAdvice "advice.read" [Coordinator, LeadWorker, KeyContact, Participant, FamilyMember, Adviser];

    // Safety: raised by whoever works closest with the family, lowered by two (F0-21).
    RaiseAlert "safety.raise" => "safety.raised" [Coordinator, LeadWorker, KeyContact];
    ReadAlerts "safety.read" [Coordinator, LeadWorker, KeyContact, Facilitator, Protected, AskedSupervisor, GlassPeople];
    ExtendAlert "safety.extend" => "safety.extended" [Coordinator, LeadWorker, KeyContact];
    AskLowering "safety.ask_lowering" => "safety.lowering_asked" [Coordinator];
    ConfirmLowering "safety.confirm_lowering" => "safety.lowered" [AskedSupervisor];
    RefuseLowering "safety.refuse_lowering" => "safety.lowering_refused" [AskedSupervisor];
    EndAlert "safety.end" => "safety.ended" [Service];

    // Oversight: an emergency opens a case for reading, and somebody else looks at it; who did what, without content.
    OpenBreakGlass "break_glass.open" => "break_glass.opened" [DutyWorker];
    ReadBreakGlass "break_glass.read" [Coordinator, GrantHolder, Supervisor, PrivacyOfficer];
    RevokeBreakGlass "break_glass.revoke" => "break_glass.revoked" [Coordinator, GrantHolder, PrivacyOfficer];
    ReviewBreakGlass "break_glass.review" => "break_glass.reviewed" [Supervisor, PrivacyOfficer];
    OverseeBreakGlass "oversight.read_break_glass" [Supervisor, PrivacyOfficer];
    OverseeAccesses "oversight.read_accesses" [PrivacyOfficer];
    OverseeChanges "oversight.read_changes" [PrivacyOfficer];
}
