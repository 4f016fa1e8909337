//! The whole journey, watched closely: what every persona sees at each scene, and what every operation
//! does with a missing token, a stranger, a malformed body, and the same request again.

use whakakaha::demo::{journey, stage::Stage};
use whakakaha_tests::{app::TestApp, committed};

use crate::{
    critic::Critic,
    examples::{Examples, JOURNEY},
};

/// The demonstration's journey; what everybody sees on the way is kept where a practitioner can read it.
#[test]
fn the_whole_journey_shows_everybody_what_they_may_see_and_no_more() {
    let app = TestApp::start();
    let critic = Critic::new(&app, Examples::default());
    let stage = Stage::new(&app.service, &critic);
    if let Err(interrupted) = journey::play(&stage) {
        panic!("{interrupted}\n{}", critic.told());
    }
    let intro = "# Who sees what on the way\n\nGenerated from a run of the demonstration's journey by the tests. Numbers are how many \
                 items the persona's list holds; 403 and 404 are refusals; a word is the state of the case as the persona reads it.\n\n";
    committed("docs/journey.md", &format!("{intro}{}", critic.told()));

    critic.conclude(JOURNEY);
}
