package org.konsil.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.UserId;

/**
 * What a user shows.
 *
 * @param fields everything but display name and avatar; not to be modified
 */
public record Profile(
    UserId user, Optional<String> displayName, Optional<String> avatarUrl, ObjectNode fields) {
  static final String DISPLAY_NAME = "displayname";
  static final String AVATAR_URL = "avatar_url";

  /** All fields by their names in the API. */
  public ObjectNode toJson() {
    ObjectNode json = fields.deepCopy();
    displayName.ifPresent(name -> json.put(DISPLAY_NAME, name));
    avatarUrl.ifPresent(url -> json.put(AVATAR_URL, url));
    return json;
  }
}
