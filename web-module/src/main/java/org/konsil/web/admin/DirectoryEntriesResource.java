package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;
import org.konsil.directoryentry.DirectoryAccount;
import org.konsil.directoryentry.DirectoryAccount.Kind;
import org.konsil.directoryentry.DirectoryEntryService;
import org.konsil.directoryentry.DirectoryServiceEntry;
import org.konsil.web.http.AccessToken;

/** An organisation's entries in the national directory (AF_10059, AF_10377). */
@Path("/domains/{serverName}/directory")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class DirectoryEntriesResource {
  @Inject private Administrator administrator;
  @Inject private DirectoryEntryService directory;

  /** An account that the directory names; {@code kind}: its connection type there. */
  public record DirectoryAccountResponse(
      String id, @JsonProperty("user_id") String userId, String name, String kind, boolean hidden) {
    static DirectoryAccountResponse of(DirectoryAccount account) {
      return new DirectoryAccountResponse(
          account.id(),
          account.user().value(),
          account.name(),
          account.kind().code(),
          account.hidden());
    }
  }

  /** A service; {@code own}: whether the organisation made it itself. */
  public record DirectoryServiceResponse(
      String id, String name, boolean own, List<DirectoryAccountResponse> accounts) {
    static DirectoryServiceResponse of(DirectoryServiceEntry service) {
      return new DirectoryServiceResponse(
          service.id(),
          service.name(),
          service.own(),
          service.accounts().stream().map(DirectoryAccountResponse::of).toList());
    }
  }

  /** All services of the organisation. */
  public record DirectoryServicesResponse(List<DirectoryServiceResponse> services) {}

  /** What a service is called. */
  public record DirectoryServiceRequest(String name) {}

  /** An account to be published; {@code kind} tim-fa or tim-bot. */
  public record PublishAccountRequest(
      @JsonProperty("user_id") String userId, String name, String kind) {}

  /** What is to be changed of an account; what is missing stays. */
  public record ChangeDirectoryAccountRequest(String name, Boolean hidden) {}

  @GET
  @Path("/services")
  public DirectoryServicesResponse listDirectoryServices(
      @PathParam("serverName") String serverName) {
    return new DirectoryServicesResponse(
        directory.list(administrator.of(serverName)).stream()
            .map(DirectoryServiceResponse::of)
            .toList());
  }

  @POST
  @Path("/services")
  public Map<String, Object> createDirectoryService(
      @PathParam("serverName") String serverName, DirectoryServiceRequest request) {
    return Map.of("id", directory.open(administrator.of(serverName), request.name()));
  }

  @PUT
  @Path("/services/{serviceId}")
  public Map<String, Object> renameDirectoryService(
      @PathParam("serverName") String serverName,
      @PathParam("serviceId") String serviceId,
      DirectoryServiceRequest request) {
    directory.rename(administrator.of(serverName), serviceId, request.name());
    return Map.of();
  }

  @DELETE
  @Path("/services/{serviceId}")
  public Map<String, Object> endDirectoryService(
      @PathParam("serverName") String serverName, @PathParam("serviceId") String serviceId) {
    directory.end(administrator.of(serverName), serviceId);
    return Map.of();
  }

  @POST
  @Path("/services/{serviceId}/accounts")
  public Map<String, Object> publishAccount(
      @PathParam("serverName") String serverName,
      @PathParam("serviceId") String serviceId,
      PublishAccountRequest request) {
    Kind kind =
        Kind.ofOrganisation(Given.required("kind", request.kind()))
            .orElseThrow(() -> MatrixException.invalidParam("kind is tim-fa or tim-bot"));
    UserId user = UserId.parse(Given.required("user_id", request.userId()));
    String id =
        directory.publish(administrator.of(serverName), serviceId, user, request.name(), kind);
    return Map.of("id", id);
  }

  @PUT
  @Path("/accounts/{accountId}")
  public Map<String, Object> changeDirectoryAccount(
      @PathParam("serverName") String serverName,
      @PathParam("accountId") String accountId,
      ChangeDirectoryAccountRequest request) {
    if (request.name() == null) {
      Given.required("hidden", request.hidden());
    } else {
      directory.renameAccount(administrator.of(serverName), accountId, request.name());
    }
    if (request.hidden() != null) {
      directory.hide(administrator.of(serverName), accountId, request.hidden());
    }
    return Map.of();
  }

  @DELETE
  @Path("/accounts/{accountId}")
  public Map<String, Object> withdrawAccount(
      @PathParam("serverName") String serverName, @PathParam("accountId") String accountId) {
    directory.withdraw(administrator.of(serverName), accountId);
    return Map.of();
  }
}
