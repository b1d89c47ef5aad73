package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.konsil.administration.DomainAdministrationService;
import org.konsil.config.Domain;
import org.konsil.core.id.ServerName;
import org.konsil.org.NewAccount;
import org.konsil.web.http.AccessToken;

/** The domains of the deployment. */
@Path("/domains")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class DomainResource {
  @Inject private Administrator administrator;
  @Inject private DomainAdministrationService domains;

  /** A domain, as the API shows it; {@code createdAt} in milliseconds since the epoch. */
  public record DomainResponse(
      @JsonProperty("server_name") String serverName,
      @JsonProperty("display_name") String displayName,
      String standing,
      @JsonProperty("created_at") long createdAt) {
    static DomainResponse of(Domain domain) {
      return new DomainResponse(
          domain.name().value(),
          domain.displayName(),
          domain.standing().name().toLowerCase(Locale.ROOT),
          domain.createdAt().toEpochMilli());
    }
  }

  /** A domain to be made, and its first administrator if wanted. */
  public record CreateDomainRequest(
      @JsonProperty("server_name") String serverName,
      @JsonProperty("display_name") String displayName,
      UsersResource.CreateUserRequest administrator) {
    Optional<NewAccount> firstAccount() {
      return Optional.ofNullable(administrator)
          .map(wanted -> wanted.administering(true).toNewAccount());
    }
  }

  /** {@code administrator}: the first account and its password, shown once. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CreateDomainResponse(
      @JsonProperty("server_name") String serverName,
      UsersResource.InitialPasswordResponse administrator) {}

  /** What the domain is called. */
  public record RenameDomainRequest(@JsonProperty("display_name") String displayName) {}

  /** Whether the domain is to be closed. */
  public record SuspendDomainRequest(Boolean suspended) {}

  @GET
  public PageResponse<DomainResponse> listDomains(@BeanParam PageQuery page) {
    return PageResponse.of(
        domains.list(administrator.caller(), page.first(), page.count()), DomainResponse::of);
  }

  @POST
  public CreateDomainResponse createDomain(CreateDomainRequest request) {
    ServerName name = ServerName.parse(Given.required("server_name", request.serverName()));
    return new CreateDomainResponse(
        name.value(),
        domains
            .create(administrator.caller(), name, request.displayName(), request.firstAccount())
            .map(UsersResource.InitialPasswordResponse::of)
            .orElse(null));
  }

  @GET
  @Path("/{serverName}")
  public DomainResponse getDomain(@PathParam("serverName") String serverName) {
    return DomainResponse.of(domains.get(administrator.of(serverName)));
  }

  @PUT
  @Path("/{serverName}/display_name")
  public Map<String, Object> renameDomain(
      @PathParam("serverName") String serverName, RenameDomainRequest request) {
    domains.rename(administrator.caller(), ServerName.parse(serverName), request.displayName());
    return Map.of();
  }

  @PUT
  @Path("/{serverName}/suspended")
  public Map<String, Object> suspendDomain(
      @PathParam("serverName") String serverName, SuspendDomainRequest request) {
    boolean suspended = Given.required("suspended", request.suspended());
    domains.suspend(administrator.caller(), ServerName.parse(serverName), suspended);
    return Map.of("suspended", suspended);
  }

  @DELETE
  @Path("/{serverName}")
  public Map<String, Object> removeDomain(@PathParam("serverName") String serverName) {
    domains.remove(administrator.caller(), ServerName.parse(serverName));
    return Map.of();
  }
}
