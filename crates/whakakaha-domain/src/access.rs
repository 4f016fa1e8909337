//! What members of a family are told of who has looked at what is on record about them, or changed it: in
//! plain words, and nothing that is for somebody else of the family alone.

#[cfg(test)]
mod tests;

use crate::{break_glass::EmergencyTold, code::code_list};

code_list! {
    /// What somebody did.
    Deed {
        /// They looked at it.
        LookedAt = "looked_at",
        /// They asked for it, and were shown nothing.
        AskedInVain = "asked_in_vain",
        /// They changed it, or added to it.
        Changed = "changed",
    }
}

code_list! {
    /// What it was about.
    Topic {
        /// A personal record.
        Person = "person",
        /// The record of the family and its members.
        Family = "family",
        /// The request with which the process began.
        Intake = "intake",
        /// The reader's own consent.
        Consent = "consent",
        /// The case and the roles on it.
        Case = "case",
        /// What the family says about itself, and what it needs.
        Profile = "profile",
        /// A meeting and its invitations.
        Meeting = "meeting",
        /// The plan.
        Plan = "plan",
        /// Something that was promised.
        Action = "action",
        /// The contacts between meetings.
        Contact = "contact",
        /// What the coordinator is told.
        ProgressReport = "progress_report",
        /// A review of the plan.
        Review = "review",
        /// The final report.
        FinalReport = "final_report",
        /// A statement of the reader's own.
        Statement = "statement",
        /// What the reader asked to be corrected.
        Correction = "correction",
        /// An item that one agency shares with others, and of which the reader knows.
        Disclosure = "disclosure",
        /// What was opened in an emergency.
        EmergencyAccess = "emergency_access",
        /// The record of who looked and who changed something.
        AccessRecord = "access_record",
        /// How somebody of the family comes in here.
        SigningIn = "signing_in",
        /// Something else of the case. No more is said of what is for somebody else of the family alone.
        Other = "other",
    }
}

impl Topic {
    /// What an operation is about, by its name, as far as every member of the family may know; `own`: whether
    /// it is about something of the reader's own. What is not known here is told as something of the case.
    #[must_use]
    pub fn of(operation: &str, own: bool) -> Self {
        let thing = operation.split('.').next().unwrap_or_default();
        match thing {
            "person" => Self::Person,
            "family" => Self::Family,
            "intake" => Self::Intake,
            "case" | "event" => Self::Case,
            "profile" | "need" => Self::Profile,
            "meeting" => Self::Meeting,
            "plan" => Self::Plan,
            "action" => Self::Action,
            "contact" => Self::Contact,
            "progress_report" => Self::ProgressReport,
            "review" => Self::Review,
            "final_report" => Self::FinalReport,
            "break_glass" => Self::EmergencyAccess,
            "oversight" => Self::AccessRecord,
            "consent" if own => Self::Consent,
            "statement" if own => Self::Statement,
            "correction" if own => Self::Correction,
            "disclosure" if own => Self::Disclosure,
            "login_code" | "session" if own => Self::SigningIn,
            _ => Self::Other,
        }
    }

    const fn words(self, whose: Whose) -> &'static str {
        match (self, whose) {
            (Self::Person, Whose::Ones) => "your personal record",
            (Self::Person, Whose::Childs) => "the personal record of a child of your family",
            (Self::Person, Whose::Familys) => "a personal record of your family",
            (Self::Family, _) => "the record of your family and its members",
            (Self::Intake, _) => "the request with which your family's case began",
            (Self::Consent, _) => "your consent",
            (Self::Case, _) => "your family's case",
            (Self::Profile, _) => "what your family says about itself and what it needs",
            (Self::Meeting, Whose::Ones) => "your invitation to a meeting",
            (Self::Meeting, _) => "a meeting of your family's case",
            (Self::Plan, _) => "your family's plan",
            (Self::Action, _) => "something promised in your family's plan",
            (Self::Contact, _) => "the contacts with your family between meetings",
            (Self::ProgressReport, _) => "what the coordinator is told of your family's case",
            (Self::Review, _) => "a review of your family's plan",
            (Self::FinalReport, _) => "the final report of your family's case",
            (Self::Statement, _) => "what you said in your own words",
            (Self::Correction, _) => "what you asked to be corrected",
            (Self::Disclosure, Whose::Ones) => "what one agency shares with others about you",
            (Self::Disclosure, _) => "what one agency shares with others about your family",
            (Self::EmergencyAccess, _) => "emergency access to your family's case",
            (Self::AccessRecord, _) => "the record of who has looked at your family's case",
            (Self::SigningIn, _) => "how you sign in here",
            (Self::Other, _) => "something on record in your family's case",
        }
    }
}

code_list! {
    /// What came of a look, or of an attempt to change something.
    AccessOutcome {
        /// It was shown.
        Allowed = "allowed",
        /// The caller was told that there is no such thing.
        Absent = "absent",
        /// The caller knows of the thing, and may not.
        Forbidden = "forbidden",
        /// The token does not allow it, whatever it is about.
        Scope = "scope",
        /// A rule said no.
        Refused = "refused",
    }
}

impl AccessOutcome {
    /// Those by which somebody was told that they may not.
    pub const DENIED: [Self; 3] = [Self::Absent, Self::Forbidden, Self::Scope];
}

code_list! {
    /// What kind of caller did something.
    CallerKind {
        /// A worker of an agency.
        Worker = "worker",
        /// A member of a family.
        Family = "family",
        /// The computer system of an agency.
        System = "system",
        /// A reporting script.
        Reporter = "reporter",
        /// Somebody who runs the service.
        Administrator = "administrator",
        /// Somebody without a token.
        Public = "public",
        /// The service itself.
        Service = "service",
    }
}

/// Whose record it was, as the reader would say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The reader's own.
    Ones,
    /// That of a child for whom the family speaks.
    Childs,
    /// That of the family, or of a case of it.
    Familys,
}

code_list! {
    /// What kind of caller it was.
    OnlookerKind {
        /// A worker of an agency.
        Worker = "worker",
        /// The computer system of an agency.
        System = "system",
        /// Somebody who runs the service. Sees no case.
        Administrator = "administrator",
        /// A reporting script. Sees no case.
        Reporter = "reporter",
    }
}

/// Who it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Onlooker {
    /// What kind of caller.
    pub kind: OnlookerKind,
    /// The name of the worker.
    pub name: Option<String>,
    /// The name of the agency.
    pub agency: Option<String>,
}

impl Onlooker {
    fn words(&self) -> String {
        let agency = self.agency.as_deref().unwrap_or("an agency");
        match self.kind {
            OnlookerKind::Worker => format!("{} ({agency})", self.name.as_deref().unwrap_or("A worker")),
            OnlookerKind::System => format!("The computer system of {agency}"),
            OnlookerKind::Administrator => "An administrator of the service".to_owned(),
            OnlookerKind::Reporter => "A reporting script of the service".to_owned(),
        }
    }
}

/// One look or change, in plain words.
#[must_use]
pub fn sentence(
    who: &Onlooker,
    deed: Deed,
    (topic, whose): (Topic, Whose),
    emergency: Option<&EmergencyTold>,
) -> String {
    let (who, what) = (who.words(), topic.words(whose));
    let why = |it: &EmergencyTold| {
        let words = it.reason.as_ref().map_or_else(String::new, |reason| format!(" They wrote: “{reason}”"));
        format!("in an emergency, because {}.{words}", it.ground.words())
    };
    match (deed, emergency) {
        (_, Some(it)) if it.is_opening => format!("{who} opened {} {}", it.part.words(), why(it)),
        (Deed::LookedAt, Some(it)) if topic != Topic::EmergencyAccess => {
            format!("{who} looked at {what} {}", why(it))
        }
        (Deed::LookedAt, _) => format!("{who} looked at {what}."),
        (Deed::AskedInVain, _) => format!("{who} asked for {what} and was refused."),
        (Deed::Changed, _) => format!("{who} recorded or changed something in {what}."),
    }
}
