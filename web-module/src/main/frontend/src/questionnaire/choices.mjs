// One of several: radio buttons without a name, for nothing of a chat may ever be in a field that a form could send.
import { h } from "../lib/dom.mjs";

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** @param options [{label, value}]; @param chosen index or -1; @param onChoose (value) */
export function choices(options, chosen, onChoose, { scale = false, testid } = {}) {
  const boxes = options.map((_, index) => h("input", { type: "radio", class: scale ? undefined : "k-check", checked: index === chosen, tabIndex: index === Math.max(0, chosen) ? 0 : -1, data: { testid }, on: { change: () => choose(index) } }));
  const choose = (index) => {
    boxes.forEach((box, at) => {
      box.checked = at === index;
      box.tabIndex = at === index ? 0 : -1;
    });
    onChoose(options[index].value);
  };
  const walk = (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (boxes.indexOf(document.activeElement) + step + boxes.length) % boxes.length;
    choose(next);
    boxes[next].focus();
  };
  return h("div", { class: scale ? "k-scale" : "k-stack k-stack--tight", role: "radiogroup", on: { keydown: walk } }, options.map(({ label }, index) => h("label", { class: "k-choice", dir: "auto" }, boxes[index], label)));
}
