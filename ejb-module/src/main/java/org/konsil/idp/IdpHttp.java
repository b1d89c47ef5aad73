package org.konsil.idp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;
import org.konsil.outgoing.OutgoingHttp;
import org.konsil.outgoing.OutgoingRequest;

/** Calls of the identity provider. Blocks, 10 seconds and 64 KiB at most. */
@ApplicationScoped
class IdpHttp {
  private static final int LONGEST_TEXT = 200;

  @Inject private OutgoingHttp http;

  protected IdpHttp() {}

  IdpHttp(OutgoingHttp http) {
    this.http = http;
  }

  /**
   * A document or answer.
   *
   * @throws LoginRefusedException IDP_UNREACHABLE; IDP_REFUSED for an error of the provider's
   */
  byte[] get(URI address) throws LoginRefusedException {
    HttpAnswer answer = send(OutgoingRequest.get(address));
    if (!answer.isSuccess()) {
      throw refused(answer);
    }
    return answer.body();
  }

  /** The answer to a form; a redirect is an answer too. */
  HttpAnswer post(URI address, Map<String, String> form) throws LoginRefusedException {
    HttpAnswer answer =
        send(
            OutgoingRequest.post(address, form(form).getBytes(StandardCharsets.US_ASCII))
                .header("Content-Type", "application/x-www-form-urlencoded"));
    if (answer.status() >= 400) {
      throw refused(answer);
    }
    return answer;
  }

  static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** What an address asks, by name. */
  static Map<String, String> query(URI address) {
    Map<String, String> values = new HashMap<>();
    String query = address.getRawQuery();
    for (String pair : (query == null ? "" : query).split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(
          parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], StandardCharsets.UTF_8) : "");
    }
    return values;
  }

  private HttpAnswer send(OutgoingRequest request) throws LoginRefusedException {
    try {
      return http.send(request.ofInstallation());
    } catch (IOException e) {
      throw new LoginRefusedException(LoginFailure.IDP_UNREACHABLE, e);
    }
  }

  /** 4xx is the provider's own no, with a text; anything else is no answer at all. */
  private static LoginRefusedException refused(HttpAnswer answer) {
    if (answer.status() / 100 != 4) {
      return new LoginRefusedException(LoginFailure.IDP_UNREACHABLE, "status " + answer.status());
    }
    String text;
    try {
      text = Json.parseObject(answer.body()).path("gematik_error_text").asText();
    } catch (MatrixException e) {
      text = "status " + answer.status();
    }
    return new LoginRefusedException(
        LoginFailure.IDP_REFUSED, text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
