package org.konsil.oauth;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.konsil.account.AccessTokenService;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;
import org.konsil.testing.TestBeans;

/** A client, a user and the steps between them, for tests. */
final class OAuthFixture {
  static final String PASSWORD = "correct horse";
  static final String REDIRECT = "https://app.example.com/callback";
  static final String VERIFIER = "v".repeat(43);
  static final String ADDRESS = "10.0.0.1";

  final TestBeans beans;
  final UserId user;
  final String clientId;

  OAuthFixture(TestBeans beans) {
    this.beans = beans;
    this.user = UserId.of("u" + UUID.randomUUID(), TestBeans.KLINIK);
    beans.transaction(
        () ->
            beans
                .get(AccountService.class)
                .create(user, Optional.of(PASSWORD), Optional.empty(), false));
    this.clientId = register(metadata());
  }

  static ObjectNode metadata() {
    ObjectNode metadata = Json.object().put("client_uri", "https://example.com/");
    metadata.put("client_name", "An app").put("token_endpoint_auth_method", "none");
    metadata.putArray("redirect_uris").add(REDIRECT);
    metadata.putArray("response_types").add("code");
    metadata
        .putArray("grant_types")
        .add(ClientMetadata.AUTHORIZATION_CODE)
        .add(ClientMetadata.REFRESH_TOKEN)
        .add(ClientMetadata.DEVICE_CODE);
    return metadata;
  }

  String register(ObjectNode metadata) {
    ClientRegistrationService clients = beans.get(ClientRegistrationService.class);
    return clients.register(metadata, ADDRESS).get("client_id").asText();
  }

  /** An authorization request that is in order. */
  Map<String, String> request(String deviceId) {
    Map<String, String> request = new LinkedHashMap<>();
    request.put("client_id", clientId);
    request.put("response_type", "code");
    request.put("response_mode", "fragment");
    request.put("redirect_uri", REDIRECT);
    request.put("scope", Scope.API + " " + Scope.DEVICE + deviceId);
    request.put("state", "a state");
    request.put("code_challenge_method", "S256");
    request.put("code_challenge", Sha256.base64Url(VERIFIER.getBytes(StandardCharsets.UTF_8)));
    return request;
  }

  AuthorizationRequest check(Map<String, String> request) {
    return beans.get(AuthorizationService.class).check(parameters(request));
  }

  /** A code for the device, as the callback brings it. */
  String code(String deviceId) {
    AuthorizationService authorizations = beans.get(AuthorizationService.class);
    String location = authorizations.allow(check(request(deviceId)), user);
    return location.substring(location.indexOf("code=") + 5);
  }

  Map<String, String> codeForm(String code) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", ClientMetadata.AUTHORIZATION_CODE);
    form.put("client_id", clientId);
    form.put("code", code);
    form.put("redirect_uri", REDIRECT);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  TokenResponse tokens(String deviceId) {
    return exchange(codeForm(code(deviceId)));
  }

  TokenResponse refresh(String refreshToken) {
    return exchange(
        Map.of(
            "grant_type", ClientMetadata.REFRESH_TOKEN,
            "client_id", clientId,
            "refresh_token", refreshToken));
  }

  TokenResponse exchange(Map<String, String> form) {
    return beans.get(TokenService.class).exchange(parameters(form));
  }

  Requester authenticate(TokenResponse tokens) {
    return beans.get(AccessTokenService.class).authenticate(tokens.accessToken());
  }

  static Parameters parameters(Map<String, String> values) {
    return Parameters.of(
        values.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue()))));
  }

  static OAuthException refusal(Runnable call) {
    return catchThrowableOfType(OAuthException.class, call::run);
  }
}
