/**
 * Outbound: the resource adapter, its managed connection factory and connections, and the SOAP
 * calls to the Konnektor's services behind them.
 *
 * <p>Instantiated by the container as META-INF/ra.xml says; the application sees {@code
 * org.konsil.jca.api} only. Events that the Konnektor sends come in through {@code
 * org.konsil.jca.cetp}. No decision about what the answers mean belongs here.
 */
package org.konsil.jca.konnektor;
