package org.konsil.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Body of getRelatingEvents and getThreadRoots; absent members are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RelationsResponse(
    List<ObjectNode> chunk,
    @JsonProperty("next_batch") String nextBatch,
    @JsonProperty("prev_batch") String prevBatch,
    @JsonProperty("recursion_depth") Integer recursionDepth) {}
