package org.konsil.konnektor;

/**
 * A card terminal.
 *
 * @param slots number of slots
 * @param connected whether the Konnektor reaches it
 */
public record KonnektorTerminal(String id, String name, int slots, boolean connected) {}
