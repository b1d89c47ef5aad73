package org.konsil.room;

import org.konsil.core.event.Pdu;

/**
 * An event that is known for the sake of others, without its place in the room.
 *
 * @param rejected whether its auth events refuse it
 */
public record OutlierEvent(Pdu pdu, boolean rejected) {}
