package org.konsil.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the account management page can be opened for. The profile is not among it: who wants to
 * change that does so in a client, and under TI-M the name is the organisation's.
 *
 * @see <a
 *     href="https://spec.matrix.org/v1.19/client-server-api/#account-management-url-actions">Account
 *     management URL actions</a>
 */
public enum AccountAction {
  DEVICES_LIST("org.matrix.devices_list"),
  DEVICE_VIEW("org.matrix.device_view"),
  DEVICE_DELETE("org.matrix.device_delete"),
  ACCOUNT_DEACTIVATE("org.matrix.account_deactivate"),
  CROSS_SIGNING_RESET("org.matrix.cross_signing_reset");

  private final String value;

  AccountAction(String value) {
    this.value = value;
  }

  /** The action of that name; without a name, or with an unknown one, the list of devices. */
  public static AccountAction of(String name) {
    return find(name).orElse(DEVICES_LIST);
  }

  static List<String> names() {
    return Arrays.stream(values()).map(action -> action.value).toList();
  }

  public String value() {
    return value;
  }

  private static Optional<AccountAction> find(String name) {
    return Arrays.stream(values()).filter(action -> action.value.equals(name)).findFirst();
  }
}
