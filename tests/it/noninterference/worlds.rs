//! Two worlds side by side: the same story, the same questions, and nothing to choose between the answers.

use std::fmt;

use serde_json::Value;
use whakakaha_tests::{
    client::Answer,
    statements::{Statements, bounds_transaction},
};

use super::{
    asks::Named,
    secrets::is_overseer,
    story::{Request, Story, Where},
    world::{AGAIN, World},
};

/// Why a story has ended early.
pub(super) enum Stopped {
    /// The worlds went different ways where they should not have: the story tells nothing.
    Apart(String),
    /// Somebody learns what is hidden from them.
    Leak(String),
}

/// Both worlds, and who listens to what they say to their databases.
pub(super) struct Worlds<'a> {
    left: World,
    right: World,
    statements: &'a Statements,
    leaks: Vec<String>,
}

/// What somebody was told, as far as it can be compared.
struct Told {
    status: u16,
    headers: Vec<(String, String)>,
    text: String,
    statements: Vec<String>,
}

impl<'a> Worlds<'a> {
    pub(super) fn new(statements: &'a Statements) -> Self {
        Self { left: World::new(), right: World::new(), statements, leaks: Vec::new() }
    }

    /// Tells a story and asks.
    pub(super) fn tell(mut self, story: &Story) -> Result<(), Stopped> {
        let told = story.told();
        self.play(&told.before)?;
        if !is_overseer(story.audience) {
            self.glance(story.audience)?;
        }
        self.play(&told.secret)?;
        self.play(&told.later)?;
        self.left.told();
        self.right.told();
        self.read(story.audience)?;
        self.write(story)?;
        self.glance(story.audience)
    }

    fn play(&mut self, requests: &[Request]) -> Result<(), Stopped> {
        for request in requests {
            let left = self.left.play(request).map(|answer| answer.status);
            let right = self.right.play_otherwise(request).map(|answer| answer.status);
            if request.keeps && left.is_some_and(|status| status >= 300) {
                return Err(Stopped::Apart(format!("no secret: {left:?} for {request:?}")));
            }
            if request.place == Where::Both && left != right {
                return Err(Stopped::Apart(format!("{left:?} and {right:?} for {request:?}")));
            }
        }
        self.left.relay();
        self.right.relay();
        Ok(())
    }

    fn tick(&mut self) {
        self.left.tick();
        self.right.tick();
    }

    /// Asks for everything that can be read, once.
    fn glance(&mut self, who: &str) -> Result<(), Stopped> {
        self.tick();
        for request in Named([&self.left, &self.right]).plain_readings(who) {
            self.ask([&request, &request]);
        }
        self.conclude()
    }

    /// Asks for everything that can be read. Lists of one item at a time are followed to their end.
    fn read(&mut self, who: &str) -> Result<(), Stopped> {
        self.tick();
        let readings = Named([&self.left, &self.right]).readings(who).map_err(Stopped::Leak)?;
        for request in readings {
            let mut answers = self.ask([&request, &request]);
            let mut pages = if request.path.ends_with("limit=1") { MOST_PAGES } else { 0 };
            while let (Some(cursors), 1..) = (next(&answers), pages) {
                let [left, right] = cursors.map(|cursor| {
                    Request::any(who, "GET", format!("{}&cursor={cursor}", request.path), None)
                });
                answers = self.ask([&left, &right]);
                pages -= 1;
            }
        }
        self.conclude()
    }

    /// Sends everything that can be sent, and what has a key once more, in an order of the story's; what ends things comes
    /// last.
    fn write(&mut self, story: &Story) -> Result<(), Stopped> {
        let writings = Named([&self.left, &self.right]).writings(story.audience).map_err(Stopped::Leak)?;
        let place = |request: &Request, n: usize| {
            let ends = ENDS.iter().any(|end| request.path.ends_with(end));
            (ends, (n as u64 + 1).wrapping_mul(story.order | 1).rotate_left(17))
        };
        let mut order: Vec<_> = writings.iter().enumerate().map(|(n, it)| (place(it, n), n)).collect();
        order.sort_unstable();
        let writings: Vec<_> = order.into_iter().map(|(_, n)| writings[n].clone()).collect();
        for request in &writings {
            self.tick();
            self.ask([request, request]);
            if request.method == "POST" {
                let again = Request { method: AGAIN, ..request.clone() };
                self.ask([&again, &again]);
            }
        }
        self.left.relay();
        self.right.relay();
        self.conclude()
    }

    /// Asks both worlds, and compares what they say.
    fn ask(&mut self, [left, right]: [&Request; 2]) -> [Answer; 2] {
        let (one, one_told) = hear(&mut self.left, left, self.statements);
        let (other, other_told) = hear(&mut self.right, right, self.statements);
        let difference = if !one_told.says(&other_told) {
            format!("is answered {}", apart(&one_told.to_string(), &other_told.to_string()))
        } else if !one_told.takes_as_long_as(&other_told, names_hidden(left) || left.has_written(&one)) {
            format!("takes {:#?}\nand {:#?}", one_told.statements, other_told.statements)
        } else {
            return [one, other];
        };
        self.leaks.push(format!("{left:?}\n{difference}"));
        [one, other]
    }

    /// Whether anything leaked so far; what came first tells most.
    fn conclude(&self) -> Result<(), Stopped> {
        if self.leaks.is_empty() {
            return Ok(());
        }
        let first = self.leaks.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n");
        Err(Stopped::Leak(format!("{} leaks\n\n{first}\n", self.leaks.len())))
    }
}

/// More than any list of a story has.
const MOST_PAGES: usize = 40;

/// What leaves little to ask for afterwards.
const ENDS: [&str; 6] = ["/withdrawal", "/closure", "/no-consent", "/end", "/removal", "/abandonment"];

/// Where the next page of both begins; a feed goes on for ever, but has nothing to say then.
fn next(answers: &[Answer; 2]) -> Option<[String; 2]> {
    let [left, right] = answers;
    if left.body["items"].as_array().is_none_or(Vec::is_empty) {
        return None;
    }
    let cursor = |answer: &Answer| answer.body["next_cursor"].as_str().map(str::to_owned);
    Some([cursor(left)?, cursor(right)?])
}

/// Sends a request, and listens.
fn hear(world: &mut World, request: &Request, statements: &Statements) -> (Answer, Told) {
    let _ = statements.take();
    let answer = world.send(request);
    let heard = statements.take();
    let statements = heard.iter().filter(|it| !bounds_transaction(it)).map(|it| briefly(it)).collect();
    let thing = request.path.rsplit_once("/{").and_then(|(_, key)| key.strip_suffix('}'));
    if let (Some(key), Some(hash)) = (thing, answer.body["content_hash"].as_str()) {
        world.keep(&format!("hash/{key}"), hash);
    }
    // How many requests are left says how many the caller has sent, and how fast.
    let left_out = ["date", "content-length", "ratelimit"];
    let mut headers: Vec<_> = answer.headers.clone();
    headers.retain(|(name, _)| !left_out.contains(&name.as_str()));
    headers.sort();
    for (_, value) in &mut headers {
        *value = world.names.settle(value);
    }
    let text = world.names.settle(&answer.text);
    let told = Told { status: answer.status, headers, text, statements };
    (answer, told)
}

impl Told {
    fn says(&self, other: &Self) -> bool {
        (self.status, &self.headers, &self.text) == (other.status, &other.headers, &other.text)
    }

    /// Compared by the number of statements: their texts hold as many places as there are things. Whoever
    /// names what is hidden, an id that nobody can guess, may cause more of them than with an id that nothing
    /// has, and so may who changes something of which a part is hidden, but not ten times as many.
    fn takes_as_long_as(&self, other: &Self, loosely: bool) -> bool {
        let [one, other] = [self, other].map(|told| told.statements.len());
        one == other || (loosely && one.max(other) < 10 * one.min(other))
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.text)?;
        self.headers.iter().try_for_each(|(name, value)| write!(f, "\n{name}: {value}"))
    }
}

/// Two texts where they begin to differ.
fn apart(one: &str, other: &str) -> String {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = |text: &str| text.chars().skip(same.saturating_sub(150)).take(400).collect::<String>();
    format!("\n… {}\nand\n… {}", from(one), from(other))
}

/// Whether a request has something hidden in it.
fn names_hidden(request: &Request) -> bool {
    let body = request.body.as_ref().map(Value::to_string).unwrap_or_default();
    request.path.contains("/hidden}") || body.contains("/hidden\"")
}

/// A statement as far as it helps to see what was asked.
fn briefly(statement: &str) -> String {
    let table = statement.split_once(" FROM ").map_or(statement, |(_, rest)| rest);
    table.chars().take(70).collect()
}
