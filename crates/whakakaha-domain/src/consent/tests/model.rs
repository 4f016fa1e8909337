//! The consent engine against a small statement of the rule that shares nothing with it: every sequence of up
//! to six acts of two guardians and a young person, about taking part and about sharing with two agencies
//! (model 3.3).

use std::collections::BTreeSet;

use super::*;
use crate::code::CodeList;

/// What somebody does; each but the last three is asked for anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    Sign,
    Refuse,
    /// Signs anew, without the second agency.
    Supersede,
    /// Takes back one agency.
    Narrow(u128),
    Withdraw,
    Expire,
}

const ACTS: [Act; 7] = [
    Act::Sign,
    Act::Refuse,
    Act::Supersede,
    Act::Narrow(FIRST),
    Act::Narrow(SECOND),
    Act::Withdraw,
    Act::Expire,
];
const LONGEST: usize = 6;
const FIRST: u128 = 100;
const SECOND: u128 = 101;
const MOTHER: u128 = 11;
const FATHER: u128 = 12;
const DAUGHTER: u128 = 14;
const CHILD: u128 = 13;
const PEOPLE: [u128; 3] = [MOTHER, FATHER, DAUGHTER];

/// Taking part, sharing with the first agency, sharing with the second.
const TOPICS: [(Purpose, Option<u128>); 3] = [
    (Purpose::Participate, None),
    (Purpose::ShareWithAgencies, Some(FIRST)),
    (Purpose::ShareWithAgencies, Some(SECOND)),
];

/// What somebody has said of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Nothing,
    No,
    TakenBack,
    Yes,
}

/// The rule, told by what people say one after the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    words: [Word; 3],
    /// The topics that the signed paper names, where there is one.
    signed: [bool; 3],
    /// The topics to which a no was said since the last yes: it counts as soon as the yes does not.
    denied: [bool; 3],
}

impl Told {
    const NOTHING: Self = Self { words: [Word::Nothing; 3], signed: [false; 3], denied: [false; 3] };

    fn after(mut self, act: Act) -> Self {
        match act {
            Act::Sign => self.sign([true; 3]),
            Act::Supersede => self.sign([true, true, false]),
            Act::Refuse => {
                self.denied = [true; 3];
                self.words = self.words.map(|word| word.max(Word::No));
            }
            Act::Narrow(agency) => {
                for (topic, word) in TOPICS.iter().zip(&mut self.words) {
                    if topic.1 == Some(agency) && *word == Word::Yes {
                        *word = Word::TakenBack;
                    }
                }
            }
            Act::Withdraw => self.end_the_signed(|_| Word::TakenBack),
            Act::Expire => self.end_the_signed(|denied| if denied { Word::No } else { Word::Nothing }),
        }
        self
    }

    fn sign(&mut self, named: [bool; 3]) {
        self.end_the_signed(|denied| if denied { Word::No } else { Word::Nothing });
        self.signed = named;
        for topic in (0..3).filter(|topic| named[*topic]) {
            self.words[topic] = Word::Yes;
            self.denied[topic] = false;
        }
    }

    fn end_the_signed(&mut self, left: impl Fn(bool) -> Word) {
        for topic in (0..3).filter(|topic| self.signed[*topic]) {
            self.words[topic] = left(self.denied[topic]);
        }
        self.signed = [false; 3];
    }
}

/// Everybody's yes is needed; a no beside a yes is a conflict; what nobody agrees to was taken back, or never
/// given.
fn rule(words: [Word; 3]) -> Sum {
    let some = |wanted| words.contains(&wanted);
    match (some(Word::Yes), some(Word::No) || some(Word::TakenBack)) {
        (true, true) => Sum::Conflicting,
        (true, false) if words == [Word::Yes; 3] => Sum::Sufficient,
        (true, false) => Sum::Partial,
        (false, _) if some(Word::TakenBack) => Sum::Withdrawn,
        (false, _) => Sum::None,
    }
}

/// Those who agree go on without those who object, where everybody has said something and an adult goes on.
fn opens(words: [Word; 3]) -> bool {
    let [mother, father, _] = words;
    words == [Word::Yes; 3]
        || (!words.contains(&Word::Nothing) && (mother == Word::Yes || father == Word::Yes))
}

/// Then nothing is told of those who object, of the child of whom they are parents, nor of the family as a whole.
fn held(words: [Word; 3]) -> BTreeSet<Held> {
    let objecting = PEOPLE.into_iter().zip(words).filter(|(_, word)| *word != Word::Yes).map(|(who, _)| who);
    let objecting: Vec<u128> = objecting.collect();
    let of_child = objecting.iter().any(|who| *who != DAUGHTER).then_some(CHILD);
    let people = objecting.iter().copied().chain(of_child).map(|who| Held::Person(id(who)));
    let family = (!objecting.is_empty()).then_some(Held::Family);
    people.chain(family).collect()
}

/// The file of the family, with the daughter who decides for herself.
fn family(consents: Vec<Entity<Consent>>) -> CaseFile {
    let mut file = CaseFile { consents, ..file(CaseState::Preparing) };
    let mut daughter = member(DAUGHTER, FamilyRole::YoungPerson);
    daughter.membership = daughter.membership.amended(|it| it.consents_for_self = true);
    file.members.push(daughter);
    file
}

/// One person's papers, and what the person has told.
type History = (Vec<Entity<Consent>>, Told);

/// Does one thing through the commands of the engine.
fn act(consents: &[Entity<Consent>], person: u128, act: Act) -> Vec<Entity<Consent>> {
    let mut file = family(consents.to_vec());
    let paper = |n| {
        consent(n, person, ConsentState::PendingSignature).amended(|it| {
            it.children.retain(|_| person != DAUGHTER);
            it.agencies.retain(|agency| act != Act::Supersede || *agency == id(FIRST));
        })
    };
    let next = person * 100 + u128::try_from(consents.len()).unwrap();
    let signed = || {
        let is_signed = |it: &&Entity<Consent>| it.state.status() == ConsentStatus::Active;
        consents.iter().rfind(|it| it.person_id == id(person) && is_signed(it)).cloned()
    };
    let on = |file: &CaseFile, consent| ConsentFile { consent, file: file.clone(), shown: Shown::default() };
    let changed = match act {
        Act::Sign | Act::Supersede => {
            file.consents.push(paper(next));
            decided(&SignConsent(signature()), &on(&file, paper(next)))
        }
        Act::Refuse => {
            file.consents.push(paper(next));
            decided(&RefuseConsent, &on(&file, paper(next)))
        }
        Act::Narrow(agency) => {
            signed().filter(|it| it.agencies.contains(&id(agency))).map_or_else(Vec::new, |it| {
                let back = WithdrawConsent {
                    purposes: vec![],
                    agencies: vec![id(agency)],
                    categories: vec![],
                    channel: "x".to_owned(),
                };
                decided(&back, &on(&file, it))
            })
        }
        Act::Withdraw => signed().map_or_else(Vec::new, |it| {
            let back = WithdrawConsent {
                purposes: vec![],
                agencies: vec![],
                categories: vec![],
                channel: "x".to_owned(),
            };
            decided(&back, &on(&file, it))
        }),
        Act::Expire => signed().map_or_else(Vec::new, |it| {
            let over = it.amended(|it| it.valid_until = day(2026, 2, 1));
            decided(&ExpireConsent, &EndingConsent(on(&file, over)))
        }),
    };
    with(&file, &changed).consents
}

fn decided<C: Command>(command: &C, target: &C::Target) -> Vec<Entity<Consent>> {
    match command.decide(target, &at(COORDINATOR)) {
        Ok(Decision::Change(change)) => {
            let consent =
                |record: &Record| if let Record::Consent(it) = record { Some(it.clone()) } else { None };
            change.records().iter().filter_map(consent).collect()
        }
        Ok(_) => Vec::new(),
        Err(refusal) => panic!("{:?}", refusal.code),
    }
}

/// Papers that differ in nothing that the engine looks at.
fn fingerprint(consents: &[Entity<Consent>]) -> String {
    let papers = consents.iter().map(|it| {
        let narrowed: Vec<_> = it.narrowed.iter().map(|part| (&part.purposes, &part.agencies)).collect();
        serde_json::to_string(&(it.state.status().code(), &it.agencies, narrowed)).unwrap()
    });
    papers.collect::<Vec<_>>().join(" ")
}

/// Every history of one person, by the number of acts that it takes.
fn histories(person: u128) -> Vec<Vec<History>> {
    let mut known = BTreeSet::new();
    let mut all = vec![vec![(Vec::new(), Told::NOTHING)]];
    for _ in 0..LONGEST {
        let mut longer = Vec::new();
        for (consents, told) in all.last().unwrap() {
            for next in ACTS {
                let history: History = (act(consents, person, next), told.after(next));
                if known.insert((fingerprint(&history.0), history.1)) {
                    longer.push(history);
                }
            }
        }
        all.push(longer);
    }
    all
}

fn assert_agree(parts: [&History; 3]) {
    let file = family(parts.iter().flat_map(|(consents, _)| consents.iter().cloned()).collect());
    for (topic, (purpose, agency)) in TOPICS.into_iter().enumerate() {
        let words = parts.map(|(_, told)| told.words[topic]);
        let found = state::standing(&file, purpose, agency.map(id), TODAY).state;
        let papers = parts.map(|(consents, _)| fingerprint(consents));
        assert_eq!(found, rule(words), "{purpose:?} {agency:?}: {words:?} {papers:#?}");
        let standing = state::standing(&file, purpose, agency.map(id), TODAY);
        assert_eq!(standing.opens, opens(words), "{purpose:?} {agency:?}: {words:?} {papers:#?}");
        let held: BTreeSet<_> = if standing.opens { held(words) } else { BTreeSet::new() };
        assert_eq!(standing.held, held, "{purpose:?} {agency:?}: {words:?} {papers:#?}");
    }
}

/// What one person does moves none of another's papers, so that every order in which three people act is made
/// of three histories.
#[test]
fn model_3_3_every_sequence_of_six_acts_adds_up_as_the_rule_says() {
    let [mother, father, daughter] = PEOPLE.map(histories);
    let mut compared = 0_u32;
    for (a, of_mother) in mother.iter().enumerate() {
        for (b, of_father) in father.iter().enumerate().take(LONGEST + 1 - a) {
            for of_daughter in daughter.iter().take(LONGEST + 1 - a - b) {
                for one in of_mother {
                    for two in of_father {
                        for three in of_daughter {
                            assert_agree([one, two, three]);
                            compared += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(compared > 10_000, "only {compared}");
}

#[test]
fn what_one_person_does_moves_none_of_another_s_papers() {
    let begun =
        [MOTHER, FATHER, DAUGHTER].iter().fold(Vec::new(), |papers, who| act(&papers, *who, Act::Sign));
    for who in PEOPLE {
        for next in ACTS {
            let of_others = |papers: &[Entity<Consent>]| {
                let others: Vec<_> = papers.iter().filter(|it| it.person_id != id(who)).cloned().collect();
                fingerprint(&others)
            };
            assert_eq!(of_others(&act(&begun, who, next)), of_others(&begun), "{who} {next:?}");
        }
    }
}
