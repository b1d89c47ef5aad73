/**
 * Simplified sliding sync (MSC4186): a client reads the part of its rooms that it shows, and each
 * of them once as a whole and then as what is new. Reads what {@code sync} reads, in another form;
 * nothing builds on it. Writes what a connection has been told, and acknowledgements.
 */
package org.konsil.slidingsync;
