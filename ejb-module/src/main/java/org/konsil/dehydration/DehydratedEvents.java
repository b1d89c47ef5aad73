package org.konsil.dehydration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Messages for a dehydrated device.
 *
 * @param nextBatch acknowledges these when it is sent with the next request
 */
public record DehydratedEvents(
    @JsonProperty("events") List<ObjectNode> events,
    @JsonProperty("next_batch") String nextBatch) {}
