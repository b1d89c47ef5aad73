package org.konsil.web.federation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.federation.transaction.TransactionService;
import org.konsil.rawdata.RawDataOperation;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.Measured;
import org.konsil.web.http.SignedRequest;

/**
 * Server-server API, <a
 * href="https://spec.matrix.org/v1.19/server-server-api/#transactions">Transactions</a>.
 */
@Path("/federation/v1/send")
@SignedRequest
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TransactionsResource {
  @Inject private CurrentRequest current;
  @Inject private TransactionService transactions;

  @Measured(RawDataOperation.EVENT_RECEIVED)
  @PUT
  @Path("/{txnId}")
  public ObjectNode sendTransaction(@PathParam("txnId") String txnId, ObjectNode body) {
    return transactions.sendTransaction(current.federationRequester(), txnId, body);
  }
}
