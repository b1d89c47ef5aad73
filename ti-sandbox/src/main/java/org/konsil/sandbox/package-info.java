/**
 * Plays the telematics infrastructure for the demo and for tests; never part of the product's EAR.
 * Here: start and stop inside a server, settings, and the control API by which a test or a person
 * makes things happen.
 *
 * <p>Parts of the infrastructure have packages of their own, which know nothing of this one.
 */
package org.konsil.sandbox;
