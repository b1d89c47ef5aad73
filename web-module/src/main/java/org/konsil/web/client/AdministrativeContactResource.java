package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.web.http.AccessToken;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#adding-account-administrative-contact-information">Adding
 * account administrative contact information</a>. Accounts carry no third-party identifiers: TI-M
 * knows no identity server. So none can be validated, and there is none to remove.
 */
@Path("/client/v3/account/3pid")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdministrativeContactResource {

  @GET
  @AccessToken
  public Map<String, Object> getAccount3PIDs() {
    return Map.of("threepids", List.of());
  }

  @POST
  @AccessToken
  public Map<String, Object> post3PIDs(ObjectNode body) {
    throw neverValidated();
  }

  @POST
  @Path("add")
  @AccessToken
  public Map<String, Object> add3PID(ObjectNode body) {
    throw neverValidated();
  }

  @POST
  @Path("bind")
  @AccessToken
  public Map<String, Object> bind3PID(ObjectNode body) {
    throw neverValidated();
  }

  @POST
  @Path("delete")
  @AccessToken
  public Map<String, Object> delete3pidFromAccount(ObjectNode body) {
    return Map.of("id_server_unbind_result", "no-support");
  }

  @POST
  @Path("unbind")
  @AccessToken
  public Map<String, Object> unbind3pidFromAccount(ObjectNode body) {
    return Map.of("id_server_unbind_result", "no-support");
  }

  @POST
  @Path("email/requestToken")
  public Map<String, Object> requestTokenTo3PIDEmail(ObjectNode body) {
    throw denied();
  }

  @POST
  @Path("msisdn/requestToken")
  public Map<String, Object> requestTokenTo3PIDMSISDN(ObjectNode body) {
    throw denied();
  }

  static MatrixException denied() {
    return MatrixException.of(
        ErrorCode.M_THREEPID_DENIED, "Third-party identifiers are not allowed");
  }

  private static MatrixException neverValidated() {
    return MatrixException.of(
        ErrorCode.M_THREEPID_AUTH_FAILED, "The third-party identifier has not been validated");
  }
}
