package org.konsil.usage;

/**
 * How often clients sent or received events of one kind.
 *
 * @param direction sent or received
 * @param procedure the kind of structured data ("Fachverfahren")
 * @param version of the kind
 */
public record UsageCount(String direction, String procedure, String version, long events) {}
