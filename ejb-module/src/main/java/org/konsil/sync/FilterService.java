package org.konsil.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.filter.SyncFilter;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;

/** Filters of clients (client-server API, "Filtering"). */
@Stateless
public class FilterService {
  private static final SyncFilter NONE = SyncFilter.parse(Json.object());

  @Inject private FilterStore store;
  @Inject private ParsedFilters parsed;

  /**
   * Keeps a filter and answers its id; the same filter gets the same id. {@code M_BAD_JSON} when it
   * is none, 403 for another user's.
   */
  public String defineFilter(Requester requester, UserId user, ObjectNode json) {
    requireSelf(requester, user);
    SyncFilter.parse(json);
    String hash = Sha256.hex(CanonicalJson.encode(json));
    long id = store.findId(user, hash).orElseGet(() -> store.insert(user, hash, json));
    return Long.toString(id);
  }

  /** The filter as it was uploaded; {@code M_NOT_FOUND} when there is none. */
  public ObjectNode getFilter(Requester requester, UserId user, String filterId) {
    requireSelf(requester, user);
    return stored(user, filterId);
  }

  /** The filter that a sync names: inline JSON, an id, or nothing. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public SyncFilter resolve(Requester requester, String filter) {
    if (filter == null || filter.isEmpty()) {
      return NONE;
    }
    if (filter.startsWith("{")) {
      return SyncFilter.parse(
          Json.parseObject(filter.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    if (!isId(filter)) {
      throw MatrixException.invalidParam("This is neither a filter nor the id of one");
    }
    return parsed.get(requester.user(), filter, () -> stored(requester.user(), filter));
  }

  private ObjectNode stored(UserId user, String filterId) {
    if (!isId(filterId)) {
      throw MatrixException.notFound("Unknown filter");
    }
    return store
        .find(user, Long.parseLong(filterId))
        .orElseThrow(() -> MatrixException.notFound("Unknown filter"));
  }

  private static boolean isId(String text) {
    return text.matches("\\d{1,18}");
  }

  private static void requireSelf(Requester requester, UserId user) {
    if (!requester.user().equals(user)) {
      throw MatrixException.forbidden("Filters of another user cannot be used");
    }
  }
}
