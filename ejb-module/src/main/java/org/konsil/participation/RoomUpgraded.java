package org.konsil.participation;

import org.konsil.core.id.RoomId;

/**
 * CDI event, synchronous and in the transaction of the upgrade: what users keep with the old room
 * (tags, push rules) may follow them into the new one.
 */
public record RoomUpgraded(RoomId from, RoomId to) {}
