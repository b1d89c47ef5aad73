// The measurements that the vital-signs card knows: LOINC code, unit (UCUM), and where a value of an adult is out of
// range or critical. The sender's own interpretation always comes before these limits.

/** key, LOINC, UCUM, decimals, [critical low, low, high, critical high] */
export const VITALS = [
  { key: "heartRate", code: "8867-4", unit: "/min", decimals: 0, limits: [40, 50, 100, 130] },
  { key: "systolic", code: "8480-6", unit: "mm[Hg]", decimals: 0, limits: [90, 100, 140, 180], panel: "85354-9" },
  { key: "diastolic", code: "8462-4", unit: "mm[Hg]", decimals: 0, limits: [40, 60, 90, 120], panel: "85354-9" },
  { key: "temperature", code: "8310-5", unit: "Cel", decimals: 1, limits: [35, 36, 38, 39.5] },
  { key: "saturation", code: "59408-5", unit: "%", decimals: 0, limits: [90, 94, undefined, undefined] },
  { key: "respiration", code: "9279-1", unit: "/min", decimals: 0, limits: [8, 12, 20, 25] },
  { key: "pain", code: "72514-3", unit: "{score}", decimals: 0, limits: [undefined, undefined, 3, 7] },
];

export const PANEL = { code: "85354-9" };
export const UNIT_WORDS = { "mm[Hg]": "mmHg", Cel: "°C", "/min": "/min", "%": "%", "{score}": "NRS" };
const OTHER_CODES = { "2708-6": "saturation", "8331-1": "temperature", "72514-3": "pain" };

export function vitalOf(code) {
  return VITALS.find((vital) => vital.code === code) ?? VITALS.find(({ key }) => key === OTHER_CODES[code]);
}

/** "low", "high", "critical-low", "critical-high" or undefined. */
export function flagOf(value, [criticalLow, low, high, criticalHigh] = []) {
  if (!Number.isFinite(value)) return undefined;
  if (criticalLow !== undefined && value < criticalLow) return "critical-low";
  if (criticalHigh !== undefined && value > criticalHigh) return "critical-high";
  if (low !== undefined && value < low) return "low";
  return high !== undefined && value > high ? "high" : undefined;
}

const INTERPRETATIONS = { L: "low", H: "high", LL: "critical-low", HH: "critical-high", "<": "low", ">": "high" };

/** The sender's own judgement: undefined when there is none, null when it says normal. */
export function interpretationOf(observation) {
  const code = observation.interpretation?.[0]?.coding?.[0]?.code;
  if (code === "N") return null;
  return INTERPRETATIONS[code];
}
