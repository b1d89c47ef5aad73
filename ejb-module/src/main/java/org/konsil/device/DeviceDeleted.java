package org.konsil.device;

import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that removes the device. Observers drop its keys,
 * its to-device messages and its pushers.
 */
public record DeviceDeleted(UserId user, String deviceId) {}
