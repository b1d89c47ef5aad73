package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.konsil.administration.RegistrationTokenAdministrationService;
import org.konsil.registrationtoken.RegistrationToken;
import org.konsil.web.http.AccessToken;

/** The registration tokens of a domain. */
@Path("/domains/{serverName}/registration_tokens")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class RegistrationTokensResource {
  @Inject private Administrator administrator;
  @Inject private RegistrationTokenAdministrationService tokens;

  /** A token, as the API shows it; times in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TokenResponse(
      String token,
      @JsonProperty("uses_allowed") Long usesAllowed,
      long uses,
      @JsonProperty("expires_at") Long expiresAt,
      @JsonProperty("created_at") long createdAt) {
    static TokenResponse of(RegistrationToken token) {
      return new TokenResponse(
          token.token(),
          token.usesAllowed().orElse(null),
          token.uses(),
          token.expiresAt().map(Instant::toEpochMilli).orElse(null),
          token.createdAt().toEpochMilli());
    }
  }

  /** A token to be made or changed; what is missing is made up, or without a limit. */
  public record TokenRequest(
      String token,
      @JsonProperty("uses_allowed") Long usesAllowed,
      @JsonProperty("expires_at") Long expiresAt) {}

  @GET
  public PageResponse<TokenResponse> listRegistrationTokens(
      @PathParam("serverName") String serverName, @BeanParam PageQuery page) {
    return PageResponse.of(
        tokens.list(administrator.of(serverName), page.first(), page.count()), TokenResponse::of);
  }

  @POST
  public TokenResponse createRegistrationToken(
      @PathParam("serverName") String serverName, TokenRequest request) {
    return TokenResponse.of(
        tokens.create(
            administrator.of(serverName),
            Optional.ofNullable(request.token()),
            Optional.ofNullable(request.usesAllowed()),
            Given.time(request.expiresAt())));
  }

  @GET
  @Path("/{token}")
  public TokenResponse getRegistrationToken(
      @PathParam("serverName") String serverName, @PathParam("token") String token) {
    return TokenResponse.of(tokens.get(administrator.of(serverName), token));
  }

  @PUT
  @Path("/{token}")
  public TokenResponse changeRegistrationToken(
      @PathParam("serverName") String serverName,
      @PathParam("token") String token,
      TokenRequest request) {
    return TokenResponse.of(
        tokens.change(
            administrator.of(serverName),
            token,
            Optional.ofNullable(request.usesAllowed()),
            Given.time(request.expiresAt())));
  }

  @DELETE
  @Path("/{token}")
  public Map<String, Object> deleteRegistrationToken(
      @PathParam("serverName") String serverName, @PathParam("token") String token) {
    tokens.delete(administrator.of(serverName), token);
    return Map.of();
  }
}
