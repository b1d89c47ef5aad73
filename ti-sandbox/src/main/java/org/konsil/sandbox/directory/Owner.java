package org.konsil.sandbox.directory;

/** Who writes: an organisation, or a practitioner. */
record Owner(String telematikId, String name, boolean practitioner) {}
