package org.konsil.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which redirect URIs a client may register, and which URI of a request is a registered one. The
 * redirect is how a client proves who it is, so nothing is normalised: URIs are equal character by
 * character, save for the port of a loopback address.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#redirect-uri-validation">Redirect
 *     URI validation</a>
 */
final class RedirectUri {
  private static final int LONGEST = 2048;

  /** Without a port; groups: all before it, all after it. */
  private static final Pattern LOOPBACK =
      Pattern.compile("(http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\]))((?:[/?].*)?)");

  private static final Pattern LOOPBACK_WITH_PORT =
      Pattern.compile("(http://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])):\\d{1,5}((?:[/?].*)?)");

  private RedirectUri() {}

  /** Whether a client of this type and home page may register the URI. */
  static boolean isAllowed(String uri, URI clientUri, boolean nativeClient) {
    Optional<URI> parsed = parse(uri);
    if (parsed.isEmpty() || uri.indexOf('#') >= 0 || uri.length() > LONGEST) {
      return false;
    }
    return isOfSite(parsed.get(), clientUri)
        || nativeClient
            && (LOOPBACK.matcher(uri).matches() || isPrivateScheme(parsed.get(), clientUri));
  }

  /** Whether a request's URI is the registered one. */
  static boolean matches(String registered, String requested) {
    if (registered.equals(requested)) {
      return true;
    }
    Matcher requestedParts = LOOPBACK_WITH_PORT.matcher(requested);
    return LOOPBACK.matcher(registered).matches()
        && requestedParts.matches()
        && registered.equals(requestedParts.group(1) + requestedParts.group(2));
  }

  /** Whether it is an https URI without user info on the host of the client's page or below it. */
  static boolean isOfSite(URI uri, URI clientUri) {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getUserInfo() != null) {
      return false;
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    String base = clientUri.getHost().toLowerCase(Locale.ROOT);
    return host.equals(base) || host.endsWith("." + base);
  }

  static Optional<URI> parse(String uri) {
    try {
      return Optional.of(new URI(uri)).filter(URI::isAbsolute);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** {@code com.example.app:/callback} of example.com: no authority, so nobody else's host. */
  private static boolean isPrivateScheme(URI uri, URI clientUri) {
    List<String> labels = Arrays.asList(clientUri.getHost().toLowerCase(Locale.ROOT).split("\\."));
    Collections.reverse(labels);
    String prefix = String.join(".", labels);
    String scheme = uri.getScheme();
    return labels.size() > 1
        && (scheme.equals(prefix) || scheme.startsWith(prefix + "."))
        && !uri.getRawSchemeSpecificPart().startsWith("//");
  }
}
