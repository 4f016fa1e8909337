//! The offer of the process to a family, and what the family said (F2-13).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    code::code_list,
    ids::Id,
    refusal::{Code, Refusal},
    worker::Worker,
};

code_list! {
    /// What a family says when it is offered the process.
    OfferResponse {
        /// It wants to.
        Accepted = "accepted",
        /// It has not decided; its consent will say.
        Undecided = "undecided",
        /// It does not want to.
        Declined = "declined",
    }
}

/// The offer of the process to a family, as a coordinator records it.
#[derive(Clone)]
pub struct MadeOffer {
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// How: in person, by telephone, in writing.
    pub how: String,
    /// What the family said.
    pub response: OfferResponse,
}

/// The offer of the process to a family, and what the family said (F2-13).
#[derive(Clone, Serialize, Deserialize)]
pub struct Offer {
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// How.
    pub how: String,
    /// What the family said.
    pub response: OfferResponse,
    /// The worker who wrote it down.
    pub recorded_by: Option<Id<Worker>>,
}

impl Offer {
    /// An offer in person that the family accepted.
    pub(crate) fn accepted(made_on: NaiveDate) -> Self {
        Self { made_on, how: "in person".to_owned(), response: OfferResponse::Accepted, recorded_by: None }
    }
}

impl MadeOffer {
    /// The offer as it is kept, made today or before.
    pub(super) fn kept(&self, today: NaiveDate, recorded_by: Option<Id<Worker>>) -> Result<Offer, Refusal> {
        if self.made_on > today {
            return Err(Refusal::at(Code::DateInFuture, "#/offer/made_on"));
        }
        Ok(Offer { made_on: self.made_on, how: self.how.clone(), response: self.response, recorded_by })
    }
}
