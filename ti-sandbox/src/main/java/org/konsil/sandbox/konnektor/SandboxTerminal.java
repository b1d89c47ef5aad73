package org.konsil.sandbox.konnektor;

/** A card terminal, as GetCardTerminals tells it. */
record SandboxTerminal(
    String id, String name, String macAddress, String ipAddress, int slots, boolean connected) {}
