package org.konsil.servernotice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.json.Json;

/**
 * What a user is told.
 *
 * @param adminContact a URI by which the administration can be reached
 * @param pinned whether clients show it as the one that matters at present
 */
public record ServerNotice(String body, Optional<String> adminContact, boolean pinned) {
  ObjectNode content() {
    ObjectNode content =
        Json.object()
            .put("msgtype", "m.server_notice")
            .put("body", body)
            .put("server_notice_type", "org.konsil.notice");
    adminContact.ifPresent(contact -> content.put("admin_contact", contact));
    return content;
  }
}
