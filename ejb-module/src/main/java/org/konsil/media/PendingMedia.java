package org.konsil.media;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An id that waits for its content.
 *
 * @param unusedExpiresAt until when, in milliseconds since the epoch
 */
public record PendingMedia(
    @JsonProperty("content_uri") String contentUri,
    @JsonProperty("unused_expires_at") long unusedExpiresAt) {}
