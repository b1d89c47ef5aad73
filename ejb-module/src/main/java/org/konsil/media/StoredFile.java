package org.konsil.media;

/**
 * A file in its place.
 *
 * @param fileId its name, ours and random
 * @param size in bytes
 */
record StoredFile(String fileId, long size, byte[] sha256) {}
