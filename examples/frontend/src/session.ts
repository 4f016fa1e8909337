/** A session of a member of a family: from the login code to signing out. Its tokens are kept in memory only. */

import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./contract";

interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

/** Something that the person can be told. */
export class Refusal extends Error {}

export class Session {
  readonly client: Client<paths>;
  #renewal: Promise<void> | undefined;
  #expires = 0;

  private constructor(
    private readonly service: string,
    private tokens: Tokens,
  ) {
    this.#keep(tokens);
    this.client = createClient<paths>({ baseUrl: service, cache: "no-store" });
    this.client.use({
      onRequest: async ({ request }) => {
        request.headers.set("Authorization", `Bearer ${await this.#token()}`);
        return request;
      },
    });
  }

  /** Signs in with a code, however it was typed. */
  static async signIn(service: string, code: string): Promise<Session> {
    const form = { grant_type: "urn:whakakaha:grant-type:login-code", code };
    return new Session(service, await ask(service, form));
  }

  /** Ends the session, here and at the service. */
  async signOut(): Promise<void> {
    const body = new URLSearchParams({ token: this.tokens.refresh_token });
    await fetch(`${this.service}/oauth/revoke`, { method: "POST", body });
  }

  #keep(tokens: Tokens): void {
    this.tokens = tokens;
    this.#expires = Date.now() + (tokens.expires_in - 30) * 1000;
  }

  /** The token, or the next one. A refresh token is for one use, so only one request asks at a time. */
  async #token(): Promise<string> {
    if (Date.now() > this.#expires) {
      this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
      await this.#renewal;
    }
    return this.tokens.access_token;
  }

  async #renew(): Promise<void> {
    const form = { grant_type: "refresh_token", refresh_token: this.tokens.refresh_token };
    this.#keep(await ask(this.service, form));
  }
}

async function ask(service: string, form: Record<string, string>): Promise<Tokens> {
  const answer = await fetch(`${service}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
  if (answer.ok) return answer.json();
  if (answer.status === 400) throw new Refusal("This does not let you in any more. Ask for a new code, and sign in with it.");
  throw new Refusal("The service cannot be reached right now. Try again in a minute.");
}
