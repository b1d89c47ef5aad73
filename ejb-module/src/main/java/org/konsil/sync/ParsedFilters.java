package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.konsil.core.filter.SyncFilter;
import org.konsil.core.id.UserId;

/** Stored filters, ready for use: they never change, and every sync of a client names one. */
@ApplicationScoped
class ParsedFilters {
  private static final int KEPT = 10_000;

  private final Cache<Key, SyncFilter> filters = Caffeine.newBuilder().maximumSize(KEPT).build();

  private record Key(UserId user, String filterId) {}

  SyncFilter get(UserId user, String filterId, Supplier<ObjectNode> load) {
    return filters.get(new Key(user, filterId), key -> SyncFilter.parse(load.get()));
  }
}
