package org.konsil.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far an upload is that may go on after the network was lost.
 *
 * @param size of the whole, in bytes
 * @param received how much has come; the next part begins there
 * @param expiresAt until when it may go on, in milliseconds since the epoch
 * @param contentUri null until it is whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResumableUpload(
    @JsonProperty("upload_id") String uploadId,
    @JsonProperty("size") long size,
    @JsonProperty("received") long received,
    @JsonProperty("expires_at") long expiresAt,
    @JsonProperty("content_uri") String contentUri) {}
