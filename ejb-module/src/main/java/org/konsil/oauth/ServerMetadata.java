package org.konsil.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * Where the endpoints are and what they can do (RFC 8414).
 *
 * @param promptValuesSupported null where nobody can register
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#get_matrixclientv1auth_metadata">GET
 *     auth_metadata</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServerMetadata(
    String issuer,
    @JsonProperty("authorization_endpoint") String authorizationEndpoint,
    @JsonProperty("token_endpoint") String tokenEndpoint,
    @JsonProperty("revocation_endpoint") String revocationEndpoint,
    @JsonProperty("registration_endpoint") String registrationEndpoint,
    @JsonProperty("device_authorization_endpoint") String deviceAuthorizationEndpoint,
    @JsonProperty("response_types_supported") List<String> responseTypesSupported,
    @JsonProperty("grant_types_supported") List<String> grantTypesSupported,
    @JsonProperty("response_modes_supported") List<String> responseModesSupported,
    @JsonProperty("code_challenge_methods_supported") List<String> codeChallengeMethodsSupported,
    @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethodsSupported,
    @JsonProperty("revocation_endpoint_auth_methods_supported") List<String> revocationAuthMethods,
    @JsonProperty("prompt_values_supported") List<String> promptValuesSupported,
    @JsonProperty("account_management_uri") String accountManagementUri,
    @JsonProperty("account_management_actions_supported") List<String> accountManagementActions) {

  /**
   * @param base our public URL, without a slash at its end
   * @param registration whether users may make accounts for themselves
   */
  public static ServerMetadata of(String base, boolean registration) {
    return new ServerMetadata(
        base + "/",
        base + "/authorize",
        base + "/oauth2/token",
        base + "/oauth2/revoke",
        base + "/oauth2/register",
        base + "/oauth2/device",
        List.of("code"),
        ClientMetadata.GRANT_TYPES,
        List.of("query", "fragment"),
        List.of("S256"),
        List.of("none"),
        List.of("none"),
        registration ? List.of("create") : null,
        base + "/account",
        AccountAction.names());
  }
}
