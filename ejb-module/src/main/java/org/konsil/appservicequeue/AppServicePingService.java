package org.konsil.appservicequeue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.konsil.account.Requester;
import org.konsil.appservice.AppService;
import org.konsil.appservice.AppServiceCalls;
import org.konsil.appservice.AppServices;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.outgoing.HttpAnswer;

/** Lets a service find out whether it can be reached (application service API, "Pinging"). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AppServicePingService {
  @Inject AppServices services;
  @Inject AppServiceCalls calls;
  @Inject Clock clock;

  /**
   * How many milliseconds the service took to answer.
   *
   * @throws MatrixException M_FORBIDDEN for others than the service itself; M_URL_NOT_SET,
   *     M_BAD_STATUS, M_CONNECTION_FAILED, M_CONNECTION_TIMEOUT
   */
  public long ping(Requester requester, String id, String transactionId) {
    AppService service =
        requester
            .appServiceId()
            .filter(id::equals)
            .flatMap(services::find)
            .orElseThrow(
                () -> MatrixException.forbidden("Only the application service itself may ask"));
    if (service.url().isEmpty()) {
      throw MatrixException.of(ErrorCode.M_URL_NOT_SET, "The application service has no URL");
    }
    ObjectNode body = Json.object();
    if (transactionId != null) {
      body.put("transaction_id", transactionId);
    }
    long start = clock.millis();
    requireSuccess(answer(service, body));
    return Math.max(0, clock.millis() - start);
  }

  private HttpAnswer answer(AppService service, ObjectNode body) {
    try {
      return calls.ping(service, Json.bytes(body));
    } catch (SocketTimeoutException e) {
      throw new MatrixException(
          ErrorCode.M_CONNECTION_TIMEOUT, "The application service does not answer in time", e);
    } catch (IOException e) {
      throw new MatrixException(
          ErrorCode.M_CONNECTION_FAILED, "The application service cannot be reached", e);
    }
  }

  private static void requireSuccess(HttpAnswer answer) {
    if (!answer.isSuccess()) {
      throw MatrixException.of(ErrorCode.M_BAD_STATUS, "The application service refused the ping")
          .with("status", answer.status())
          .with("body", new String(answer.body(), StandardCharsets.UTF_8));
    }
  }
}
