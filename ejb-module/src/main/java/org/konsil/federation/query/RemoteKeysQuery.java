package org.konsil.federation.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.e2ee.RemoteKeys;
import org.konsil.federation.FederationClient;

/** Server-server API, "End-to-End Encryption". */
@ApplicationScoped
class RemoteKeysQuery implements RemoteKeys {
  private static final String KEYS = "/_matrix/federation/v1/user/keys/";

  @Inject private FederationClient client;

  @Override
  public ObjectNode query(ServerName from, ServerName server, Collection<UserId> users) {
    ObjectNode body = Json.object();
    ObjectNode wanted = body.putObject("device_keys");
    users.forEach(user -> wanted.putArray(user.value()));
    return client.post(from, server, KEYS + "query", body);
  }

  @Override
  public ObjectNode claim(ServerName from, ServerName server, ObjectNode wanted) {
    ObjectNode body = Json.object();
    body.set("one_time_keys", wanted);
    return client.post(from, server, KEYS + "claim", body);
  }
}
