package org.konsil.web.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.konsil.account.Requester;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.login.AccountManagementService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#legacy-account-management">Account
 * management</a>.
 */
@Path("/client/v3/account")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountManagementResource {
  @Inject private CurrentRequest current;
  @Inject private AccountManagementService accounts;

  /** {@code logoutDevices}: true unless given. */
  public record ChangePasswordRequest(
      @JsonProperty("new_password") String newPassword,
      @JsonProperty("logout_devices") Boolean logoutDevices,
      ObjectNode auth) {}

  /** {@code erase}: whether content is to be hidden from later readers. */
  public record DeactivateAccountRequest(boolean erase, ObjectNode auth) {}

  @POST
  @Path("/password")
  @AccessToken
  public Map<String, Object> changePassword(ChangePasswordRequest request) {
    accounts.changePassword(
        current.requester(),
        request.newPassword(),
        !Boolean.FALSE.equals(request.logoutDevices()),
        request.auth());
    return Map.of();
  }

  @POST
  @Path("/deactivate")
  @AccessToken
  public Map<String, Object> deactivateAccount(DeactivateAccountRequest request) {
    accounts.deactivate(current.requester(), request.erase(), request.auth());
    return Map.of("id_server_unbind_result", "success");
  }

  @GET
  @Path("/whoami")
  @GuestAccess
  @AccessToken
  public Map<String, Object> getTokenOwner() {
    Requester requester = current.requester();
    Map<String, Object> owner = new LinkedHashMap<>();
    owner.put("user_id", requester.user().value());
    owner.put("is_guest", requester.guest());
    requester.findDeviceId().ifPresent(device -> owner.put("device_id", device));
    return owner;
  }

  /** No account has an address, so no password is reset by one. */
  @POST
  @Path("/password/email/requestToken")
  public Map<String, Object> requestTokenToResetPasswordEmail(ObjectNode body) {
    throw unknownIdentifier();
  }

  @POST
  @Path("/password/msisdn/requestToken")
  public Map<String, Object> requestTokenToResetPasswordMSISDN(ObjectNode body) {
    throw unknownIdentifier();
  }

  private static MatrixException unknownIdentifier() {
    return MatrixException.of(
        ErrorCode.M_THREEPID_NOT_FOUND, "No account has this third-party identifier");
  }
}
