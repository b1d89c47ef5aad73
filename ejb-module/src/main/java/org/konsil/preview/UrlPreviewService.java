package org.konsil.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Fetches pages and tells what they say of themselves. Every hop of a redirect passes the same
 * guard of addresses as the first (CVE-2023-32683). Pictures are named and not fetched, so an
 * answer has no og:image of ours.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1mediapreview_url">
 *     Preview of a URL</a>
 */
@ApplicationScoped
public class UrlPreviewService {
  private static final int MOST_REDIRECTS = 3;
  private static final int LONGEST_URL = 2048;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_PAGE = 1024 * 1024;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<String> PICTURES =
      Set.of("og:image", "og:image:url", "og:image:secure_url", "og:image:type");

  private final Cache<URI, ObjectNode> previews =
      Caffeine.newBuilder().maximumSize(2_000).expireAfterWrite(Duration.ofHours(1)).build();

  private OutgoingHttp http;
  private KonsilConfig config;

  protected UrlPreviewService() {}

  @Inject
  UrlPreviewService(OutgoingHttp http, KonsilConfig config) {
    this.http = http;
    this.config = config;
  }

  /**
   * The OpenGraph properties of a page; empty when it has none. Blocks while the page is fetched.
   *
   * @throws MatrixException M_UNRECOGNIZED under the TI-M rules (A_26344); M_MISSING_PARAM;
   *     M_INVALID_PARAM for what is no http or https address; M_UNKNOWN with 502 when the page
   *     cannot be had
   */
  public ObjectNode preview(Requester requester, String url) {
    if (config.timPolicy()) {
      throw MatrixException.unrecognized("Previews of URLs are not offered");
    }
    URI wanted = parse(url);
    ObjectNode known = previews.getIfPresent(wanted);
    if (known != null) {
      return known;
    }
    ObjectNode fetched = fetch(wanted);
    previews.put(wanted, fetched);
    return fetched;
  }

  private ObjectNode fetch(URI first) {
    try {
      URI uri = first;
      for (int hops = 0; hops <= MOST_REDIRECTS; hops++) {
        HttpAnswer answer = http.send(OutgoingRequest.get(uri).within(TIMEOUT, MAX_PAGE));
        Optional<String> location =
            answer.header("location").filter(l -> REDIRECTS.contains(answer.status()));
        if (location.isEmpty()) {
          return preview(answer);
        }
        uri = parse(uri.resolve(location.get()).toString());
      }
      throw unavailable();
    } catch (IOException | IllegalArgumentException e) {
      throw unavailable();
    }
  }

  private static ObjectNode preview(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      throw unavailable();
    }
    String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    ObjectNode preview = Json.object();
    if (type.startsWith("text/html") || type.startsWith("application/xhtml+xml")) {
      Map<String, String> found = HtmlHead.openGraph(new String(answer.body(), charset(type)));
      found.forEach(
          (property, content) -> {
            if (!PICTURES.contains(property)) {
              preview.put(property, content);
            }
          });
    }
    return preview;
  }

  private static Charset charset(String type) {
    int at = type.indexOf("charset=");
    String name = at < 0 ? "" : type.substring(at + 8).split(";", 2)[0].replace("\"", "").strip();
    try {
      return name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalArgumentException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static URI parse(String url) {
    if (url == null || url.isEmpty()) {
      throw MatrixException.missingParam("url is missing");
    }
    try {
      URI uri = new URI(url.length() <= LONGEST_URL ? url : "");
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean web = scheme.equals("http") || scheme.equals("https");
      if (web && uri.getHost() != null && uri.getUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw MatrixException.invalidParam("url is no address of the web");
    }
    throw MatrixException.invalidParam("url is no address of the web");
  }

  private static MatrixException unavailable() {
    return MatrixException.unknown("The page cannot be had").status(502);
  }
}
