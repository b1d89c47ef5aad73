// Takes place, time, camera and comments out of a photo before it leaves the device, without recompressing the picture.
// The orientation must stay, or portraits would lie on their side: it is written back as the only tag.

const KEEP_APP = new Set([0xe0, 0xe2, 0xee]); // JFIF, colour profile, Adobe's colour transform

/** The bytes without metadata; anything that is no JPEG or PNG comes back as it is. */
export function stripMetadata(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return stripJpeg(bytes);
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) return stripPng(bytes);
  return bytes;
}

function stripJpeg(bytes) {
  const kept = [bytes.subarray(0, 2)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let orientation = 1;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1];
    if (marker === 0xda) break; // the picture itself starts
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return bytes;
    const isApp = marker >= 0xe0 && marker <= 0xef;
    if (marker === 0xe1) orientation = orientationOf(view, at + 4, end) ?? orientation;
    if (marker !== 0xfe && (!isApp || KEEP_APP.has(marker))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  return concat([...kept, bytes.subarray(at)]);
}

/** Reads tag 0x0112 of the first image directory of an Exif segment. */
function orientationOf(view, start, end) {
  if (end - start < 14 || view.getUint32(start) !== 0x45786966) return undefined; // "Exif"
  const tiff = start + 6;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return undefined;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > end) return undefined;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  }
  return undefined;
}

function orientationSegment(orientation) {
  // prettier-ignore
  return Uint8Array.from([
    0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, // APP1, length, "Exif"
    0x4d, 0x4d, 0, 42, 0, 0, 0, 8,                   // big endian, directory at 8
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, // one entry
    0, 0, 0, 0,                                      // no further directory
  ]);
}

const PNG_DROPPED = new Set(["eXIf", "tEXt", "iTXt", "zTXt", "tIME"]);

function stripPng(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 8)];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    if (!PNG_DROPPED.has(String.fromCharCode(...bytes.subarray(at + 4, at + 8)))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return concat(kept);
}

function concat(parts) {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
