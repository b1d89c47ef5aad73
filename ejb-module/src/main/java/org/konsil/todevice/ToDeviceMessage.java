package org.konsil.todevice;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One message for one device.
 *
 * @param position its place in the stream
 * @param event {@code type}, {@code sender} and {@code content}, as sync delivers it
 */
public record ToDeviceMessage(long position, ObjectNode event) {}
