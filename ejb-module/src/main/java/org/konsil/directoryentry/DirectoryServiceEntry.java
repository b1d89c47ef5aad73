package org.konsil.directoryentry;

import java.util.List;

/**
 * A HealthcareService of the organisation.
 *
 * @param id in the directory
 * @param own whether the organisation made it itself, and may end it; the others are kept by those
 *     who issue its cards
 * @param accounts of the domain that are published there
 */
public record DirectoryServiceEntry(
    String id, String name, boolean own, List<DirectoryAccount> accounts) {}
