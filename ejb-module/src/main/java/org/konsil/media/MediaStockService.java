package org.konsil.media;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;

/**
 * What has been uploaded, and taking it away. For other capabilities, which have decided that the
 * caller may.
 */
@Stateless
public class MediaStockService {
  @Inject private MediaStockStore store;
  @Inject private Event<MediaDeleted> deletions;

  /** A page of a user's uploads, the newest first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<MediaItem> page(UserId user, int first, int count) {
    return store.page(user, first, count);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long count(UserId user) {
    return store.count(user);
  }

  /** A page of the domain's users who have uploaded anything, who has most first. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<MediaUsage> usage(ServerName domain, int first, int count) {
    return store.usage(domain, first, count);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long countUsers(ServerName domain) {
    return store.countUsers(domain);
  }

  /** What the whole deployment keeps. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public MediaTotals totals() {
    return store.totals();
  }

  /** What all uploads of a domain take, in bytes, without thumbnails. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public long bytesOf(ServerName domain) {
    return store.bytesOf(domain);
  }

  /**
   * Takes content out of everybody's reach, or gives it back.
   *
   * @param by who does; empty to give it back
   * @throws MatrixException M_NOT_FOUND
   */
  public void quarantine(MediaUri uri, Optional<UserId> by) {
    if (!store.quarantine(uri, by)) {
      throw MediaLookup.unknown();
    }
  }

  /**
   * Deletes content and its thumbnails for good.
   *
   * @throws MatrixException M_NOT_FOUND
   */
  public void delete(MediaUri uri) {
    List<String> files = store.files(uri);
    if (!store.delete(uri)) {
      throw MediaLookup.unknown();
    }
    deletions.fire(new MediaDeleted(files));
  }

  /**
   * Deletes some of a domain's content.
   *
   * @return how much; less than {@code most} when nothing is left
   */
  public int deleteSome(ServerName domain, int most) {
    List<MediaUri> some = store.some(domain, most);
    some.forEach(this::delete);
    return some.size();
  }
}
