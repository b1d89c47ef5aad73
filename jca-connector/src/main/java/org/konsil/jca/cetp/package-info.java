/**
 * Inbound: the listener that a Konnektor sends its events to (CETP), from the socket to the
 * message-driven bean.
 *
 * <p>Started and stopped by the resource adapter; everything that comes in is bounded in size, time
 * and number. What an event means is decided by the bean that gets it.
 */
package org.konsil.jca.cetp;
