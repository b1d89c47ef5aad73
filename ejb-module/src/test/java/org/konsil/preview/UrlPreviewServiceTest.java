package org.konsil.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.account.Requester;
import org.konsil.config.KonsilConfig;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

class UrlPreviewServiceTest {
  private static final UserId ANNA = UserId.parse("@anna:klinik.example");
  private static final Requester REQUESTER = new Requester(ANNA, "D", ANNA.server(), false, 1);

  private final Properties settings = new Properties();
  private final Web web = new Web();
  private final UrlPreviewService previews = new UrlPreviewService(web, new KonsilConfig(settings));

  UrlPreviewServiceTest() {
    settings.setProperty("konsil.policy", "open");
  }

  @Test
  void aPageIsFetchedOnceForAll() {
    web.page("https://a.example/", "<meta property='og:title' content='A'>");
    assertThat(previews.preview(REQUESTER, "https://a.example/").path("og:title").asText())
        .isEqualTo("A");
    previews.preview(REQUESTER, "https://a.example/");
    assertThat(web.asked).containsExactly("https://a.example/");
  }

  @Test
  void picturesAreNotNamedBecauseTheyAreNotFetched() {
    web.page("https://a.example/", "<meta property='og:image' content='http://10.0.0.1/x.png'>");
    assertThat(previews.preview(REQUESTER, "https://a.example/").isEmpty()).isTrue();
  }

  @Test
  void timDoesNotFetchAnything() {
    settings.setProperty("konsil.policy", "tim");
    refused(ErrorCode.M_UNRECOGNIZED, "https://a.example/");
    assertThat(web.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "a",
        "http://",
        "http://u:p@a.example/",
        "gopher://a.example"
      })
  void onlyTheWebIsAsked(String url) {
    refused(ErrorCode.M_INVALID_PARAM, url);
    assertThat(web.asked).isEmpty();
  }

  /** CVE-2023-32683: the second hop passes the guard as the first; here it names another scheme. */
  @Test
  void cve_2023_32683_everyHopIsLookedAt() {
    web.redirect("https://a.example/", "/b");
    web.redirect("https://a.example/b", "file:///etc/passwd");
    refused(ErrorCode.M_INVALID_PARAM, "https://a.example/");
    assertThat(web.asked).containsExactly("https://a.example/", "https://a.example/b");
  }

  @Test
  void redirectsEnd() {
    web.redirect("https://a.example/", "https://a.example/");
    refused(ErrorCode.M_UNKNOWN, "https://a.example/");
    assertThat(web.asked).hasSize(4);
  }

  @Test
  void whatCannotBeHadIsAnError() {
    refused(ErrorCode.M_UNKNOWN, "https://nowhere.example/");
    refused(ErrorCode.M_MISSING_PARAM, "");
  }

  private void refused(ErrorCode code, String url) {
    assertThatCode(() -> previews.preview(REQUESTER, url))
        .isInstanceOfSatisfying(MatrixException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** The web, and what was asked of it. */
  private static final class Web extends OutgoingHttp {
    private final Map<String, HttpAnswer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private void page(String url, String head) {
      byte[] body = ("<html><head>" + head).getBytes(StandardCharsets.UTF_8);
      answers.put(url, new HttpAnswer(200, Map.of("content-type", "text/html"), body));
    }

    private void redirect(String url, String location) {
      answers.put(url, new HttpAnswer(302, Map.of("location", location), new byte[0]));
    }

    @Override
    public HttpAnswer send(OutgoingRequest request) throws IOException {
      asked.add(request.uri().toString());
      HttpAnswer answer = answers.get(request.uri().toString());
      if (answer == null) {
        throw new IOException("unreachable");
      }
      return answer;
    }
  }
}
