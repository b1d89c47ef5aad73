/**
 * Gematik's test driver (Testtreiber API 2.3.0) in front of real Matrix clients: how it is started
 * and set up. {@code api} serves the operations, {@code device} says whose a device is, {@code
 * matrix} and {@code trixnity} are the clients, {@code konsil} calls what is Konsil's own. Reaches
 * the homeserver over HTTP only.
 */
package org.konsil.testdriver;
