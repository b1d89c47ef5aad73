package org.konsil.oauth;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.audit.AuditService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;
import org.konsil.device.Device;
import org.konsil.device.DeviceService;
import org.konsil.login.LoginService;
import org.konsil.login.UiaService;

/**
 * What users do to their own account on our pages. Who is signed in there may look; each change
 * needs the password, because a page may stay open on a desk, and is one audit row (I8).
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#oauth-20-account-management">
 *     Account management</a>
 */
@Stateless
public class OwnAccountService {
  /** There is no Matrix device behind a page. */
  private static final String DEVICE = "pages";

  @Inject private LoginService logins;
  @Inject private AccountService accounts;
  @Inject private DeviceService devices;
  @Inject private UiaService uia;
  @Inject private AuditService audit;

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<Device> devices(UserId user) {
    return devices.list(user);
  }

  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public Optional<Device> device(UserId user, String deviceId) {
    return devices(user).stream().filter(d -> d.deviceId().equals(deviceId)).findFirst();
  }

  /**
   * Signs a device out.
   *
   * @throws MatrixException M_NOT_FOUND; of the password M_FORBIDDEN, M_LIMIT_EXCEEDED,
   *     M_USER_LOCKED
   */
  public void removeDevice(UserId user, String deviceId, String password, String remoteAddress) {
    Requester owner = prove(user, password, remoteAddress);
    devices.delete(user, deviceId);
    audit.record(
        owner, "account.device.remove", user.value(), Json.object().put("device", deviceId));
  }

  /** Ends the account; its messages stay with those who have them. Throws as above. */
  public void deactivate(UserId user, String password, String remoteAddress) {
    Requester owner = prove(user, password, remoteAddress);
    audit.record(owner, "account.deactivate", user.value(), Json.object());
    accounts.deactivate(user, false);
  }

  /**
   * Lets a client, which waits for it, replace the user's cross-signing keys.
   *
   * @param session the authentication session that the client got
   * @return false when the client no longer waits
   */
  public boolean approveCrossSigningReset(
      UserId user, String session, String password, String remoteAddress) {
    Requester owner = prove(user, password, remoteAddress);
    boolean approved = uia.approve(user, session);
    if (approved) {
      audit.record(owner, "account.cross_signing.approve", user.value(), Json.object());
    }
    return approved;
  }

  private Requester prove(UserId user, String password, String remoteAddress) {
    var account = logins.authenticatePassword(user.value(), user.server(), password, remoteAddress);
    return new Requester(
        user, DEVICE, account.domain(), account.domainAdmin(), account.suspended(), 0);
  }
}
