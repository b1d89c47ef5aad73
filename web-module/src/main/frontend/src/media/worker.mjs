// Runs in a Web Worker: encrypts, decrypts and shrinks, so that the page stays quick while 100 MB are worked on.
import { decryptAttachment, encryptAttachment } from "./attachment-crypto.mjs";
import { stripMetadata } from "./strip-metadata.mjs";

const THUMBNAIL_EDGE = 800;
const WORK = { encrypt, decrypt, photo };

self.onmessage = async ({ data: { id, op, ...input } }) => {
  try {
    const [result, transfer] = await WORK[op](input, (part) => self.postMessage({ id, progress: part }));
    self.postMessage({ id, result }, transfer);
  } catch (e) {
    self.postMessage({ id, error: e.message ?? String(e) });
  }
};

async function encrypt({ blob }, onProgress) {
  const { data, file } = await encryptAttachment(blob, onProgress);
  return [{ data: data.buffer, file }, [data.buffer]];
}

async function decrypt({ data, file, type }) {
  return [await decryptAttachment(data, file, type), []];
}

/** {blob, width, height, thumbnail?: {blob, width, height}}: a photo without metadata and a small copy of it. */
async function photo({ blob }) {
  const clean = new Blob([stripMetadata(new Uint8Array(await blob.arrayBuffer()))], { type: blob.type });
  const bitmap = await createImageBitmap(clean);
  const { width, height } = bitmap;
  const scale = Math.min(1, THUMBNAIL_EDGE / Math.max(width, height));
  let thumbnail;
  if (scale < 1) {
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    thumbnail = { blob: await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 }), width: canvas.width, height: canvas.height };
  }
  bitmap.close();
  return [{ blob: clean, width, height, thumbnail }, []];
}
