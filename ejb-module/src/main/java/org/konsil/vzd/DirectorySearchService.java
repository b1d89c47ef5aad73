package org.konsil.vzd;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/**
 * Searches the national directory for users ({@code konsil.vzd.url}). Answers are kept for five
 * minutes, but not past a change that this deployment made itself, on whatever node. A directory
 * that is down is told as such and is no error. Blocks.
 */
@ApplicationScoped
public class DirectorySearchService {
  private static final Logger LOG = Logger.getLogger(DirectorySearchService.class.getName());
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final int MOST_KEPT = 500;
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int PAGE = 20;
  private static final int UNAUTHORIZED = 401;

  private final Cache<Question, DirectoryPage> pages =
      Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

  @Inject private KonsilConfig config;
  @Inject private DirectoryChangeStore changes;
  @Inject private SearchTokens tokens;
  @Inject private OutgoingHttp http;

  /**
   * @param changes how often we had changed the directory when it was asked
   */
  private record Question(DirectoryQuery query, long changes) {}

  protected DirectorySearchService() {}

  DirectorySearchService(
      KonsilConfig config, DirectoryChangeStore changes, SearchTokens tokens, OutgoingHttp http) {
    this.config = config;
    this.changes = changes;
    this.tokens = tokens;
    this.http = http;
  }

  /**
   * A page of what the directory knows.
   *
   * @throws MatrixException M_INVALID_PARAM for a page that no result named; M_NOT_FOUND when the
   *     installation has no directory
   */
  public DirectoryPage search(Requester requester, DirectoryQuery query) {
    String directory =
        config
            .text("vzd.url")
            .map(url -> url.replaceAll("/+$", ""))
            .orElseThrow(() -> MatrixException.notFound("No directory is set up"));
    Question question = new Question(query, changes.changes());
    DirectoryPage kept = pages.getIfPresent(question);
    if (kept != null) {
      return kept;
    }
    URI address = address(directory + "/search", query);
    try {
      DirectoryPage page = read(ask(requester, directory, address), directory, query);
      pages.put(question, page);
      return page;
    } catch (IOException | MatrixException e) {
      LOG.log(Level.FINE, e, () -> "the directory cannot be searched");
      return DirectoryPage.UNAVAILABLE;
    }
  }

  /** What any node kept is asked for anew; after entries were written from here. */
  public void forget() {
    changes.add();
  }

  private byte[] ask(Requester requester, String directory, URI address) throws IOException {
    OutgoingRequest request =
        OutgoingRequest.get(address)
            .header("Accept", "application/fhir+json")
            .within(TIMEOUT, MAX_BYTES)
            .ofInstallation();
    HttpAnswer answer = http.send(request.header("Authorization", bearer(requester, directory)));
    if (answer.status() == UNAUTHORIZED) {
      tokens.forget(requester);
      answer = http.send(request.header("Authorization", bearer(requester, directory)));
    }
    if (!answer.isSuccess()) {
      throw new IOException("the directory answers " + answer.status());
    }
    return answer.body();
  }

  private String bearer(Requester requester, String directory) throws IOException {
    return "Bearer " + tokens.get(requester, directory);
  }

  private static DirectoryPage read(byte[] body, String directory, DirectoryQuery query) {
    SearchBundle bundle = new SearchBundle(query.kind(), Json.parseObject(body));
    String base = directory + "/search";
    String next =
        bundle
            .next()
            .filter(url -> url.startsWith(base + "/") || url.startsWith(base + "?"))
            .map(url -> url.substring(base.length()))
            .orElse(null);
    return new DirectoryPage(true, bundle.entries(), next);
  }

  private static URI address(String base, DirectoryQuery query) {
    if (!query.page().isEmpty()) {
      return next(base, query.page());
    }
    String resource = query.kind().resource();
    String owner = query.kind().owner();
    StringBuilder address = new StringBuilder(base + "/" + resource);
    address.append("?").append(owner).append(".active=true&endpoint.status=active");
    address.append("&endpoint.payload-type=tim-chat&_count=").append(PAGE);
    for (String include : new String[] {owner, "endpoint", "location"}) {
      address.append("&_include=").append(resource).append(":").append(include);
    }
    append(address, "_text", query.text());
    append(address, "location.address-city", query.city());
    append(address, owner + ".identifier", query.telematikId());
    append(address, "endpoint.address", query.user().map(MatrixAddress::of).orElse(""));
    return URI.create(address.toString());
  }

  /** Only what lies below the search, whatever the client made of it. */
  private static URI next(String base, String page) {
    if (page.matches("[/?][A-Za-z0-9/?&=._:%+,~|-]*") && !page.contains("..")) {
      return URI.create(base + page);
    }
    throw MatrixException.invalidParam("This is no page of a result");
  }

  private static void append(StringBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.append("&").append(name).append("=");
      address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
