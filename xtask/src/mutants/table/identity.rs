//! Who is let in, and kept out again.

use super::Mutant;

const SESSION: &str = "crates/whakakaha-store/src/identity/session.rs";
const LOGIN: &str = "crates/whakakaha-store/src/identity/login.rs";
const VIEWER: &str = "crates/whakakaha-store/src/viewer.rs";
const NONCE: &str = "crates/whakakaha-api/src/auth/nonce.rs";
const INSTANCES: &[&str] = &["identity::instances"];

pub(super) const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "sessions that have ended",
        who: "system/school",
        file: SESSION,
        text: "        .filter(diesel::dsl::not(sessions::ended))\n",
        instead: "",
        without: "a token that was revoked opens what it opened before",
        tests: INSTANCES,
    },
    Mutant {
        name: "programs that are disabled",
        who: "system/school",
        file: SESSION,
        text: "        .filter(diesel::dsl::not(clients::disabled));\n",
        instead: ";\n",
        without: "a program that was disabled goes on with its last token",
        tests: INSTANCES,
    },
    Mutant {
        name: "agencies that are suspended",
        who: "system/school",
        file: VIEWER,
        text: "    agencies::table.filter(not(agencies::suspended))\n",
        instead: "    agencies::table.filter(not(agencies::suspended.and(agencies::id.is_null())))\n",
        without: "an agency that was suspended goes on reading",
        tests: INSTANCES,
    },
    Mutant {
        name: "workers who have left",
        who: "worker/school",
        file: VIEWER,
        text: "                .filter(workers::ended_on.is_null())\n",
        instead: "",
        without: "whoever left their agency goes on reading for it",
        tests: INSTANCES,
    },
    Mutant {
        name: "logins that were ended",
        who: "worker/school",
        file: LOGIN,
        text: "            .filter(diesel::dsl::not(logins::ended))\n",
        instead: "",
        without: "a login that was taken from a worker lets them in again",
        tests: &["a_login_that_was_ended"],
    },
    Mutant {
        name: "nonces of long ago",
        who: "system/school",
        file: NONCE,
        text: "[now, now - WINDOW].iter().any(",
        instead: "[now, now - WINDOW, now - 2 * WINDOW].iter().any(",
        without: "whoever could sign for a moment goes on with proofs that were made beforehand",
        tests: &["r27_a_proof_bears"],
    },
];
