// The console's only script of our own: a screen that nobody touches locks itself, as the chats do.
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

for (const kind of ["pointerdown", "keydown", "scroll"]) {
  document.addEventListener(kind, touched, { passive: true, capture: true });
}
touched();
