package org.konsil.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Body of getRoomEvents.
 *
 * @param end null when there is no more
 * @param state null unless members are loaded lazily
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessagesResponse(
    List<ObjectNode> chunk, String start, String end, List<ObjectNode> state) {}
