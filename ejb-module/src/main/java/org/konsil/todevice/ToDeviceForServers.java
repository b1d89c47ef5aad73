package org.konsil.todevice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.konsil.core.id.UserId;

/**
 * CDI event, in the transaction: a message of one of our devices for devices on other servers.
 *
 * @param messages receiver to device, or {@code *}, to content
 */
public record ToDeviceForServers(
    UserId sender, String type, Map<UserId, Map<String, ObjectNode>> messages) {}
