// Opens the documentation as somebody who tries the service for the first time, in a browser that reaches nothing else.

import { createRequire } from "node:module";

const { BASE, MODULES, PICTURE, COORDINATOR } = process.env;
const puppeteer = createRequire(`${MODULES}/`)("puppeteer-core");

const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  // Nothing but this machine has a name. Root has no sandbox.
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
  defaultViewport: { width: 1280, height: 1600 },
});

function must(holds, what) {
  if (!holds) throw new Error(`it does not hold that ${what}`);
}

// How many colours there are in a picture.
async function colours(picture) {
  const viewer = await browser.newPage();
  return viewer.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const pixels = canvas.getImageData(0, 0, image.width, image.height).data;
    return new Set(new Uint32Array(pixels.buffer)).size;
  }, picture);
}

try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const elsewhere = [];
  const wrong = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(BASE) && !url.startsWith("data:")) elsewhere.push(url);
  });
  page.on("pageerror", (error) => wrong.push(String(error)));

  await page.goto(`${BASE}/docs`);
  must(page.url() === `${BASE}/docs/`, "the front door leads to the documentation");
  await page.waitForSelector(".opblock");

  await page.click("button.authorize");
  await page.type(".auth-container input", COORDINATOR);
  await page.click(".auth-btn-wrapper button.authorize");
  await page.waitForSelector(".auth-btn-wrapper button:not(.authorize)");
  await page.click(".auth-btn-wrapper .btn-done");

  const operation = "#operations-Cases-listCases";
  await page.click(`${operation} .opblock-summary-control`);
  await page.waitForSelector(`${operation} .try-out__btn`);
  await page.click(`${operation} .try-out__btn`);
  await page.waitForSelector(`${operation} .execute`);
  await page.click(`${operation} .execute`);

  const live = `${operation} .live-responses-table`;
  await page.waitForSelector(`${live} .response-col_status`);
  const answer = await page.$eval(live, (table) => table.textContent);
  const status = await page.$eval(`${live} tbody .response-col_status`, (cell) => cell.textContent.trim());
  must(status.startsWith("200"), `the call succeeds, and not: ${status}`);
  must(answer.includes("Whānau Rāwiri"), "the answer shows the family, with its macrons");
  must(answer.includes("x-request-id"), "the answer shows its headers");

  await page.$eval(operation, (element) => element.scrollIntoView());
  const picture = await page.screenshot({ path: PICTURE, encoding: "base64" });
  must((await colours(picture)) > 20, "the picture shows more than an empty page");
  must(elsewhere.length === 0, `the page asks nobody else: ${elsewhere}`);
  must(wrong.length === 0, `nothing goes wrong on the page: ${wrong}`);
} finally {
  await browser.close();
}
