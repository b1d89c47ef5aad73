package org.konsil.jca.api;

import java.util.Optional;

/**
 * What the connector is set to talk to.
 *
 * @param address host and port of the Konnektor, empty when none is configured
 * @param context the configured call context, empty when none is configured
 * @param eventTo the address that the Konnektor is to send its events to ({@code
 *     cetp://host:port}), empty when events are not wanted
 */
public record KonnektorTarget(
    Optional<String> address, Optional<CallContext> context, Optional<String> eventTo) {}
