// The PIN pad of the lock screen. The digits are in no field; five wrong tries erase the device.

/** @param unlock async (pin) => {opened} or {left}; @param over called when there are no tries left */
export function pinPad(panel, { unlock, opened, over }) {
  const dots = panel.querySelector("[data-dots]");
  const error = panel.querySelector("[data-error]");
  const pad = panel.querySelector("[data-pad]");
  let digits = "";
  const show = () => [...dots.children].forEach((dot, index) => dot.toggleAttribute("data-on", index < digits.length));
  const press = async (key) => {
    if (pad.getAttribute("aria-busy") === "true") return;
    error.hidden = true;
    digits = key === "back" ? digits.slice(0, -1) : (digits + key).slice(0, 6);
    show();
    if (digits.length < 6) return;
    pad.setAttribute("aria-busy", "true");
    const answer = await unlock(digits);
    pad.removeAttribute("aria-busy");
    digits = "";
    show();
    if (answer.opened) return opened();
    if (answer.left === 0) return over();
    error.hidden = false;
    error.querySelector("span").textContent = error.dataset.text.replace("{0}", answer.left);
  };
  pad.addEventListener("click", (event) => {
    const key = event.target.closest("button")?.dataset.key;
    if (key) press(key);
  });
  document.addEventListener("keydown", (event) => {
    if (panel.hidden || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") press("back");
  });
  panel.hidden = false;
  pad.querySelector("button").focus();
}
