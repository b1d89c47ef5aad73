package org.konsil.room.visibility;

import java.util.List;
import org.konsil.room.event.StoredEvent;

/**
 * A piece of a room's timeline.
 *
 * @param events oldest first, only what the reader may see
 * @param limited whether events between the wanted start and the first one were left out, or were
 *     written elsewhere before this server came into the room
 * @param start the position right before the first event: everything at or below it is older
 */
public record TimelineSlice(List<StoredEvent> events, boolean limited, long start) {}
