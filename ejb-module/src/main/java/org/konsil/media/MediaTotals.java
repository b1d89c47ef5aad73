package org.konsil.media;

/**
 * All media in numbers, without thumbnails.
 *
 * @param bytes of all files
 * @param fetchedBytes of those that were fetched from other servers, among {@code bytes}
 */
public record MediaTotals(long files, long bytes, long fetchedBytes) {}
