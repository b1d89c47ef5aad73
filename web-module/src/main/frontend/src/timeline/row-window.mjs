// Which rows of a long timeline stand in the page: those in sight and two screens around them. The rest is room that is
// kept free, as high as the rows were when they were last seen, or as high as their kind usually is. No DOM in here.

/** So many rows are simply there. */
const ALL_UP_TO = 150;
const SCREENS_AROUND = 2;
const USUAL_PX = { day: 46, unread: 40, sys: 36, upload: 96 };
const FIRST_GUESS_PX = 58;

export class RowWindow {
  #heights = new Map();
  #sum = 0;
  #messages = 0;

  /** How high a row is with its margins. */
  learn(row, px) {
    const before = this.#heights.get(row.key);
    this.#heights.set(row.key, px);
    if (row.kind !== "msg") return;
    this.#sum += px - (before ?? 0);
    if (before === undefined) this.#messages++;
  }

  /** The pane has another width: everything wraps anew. */
  forget() {
    this.#heights.clear();
    this.#sum = this.#messages = 0;
  }

  heightOf({ key, kind }) {
    return this.#heights.get(key) ?? USUAL_PX[kind] ?? (this.#messages ? this.#sum / this.#messages : FIRST_GUESS_PX);
  }

  /** Pixels above the row with the key; undefined when there is none. */
  offsetOf(rows, key) {
    let offset = 0;
    for (const row of rows) {
      if (row.key === key) return offset;
      offset += this.heightOf(row);
    }
    return undefined;
  }

  /**
   * @param top    pixels above what is in sight; Infinity for the end
   * @param screen pixels in sight
   * @returns {from, to, above, below}: rows from (inclusive) to (exclusive), pixels free above and below them
   */
  range(rows, top, screen) {
    if (rows.length <= ALL_UP_TO) return { from: 0, to: rows.length, above: 0, below: 0 };
    const heights = rows.map((row) => this.heightOf(row));
    const total = heights.reduce((sum, height) => sum + height, 0);
    const first = Math.max(0, Math.min(top, total - screen) - SCREENS_AROUND * screen);
    const last = Math.min(top, total - screen) + (1 + SCREENS_AROUND) * screen;
    let from = 0;
    let above = 0;
    while (from < rows.length - 1 && above + heights[from] <= first) above += heights[from++];
    let to = from;
    let reached = above;
    while (to < rows.length && reached < last) reached += heights[to++];
    return { from, to, above, below: Math.max(0, total - reached) };
  }

  /** True when less than one screen of rows is left on a side where there are more. */
  isShort({ above, below }, top, screen, scrollHeight) {
    return (above > 0 && top - above < screen) || (below > 0 && scrollHeight - below - (top + screen) < screen);
  }
}
