package org.konsil.ephemeral;

import org.konsil.core.id.UserId;

/** CDI event: others may learn that a user of ours is there, away or gone. */
public record PresenceChanged(UserId user, Presence presence) {}
