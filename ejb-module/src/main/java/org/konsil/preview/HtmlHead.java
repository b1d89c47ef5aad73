package org.konsil.preview;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The metadata in the head of a page. Reads once from the front to the end of the head, without
 * building a tree, so that a page can neither be deep nor slow (CVE-2022-31052).
 */
final class HtmlHead {
  private static final int LONGEST_VALUE = 1000;
  private static final int MOST_TAGS = 500;

  private final String html;
  private int at;

  private HtmlHead(String html) {
    this.html = html;
  }

  /** The {@code og:} properties, and {@code og:title} from the title of a page without one. */
  static Map<String, String> openGraph(String html) {
    return new HtmlHead(html).read();
  }

  private Map<String, String> read() {
    Map<String, String> found = new LinkedHashMap<>();
    String title = null;
    for (int tags = 0; tags < MOST_TAGS && toNextTag(); tags++) {
      String name = name();
      if (name.equals("body") || name.equals("/head")) {
        break;
      } else if (name.equals("title") && title == null) {
        title = textUpToNextTag();
      } else if (name.equals("meta")) {
        Map<String, String> attributes = attributes();
        String property = attributes.getOrDefault("property", attributes.get("name"));
        String content = attributes.get("content");
        if (property != null && property.startsWith("og:") && content != null) {
          found.putIfAbsent(property, content);
        }
      }
    }
    if (title != null && !title.isEmpty()) {
      found.putIfAbsent("og:title", title);
    }
    return found;
  }

  /** Behind the next {@code <}. */
  private boolean toNextTag() {
    int next = html.indexOf('<', at);
    at = next < 0 ? html.length() : next + 1;
    return next >= 0;
  }

  private String name() {
    int from = at;
    while (at < html.length() && isOfName(html.charAt(at))) {
      at++;
    }
    return html.substring(from, at).toLowerCase(Locale.ROOT);
  }

  private String textUpToNextTag() {
    int from = html.indexOf('>', at);
    if (from < 0) {
      return "";
    }
    int to = html.indexOf('<', from);
    at = to < 0 ? html.length() : to;
    return text(html.substring(from + 1, at));
  }

  private Map<String, String> attributes() {
    Map<String, String> found = new LinkedHashMap<>();
    while (at < html.length() && html.charAt(at) != '>' && html.charAt(at) != '<') {
      if (isOfName(html.charAt(at))) {
        found.putIfAbsent(name(), value());
      } else {
        at++;
      }
    }
    return found;
  }

  private String value() {
    skipSpace();
    if (at >= html.length() || html.charAt(at) != '=') {
      return "";
    }
    at++;
    skipSpace();
    if (at >= html.length()) {
      return "";
    }
    char quote = html.charAt(at);
    boolean quoted = quote == '"' || quote == '\'';
    int from = quoted ? at + 1 : at;
    at = from;
    while (at < html.length() && !endsValue(html.charAt(at), quoted ? quote : 0)) {
      at++;
    }
    String value = html.substring(from, at);
    at = quoted ? Math.min(at + 1, html.length()) : at;
    return text(value);
  }

  private static boolean endsValue(char c, int quote) {
    return quote == 0 ? c == '>' || Character.isWhitespace(c) : c == quote;
  }

  private void skipSpace() {
    while (at < html.length() && Character.isWhitespace(html.charAt(at))) {
      at++;
    }
  }

  private static boolean isOfName(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '-'
        || c == ':'
        || c == '/'
        || c == '!';
  }

  /** At most as much as anybody shows; clients show it as text and never as HTML. */
  private static String text(String raw) {
    String cut = raw.length() <= LONGEST_VALUE ? raw : raw.substring(0, LONGEST_VALUE);
    return cut.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
