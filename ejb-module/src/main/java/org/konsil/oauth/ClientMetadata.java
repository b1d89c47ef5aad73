package org.konsil.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client says about itself, as far as we understand it; the rest is not registered.
 * Localised names are not kept.
 *
 * @param clientUri the client's home page, the common base of its other URIs
 * @param applicationType "web" or "native"
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#client-metadata">Client
 *     metadata</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClientMetadata(
    @JsonProperty("client_uri") String clientUri,
    @JsonProperty("client_name") String clientName,
    @JsonProperty("logo_uri") String logoUri,
    @JsonProperty("tos_uri") String tosUri,
    @JsonProperty("policy_uri") String policyUri,
    @JsonProperty("redirect_uris") List<String> redirectUris,
    @JsonProperty("response_types") List<String> responseTypes,
    @JsonProperty("grant_types") List<String> grantTypes,
    @JsonProperty("token_endpoint_auth_method") String tokenEndpointAuthMethod,
    @JsonProperty("application_type") String applicationType) {

  static final String AUTHORIZATION_CODE = "authorization_code";
  static final String REFRESH_TOKEN = "refresh_token";
  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  static final List<String> GRANT_TYPES = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE);

  private static final int LONGEST_URI = 2048;
  static final int LONGEST_NAME = 100;
  private static final int MOST_REDIRECTS = 20;

  /**
   * The metadata of a registration.
   *
   * @throws OAuthException invalid_client_metadata or invalid_redirect_uri
   */
  static ClientMetadata parse(ObjectNode json) {
    URI home =
        text(json, "client_uri")
            .flatMap(RedirectUri::parse)
            .filter(uri -> uri.getHost() != null && RedirectUri.isOfSite(uri, uri))
            .orElseThrow(() -> invalid("client_uri must be an https URL"));
    String type = text(json, "application_type").orElse("web");
    if (!Set.of("web", "native").contains(type)) {
      throw invalid("application_type must be web or native");
    }
    List<String> grants = understood(json, "grant_types", GRANT_TYPES, AUTHORIZATION_CODE);
    List<String> redirects = texts(json, "redirect_uris");
    requireRedirects(redirects, home, type.equals("native"), grants);
    return new ClientMetadata(
        uri(json, "client_uri", home),
        name(json),
        uri(json, "logo_uri", home),
        uri(json, "tos_uri", home),
        uri(json, "policy_uri", home),
        redirects,
        understood(json, "response_types", List.of("code"), "code"),
        grants,
        "none",
        type);
  }

  private static void requireRedirects(
      List<String> redirects, URI home, boolean nativeClient, List<String> grants) {
    if (redirects.size() > MOST_REDIRECTS
        || redirects.isEmpty() && grants.contains(AUTHORIZATION_CODE)) {
      throw new OAuthException(
          "invalid_redirect_uri", "There must be 1 to " + MOST_REDIRECTS + " redirect URIs");
    }
    for (String redirect : redirects) {
      if (!RedirectUri.isAllowed(redirect, home, nativeClient)) {
        throw new OAuthException(
            "invalid_redirect_uri", "A client of this type and client_uri cannot use " + redirect);
      }
    }
  }

  private static String name(ObjectNode json) {
    String name = text(json, "client_name").map(String::strip).orElse(null);
    if (name != null && (name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' '))) {
      throw invalid("client_name has at most " + LONGEST_NAME + " characters");
    }
    return name == null || name.isEmpty() ? null : name;
  }

  private static String uri(ObjectNode json, String field, URI home) {
    Optional<String> text = text(json, field);
    if (text.isPresent()
        && (text.get().length() > LONGEST_URI
            || RedirectUri.parse(text.get())
                .filter(uri -> RedirectUri.isOfSite(uri, home))
                .isEmpty())) {
      throw invalid(field + " must be an https URL on the host of client_uri");
    }
    return text.orElse(null);
  }

  /** Those values of the field that we know, in a fixed order. */
  private static List<String> understood(
      ObjectNode json, String field, List<String> known, String usual) {
    Set<String> given = new TreeSet<>(texts(json, field));
    List<String> kept =
        json.hasNonNull(field) ? known.stream().filter(given::contains).toList() : List.of(usual);
    if (kept.isEmpty()) {
      throw invalid("Nothing of " + field + " is supported");
    }
    return kept;
  }

  private static Optional<String> text(ObjectNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid(field + " must be a string");
    }
    return Optional.of(value.asText());
  }

  private static List<String> texts(ObjectNode json, String field) {
    List<String> texts = new ArrayList<>();
    JsonNode values = json.path(field);
    if (!values.isArray() && json.hasNonNull(field)) {
      throw invalid(field + " must be a list");
    }
    for (JsonNode value : values) {
      if (!value.isTextual()) {
        throw invalid(field + " must be a list of strings");
      }
      texts.add(value.asText());
    }
    return List.copyOf(texts);
  }

  private static OAuthException invalid(String description) {
    return new OAuthException("invalid_client_metadata", description);
  }
}
