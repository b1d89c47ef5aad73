package org.konsil.push;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.webpush.Subscription;

/**
 * A user's pushers.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#push-notifications">Push
 *     notifications</a>
 */
@Stateless
public class PusherService {
  /** By way of a gateway. */
  static final String HTTP = "http";

  /**
   * Our own: to a browser by its maker's push service. The pushkey is the subscription's p256dh,
   * the data its endpoint and auth.
   */
  static final String WEB_PUSH = "org.konsil.webpush";

  private static final String GATEWAY_PATH = "/_matrix/push/v1/notify";
  private static final int MAX_PUSHERS = 50;
  private static final int MAX_APP_ID = 64;
  private static final int MAX_PUSHKEY = 512;
  private static final int MAX_NAME = 255;
  private static final int MAX_LANG = 64;
  private static final int MAX_DATA = 4096;

  @Inject private PusherStore store;
  @Inject private PusherIndex index;
  @Inject private KonsilConfig config;
  @Inject private Clock clock;

  public PusherService() {}

  PusherService(PusherStore store, PusherIndex index, KonsilConfig config, Clock clock) {
    this.store = store;
    this.index = index;
    this.config = config;
    this.clock = clock;
  }

  public List<Pusher> list(Requester requester) {
    return store.ofUser(requester.user()).stream().map(PusherStore.StoredPusher::pusher).toList();
  }

  /**
   * Makes, replaces or, without a kind, deletes a pusher.
   *
   * @throws MatrixException M_MISSING_PARAM; M_INVALID_PARAM for another kind than http and
   *     org.konsil.webpush, a gateway that is not https with the specification's path, what is no
   *     push subscription, or too long values; M_TOO_LARGE for too many pushers
   */
  public void set(Requester requester, SetPusherRequest request) {
    requireText("app_id", request.appId(), MAX_APP_ID);
    requireText("pushkey", request.pushkey(), MAX_PUSHKEY);
    if (request.kind() == null) {
      throw MatrixException.missingParam("kind is missing");
    }
    if (request.kind().isNull()) {
      store.delete(requester.user(), request.appId(), request.pushkey());
    } else {
      put(requester, request);
    }
    index.changed(requester.user());
  }

  private void put(Requester requester, SetPusherRequest request) {
    check(request);
    if (!Boolean.TRUE.equals(request.append())) {
      store.deleteOfOthers(requester.user(), request.appId(), request.pushkey());
    }
    if (store.ofUser(requester.user()).size() >= MAX_PUSHERS) {
      throw MatrixException.tooLarge("Too many pushers").status(400);
    }
    store.put(requester.user(), requester.deviceId(), request.toPusher(), clock.instant());
  }

  private void check(SetPusherRequest request) {
    boolean web = WEB_PUSH.equals(request.kind().textValue());
    if (!web && !HTTP.equals(request.kind().textValue())) {
      throw MatrixException.invalidParam(
          "Only pushers of kinds http and " + WEB_PUSH + " are served");
    }
    requireText("app_display_name", request.appDisplayName(), MAX_NAME);
    requireText("device_display_name", request.deviceDisplayName(), MAX_NAME);
    requireText("lang", request.lang(), MAX_LANG);
    if (request.profileTag() != null) {
      requireText("profile_tag", request.profileTag(), MAX_NAME);
    }
    if (request.data() == null) {
      throw MatrixException.missingParam("data is missing");
    }
    if (Json.bytes(request.data()).length > MAX_DATA) {
      throw MatrixException.invalidParam("data is too long");
    }
    Optional<URI> target = target(request.toPusher()).filter(this::isSecure);
    if (web && target.isEmpty()) {
      throw MatrixException.invalidParam(
          "pushkey, data.endpoint and data.auth are no subscription");
    }
    if (!web && target.filter(uri -> GATEWAY_PATH.equals(uri.getPath())).isEmpty()) {
      throw MatrixException.invalidParam("data.url must be https and end in " + GATEWAY_PATH);
    }
  }

  /** The browser behind a pusher; empty when it is of another kind. */
  static Optional<Subscription> subscription(Pusher pusher) {
    return Optional.of(pusher)
        .filter(one -> one.kind().equals(WEB_PUSH))
        .flatMap(
            one ->
                Subscription.parse(
                    one.data().path("endpoint").asText(),
                    one.pushkey(),
                    one.data().path("auth").asText()));
  }

  /** The address of the gateway or the browser's push service; empty when it is none. */
  static Optional<URI> target(Pusher pusher) {
    if (pusher.kind().equals(WEB_PUSH)) {
      return subscription(pusher).map(Subscription::endpoint);
    }
    try {
      URI uri = new URI(pusher.data().path("url").asText());
      return Optional.of(uri).filter(u -> u.getHost() != null && u.getUserInfo() == null);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Within a private network, as in tests, a gateway may do without TLS. */
  private boolean isSecure(URI uri) {
    return "https".equals(uri.getScheme())
        || "http".equals(uri.getScheme()) && config.outgoingPrivateNetworks();
  }

  private static void requireText(String name, String value, int maxBytes) {
    if (value == null) {
      throw MatrixException.missingParam(name + " is missing");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > maxBytes || value.indexOf('\0') >= 0) {
      throw MatrixException.invalidParam(name + " is too long or malformed");
    }
  }
}
