package org.konsil.device;

import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that changes a user's devices or keys. Observers
 * wake those who share a room, and tell other servers.
 *
 * @param deviceId the device that came, changed or went; empty when the keys changed that sign them
 * @param position the change's place in the stream
 * @param previous the place of the user's change before; 0 when it is the first
 */
public record DeviceListChanged(
    UserId user, Optional<String> deviceId, long position, long previous) {}
