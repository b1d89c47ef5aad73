package org.konsil.federation.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.federation.FederationClient;
import org.konsil.roomdirectory.RemoteSpaces;

/** Server-server API, "Spaces"; answers, and that there was none, are kept for five minutes. */
@ApplicationScoped
class RemoteSpaceQuery implements RemoteSpaces {
  private static final String HIERARCHY = "/_matrix/federation/v1/hierarchy/";
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final KeptAnswers<Question> answers = new KeptAnswers<>(1_000, KEPT);

  @Inject private FederationClient client;

  private record Question(ServerName from, ServerName server, RoomId room, boolean suggestedOnly) {}

  @Override
  public Optional<ObjectNode> hierarchy(
      ServerName from, ServerName server, RoomId room, boolean suggestedOnly) {
    return answers.to(new Question(from, server, room, suggestedOnly), this::ask);
  }

  private Optional<ObjectNode> ask(Question question) {
    try {
      return Optional.of(
          client.get(
              question.from(),
              question.server(),
              HIERARCHY
                  + URLEncoder.encode(question.room().value(), StandardCharsets.UTF_8)
                  + "?suggested_only="
                  + question.suggestedOnly()));
    } catch (MatrixException e) {
      return Optional.empty();
    }
  }
}
