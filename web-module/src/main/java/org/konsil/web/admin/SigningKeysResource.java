package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.konsil.config.DomainKey;
import org.konsil.federation.KeyRotationService;
import org.konsil.web.http.AccessToken;

/** The keys that a domain signs with; their private halves are told to nobody. */
@Path("/domains/{serverName}/signing_keys")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class SigningKeysResource {
  @Inject private Administrator administrator;
  @Inject private KeyRotationService rotation;

  /** The keys, the newest first. */
  public record SigningKeysResponse(List<SigningKeyResponse> keys) {}

  /** A key, as the API shows it; {@code expiredAt} in milliseconds since the epoch, or absent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SigningKeyResponse(
      @JsonProperty("key_id") String keyId,
      String key,
      @JsonProperty("expired_at") Long expiredAt) {
    static SigningKeyResponse of(DomainKey key) {
      return new SigningKeyResponse(
          key.keyId(), key.key().base64(), key.expiredAt().map(Instant::toEpochMilli).orElse(null));
    }
  }

  /** The key that the domain signs with from now on. */
  public record RotateSigningKeyResponse(@JsonProperty("key_id") String keyId) {}

  @GET
  public SigningKeysResponse listSigningKeys(@PathParam("serverName") String serverName) {
    return new SigningKeysResponse(
        rotation.keys(administrator.of(serverName)).stream().map(SigningKeyResponse::of).toList());
  }

  @POST
  public RotateSigningKeyResponse rotateSigningKey(@PathParam("serverName") String serverName) {
    return new RotateSigningKeyResponse(rotation.rotate(administrator.of(serverName)));
  }
}
