// A ZIP file of Blobs, stored without compression: photos and PDF files gain nothing by it, and what lies in Blobs need
// not lie in memory. Names are UTF-8 (APPNOTE 6.3.10, bit 11).

const MOST_BYTES = 0xffff_ffff;
const UTF8 = 0x0800;
const VERSION = 20;
const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** Goes on from an earlier piece's result. */
export function crc32(bytes, before = 0) {
  let c = ~before >>> 0;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return ~c >>> 0;
}

async function crcOf(blob) {
  let crc = 0;
  for await (const piece of pieces(blob)) crc = crc32(piece, crc);
  return crc;
}

async function* pieces(blob, size = 8 * 1024 * 1024) {
  for (let at = 0; at < blob.size; at += size) yield new Uint8Array(await blob.slice(at, at + size).arrayBuffer());
}

/**
 * @param files [{path, blob}]
 * @param at    the time that every entry gets
 * @returns the archive as a Blob; throws when it would be over 4 GB
 */
export async function zip(files, at = new Date()) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { path, blob } of files) {
    const name = new TextEncoder().encode(path);
    const fields = commonFields(blob.size, await crcOf(blob), at);
    const head = record(0x04034b50, [[2, VERSION], ...fields, [2, name.length], [2, 0]], name);
    directory.push(record(0x02014b50, [[2, VERSION], [2, VERSION], ...fields, [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]], name));
    parts.push(head, blob);
    offset += head.length + blob.size;
    if (offset > MOST_BYTES) throw new Error("zip: too large");
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = record(0x06054b50, [[2, 0], [2, 0], [2, files.length], [2, files.length], [4, length], [4, offset], [2, 0]]);
  return new Blob([...parts, ...directory, end], { type: "application/zip" });
}

function commonFields(size, crc, at) {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  return [[2, UTF8], [2, 0], [2, time], [2, date], [4, crc], [4, size], [4, size]];
}

/** A signature, little-endian fields [bytes, value], a name. */
function record(signature, fields, name = new Uint8Array(0)) {
  const size = fields.reduce((sum, [bytes]) => sum + bytes, 4);
  const out = new Uint8Array(size + name.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  out.set(name, size);
  return out;
}
