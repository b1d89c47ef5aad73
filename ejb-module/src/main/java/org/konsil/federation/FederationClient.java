package org.konsil.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;
import org.konsil.policy.PolicyService;

/**
 * Signed requests to other servers in the name of one of our domains. Blocks, a minute at most;
 * never call it inside a transaction or with a room locked. Answers have 64 MiB at most.
 *
 * <p>Every call throws {@link RemoteServerException} when the other server refuses, answers no JSON
 * object or cannot be reached, and M_FORBIDDEN when the policy does not let us talk to it. A hosted
 * domain is never called: it is here.
 */
@ApplicationScoped
public class FederationClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_ANSWER = 64 * 1024 * 1024;

  @Inject private ServerDiscovery discovery;
  @Inject private OutgoingHttp http;
  @Inject private MeasuredHttp measured;
  @Inject private DomainService domains;
  @Inject private PolicyService policy;

  protected FederationClient() {}

  /**
   * @param pathAndQuery as it goes over the wire, escaped, from {@code /_matrix/} on
   */
  public ObjectNode get(ServerName from, ServerName to, String pathAndQuery) {
    return object(to, send(from, to, "GET", pathAndQuery, Optional.empty()));
  }

  /** As {@link #get} with a body. */
  public ObjectNode put(ServerName from, ServerName to, String pathAndQuery, ObjectNode body) {
    return object(to, send(from, to, "PUT", pathAndQuery, Optional.of(body)));
  }

  /** As {@link #get} with a body. */
  public ObjectNode post(ServerName from, ServerName to, String pathAndQuery, ObjectNode body) {
    return object(to, send(from, to, "POST", pathAndQuery, Optional.of(body)));
  }

  /** As before, for those who have less time. */
  public ObjectNode post(
      ServerName from, ServerName to, String pathAndQuery, ObjectNode body, Duration timeout) {
    OutgoingRequest request =
        signed(from, to, "POST", pathAndQuery, Optional.of(body)).within(timeout, MAX_ANSWER);
    return object(to, exchange(to, request, wanted -> measured.send(from, wanted)));
  }

  /**
   * As {@link #get}, for an answer that is no JSON: its body goes into a file.
   *
   * @param maxAnswer most bytes of the body
   */
  public HttpAnswer download(
      ServerName from,
      ServerName to,
      String pathAndQuery,
      Path into,
      Duration timeout,
      int maxAnswer) {
    OutgoingRequest request =
        signed(from, to, "GET", pathAndQuery, Optional.empty()).within(timeout, maxAnswer);
    return exchange(to, request, wanted -> http.download(wanted, into));
  }

  /** As before without a signature, for servers that do not know the signed operation yet. */
  public HttpAnswer downloadUnsigned(
      ServerName to, String pathAndQuery, Path into, Duration timeout, int maxAnswer) {
    OutgoingRequest request = unsigned(to, pathAndQuery).within(timeout, maxAnswer);
    return exchange(to, request, wanted -> http.download(wanted, into));
  }

  /** Without a signature: what every server tells everybody. */
  ObjectNode getUnsigned(ServerName to, String pathAndQuery, Duration timeout, int maxAnswer) {
    OutgoingRequest request = unsigned(to, pathAndQuery).within(timeout, maxAnswer);
    return object(to, exchange(to, request, http::send));
  }

  private OutgoingRequest unsigned(ServerName to, String pathAndQuery) {
    policy.checkServer(to);
    ResolvedServer place = discovery.resolve(to);
    return OutgoingRequest.get(URI.create("https://" + place.authority() + pathAndQuery))
        .via(place.endpoint());
  }

  private HttpAnswer send(
      ServerName from,
      ServerName to,
      String method,
      String pathAndQuery,
      Optional<ObjectNode> body) {
    OutgoingRequest request = signed(from, to, method, pathAndQuery, body);
    return exchange(to, request, wanted -> measured.send(from, wanted));
  }

  private OutgoingRequest signed(
      ServerName from,
      ServerName to,
      String method,
      String pathAndQuery,
      Optional<ObjectNode> body) {
    if (domains.isLocal(to)) {
      throw new IllegalArgumentException("a hosted domain is not called over HTTP");
    }
    policy.checkServer(to);
    ResolvedServer place = discovery.resolve(to);
    String authorization =
        new RequestSignature(method, pathAndQuery, from, to, body).header(domains.signingKey(from));
    OutgoingRequest request =
        OutgoingRequest.get(URI.create("https://" + place.authority() + pathAndQuery))
            .method(method)
            .via(place.endpoint())
            .within(TIMEOUT, MAX_ANSWER)
            .header("Authorization", authorization);
    return body.map(json -> request.json(Json.bytes(json))).orElse(request);
  }

  /** How a request is sent. */
  private interface Exchange {
    HttpAnswer of(OutgoingRequest request) throws IOException;
  }

  private static HttpAnswer exchange(ServerName to, OutgoingRequest request, Exchange exchange) {
    HttpAnswer answer;
    try {
      answer = exchange.of(request);
    } catch (IOException e) {
      throw RemoteServerException.unreachable(to);
    }
    if (!answer.isSuccess()) {
      throw RemoteServerException.refused(answer);
    }
    return answer;
  }

  private static ObjectNode object(ServerName to, HttpAnswer answer) {
    try {
      return Json.parseObject(answer.body());
    } catch (MatrixException e) {
      throw RemoteServerException.malformed(to, "no JSON object");
    }
  }
}
