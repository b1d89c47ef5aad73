package org.konsil.federation;

import org.konsil.core.id.ServerName;

/**
 * The server that signed a request, and the hosted domain that it speaks to.
 *
 * @param origin whose signature was checked
 * @param destination one of ours
 */
public record FederationRequester(ServerName origin, ServerName destination) {}
