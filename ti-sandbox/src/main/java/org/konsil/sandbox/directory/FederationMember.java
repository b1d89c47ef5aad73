package org.konsil.sandbox.directory;

import java.util.List;

/**
 * A domain of the federation.
 *
 * @param insurance whether a health insurer's
 * @param ik its institution numbers
 */
public record FederationMember(
    String domain, String telematikId, boolean insurance, List<String> ik) {}
