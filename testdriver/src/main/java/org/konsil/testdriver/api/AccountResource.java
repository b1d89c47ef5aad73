package org.konsil.testdriver.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.konsil.testdriver.device.TestAccount;
import org.konsil.testdriver.device.TestAccounts;
import org.konsil.testdriver.device.TestDevice;
import org.konsil.testdriver.matrix.MatrixDevice;
import org.konsil.testdriver.matrix.Refusal;

/** A device's account and its log-in (AF_10057). */
@Path(DevicePath.DEVICE)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
  private static final String BASIC = "basicAuth";

  @Inject private DevicePath path;
  @Inject private TestAccounts accounts;

  /** An account; the token while the device is logged in. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Account(
      String mxid, String username, String password, String displayName, String accessToken) {
    static Account of(TestAccount account, Optional<MatrixDevice> session) {
      return new Account(
          account.mxid(),
          account.username(),
          account.password(),
          account.displayName(),
          session.map(MatrixDevice::accessToken).orElse(null));
    }

    @Override
    public String toString() {
      return "Account[" + mxid + "]";
    }
  }

  record LoginRequest(String username, String password, String authStage) {
    @Override
    public String toString() {
      return "LoginRequest[" + username + "]";
    }
  }

  record MxId(String mxid) {}

  /** A recovery key. */
  record AccountKey(MxId mxId, String key) {
    @Override
    public String toString() {
      return "AccountKey[" + mxId + "]";
    }
  }

  /** The account that the device is logged in with, else its own one. */
  @GET
  @Path("/account")
  public Account account() {
    TestDevice device = path.claimed();
    Optional<MatrixDevice> session = device.findSession();
    TestAccount account =
        session.flatMap(open -> accounts.find(open.userId())).orElseGet(() -> accounts.of(device));
    return Account.of(account, session);
  }

  @POST
  @Path("/login")
  @Consumes(MediaType.APPLICATION_JSON)
  public Account login(LoginRequest request) {
    if (request == null || request.username() == null || request.password() == null) {
      throw new Refusal(400, "M_MISSING_PARAM", "username and password are needed");
    }
    if (request.authStage() != null && !request.authStage().equals(BASIC)) {
      throw new Refusal(400, "M_INVALID_PARAM", "The client logs in with " + List.of(BASIC));
    }
    TestDevice device = path.claimed();
    MatrixDevice session = accounts.login(device, request.username(), request.password());
    TestAccount account =
        accounts
            .find(session.userId())
            .orElseGet(
                () ->
                    new TestAccount(
                        session.userId(),
                        request.username(),
                        request.password(),
                        request.username()));
    return Account.of(account, Optional.of(session));
  }

  @POST
  @Path("/logout")
  public void logout() {
    TestDevice device = path.claimed();
    device.session();
    device.logout();
  }

  /** The key by which another device opens what this account keeps encrypted at the server. */
  @GET
  @Path("/account/key")
  public AccountKey exportKey() {
    MatrixDevice session = path.session();
    String key =
        session
            .recoveryKey()
            .orElseThrow(() -> new Refusal(404, "M_NOT_FOUND", "The device has no such key"));
    return new AccountKey(new MxId(session.userId()), key);
  }

  @POST
  @Path("/account/key")
  @Consumes(MediaType.APPLICATION_JSON)
  public void importKey(AccountKey request) {
    if (request == null || request.key() == null) {
      throw new Refusal(400, "M_MISSING_PARAM", "key is missing");
    }
    path.session().recover(request.key());
  }
}
