package org.konsil.room.state;

import org.konsil.core.event.StateKey;

/** One change of a room's current state; an event number is 0 when there is none. */
public record StateDelta(long position, StateKey key, long nid, long previousNid) {}
