package org.konsil.policy;

import java.util.List;
import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * What somebody wants a new room to be.
 *
 * @param version the room version asked for or taken by default
 * @param type the room's type
 * @param isPublic whether anybody may join it
 * @param encrypted whether it is encrypted from the start
 */
public record CreationAttempt(
    UserId creator,
    List<UserId> invitees,
    String version,
    Optional<String> type,
    boolean isPublic,
    boolean encrypted) {}
