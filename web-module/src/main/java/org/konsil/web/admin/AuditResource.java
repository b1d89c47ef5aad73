package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.OptionalLong;
import org.konsil.account.Requester;
import org.konsil.administration.Page;
import org.konsil.audit.AuditEntry;
import org.konsil.audit.AuditService;
import org.konsil.web.http.AccessToken;

/** What was done in a domain, and whether its record is whole (I8). */
@Path("/domains/{serverName}/audit")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  @Inject private Administrator administrator;
  @Inject private AuditService audit;

  /** An act, as the API shows it; {@code at} in milliseconds since the epoch. */
  public record AuditEntryResponse(
      long number,
      long at,
      String actor,
      String act,
      String object,
      ObjectNode details,
      @JsonProperty("previous_hash") String previousHash,
      String hash) {
    static AuditEntryResponse of(AuditEntry entry) {
      return new AuditEntryResponse(
          entry.number(),
          entry.at().toEpochMilli(),
          entry.actor(),
          entry.act(),
          entry.object(),
          entry.details(),
          entry.previousHash(),
          entry.hash());
    }
  }

  /** {@code firstBroken}: the number of the first entry that is missing or changed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CheckResponse(boolean intact, @JsonProperty("first_broken") Long firstBroken) {
    static CheckResponse of(OptionalLong broken) {
      return new CheckResponse(
          broken.isEmpty(), broken.isEmpty() ? null : Long.valueOf(broken.getAsLong()));
    }
  }

  @GET
  public PageResponse<AuditEntryResponse> listAudit(
      @PathParam("serverName") String serverName, @BeanParam PageQuery page) {
    Requester admin = administrator.of(serverName);
    return PageResponse.of(
        new Page<>(audit.page(admin, page.first(), page.count()), page.first(), audit.count(admin)),
        AuditEntryResponse::of);
  }

  @GET
  @Path("/check")
  public CheckResponse checkAudit(@PathParam("serverName") String serverName) {
    return CheckResponse.of(audit.firstBroken(administrator.of(serverName).domain()));
  }
}
