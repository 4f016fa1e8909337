// Comes in as others will: a worker with the login of their organisation, which is a real OpenID provider, and a program
// with its key. Whatever the service says is judged by a strict client.

import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { setTimeout as wait } from "node:timers/promises";

const { BASE, ISSUER, MODULES, ADMINISTRATOR } = process.env;
const load = (name) => import(pathToFileURL(createRequire(`${MODULES}/`).resolve(name)).href);
const { default: Provider } = await load("oidc-provider");
const oauth = await load("oauth4webapi");

const insecure = { [oauth.allowInsecureRequests]: true };
const redirectUri = "http://127.0.0.1/came";
const browser = { client_id: "whakakaha" };
const tokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

function must(holds, what) {
  if (!holds) throw new Error(`it does not hold that ${what}`);
}

/** An organisation, which signs with a new key of this name. */
async function organisation(kid) {
  const { privateKey } = await oauth.generateKeyPair("ES256", { extractable: true });
  const key = { ...(await crypto.subtle.exportKey("jwk", privateKey)), kid, alg: "ES256", use: "sig" };
  const provider = new Provider(ISSUER, {
    clients: [
      {
        client_id: browser.client_id,
        application_type: "native",
        token_endpoint_auth_method: "none",
        redirect_uris: [redirectUri],
        id_token_signed_response_alg: "ES256",
      },
    ],
    cookies: { keys: [crypto.randomUUID()] },
    jwks: { keys: [key] },
  });
  const server = createServer(provider.callback());
  await new Promise((listening) => server.listen(new URL(ISSUER).port, "127.0.0.1", listening));
  return {
    stop: () =>
      new Promise((stopped) => {
        server.close(stopped);
        server.closeAllConnections();
      }),
  };
}

/** Follows what a browser would follow, with its cookies, until it comes back to the program. */
async function browse(address) {
  const cookies = new Map();
  const open = async (url, body) => {
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { cookie }, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [name, ...value] = line.split(";")[0].split("=");
      cookies.set(name, value.join("="));
    }
    const location = answer.headers.get("location");
    return location === null ? { page: await answer.text(), url } : { url: new URL(location, url) };
  };
  let at = { url: address };
  for (let step = 0; step < 12; step += 1) {
    if (at.url.href.startsWith(redirectUri)) return at.url;
    const prompt = at.page?.match(/name="prompt" value="(\w+)"/)?.[1];
    must(at.page === undefined || prompt !== undefined, `a page can be answered: ${at.page}`);
    at = await open(at.url, prompt && new URLSearchParams({ prompt, login: "rangi-7", password: "anything" }));
  }
  throw new Error("the login leads nowhere");
}

/** Logs in at the organisation, and answers the ID token. */
async function logIn() {
  const issuer = new URL(ISSUER);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  const verifier = oauth.generateRandomCodeVerifier();
  const address = new URL(server.authorization_endpoint);
  address.search = new URLSearchParams({
    client_id: browser.client_id,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  const came = oauth.validateAuthResponse(server, browser, await browse(address), oauth.expectNoState);
  const answer = await oauth.authorizationCodeGrantRequest(
    server, browser, oauth.None(), came, redirectUri, verifier, insecure,
  );
  return (await oauth.processAuthorizationCodeResponse(server, browser, answer, { requireIdToken: true })).id_token;
}

/** Calls the service as whoever has the token. */
async function call(token, method, path, body) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
  const answer = await fetch(BASE + path, { method, headers, body: body && JSON.stringify(body) });
  const told = await answer.json();
  must(answer.ok, `${method} ${path} succeeds: ${JSON.stringify(told)}`);
  return told;
}

const base = new URL(BASE);
const discovery = { algorithm: "oauth2", ...insecure };
const service = await oauth.processDiscoveryResponse(base, await oauth.discoveryRequest(base, discovery));
const resource = await oauth.processResourceDiscoveryResponse(base, await oauth.resourceDiscoveryRequest(base, insecure));
must(resource.authorization_servers.includes(service.issuer), "the service says where its tokens are to be had");
const agency = await call(ADMINISTRATOR, "POST", "/v1/agencies", { name: "School", kind: "community", sector: "education" });

/** A token of the service for an ID token. */
async function exchange(idToken, parameters = {}) {
  const all = {
    subject_token: idToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    ...parameters,
  };
  const answer = await oauth.genericTokenEndpointRequest(
    service, browser, oauth.None(), tokenExchange, all, insecure,
  );
  return (await oauth.processGenericTokenEndpointResponse(service, browser, answer)).access_token;
}

/** The code with which a call is refused. */
async function refusal(work) {
  try {
    await work();
  } catch (error) {
    return error.error ?? String(error);
  }
  return "nothing";
}

/** Whether a call is refused for want of a nonce, which the client keeps for its next proofs. */
async function asksForNonce(work) {
  try {
    await work();
  } catch (error) {
    return oauth.isDPoPNonceError(error);
  }
  return false;
}

async function aWorkerComesWithTheLoginOfTheirOrganisation() {
  let organised = await organisation("first");
  const person = { name: "Rangi", profession: "teacher", email: "rangi@example.nz" };
  const worker = await call(ADMINISTRATOR, "POST", `/v1/agencies/${agency.id}/workers`, person);
  const path = `/v1/workers/${worker.id}/login-codes`;
  const { code } = await call(ADMINISTRATOR, "POST", path, { scopes: ["case.participate"] });
  const first = await logIn();
  must((await refusal(() => exchange(first))) === "invalid_grant", "a login that is not linked opens nothing");
  await call(await exchange(first, { code }), "GET", "/v1/cases");
  await organised.stop();

  organised = await organisation("second");
  // The service asks an organisation for its keys twice a minute at the most.
  await wait(31_000);
  const second = await logIn();
  const token = await exchange(second);
  await call(token, "GET", "/v1/cases");
  must((await refusal(() => exchange(first))) === "invalid_grant", "the key that was taken away opens nothing");
  await organised.stop();

  await call(token, "GET", "/v1/cases");
  await call(await exchange(second), "GET", "/v1/cases");
}

/** A program that was registered with a key of its own, and how it proves who it is. */
async function program(members) {
  const pair = await oauth.generateKeyPair("ES256", { extractable: true });
  const { kty, crv, x, y } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const request = { name: "nightly sync", scopes: ["integration.read"], keys: [{ kid: "one", kty, crv, x, y }], ...members };
  const made = await call(ADMINISTRATOR, "POST", `/v1/agencies/${agency.id}/clients`, request);
  return { client: { client_id: made.id }, proof: oauth.PrivateKeyJwt({ key: pair.privateKey, kid: "one" }) };
}

async function token({ client, proof }, options = {}) {
  const answer = await oauth.clientCredentialsGrantRequest(service, client, proof, {}, { ...insecure, ...options });
  return oauth.processClientCredentialsResponse(service, client, answer);
}

async function aProgramComesWithItsKey() {
  const it = await program({});
  const { access_token, token_type } = await token(it);
  must(token_type === "bearer", "a token is a bearer token unless it is bound");
  const changes = new URL("/v1/changes", BASE);
  const read = () => oauth.protectedResourceRequest(access_token, "GET", changes, undefined, undefined, insecure);
  must((await read()).status === 200, "a program reads with its token");
  const look = async () => {
    const other = (await token(it)).access_token;
    const bearing = (_as, _client, _body, headers) => headers.set("authorization", `Bearer ${other}`);
    const answer = await oauth.introspectionRequest(service, it.client, bearing, access_token, insecure);
    return oauth.processIntrospectionResponse(service, it.client, answer);
  };
  const seen = await look();
  must(seen.active && seen.client_id === it.client.client_id, "a token that lives is said to live");
  const revoked = await oauth.revocationRequest(service, it.client, oauth.None(), access_token, insecure);
  await oauth.processRevocationResponse(revoked);
  must((await look()).active === false, "a token that was revoked is said to be dead");
  must((await refusal(read)) !== "nothing", "a token that was revoked opens nothing");
}

async function aProgramProvesThatItHoldsTheKeyOfItsToken() {
  const it = await program({ bound_tokens: true });
  const pair = await oauth.generateKeyPair("ES256");
  const DPoP = oauth.DPoP(it.client, pair);
  must(await asksForNonce(() => token(it, { DPoP })), "a proof for a token needs a nonce");
  const { access_token, token_type } = await token(it, { DPoP });
  must(token_type === "dpop", "a token that is bound says so");
  const changes = new URL("/v1/changes", BASE);
  const read = (options) =>
    oauth.protectedResourceRequest(access_token, "GET", changes, undefined, undefined, { ...insecure, ...options });
  must((await read({ DPoP })).status === 200, "a program reads with a proof");
  const anew = oauth.DPoP(it.client, pair);
  must(await asksForNonce(() => read({ DPoP: anew })), "a proof for a request needs a nonce");
  must((await read({ DPoP: anew })).status === 200, "a program reads with the nonce that it was told");
  const other = oauth.DPoP(it.client, await oauth.generateKeyPair("ES256"));
  must((await refusal(() => read({ DPoP: other }))) !== "nothing", "another key proves nothing");
  must((await refusal(() => read({}))) !== "nothing", "without a proof the token opens nothing");
}

await aProgramComesWithItsKey();
await aProgramProvesThatItHoldsTheKeyOfItsToken();
await aWorkerComesWithTheLoginOfTheirOrganisation();
