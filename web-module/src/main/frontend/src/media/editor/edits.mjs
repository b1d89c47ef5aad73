// What can be done to a photo, as values in pixels of the photo, and how each is drawn. Blurring is not a filter over
// the picture: the pixels are averaged to a few squares, so nothing of a face can be brought back.

const COARSE = 9; // squares along the longer edge of a blurred part

/** {x, y, w, h} with positive sizes, inside the picture, from two corners. */
export function rectOf(a, b, width, height) {
  const clamp = (value, most) => Math.round(Math.min(most, Math.max(0, value)));
  const [x0, x1] = [a.x, b.x].map((x) => clamp(x, width)).sort((p, q) => p - q);
  const [y0, y1] = [a.y, b.y].map((y) => clamp(y, height)).sort((p, q) => p - q);
  return { x: x0, y: y0, w: x1 - x0, h: y1 - y0 };
}

/** The squares' number across and down for a part of the picture. */
export function coarse({ w, h }) {
  const longer = Math.max(w, h);
  return { across: Math.max(1, Math.round((w / longer) * COARSE)), down: Math.max(1, Math.round((h / longer) * COARSE)) };
}

/** The three corners of an arrow's head. */
export function arrowHead(from, to, size) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  return [to, ...[-1, 1].map((side) => ({ x: to.x - size * Math.cos(angle + (side * Math.PI) / 7), y: to.y - size * Math.sin(angle + (side * Math.PI) / 7) }))];
}

/** A canvas with all edits applied in order. */
export function apply(bitmap, edits) {
  let canvas = copyOf(bitmap, { x: 0, y: 0, w: bitmap.width, h: bitmap.height });
  for (const edit of edits) {
    if (edit.kind === "crop") canvas = copyOf(canvas, edit.rect);
    else draw(canvas.getContext("2d"), canvas, edit);
  }
  return canvas;
}

function copyOf(source, { x, y, w, h }) {
  const canvas = new OffscreenCanvas(w, h);
  canvas.getContext("2d").drawImage(source, x, y, w, h, 0, 0, w, h);
  return canvas;
}

export function draw(context, source, edit) {
  if (edit.kind === "blur") return blur(context, source, edit.rect);
  const width = Math.max(4, Math.round(Math.max(source.width, source.height) / 160));
  // a dark edge under the bright line is seen on skin and on bandages
  for (const [colour, extra] of [["#0d1518", 4], ["#ffd84d", 0]]) {
    Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: width + extra, lineCap: "round", lineJoin: "round" });
    if (edit.kind === "arrow") arrow(context, edit.from, edit.to, width * 5);
    else pen(context, edit.points);
  }
  return undefined;
}

function blur(context, source, rect) {
  const { across, down } = coarse(rect);
  const small = new OffscreenCanvas(across, down);
  const tiny = small.getContext("2d");
  tiny.imageSmoothingQuality = "high";
  tiny.drawImage(source, rect.x, rect.y, rect.w, rect.h, 0, 0, across, down);
  context.imageSmoothingEnabled = true;
  context.drawImage(small, 0, 0, across, down, rect.x, rect.y, rect.w, rect.h);
}

function arrow(context, from, to, size) {
  const [tip, left, right] = arrowHead(from, to, size);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.moveTo(left.x, left.y);
  context.lineTo(tip.x, tip.y);
  context.lineTo(right.x, right.y);
  context.stroke();
}

function pen(context, points) {
  context.beginPath();
  for (const [index, { x, y }] of points.entries()) (index ? context.lineTo(x, y) : context.moveTo(x, y));
  context.stroke();
}
