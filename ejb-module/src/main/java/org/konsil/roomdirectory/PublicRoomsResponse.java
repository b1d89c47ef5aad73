package org.konsil.roomdirectory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Body of getPublicRooms and queryPublicRooms; absent members are null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PublicRoomsResponse(
    List<RoomSummary> chunk,
    @JsonProperty("next_batch") String nextBatch,
    @JsonProperty("prev_batch") String prevBatch,
    @JsonProperty("total_room_count_estimate") int totalRoomCountEstimate) {}
