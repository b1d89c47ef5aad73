package org.konsil.room.relation;

import org.konsil.core.id.EventId;

/**
 * A thread of a room.
 *
 * @param root the event that the thread hangs on
 * @param latest the position of its newest answer
 */
public record ThreadRoot(EventId root, long latest) {}
