// Opens the example page as a mother of the demonstration's family: she signs in, reads, takes her consent back, and signs out.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { BASE, PAGE, MODULES, PICTURE, COORDINATOR, MOTHER, SCHOOL_SYSTEM } = process.env;
const require = createRequire(`${MODULES}/`);
const puppeteer = require("puppeteer-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

function must(holds, what) {
  if (!holds) throw new Error(`it does not hold that ${what}`);
}

/** Calls the service as whoever has the token. */
async function call(token, path, method = "GET") {
  const headers = { authorization: `Bearer ${token}`, "idempotency-key": crypto.randomUUID(), "content-type": "application/json" };
  return fetch(BASE + path, { method, headers, ...(method === "POST" ? { body: "{}" } : {}) });
}

async function loginCode() {
  const { sub } = JSON.parse(Buffer.from(MOTHER.split(".")[1], "base64url"));
  const answer = await call(COORDINATOR, `/v1/people/${sub.replace("person:", "")}/login-codes`, "POST");
  return (await answer.json()).code;
}

const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  defaultViewport: { width: 900, height: 1400 },
});

try {
  const page = await browser.newPage();
  page.setDefaultTimeout(30_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  const text = (selector) => page.$eval(selector, (element) => element.innerText);
  const accessible = async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    must(violations.length === 0, `everybody can use the page: ${JSON.stringify(violations.map(({ id, help }) => [id, help]))}`);
  };
  const press = async (name) => (await page.waitForSelector(`aria/${name}[role="button"]`)).click();
  const signIn = async (code) => {
    await page.type("aria/Login code", code);
    await press("Sign in");
  };

  await page.goto(PAGE);
  await accessible();
  await signIn("AAAA-BBBB-CCCC");
  await page.waitForFunction(() => document.querySelector("#wrong").textContent.includes("Ask for a new code"));
  await page.$eval("#code", (input) => (input.value = ""));
  await signIn(` ${(await loginCode()).toLowerCase()} `);
  await page.waitForSelector("h1 ::-p-text(Whānau Rāwiri)");
  await accessible();

  const shown = await text("#cases");
  for (const what of [
    "Your case is active", "Kahurangi seen by a specialist", "We want to do this together.",
    "Set up a mentor at school: Glen Road School, by 9 April 2026", "the family, by", "Ana Rāwiri, by",
    "These may read your case:", "Glen Road School", "“Tipene's counselling” is kept from Work and Income",
  ]) must(shown.includes(what), `the page shows “${what}”`);
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie.length]);
  must(kept.every((length) => length === 0), `tokens are in memory only: ${kept}`);
  await page.screenshot({ path: PICTURE, fullPage: true });

  const toTheSchool = async () => {
    const { items } = await (await call(SCHOOL_SYSTEM, "/v1/cases")).json();
    return (await (await call(SCHOOL_SYSTEM, `/v1/cases/${items[0].id}/profile-entries`)).json()).items.length;
  };
  must((await toTheSchool()) > 0, "the school reads what the family said");
  await press("Take this consent back: 5 February 2026 to 4 February 2027");
  await page.waitForSelector("dialog[open]");
  await accessible();
  await press("Keep it");
  await page.waitForSelector("dialog:not([open])");
  must((await toTheSchool()) > 0, "whoever keeps the consent has taken nothing back");
  await press("Take this consent back: 5 February 2026 to 4 February 2027");
  await page.waitForSelector("dialog[open]");
  await press("Take it back");
  await page.waitForFunction(() => document.querySelector("#told").textContent === "Your consent is taken back.");
  must((await text("#cases")).includes("It opens nothing: taken back."), "the page shows that it was taken back");
  must((await toTheSchool()) === 0, "the school does not read it any more");
  await accessible();

  await press("Sign out");
  await page.waitForSelector("#sign-in:not([hidden])");
  must((await text("#cases")) === "", "nothing is left on the page");
  must(wrong.length === 0, `nothing goes wrong on the page: ${wrong}`);
} finally {
  await browser.close();
}
