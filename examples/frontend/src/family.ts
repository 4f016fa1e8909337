/** A case of the family, with everything that the page shows of it. */

import type { components } from "./contract";
import { Refusal, type Session } from "./session.js";
import { word } from "./words.js";

type Schemas = components["schemas"];
type Case = Schemas["Case"];
type Consent = Schemas["Consent"];
type Plan = Schemas["PlanVersion"];
type ProfileEntry = Schemas["ProfileEntry"];
type Restriction = Schemas["Restriction"];

/** What was answered, or what the person is told instead. */
export async function answered<T>(request: Promise<{ data?: T; error?: Schemas["Problem"] }>): Promise<T> {
  const { data, error } = await request;
  if (data === undefined) throw new Refusal(error?.detail ?? "The service did not answer.");
  return data;
}

/** Everything of a list, page by page. */
async function all<T>(page: (cursor?: string) => Promise<{ items: T[]; next_cursor?: string }>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.next_cursor;
  } while (cursor !== undefined);
  return items;
}

const from = (cursor?: string) => (cursor === undefined ? {} : { cursor });

export class FamilyCase {
  private constructor(
    readonly it: Case,
    readonly plan: Plan | undefined,
    readonly profile: ProfileEntry[],
    readonly consents: Consent[],
    readonly restrictions: Restriction[],
    readonly agencies: Map<string, string>,
  ) {}

  static async readAll({ client }: Session): Promise<FamilyCase[]> {
    const own = await all((c) => answered(client.GET("/v1/my/cases", { params: { query: from(c) } })));
    const consents = await all((c) => answered(client.GET("/v1/my/consents", { params: { query: from(c) } })));
    const read = async ({ id, plan_version_id }: Schemas["OwnCase"]) => {
      const path = { case_id: id };
      const it = await answered(client.GET("/v1/cases/{case_id}", { params: { path } }));
      const plan = plan_version_id && (await answered(
        client.GET("/v1/plan-versions/{plan_version_id}", { params: { path: { plan_version_id } } }),
      ));
      const profile = await all((c) => answered(
        client.GET("/v1/cases/{case_id}/profile-entries", { params: { path, query: from(c) } }),
      ));
      const restrictions = await all((c) => answered(
        client.GET("/v1/cases/{case_id}/restrictions", { params: { path, query: from(c) } }),
      ));
      const given = consents.filter(({ case_id }) => case_id === id);
      const named = [
        ...given.flatMap(({ agencies }) => agencies),
        ...restrictions.flatMap(({ hidden_from = [], known_only_to = [] }) => [...hidden_from, ...known_only_to])
          .flatMap(({ agency_id }) => agency_id ?? []),
        ...(plan ? plan.actions : []).flatMap(({ owner }) => owner.agency_id ?? []),
      ];
      const agencies = new Map(await Promise.all([...new Set(named)].map(async (agency_id) => {
        const agency = await answered(client.GET("/v1/agencies/{agency_id}", { params: { path: { agency_id } } }));
        return [agency_id, agency.name] as const;
      })));
      return new FamilyCase(it, plan || undefined, profile, given, restrictions, agencies);
    };
    return Promise.all(own.map(read));
  }

  agency(id: string): string {
    return this.agencies.get(id) ?? "an agency";
  }

  /** Who does something in the plan, or is kept from something. */
  who({ kind, agency_id, person_id }: { kind: string; agency_id?: string; person_id?: string }): string {
    if (agency_id !== undefined) return this.agency(agency_id);
    const person = this.it.members.find((member) => member.person_id === person_id);
    return person?.name ?? (kind === "family" ? "the family" : word(kind));
  }

  /** The words of something that is kept from somebody. */
  what({ item_id, category, kind }: Restriction): string {
    const entry = this.profile.find(({ id }) => id === item_id)?.text;
    const action = this.plan?.actions.find(({ id }) => id === item_id)?.what;
    const words = entry ?? action;
    return words === undefined ? word(category ?? kind) : `“${words}”`;
  }
}

/** What a consent still covers, without the parts that were taken back. */
export function covers(consent: Consent): { agencies: string[]; purposes: string[]; categories: string[] } {
  const left = (member: "agencies" | "purposes" | "categories") =>
    consent[member].filter((it) => !consent.narrowed.some((part) => (part[member] as string[]).includes(it)));
  return { agencies: left("agencies"), purposes: left("purposes"), categories: left("categories") };
}
