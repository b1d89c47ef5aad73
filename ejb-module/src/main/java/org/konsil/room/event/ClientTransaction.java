package org.konsil.room.event;

/**
 * How a device names a request, so that a repetition is recognised (client-server API, "Transaction
 * identifiers"); unique within device, room and type of the event.
 */
public record ClientTransaction(String deviceId, String txnId) {}
