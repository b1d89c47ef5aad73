package org.konsil.ephemeral;

import org.konsil.core.id.UserId;

/**
 * CDI event: others may learn that a user, of ours or of another server, is there, away or gone.
 * Told once, on the node where it was noticed; a presence that merely runs out is not told.
 */
public record PresenceChanged(UserId user, Presence presence) {}
