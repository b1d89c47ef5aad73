package org.konsil.account;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import org.konsil.appservice.AppService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * Application services act as users that they cover.
 *
 * @see <a href="https://spec.matrix.org/v1.19/application-service-api/#identity-assertion">Identity
 *     assertion</a>
 */
@Stateless
public class AppServiceAuthentication {
  @Inject private AccountStore accounts;
  @Inject private AccountService creation;
  @Inject private SessionDevices devices;

  /**
   * The user that a service wants to be.
   *
   * @param userId as whom; null for the service's own sender
   * @param deviceId with which device; null for none
   * @throws MatrixException M_FORBIDDEN for users that the service does not cover or has not
   *     registered; M_UNKNOWN_DEVICE
   */
  public Requester authenticate(AppService service, String userId, String deviceId) {
    UserId user = userId == null ? service.sender() : UserId.parse(userId);
    if (!service.covers(user)) {
      throw MatrixException.forbidden("The application service cannot act as this user");
    }
    Account account = account(service, user);
    if (deviceId != null && !devices.exists(user, deviceId)) {
      throw MatrixException.of(ErrorCode.M_UNKNOWN_DEVICE, "The user has no such device");
    }
    return new Requester(
        user,
        deviceId == null ? "" : deviceId,
        user.server(),
        false,
        account.suspended(),
        false,
        Optional.of(service.id()),
        0);
  }

  /** Makes the user that the service is when it names none, unless it is there. */
  public void ensureSender(AppService service) {
    if (accounts.find(service.sender()).isEmpty()) {
      creation.create(service.sender(), Optional.empty(), Optional.empty(), false);
    }
  }

  private Account account(AppService service, UserId user) {
    if (user.equals(service.sender())) {
      ensureSender(service);
    }
    return accounts
        .find(user)
        .map(AccountEntity::toAccount)
        .filter(account -> !account.deactivated())
        .orElseThrow(
            () ->
                MatrixException.forbidden("The application service has not registered this user"));
  }
}
