package org.konsil.media;

import java.time.Instant;
import java.util.Optional;

/**
 * An upload, as administrators see it: not what it is called, which may name a patient.
 *
 * @param contentType empty while nothing was uploaded
 * @param size in bytes
 * @param quarantinedBy who took it out of everybody's reach
 */
public record MediaItem(
    MediaUri uri,
    Instant createdAt,
    Optional<String> contentType,
    long size,
    Optional<String> quarantinedBy) {}
