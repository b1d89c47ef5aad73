package org.konsil.roomcensus;

import java.time.Instant;
import org.konsil.core.id.RoomId;

/**
 * A room in numbers.
 *
 * @param members how many users of the domain are joined
 * @param membersOfAll how many users are joined, of whatever server
 */
public record RoomFigures(
    RoomId room,
    String version,
    Instant createdAt,
    long members,
    long membersOfAll,
    boolean encrypted) {}
