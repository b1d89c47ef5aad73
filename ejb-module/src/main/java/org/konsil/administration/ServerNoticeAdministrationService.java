package org.konsil.administration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.servernotice.ServerNotice;
import org.konsil.servernotice.ServerNoticeService;

/** Tells users of the administrator's domain something by the server. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServerNoticeAdministrationService {
  private static final int LONGEST = 10_000;

  @Inject private ServerNoticeService notices;

  /**
   * As {@link ServerNoticeService#send}.
   *
   * @throws MatrixException M_INVALID_PARAM for a text that is empty or has more than 10,000
   *     characters, and for users of other domains
   */
  public ServerNoticeService.Sent send(
      Requester admin, UserId user, String txnId, ServerNotice notice) {
    AdministrationScope.requireAdmin(admin);
    if (!user.server().equals(admin.domain())) {
      throw MatrixException.invalidParam("The user is not of your domain");
    }
    if (notice.body().isBlank() || notice.body().length() > LONGEST) {
      throw MatrixException.invalidParam("body has between 1 and 10000 characters");
    }
    return notices.send(admin, user, txnId, notice);
  }
}
