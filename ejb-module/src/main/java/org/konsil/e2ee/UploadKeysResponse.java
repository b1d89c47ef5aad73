package org.konsil.e2ee;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * Answer to {@code POST /keys/upload}.
 *
 * @param oneTimeKeyCounts algorithm to the number of unclaimed keys
 */
public record UploadKeysResponse(
    @JsonProperty("one_time_key_counts") Map<String, Integer> oneTimeKeyCounts) {}
