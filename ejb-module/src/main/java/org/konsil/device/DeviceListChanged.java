package org.konsil.device;

import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that changes a user's devices or keys. Observers
 * wake those who share a room, and tell other servers.
 *
 * @param position the change's place in the stream
 */
public record DeviceListChanged(UserId user, long position) {}
