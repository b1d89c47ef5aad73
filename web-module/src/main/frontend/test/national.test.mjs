import assert from "node:assert/strict";
import { test } from "node:test";
import { searchNational } from "../src/directory/national.mjs";

const tokens = { current: async () => "secret" };
const contact = (user_id, name, type = "tim") => ({ user_id, name, type });

function directory(answers) {
  const asked = [];
  const fetchFn = async (url, { headers }) => {
    const query = new URL(url, "https://k").searchParams;
    asked.push([query.get("kind"), query.get("text"), headers.Authorization]);
    const answer = answers[query.get("kind")];
    return typeof answer === "number" ? { ok: false, status: answer } : { ok: true, status: 200, json: async () => answer };
  };
  return { asked, fetchFn };
}

test("people and organisations in one list, everybody once, nobody who is shown already", async () => {
  const { asked, fetchFn } = directory({
    practitioner: { available: true, entries: [{ name: "Dr. N.", city: "Ulm", specialties: ["Radiologie"], contacts: [contact("@n:praxis", ""), contact("no address", "x")] }] },
    organisation: { available: true, next: "?p=2", entries: [{ name: "Praxis am Ring", contacts: [contact("@n:praxis", "Dr. N."), contact("@mfa:praxis", "Anmeldung", "tim-fa"), contact("@own:klinik", "Wir")] }, { name: "stumm" }] },
  });
  const { people, available, more } = await searchNational(tokens, " ring ", new Set(["@own:klinik"]), fetchFn);
  assert.deepEqual(asked, [["practitioner", "ring", "Bearer secret"], ["organisation", "ring", "Bearer secret"]]);
  assert.deepEqual(people.map(({ userId, name, of, place, kind }) => [userId, name, of, place, kind]), [["@n:praxis", "Dr. N.", "", "Ulm", "person"], ["@mfa:praxis", "Anmeldung", "Praxis am Ring", "", "function"]]);
  assert.deepEqual([available, more], [true, true]);
});

test("a directory that is down is no error, one that does not exist is not spoken of", async () => {
  const empty = { available: true, entries: [] };
  const ask = (answers, term = "ring") => searchNational(tokens, term, new Set(), directory(answers).fetchFn);
  assert.equal((await ask({ practitioner: empty, organisation: { available: false, entries: [] } })).available, false);
  assert.equal((await ask({ practitioner: 500, organisation: empty })).available, false);
  assert.equal(await ask({ practitioner: 404, organisation: 404 }), undefined);
  assert.equal(await ask({}, "r"), undefined);
  assert.equal((await searchNational(tokens, "ring", new Set(), async () => Promise.reject(new Error("network")))).available, false);
});
