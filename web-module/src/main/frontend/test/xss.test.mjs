// Formatted messages of others, with everything that has ever run a script somewhere: what comes out has no script, no
// handler and no address that does anything but lead somewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<!doctype html><body></body>", { url: "https://klinik.example/" });
Object.assign(globalThis, { window, document: window.document, Node: window.Node, DocumentFragment: window.DocumentFragment, HTMLTemplateElement: window.HTMLTemplateElement, NodeFilter: window.NodeFilter });
const { formatted } = await import("../src/timeline/formatted.mjs");

const CORPUS = [
  "<script>x()</script>",
  "<img src=x onerror=x()>",
  "<svg onload=x()><script>x()</script></svg>",
  "<svg><animate onbegin=x() attributeName=x></svg>",
  "<svg><a xlink:href='javascript:x()'><text>t</text></a></svg>",
  "<math><mtext><table><mglyph><style><img src onerror=x()></style></mglyph></table></mtext></math>",
  "<math><a xlink:href='javascript:x()'>t</a></math>",
  "<a href='javascript:x()'>t</a>",
  "<a href=' java\tscript:x()'>t</a>",
  "<a href='data:text/html,<script>x()</script>'>t</a>",
  "<a href='vbscript:x()'>t</a>",
  "<a href='https://a.example' onclick='x()' style='position:fixed' class='k-button' id='app'>t</a>",
  "<a href='https://matrix.to/#/@a:k\"onmouseover=\"x()'>t</a>",
  "<iframe srcdoc='<script>x()</script>'></iframe>",
  "<object data='javascript:x()'></object><embed src='javascript:x()'>",
  "<form action='javascript:x()'><input name=attributes><button formaction='javascript:x()'>t</button></form>",
  "<form><input id=nodeName><input id=parentNode></form>",
  "<base href='https://evil.example/'>",
  "<meta http-equiv=refresh content='0;url=javascript:x()'>",
  "<link rel=stylesheet href='https://evil.example/x.css'>",
  "<style>@import 'https://evil.example/x.css'; * { background: url(https://evil.example/) }</style>",
  "<div style='background:url(javascript:x())'>t</div>",
  "<table background='javascript:x()'><tr><td>t</td></tr></table>",
  "<details open ontoggle=x()>t</details>",
  "<video><source onerror=x()></video><audio src onloadstart=x()>",
  "<template><script>x()</script></template>",
  "<noscript><p title='</noscript><img src=x onerror=x()>'></noscript>",
  "<xmp><p title='</xmp><img src=x onerror=x()>'></xmp>",
  "<mx-reply><img src=x onerror=x()></mx-reply>t",
  "<isindex type=image src=1 onerror=x()>",
  "<p data-testid='send' aria-label='x' role='button' tabindex=0 contenteditable>t</p>",
  "<marquee onstart=x()>t</marquee>",
  "<!--><img src=x onerror=x()>-->",
  "<![CDATA[<img src=x onerror=x()>]]>",
  "<ol start='1\" onload=\"x()'><li>t</li></ol>",
  `${"<div>".repeat(500)}<img src=x onerror=x()>`,
];
const ALLOWED = new Set(["a", "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "code", "pre", "p", "div", "span", "br", "hr", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "caption"]);
const ATTRIBUTES = new Set(["href", "target", "rel", "start", "class", "dir", "data-user"]);

function shown(html) {
  const place = document.createElement("div");
  place.append(formatted({ formatted_body: html }, { nameOf: () => undefined, ownId: "@me:k" }));
  return place;
}

test("nothing of the corpus can run, load or pose as a part of the page", () => {
  for (const html of CORPUS) {
    for (const element of shown(html).querySelectorAll("*")) {
      assert.ok(ALLOWED.has(element.localName), `${html}: <${element.localName}>`);
      for (const { name, value } of element.attributes) {
        assert.ok(ATTRIBUTES.has(name), `${html}: ${name}`);
        if (name === "href") assert.match(value, /^(https?|mailto|tel):/, html);
        if (name === "class") assert.match(value, /^(k-mention( k-mention--me)?|k-medium|k-text__table)$/, html);
        if (name === "start") assert.match(value, /^\d+/, html);
      }
    }
  }
});

test("what people write stays", () => {
  const place = shown("<p>a <strong>b</strong></p><ul><li>c</li></ul><h1>d</h1><a href='https://a.example/'>e</a> <a href='https://matrix.to/#/@me:k'>Somebody Else</a>");
  assert.equal(place.querySelector("strong").textContent, "b");
  assert.equal(place.querySelector("h1"), null);
  assert.equal(place.querySelector("a").rel, "noopener noreferrer");
  assert.equal(place.querySelector(".k-mention--me").textContent, "@me:k");
});

test("cards, case line, questionnaire and its form show the corpus as the text that it is", async () => {
  const { cardElement } = await import("../src/clinical/cards.mjs");
  const { caseHeader } = await import("../src/cases/case-header.mjs");
  const { askQuestionnaire } = await import("../src/questionnaire/form.mjs");
  const { readAnswers, readQuestionnaire } = await import("../src/questionnaire/questionnaire.mjs");
  window.HTMLDialogElement.prototype.showModal ??= function () {
    this.open = true;
  };
  const quiet = new Set(["script", "img", "svg", "math", "iframe", "object", "embed", "style", "link", "meta", "base", "video", "audio", "template", "marquee", "a"]);
  for (const html of CORPUS) {
    const known = { kind: "case", number: html, name: html, kvnr: html, birthDate: "", sex: "", place: html, allergy: html, reason: html };
    const form = readQuestionnaire([{ resourceType: "Questionnaire", title: html, item: [{ linkId: html, type: "choice", text: html, answerOption: [{ valueString: html }] }, { linkId: "2", type: "string", text: html }] }]);
    const answers = readAnswers([{ resourceType: "QuestionnaireResponse", item: [{ linkId: "1", text: html, answer: [{ valueString: html }] }] }]);
    askQuestionnaire(form, new Map([["2", { valueString: html }]]), () => {});
    const dialog = document.querySelector("dialog");
    for (const element of [cardElement(known), cardElement(form), cardElement(answers), caseHeader({}, {}, known), dialog]) {
      for (const inner of element.querySelectorAll("*")) {
        assert.ok(!quiet.has(inner.localName), `${html}: <${inner.localName}>`);
        for (const { name } of inner.attributes) assert.doesNotMatch(name, /^(on|src|href|style)/, html);
      }
    }
    assert.ok(cardElement(answers).textContent.includes(html));
    dialog.remove();
  }
});

test("no part of the client makes elements out of text: what a name, topic or file is called stays text", async () => {
  const { readdir, readFile } = await import("node:fs/promises");
  const src = new URL("../src/", import.meta.url);
  const parsers = /\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|srcdoc|setHTMLUnsafe|document\.write)\b/;
  const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith(".mjs"));
  assert.ok(files.length > 100);
  for (const name of files) assert.doesNotMatch((await readFile(new URL(name, src), "utf8")).replace(/^\s*\/\/.*$/gm, ""), parsers, name);
});
