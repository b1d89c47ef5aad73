package org.konsil.roomcensus;

import org.konsil.core.id.UserId;

/** A user of a domain in a room; {@code membership}: join, invite, knock, leave or ban. */
public record DomainMember(UserId user, String membership) {}
