/**
 * Event authorisation: may this event happen, given that state? Power levels, the state an event's
 * authorisation rests on, and the rules themselves for room versions 1 to 12. Called by whoever
 * appends or receives events, by state resolution and by clients that show what a user may do.
 * Verifying an event's signatures, applying redactions and rules of our own (TI-M) do not belong
 * here.
 *
 * <p>Versions differ by columns of {@link org.konsil.core.roomversion.RoomVersion} only. A verdict
 * is a value, {@link org.konsil.core.auth.AuthResult}, never an exception.
 */
package org.konsil.core.auth;
