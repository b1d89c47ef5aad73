package org.konsil.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.RoomAlias;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/** Requests to application services. Every one blocks: call outside of transactions. */
@ApplicationScoped
public class AppServiceCalls {
  private static final String API = "/_matrix/app/v1";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 256 * 1024;

  @Inject private AppServices services;
  @Inject private OutgoingHttp http;

  /**
   * Puts a transaction.
   *
   * @throws IOException when it cannot be reached
   */
  public HttpAnswer transaction(AppService service, long txnId, byte[] body) throws IOException {
    OutgoingRequest request =
        request(service, API + "/transactions/" + txnId).method("PUT").json(body);
    return http.send(request.within(TIMEOUT, MAX_ANSWER));
  }

  /**
   * Asks whether it can be reached.
   *
   * @throws IOException when it cannot
   */
  public HttpAnswer ping(AppService service, byte[] body) throws IOException {
    return http.send(request(service, API + "/ping").method("POST").json(body));
  }

  /**
   * Gives the services that cover an unknown alias the occasion to make its room.
   *
   * @return whether one says that it has
   */
  public boolean offer(RoomAlias alias) {
    return services.all().stream()
        .filter(service -> service.covers(alias))
        .anyMatch(service -> says(service, API + "/rooms/" + encoded(alias.value())));
  }

  /** The same for an unknown user. */
  public boolean offer(UserId user) {
    return services.all().stream()
        .filter(service -> service.covers(user))
        .anyMatch(service -> says(service, API + "/users/" + encoded(user.value())));
  }

  /** What the services say at a path of the third-party API, those that answer at all. */
  public List<JsonNode> thirdParty(List<AppService> asked, String path, Map<String, String> query) {
    String parameters =
        query.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    List<JsonNode> answers = new ArrayList<>();
    for (AppService service : asked) {
      find(service, API + "/thirdparty/" + path + parameters).ifPresent(answers::add);
    }
    return answers;
  }

  private boolean says(AppService service, String path) {
    return find(service, path).isPresent();
  }

  /** Empty when it does not answer, or not with success. */
  private Optional<JsonNode> find(AppService service, String path) {
    if (service.url().isEmpty()) {
      return Optional.empty();
    }
    try {
      HttpAnswer answer = http.send(request(service, path).within(TIMEOUT, MAX_ANSWER));
      return answer.isSuccess() ? Optional.of(Json.parse(answer.body())) : Optional.empty();
    } catch (IOException | MatrixException e) {
      return Optional.empty();
    }
  }

  private static OutgoingRequest request(AppService service, String path) {
    return OutgoingRequest.get(URI.create(service.url().orElseThrow() + path))
        .header("Authorization", "Bearer " + service.hsToken());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
