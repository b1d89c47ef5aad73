package org.konsil.profile;

import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.core.id.UserId;

/**
 * CDI event, synchronous and in the transaction that changes the display name or the avatar; member
 * events in the user's rooms have to follow.
 *
 * @param actor who changed it: the user, or empty when the organisation did
 */
public record ProfileChanged(
    UserId user,
    Optional<Requester> actor,
    Optional<String> displayName,
    Optional<String> avatarUrl) {}
