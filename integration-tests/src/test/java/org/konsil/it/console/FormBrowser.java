package org.konsil.it.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends forms as no browser would: with what the test wants in them. */
final class FormBrowser {
  private static final String VIEW_STATE = "jakarta.faces.ViewState";
  private static final Pattern NONCE = Pattern.compile("nonce=\"([^\"]+)\"");
  private static final Pattern BUTTON = Pattern.compile("name=\"(support:j_idt\\d+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final URI base;

  FormBrowser(URI base) {
    this.base = base;
  }

  void signIn(String user, String password) throws IOException, InterruptedException {
    get("/login");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("login", "login");
    form.put("login:user", user);
    form.put("login:password", password);
    form.put("login:changing", "false");
    form.put("login:submit", "");
    form.put(VIEW_STATE, "stateless");
    post("/login", form);
  }

  String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /**
   * The form of /admin/support.
   *
   * @param shown the page as it was shown
   */
  HttpResponse<String> submitSupport(String shown, String view, String email, String supportPage)
      throws IOException, InterruptedException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("support", "support");
    form.put("support:email", email);
    form.put("support:matrix", "");
    form.put("support:page", supportPage);
    form.put(first(BUTTON, shown), "");
    form.put("primefaces.nonce", first(NONCE, shown));
    form.put(VIEW_STATE, view);
    return post("/admin/support", form);
  }

  static String viewState(String page) {
    return first(Pattern.compile("name=\"" + VIEW_STATE + "\"[^>]* value=\"([^\"]*)\""), page);
  }

  /** What the page has in a field; empty when it has nothing. */
  static String value(String page, String field) {
    Matcher input = Pattern.compile("<input[^>]* name=\"" + field + "\"[^>]*>").matcher(page);
    if (!input.find()) {
      throw new AssertionError("the page has no field " + field);
    }
    Matcher value = Pattern.compile(" value=\"([^\"]*)\"").matcher(input.group());
    return value.find() ? value.group(1) : "";
  }

  private HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    String body =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("not in the page: " + pattern);
    }
    return matcher.group(1);
  }
}
