package org.konsil.jca.api;

import java.util.Optional;

/**
 * What product answers (ProductInformation 1.1).
 *
 * @param typeVersion version of gematik's product type, "PTV"
 * @param hardwareVersion absent for a central product
 * @param version firmware of a local product, else the product's version
 */
public record ProductInformation(
    String type,
    String typeVersion,
    String vendorId,
    String vendorName,
    String code,
    String name,
    Optional<String> hardwareVersion,
    String version) {}
