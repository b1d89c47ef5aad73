/**
 * What the services compile against: the connection factory and connection of the Konnektor, the
 * records they trade, the faults they raise and the listener for its events.
 *
 * <p>Called by {@code org.konsil.konnektor} and, in the demo and tests, by nobody else. No SOAP, no
 * TLS and no container plumbing belongs here: that is {@code org.konsil.jca.konnektor} and {@code
 * org.konsil.jca.cetp}.
 */
package org.konsil.jca.api;
