/** What codes mean, for people. New codes may come: they are shown as they are. */

const WORDS: Record<string, string> = {
  awaiting_consent: "waiting for consent",
  preparing: "the first meeting is being prepared",
  active: "active",
  on_hold: "resting",
  closing: "being closed",
  closed: "closed",
  strength: "What we do well",
  issue: "What is hard",
  priority: "What matters most now",
  dream: "What we hope for",
  participate: "taking part in the process",
  share_with_agencies: "sharing what is necessary with agencies",
  reporting_statistics: "statistics without names",
  iwi_reporting: "reports to iwi",
  follow_up_contact: "contact after the case is closed",
  case_study: "a case study without names",
  identity: "names, birth dates and household",
  health: "health",
  education: "education",
  family_life: "care and relationships",
  housing: "housing",
  income: "income and money",
  justice: "police and courts",
  pending_signature: "not signed yet",
  refused: "you said no",
  withdrawn: "taken back",
  expired: "has run out",
  superseded: "replaced by a newer one",
  entered_in_error: "recorded by mistake",
};

export function word(code: string): string {
  return WORDS[code] ?? code.replaceAll("_", " ");
}

const LIST = new Intl.ListFormat("en-NZ", { type: "conjunction" });

export function list(words: string[]): string {
  return words.length > 0 ? LIST.format(words) : "nobody";
}

/** A day, without a time: it is the same everywhere. */
export function day(on: string): string {
  return new Intl.DateTimeFormat("en-NZ", { dateStyle: "long", timeZone: "UTC" }).format(new Date(on));
}
