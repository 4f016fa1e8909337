/** One page: a member of a family signs in, sees the family's case, and can take a consent back. */

import type { components } from "./contract";
import { answered, covers, FamilyCase } from "./family.js";
import { Refusal, Session } from "./session.js";
import { day, list, word } from "./words.js";

type Consent = components["schemas"]["Consent"];

const LISTS = ["strength", "issue", "priority", "dream"];
const service = must(document.querySelector<HTMLMetaElement>("meta[name=service]")).content;
const part = <E extends HTMLElement = HTMLElement>(id: string): E => must(document.getElementById(id)) as E;

function must<T>(it: T | null | undefined): T {
  if (it === null || it === undefined) throw new Error("the page is incomplete");
  return it;
}

/** An element with text and other elements in it. Text stays text, also where it looks like HTML. */
function make(tag: string, ...content: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
}

function bullets(lines: string[]): HTMLElement {
  return make("ul", ...lines.map((line) => make("li", line)));
}

function standing({ it }: FamilyCase): HTMLElement[] {
  const review = it.next_review_on === undefined ? [] : [make("p", `The plan is reviewed on ${day(it.next_review_on)}.`)];
  return [make("h1", it.family_name), make("p", `Your case is ${word(it.status)}.`), ...review];
}

function said({ profile }: FamilyCase): HTMLElement[] {
  const lists = LISTS.map((kind) => [kind, profile.filter((entry) => entry.kind === kind)] as const);
  const shown = lists.filter(([, entries]) => entries.length > 0);
  return shown.flatMap(([kind, entries]) => [make("h3", word(kind)), bullets(entries.map(({ text }) => text))]);
}

function planned(family: FamilyCase): HTMLElement[] {
  const { plan } = family;
  if (plan === undefined) return [make("p", "There is no plan yet.")];
  const statement = plan.family_statement === undefined ? [] : [make("blockquote", plan.family_statement)];
  const goals = plan.goals.flatMap((goal) => {
    const actions = plan.actions.filter(({ goal_id }) => goal_id === goal.id);
    const lines = actions.map(({ what, owner, due_on }) => `${what}: ${family.who(owner)}, by ${day(due_on)}`);
    return [make("h3", goal.title), bullets(lines)];
  });
  return [...statement, ...goals];
}

function consented(family: FamilyCase, takeBack: (consent: Consent) => void): HTMLElement[] {
  return family.consents.map((consent) => {
    const { agencies, purposes, categories } = covers(consent);
    const period = `${day(consent.begins_on)} to ${day(consent.expires_on)}`;
    const shown = make("article", make("h3", `Your consent, ${period}`));
    if (consent.status !== "active") {
      shown.append(make("p", `It opens nothing: ${word(consent.status)}.`));
      return shown;
    }
    const button = make("button", "Take this consent back");
    button.setAttribute("aria-label", `Take this consent back: ${period}`);
    button.addEventListener("click", () => takeBack(consent));
    shown.append(
      make("p", `These may read your case: ${list(agencies.map((id) => family.agency(id)))}.`),
      make("p", `About: ${list(categories.map(word))}.`),
      make("p", `For: ${list(purposes.map(word))}.`),
      button,
    );
    return shown;
  });
}

function kept(family: FamilyCase): HTMLElement[] {
  const lines = family.restrictions.map((restriction) => {
    const { hidden_from = [], known_only_to = [] } = restriction;
    const [rule, audience] = hidden_from.length > 0 ? ["is kept from", hidden_from] : ["is known only to", known_only_to];
    return `${family.what(restriction)} ${rule} ${list(audience.map((one) => family.who(one)))}`;
  });
  return lines.length > 0 ? [make("h3", "What is kept from whom"), bullets(lines)] : [];
}

function section(title: string, content: HTMLElement[]): HTMLElement {
  return make("section", make("h2", title), ...content);
}

function tell(told: string, wrong = ""): void {
  part("told").textContent = told;
  part("wrong").textContent = wrong;
}

/** Does something, and says where it does not succeed. */
async function attempt(work: () => Promise<void>): Promise<void> {
  tell("");
  try {
    await work();
  } catch (error) {
    const known = error instanceof Refusal ? error.message : "That did not work. Try again in a minute.";
    tell("", known);
  }
}

async function show(session: Session): Promise<void> {
  const cases = await FamilyCase.readAll(session);
  const takeBack = (family: FamilyCase) => (consent: Consent) => void attempt(() => askToTakeBack(session, family, consent));
  part("cases").replaceChildren(...cases.flatMap((family) => [
    ...standing(family),
    section("What we said", said(family)),
    section("The plan", planned(family)),
    section("Who may read what", [...consented(family, takeBack(family)), ...kept(family)]),
  ]));
  if (cases.length === 0) tell("You have no case.");
}

async function askToTakeBack(session: Session, family: FamilyCase, consent: Consent): Promise<void> {
  const agencies = list(covers(consent).agencies.map((id) => family.agency(id)));
  part("ask-text").textContent =
    `You need no reason, and nobody can refuse it. From then on your consent opens nothing to ${agencies}. The process may end.`;
  const dialog = part<HTMLDialogElement>("ask");
  dialog.returnValue = "keep";
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  if (dialog.returnValue !== "take-back") return;
  const header = { "Idempotency-Key": crypto.randomUUID() };
  const path = { consent_id: consent.id };
  const body = { channel: "by themselves, on their page" };
  await answered(session.client.POST("/v1/consents/{consent_id}/withdrawal", { params: { path, header }, body }));
  await show(session);
  tell("Your consent is taken back.");
}

part("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  void attempt(async () => {
    const code = part<HTMLInputElement>("code");
    const session = await Session.signIn(service, code.value);
    code.value = "";
    await show(session);
    part("sign-in").hidden = true;
    const out = part("sign-out");
    out.hidden = false;
    // The page begins anew, and with it nothing is left in memory.
    out.addEventListener("click", () => void session.signOut().finally(() => location.reload()), { once: true });
    part("cases").focus();
  });
});
