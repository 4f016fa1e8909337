// A shortened journey with a client that was generated from the contract: what is written here in vain does not compile.

import createClient from "openapi-fetch";
import type { components, paths } from "./contract.js";

declare const process: { env: Record<string, string | undefined> };

type Problem = components["schemas"]["Problem"];

const base = process.env["BASE"] ?? "";

/** Whoever this is, with the token of theirs. */
function as(persona: string) {
  const token = process.env[persona] ?? "";
  return createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${token}` } });
}

const administrator = as("ADMINISTRATOR");
const coordinator = as("COORDINATOR");
const nurse = as("PUBLIC_HEALTH");
const stranger = as("STRANGER");

/** What was answered, which has to have this status. */
function answered<T>(result: { data?: T; error?: Problem; response: Response }, status: number): T {
  if (result.response.status !== status || result.data === undefined) {
    throw new Error(`${status} expected, ${result.response.status} got: ${JSON.stringify(result.error)}`);
  }
  return result.data;
}

/** The problem that was answered, which has to have this code. */
function refused(result: { error?: Problem }, code: string): Problem {
  if (result.error?.code !== code) {
    throw new Error(`${code} expected, got ${JSON.stringify(result.error)}`);
  }
  return result.error;
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`it does not hold that ${what}`);
}

/** A key that no other request has. */
const key = () => ({ "Idempotency-Key": crypto.randomUUID() });

/** Every agency, a few at a time. */
async function allAgencies() {
  const found: components["schemas"]["Agency"][] = [];
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? { limit: 3 } : { limit: 3, cursor };
    const page = answered(await administrator.GET("/v1/agencies", { params: { query } }), 200);
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return found;
}

/** Reads with and without a tag, and changes with one: the second change comes too late. */
async function changeOnce(agency_id: string) {
  const path = { agency_id };
  const read = await administrator.GET("/v1/agencies/{agency_id}", { params: { path } });
  const agency = answered(read, 200);
  const tag = read.response.headers.get("ETag") ?? "";
  const params = { path, header: { "If-None-Match": tag } };
  const again = await administrator.GET("/v1/agencies/{agency_id}", { params });
  must(again.response.status === 304, "what was read has not changed");
  const change = (name: string) =>
    administrator.PUT("/v1/agencies/{agency_id}", {
      params: { path, header: { "If-Match": tag } },
      body: { name, kind: "government", sector: "education" },
    });
  must(answered(await change(`${agency.name} (moved)`), 200).id === agency.id, "it is the same agency");
  const late = refused(await change(`${agency.name} (late)`), "request.stale");
  must(late.current_etag !== undefined && late.current_etag !== tag, "the tag of now is told");
}

/** Asks for the process to start: once, however often it is sent. */
async function ask(region_id: string) {
  const params = { header: key() };
  const body: components["schemas"]["IntakeRequest"] = {
    region_id,
    kind: "agency_worker",
    referrer: { name: "Ruth Allen", relationship: "public health nurse visiting the family" },
    reasons: ["school attendance"],
    needs: ["health", "education"],
    family_agrees_to_contact: true,
    family: {
      name: "Whānau Tīpene",
      people: [
        { name: "Mere Tīpene", relationship: "mother" },
        { name: "Rua Tīpene", relationship: "child" },
      ],
    },
  };
  const intake = answered(await nurse.POST("/v1/intakes", { params, body }), 201);
  const again = await nurse.POST("/v1/intakes", { params, body });
  must(answered(again, 201).id === intake.id, "it was asked once");
  must(again.response.headers.get("Idempotent-Replayed") === "true", "the answer is that of before");
  const wrong = await nurse.POST("/v1/intakes", { params: { header: key() }, body: { ...body, reasons: [] } });
  const problem = refused(wrong, "request.invalid");
  must(problem.errors?.[0]?.pointer === "#/reasons", "the pointer leads to what is wrong");
  return intake.id;
}

/** A person of the family. */
async function join(region_id: string, family_id: string, name: string, role: "parent" | "child") {
  const body = { name, region_id };
  const person = answered(await coordinator.POST("/v1/people", { params: { header: key() }, body }), 201);
  const member = answered(
    await coordinator.POST("/v1/families/{family_id}/members", {
      params: { path: { family_id }, header: key() },
      body: { person_id: person.id, role, dependent: role === "child", started_on: "2026-02-02" },
    }),
    201,
  );
  must(member.person_id === person.id, "the person belongs to the family");
  return person.id;
}

async function accept(intake_id: string, family_id: string, agencies: string[]) {
  const path = { intake_id };
  const triage = { family_id, duplicates_found: "none" };
  const params = { path, header: key() };
  answered(await coordinator.POST("/v1/intakes/{intake_id}/triage", { params, body: triage }), 200);
  const taken = await coordinator.POST("/v1/intakes/{intake_id}/acceptance", {
    params: { path, header: key() },
    body: {
      agencies,
      immediate_danger: false,
      offer: { made_on: "2026-02-02", how: "in person", response: "accepted" },
    },
  });
  return answered(taken, 201).id;
}

async function consent(case_id: string, person_id: string, child: string, agencies: string[]) {
  const asked = await coordinator.POST("/v1/cases/{case_id}/consents", {
    params: { path: { case_id }, header: key() },
    body: {
      person_id,
      agencies,
      purposes: ["participate", "share_with_agencies"],
      categories: ["identity", "education"],
      children: [child],
      begins_on: "2026-02-02",
      expires_on: "2027-02-01",
      statement_version: "2026-01",
      language: "en-NZ",
    },
  });
  const signed = await coordinator.POST("/v1/consents/{consent_id}/signature", {
    params: { path: { consent_id: answered(asked, 201).id }, header: key() },
    body: { signed_on: "2026-02-02", method: "paper", witness: "Marama Tūhoe", evidence_sha256: "0".repeat(64) },
  });
  answered(signed, 200);
}

async function meet(case_id: string) {
  const convened = await coordinator.POST("/v1/cases/{case_id}/meetings", {
    params: { path: { case_id }, header: key() },
    body: {
      kind: "first",
      minutes: 120,
      starts_at_local: "2026-02-19T18:30:00",
      venue: { name: "The meeting room of the marae", neutrality: "marae" },
    },
  });
  const meeting = answered(convened, 201);
  must(meeting.case_id === case_id, "the meeting belongs to the case");
  must(convened.response.headers.get("Location")?.endsWith(`/v1/meetings/${meeting.id}`) ?? false, "it has an address");
}

const agencies = await allAgencies();
must(new Set(agencies.map((it) => it.id)).size === agencies.length && agencies.length > 3, "each agency is there once");
const involved = agencies.filter((it) => it.kind === "government").map((it) => it.id);
const school = agencies.find((it) => it.sector === "education");
await changeOnce(school?.id ?? "");
const regions = answered(await coordinator.GET("/v1/regions"), 200).items;
const region = regions[0]?.id ?? "";
const intake = await ask(region);
const body = { name: "Whānau Tīpene", region_id: region, language: "en-NZ" };
const family = answered(await coordinator.POST("/v1/families", { params: { header: key() }, body }), 201).id;
const mother = await join(region, family, "Mere Tīpene", "parent");
const child = await join(region, family, "Rua Tīpene", "child");
const case_id = await accept(intake, family, involved);
await consent(case_id, mother, child, involved);
await meet(case_id);
const open = answered(await coordinator.GET("/v1/cases/{case_id}", { params: { path: { case_id } } }), 200);
must(open.status === "preparing", `the meeting is being prepared, and the case not ${open.status}`);
refused(await stranger.GET("/v1/cases/{case_id}", { params: { path: { case_id } } }), "request.not_found");
console.log("the journey was made");
