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
    let cast = journey::play(&stage).unwrap_or_else(|cut| panic!("{cut}\n{}", critic.told()));
    // The demonstration prints a token for each of these: no child has a login.
    let callers: Vec<_> = cast.with_login().map(|(key, _)| key).collect();
    assert_eq!(callers.len(), cast.personas.len() - 3, "{callers:?}");
    for child in ["tamaiti", "teina1", "teina2"] {
        assert!(cast.who(child).is_ok() && !callers.contains(&child), "{callers:?}");
    }
    let intro = "# Who sees what on the way\n\nGenerated from a run of the demonstration's journey by the tests. Numbers are how many \
                 items the persona's list holds; 403 and 404 are refusals; a word is the state of the case as the persona reads it.\n\n";
    committed("docs/journey.md", &format!("{intro}{}", critic.told()));

    critic.conclude(JOURNEY);
}
