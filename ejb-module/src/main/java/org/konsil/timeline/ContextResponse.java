package org.konsil.timeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Body of getEventContext. */
public record ContextResponse(
    ObjectNode event,
    String start,
    String end,
    @JsonProperty("events_before") List<ObjectNode> eventsBefore,
    @JsonProperty("events_after") List<ObjectNode> eventsAfter,
    List<ObjectNode> state) {}
