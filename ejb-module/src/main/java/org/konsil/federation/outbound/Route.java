package org.konsil.federation.outbound;

import org.konsil.core.id.ServerName;

/**
 * One queue.
 *
 * @param origin the domain of ours that sends
 * @param destination the server that receives
 */
record Route(ServerName origin, ServerName destination) {}
