package org.konsil.federationlist;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/** What clients may learn from the federation list (I_TiMessengerInformation). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ServerLookupService {
  private static final String IK = "[0-9]{9}";

  @Inject private FederationListService list;

  /**
   * The server of the health insurer with the institution number.
   *
   * @throws MatrixException M_INVALID_PARAM unless it has nine digits; M_NOT_FOUND
   */
  public ServerName findByIk(String ikNumber) {
    if (ikNumber == null || !ikNumber.matches(IK)) {
      throw MatrixException.invalidParam("An institution number has nine digits");
    }
    return list.findByIk(ikNumber)
        .orElseThrow(() -> MatrixException.notFound("No insurer has this number"));
  }

  /**
   * Whether the server's users are insured persons; false of servers that nobody knows.
   *
   * @throws MatrixException M_INVALID_PARAM
   */
  public boolean isInsurance(String serverName) {
    ServerName server =
        ServerName.find(serverName == null ? "" : serverName)
            .orElseThrow(() -> MatrixException.invalidParam("This is no server name"));
    return list.isInsurance(server);
  }
}
