package org.konsil.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.util.Optional;
import org.konsil.config.DomainService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.federation.FederationRequester;
import org.konsil.federation.RequestAuthenticationService;

/**
 * Checks the signature of another server's request. The signature covers the body, so the body is
 * read here, once; the resource gets what was checked. At most 16 MiB, which is more than 50 PDUs
 * and 100 EDUs need (F13).
 */
@Provider
@SignedRequest
@Priority(Priorities.AUTHENTICATION)
public class SignedRequestFilter implements ContainerRequestFilter {
  private static final int MAX_BYTES = 16 * 1024 * 1024;

  @Inject private CurrentRequest current;
  @Inject private RequestAuthenticationService authentication;
  @Inject private DomainService domains;
  @Context private HttpServletRequest servletRequest;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    Optional<ObjectNode> body = body(request);
    FederationRequester requester =
        authentication.authenticate(
            request.getMethod(),
            target(),
            request.getHeaderString("Authorization"),
            current.domain().name(),
            body.map(JsonNode.class::cast));
    current.authenticated(requester, body.orElseGet(Json::object));
    current.addressed(domains.get(requester.destination()));
  }

  private Optional<ObjectNode> body(ContainerRequestContext request) throws IOException {
    if (request.getLength() > MAX_BYTES) {
      throw tooLarge();
    }
    byte[] bytes = request.getEntityStream().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return bytes.length == 0 ? Optional.empty() : Optional.of(Json.parseObject(bytes));
  }

  /** As the peer wrote it: the signature covers the escapes too. */
  private String target() {
    String query = servletRequest.getQueryString();
    return servletRequest.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private static MatrixException tooLarge() {
    return MatrixException.tooLarge("The request body is larger than 16 MiB");
  }
}
