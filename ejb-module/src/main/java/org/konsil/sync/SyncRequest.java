package org.konsil.sync;

import java.util.Optional;
import org.konsil.core.filter.SyncFilter;

/**
 * What a client asks of a sync.
 *
 * @param since where it stands; empty for everything
 * @param filter what it wants of it
 * @param fullState whether all state is wanted again
 * @param setPresence the user's presence while it syncs: {@code online}, {@code unavailable} or
 *     {@code offline}
 */
public record SyncRequest(
    Optional<SyncToken> since, SyncFilter filter, boolean fullState, String setPresence) {}
