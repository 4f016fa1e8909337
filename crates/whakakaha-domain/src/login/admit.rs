//! Letting a member of a family in.

use chrono::TimeDelta;

use super::{CodeHolder, LoginCode, Spoken};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
};

/// Makes a code that lets a member of a family in, once, within half an hour. An earlier one is void.
pub struct AdmitPerson(pub Spoken);

/// A person, and the codes made for them within the last day.
pub struct Admission {
    /// The person.
    pub person: Entity<Person>,
    /// The codes.
    pub codes: Vec<Entity<LoginCode>>,
}

impl Admission {
    /// How far back codes count.
    pub const LOOK_BACK: TimeDelta = TimeDelta::days(1);
    /// How many codes one person is given in that time.
    const MOST: usize = 5;
}

impl Command for AdmitPerson {
    type Target = Admission;
    const OPERATION: Operation = Operation::AdmitPerson;

    fn decide(&self, admission: &Admission, at: &Moment) -> Result<Decision, Refusal> {
        ensure(admission.codes.len() < Admission::MOST, Code::TooManyCodes)?;
        let void = void(&admission.codes, at);
        let holder = CodeHolder::Person(admission.person.id);
        let code = Entity::new(at.id(0), LoginCode::new(holder, self.0.clone(), at.now));
        Ok(Change::of(admission.person.id).put(code).put_all(void).into())
    }
}

/// Those of the codes that could still be used, so that they cannot any more.
pub(crate) fn void(codes: &[Entity<LoginCode>], at: &Moment) -> Vec<Entity<LoginCode>> {
    let live = codes.iter().filter(|code| code.is_live(at.now));
    live.map(|code| code.amended(|it| it.expires_at = at.now)).collect()
}
