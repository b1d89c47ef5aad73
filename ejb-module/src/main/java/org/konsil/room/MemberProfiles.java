package org.konsil.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.konsil.core.id.UserId;

/** Port: what membership events say about a user of ours; the profile capability knows. */
public interface MemberProfiles {

  /** {@code displayname} and {@code avatar_url}, each only when set; empty for unknown users. */
  ObjectNode memberFields(UserId user);
}
