// The console's only script of our own: a screen that nobody touches locks itself, as the chats do, and a logo is shown before
// it is saved.
const shell = document.getElementById("console");
const idle = Number(shell.dataset.idle);
let timer;

function touched() {
  clearTimeout(timer);
  timer = setTimeout(lock, idle);
}

async function lock() {
  const response = await fetch("/ui/api/lock", { method: "POST", headers: { "X-Konsil-Csrf": shell.dataset.csrf } });
  location.assign(response.ok ? "/lock" : "/login");
}

/** A chosen file goes into a field of the form, so that one button saves the page. */
document.addEventListener("change", ({ target }) => {
  const into = target.dataset.logoInto && document.getElementById(target.dataset.logoInto);
  const [file] = into ? target.files : [];
  if (!file) return;
  const reader = new FileReader();
  reader.onload = () => {
    into.value = reader.result.slice(reader.result.indexOf(",") + 1);
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    document.querySelector("[data-logo-preview]").replaceChildren(picture);
  };
  reader.readAsDataURL(file);
});

for (const kind of ["pointerdown", "keydown", "scroll"]) {
  document.addEventListener(kind, touched, { passive: true, capture: true });
}
touched();
