/**
 * Konsil and a real Synapse, each other's only peer: what users of both see of the same rooms.
 *
 * <p>Everything is seen from outside, through the client APIs. Skipped where no Synapse can be
 * started.
 */
package org.konsil.it.federation;
