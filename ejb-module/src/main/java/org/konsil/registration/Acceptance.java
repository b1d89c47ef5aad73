package org.konsil.registration;

import java.time.Instant;

/** A document of the contract, and who accepted it when. */
public record Acceptance(String document, String version, String by, Instant at) {}
