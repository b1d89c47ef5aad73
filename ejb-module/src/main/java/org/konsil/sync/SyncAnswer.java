package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What was read.
 *
 * @param body the specification's response body
 * @param hasNews whether a client that waits is to be answered with it
 */
public record SyncAnswer(ObjectNode body, boolean hasNews) {}
