package org.konsil.federation.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.federation.FederationClient;
import org.konsil.federation.RemoteServerException;
import org.konsil.profile.RemoteProfiles;

/** Server-server API, "Querying for information": profiles, each kept for a minute. */
@ApplicationScoped
class RemoteProfileQuery implements RemoteProfiles {
  private static final String PROFILE = "/_matrix/federation/v1/query/profile?user_id=";
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final KeptAnswers<UserId> answers = new KeptAnswers<>(10_000, KEPT);

  @Inject private FederationClient client;

  @Override
  public Optional<ObjectNode> find(ServerName from, UserId user) {
    return answers.to(user, wanted -> ask(from, wanted));
  }

  private Optional<ObjectNode> ask(ServerName from, UserId user) {
    try {
      String id = URLEncoder.encode(user.value(), StandardCharsets.UTF_8);
      return Optional.of(client.get(from, user.server(), PROFILE + id));
    } catch (RemoteServerException e) {
      if (e.remoteStatus() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
