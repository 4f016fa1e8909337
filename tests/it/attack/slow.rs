//! Requests that never come to their end, while those of others are served.

use std::{thread, time::Instant};

use whakakaha_tests::app::TestApp;

use super::{Wire, posting, usual};

/// Two hundred at once that do not come, one of them a byte a second: all are ended with an answer, and meanwhile the
/// others get theirs.
#[test]
fn bodies_that_trickle_are_ended_and_slow_nobody_else() {
    let app = TestApp::start();
    let begun = Instant::now();
    let mut slow: Vec<Wire> = (0..200).map(|_| Wire::to(&app)).collect();
    for wire in &mut slow {
        assert!(wire.say(format!("{}Content-Length: 1000\r\n\r\n{{", posting(&app)).as_bytes()));
    }
    let others = usual(&app);
    let trickling = thread::scope(|scope| {
        let [first, rest @ ..] = slow.as_mut_slice() else { panic!("nobody is slow") };
        let mut voice = Wire(first.0.try_clone().unwrap());
        let speaking = scope.spawn(move || {
            (0..60)
                .take_while(|_| {
                    thread::sleep(std::time::Duration::from_secs(1));
                    voice.say(b" ")
                })
                .count()
        });
        let told = first.hear();
        assert_eq!(told.brief(), (408, "request.too_slow"), "{told:?}");
        for wire in rest {
            assert_eq!(wire.hear().brief(), (408, "request.too_slow"));
        }
        drop(first.hear_all());
        speaking.join().unwrap()
    });
    let ended = begun.elapsed();
    assert!(trickling < 60, "the connection stays open for whoever trickles");
    assert!(others * 2 < ended, "{others:?} beside {ended:?}");
}

/// The same for heads that do not end.
#[test]
fn heads_that_do_not_end_are_ended() {
    let app = TestApp::start();
    let mut slow: Vec<Wire> = (0..200).map(|_| Wire::to(&app)).collect();
    let begun = Instant::now();
    for wire in &mut slow {
        assert!(wire.say(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: "));
    }
    let others = usual(&app);
    for wire in &mut slow {
        let heard = wire.hear_all();
        assert!(heard.starts_with("HTTP/1.1 408 "), "{heard:?}");
    }
    assert!(others * 2 < begun.elapsed(), "{others:?} beside {:?}", begun.elapsed());
}

/// A connection that rests is still there for the next request: a load balancer keeps its own for a minute.
#[test]
fn a_connection_that_rests_is_kept() {
    let app = TestApp::start();
    let mut wire = Wire::to(&app);
    for rest in [7, 0] {
        assert!(wire.say(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"));
        assert_eq!(wire.hear().status, 200);
        thread::sleep(std::time::Duration::from_secs(rest));
    }
}
