import assert from "node:assert/strict";
import { test } from "node:test";
import { stripMetadata } from "../src/media/strip-metadata.mjs";

const segment = (marker, ...content) => {
  const body = Buffer.concat(content.map((part) => Buffer.from(part)));
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
};
const exif = (orientation) =>
  segment(0xe1, "Exif\0\0", [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0], "GPS 52.5 13.4");
const SOI = Buffer.from([0xff, 0xd8]);
const scan = Buffer.concat([Buffer.from([0xff, 0xda, 0, 4, 1, 2]), Buffer.from("picture data \xff\xe1 inside", "latin1"), Buffer.from([0xff, 0xd9])]);
const jpeg = (...parts) => new Uint8Array(Buffer.concat([SOI, ...parts, scan]));
const text = (result) => Buffer.from(result).toString("latin1");

test("place and comments leave a JPEG, the picture stays bit for bit", () => {
  const result = stripMetadata(jpeg(segment(0xe0, "JFIF\0"), exif(1), segment(0xfe, "comment"), segment(0xdb, "table")));
  assert.ok(!text(result).includes("GPS") && !text(result).includes("comment"));
  assert.ok(text(result).includes("JFIF") && text(result).includes("table"));
  assert.equal(Buffer.compare(Buffer.from(result).subarray(-scan.length), scan), 0);
});

test("a turned photo keeps its orientation and nothing else", () => {
  const result = stripMetadata(jpeg(exif(6)));
  assert.ok(text(result).includes("Exif") && !text(result).includes("GPS"));
  // stripping again finds the same orientation
  assert.deepEqual(stripMetadata(result), result);
});

test("texts leave a PNG", () => {
  const chunk = (type, data) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, Buffer.from(data), Buffer.alloc(4)]);
  };
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const result = stripMetadata(new Uint8Array(Buffer.concat([magic, chunk("IHDR", "size"), chunk("tEXt", "Author\0Me"), chunk("IDAT", "pixels"), chunk("IEND", "")])));
  assert.ok(!text(result).includes("Author"));
  assert.ok(text(result).includes("IHDR") && text(result).includes("pixels") && text(result).includes("IEND"));
});

test("a broken or foreign file comes back as it is", () => {
  const broken = new Uint8Array([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]);
  assert.deepEqual(stripMetadata(broken), broken);
  const other = new TextEncoder().encode("RIFFxxxxWEBP");
  assert.deepEqual(stripMetadata(other), other);
});
