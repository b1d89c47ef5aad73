package org.konsil.core.roomversion;

/** How an event is identified and how it refers to others. */
public enum EventFormat {
  /** Versions 1 and 2: a field {@code event_id}; references are pairs of id and hashes. */
  OPAQUE_ID,
  /** Version 3: the id is the reference hash in Base64; references are lists of ids. */
  HASH_BASE64,
  /** Version 4 and later: as version 3, in URL-safe Base64. */
  HASH_URL_SAFE
}
