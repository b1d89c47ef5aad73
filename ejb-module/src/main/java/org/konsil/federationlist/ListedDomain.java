package org.konsil.federationlist;

import java.util.Set;

/**
 * A member of the federation.
 *
 * @param domain the Matrix server name, in lower case
 * @param telematikId of the organisation
 * @param insurance whether its users are insured persons
 * @param ik the institution numbers of a health insurer, nine digits each
 */
record ListedDomain(String domain, String telematikId, boolean insurance, Set<String> ik) {}
