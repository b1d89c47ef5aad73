// How this client calls itself to a service of TI-M (A_23104-02): Produkttypversion, Produktversion, Ausprägung,
// Plattform, OS, OS-Version, client_id. A browser lets no page set User-Agent, so it goes in X-TIM-User-Agent.
/* global KONSIL_VERSION */

/** The product type version that the client is built to (gemProdT_TI-M_Client_Pro). */
const PRODUCT_TYPE = "1.0.2-0";
/** Own choice: the identity provider knows the server, not this client. */
const CLIENT_ID = "konsil-web";

const SYSTEMS = [
  ["iOS", /(?:iPhone|CPU) OS (\d+(?:_\d+)*)/],
  ["Android", /Android (\d+(?:\.\d+)*)/],
  ["Windows", /Windows NT (\d+(?:\.\d+)*)/],
  ["macOS", /Mac OS X (\d+(?:[_.]\d+)*)/],
  ["Linux", /Linux()/],
];

/** @param agent the browser's own name for itself */
export function timUserAgent(agent = globalThis.navigator?.userAgent ?? "") {
  const version = typeof KONSIL_VERSION === "string" ? KONSIL_VERSION : "0";
  const [system, found] = SYSTEMS.map(([name, pattern]) => [name, pattern.exec(agent)]).find(([, match]) => match) ?? ["unknown"];
  const systemVersion = found?.[1]?.replaceAll("_", ".") || "unknown";
  return [PRODUCT_TYPE, version, "Messenger-Client", "web", system, systemVersion, CLIENT_ID].join(",");
}
