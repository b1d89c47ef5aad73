// The picture under the hand: draws a shape by dragging, by two taps, or with the keyboard (Enter begins and ends,
// arrows move, Shift and arrows change the size).
import { h } from "../../lib/dom.mjs";
import { t } from "../../lib/i18n.mjs";
import { apply, draw, rectOf } from "./edits.mjs";

const LEAST = 0.01; // of the picture's width: less is a tap
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Stage {
  #bitmap;
  #edits = [];
  #base;
  #shape;
  #tool;
  #onChange;

  /** @param onChange (edited) after each edit */
  constructor(bitmap, onChange) {
    this.#bitmap = bitmap;
    this.#onChange = onChange;
    this.canvas = h("canvas", { tabIndex: 0, role: "img", "aria-label": t("editor.stage"), data: { testid: "editor-canvas" } });
    this.canvas.addEventListener("pointerdown", (e) => this.#down(e));
    this.canvas.addEventListener("pointermove", (e) => this.#move(e));
    this.canvas.addEventListener("pointerup", (e) => this.#up(e));
    this.canvas.addEventListener("keydown", (e) => this.#key(e));
    this.#rebase();
  }

  get edited() {
    return this.#edits.length > 0;
  }

  /** True when something was drawn on the picture, not only cut or blurred. */
  get annotated() {
    return this.#edits.some(({ kind }) => kind === "arrow" || kind === "pen");
  }

  /** @param tool crop, blur, arrow, pen or undefined */
  use(tool) {
    this.#tool = tool;
    this.#shape = undefined;
    this.canvas.dataset.tool = tool ?? "";
    this.#show();
  }

  undo() {
    this.#edits.pop();
    this.#rebase();
  }

  /** The finished picture, without any metadata. */
  toBlob() {
    return this.#base.convertToBlob({ type: "image/jpeg", quality: 0.92 });
  }

  #rebase() {
    this.#base = apply(this.#bitmap, this.#edits);
    this.canvas.width = this.#base.width;
    this.canvas.height = this.#base.height;
    this.#shape = undefined;
    this.#show();
    this.#onChange(this.edited);
  }

  #point(event) {
    const box = this.canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * this.canvas.width, y: ((event.clientY - box.top) / box.height) * this.canvas.height };
  }

  #down(event) {
    if (!this.#tool) return;
    const point = this.#point(event);
    // the second tap ends what the first began
    if (this.#shape?.tapped) this.#shape = { ...this.#shape, to: point, tapped: false };
    else this.#shape = { from: point, to: point, points: [point] };
    this.#shape.held = true;
    this.canvas.setPointerCapture(event.pointerId);
    this.#show();
  }

  #move(event) {
    if (!this.#shape?.held) return;
    this.#shape.to = this.#point(event);
    this.#shape.points?.push(this.#shape.to);
    this.#show();
  }

  #up() {
    if (!this.#shape?.held) return;
    this.#shape.held = false;
    const { from, to } = this.#shape;
    if (Math.hypot(to.x - from.x, to.y - from.y) < this.canvas.width * LEAST) this.#shape.tapped = this.#tool !== "pen";
    else this.#finish();
    this.#show();
  }

  #key(event) {
    if (!this.#tool || this.#tool === "pen") return;
    const { width, height } = this.canvas;
    if (event.key === "Enter") {
      if (this.#shape) this.#finish();
      else this.#shape = { from: { x: width * 0.35, y: height * 0.35 }, to: { x: width * 0.65, y: height * 0.65 } };
    } else if (event.key === "Escape" && this.#shape) {
      event.stopPropagation();
      this.#shape = undefined;
    } else if (this.#shape && KEYS[event.key]) {
      const [dx, dy] = KEYS[event.key].map((step) => (step * width) / 40);
      const moved = ({ x, y }) => ({ x: x + dx, y: y + dy });
      this.#shape = { ...this.#shape, from: event.shiftKey ? this.#shape.from : moved(this.#shape.from), to: moved(this.#shape.to) };
    } else return;
    event.preventDefault();
    this.#show();
  }

  #finish() {
    const edit = this.#edit();
    this.#shape = undefined;
    if (!edit || (edit.rect && (edit.rect.w < 8 || edit.rect.h < 8))) return;
    this.#edits.push(edit);
    this.#rebase();
  }

  #edit() {
    const { from, to, points } = this.#shape;
    if (this.#tool === "arrow") return { kind: "arrow", from, to };
    if (this.#tool === "pen") return { kind: "pen", points };
    return { kind: this.#tool, rect: rectOf(from, to, this.canvas.width, this.canvas.height) };
  }

  #show() {
    const context = this.canvas.getContext("2d");
    context.drawImage(this.#base, 0, 0);
    if (!this.#shape) return;
    const edit = this.#edit();
    if (!edit.rect) return draw(context, this.canvas, edit);
    Object.assign(context, { strokeStyle: "#ffd84d", lineWidth: Math.max(2, this.canvas.width / 300) });
    context.setLineDash([context.lineWidth * 4, context.lineWidth * 3]);
    context.strokeRect(edit.rect.x, edit.rect.y, edit.rect.w, edit.rect.h);
    context.setLineDash([]);
    return undefined;
  }
}
