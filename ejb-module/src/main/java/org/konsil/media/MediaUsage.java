package org.konsil.media;

import org.konsil.core.id.UserId;

/** How much a user has uploaded; {@code bytes} without thumbnails. */
public record MediaUsage(UserId user, long files, long bytes) {}
