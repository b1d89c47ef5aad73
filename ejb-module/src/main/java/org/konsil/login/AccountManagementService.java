package org.konsil.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.account.AccountService;
import org.konsil.account.Requester;
import org.konsil.account.SessionDevices;
import org.konsil.core.error.MatrixException;

/**
 * What users do to their own accounts, once they have proved who they are.
 *
 * @see <a href="https://spec.matrix.org/v1.19/client-server-api/#account-management">Account
 *     management</a>
 */
@Stateless
public class AccountManagementService {
  @Inject private AccountService accounts;
  @Inject private SessionDevices devices;
  @Inject private UiaService uia;

  /**
   * Changes the caller's password.
   *
   * @param logoutDevices whether all other sessions end
   * @param auth the proof, null at the first call
   * @throws UiaRequiredException what is still to be proved
   * @throws MatrixException M_WEAK_PASSWORD
   */
  public void changePassword(
      Requester requester, String newPassword, boolean logoutDevices, ObjectNode auth) {
    if (newPassword == null) {
      throw MatrixException.missingParam("new_password is missing");
    }
    uia.require(requester, "change password", auth);
    accounts.changePassword(requester.user(), newPassword);
    if (logoutDevices) {
      devices.closeAll(requester.user(), Optional.of(requester.deviceId()));
    }
  }

  /**
   * Ends the caller's account.
   *
   * @param erase whether its content is to be hidden from later readers
   * @throws UiaRequiredException what is still to be proved
   */
  public void deactivate(Requester requester, boolean erase, ObjectNode auth) {
    uia.require(requester, "deactivate", auth);
    accounts.deactivate(requester.user(), erase);
  }
}
