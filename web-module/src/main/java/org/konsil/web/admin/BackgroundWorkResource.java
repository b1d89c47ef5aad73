package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.konsil.administration.BackgroundWork;
import org.konsil.administration.BackgroundWorkService;
import org.konsil.appservicequeue.AppServiceBacklog;
import org.konsil.core.id.ServerName;
import org.konsil.federation.outbound.Destination;
import org.konsil.web.http.AccessToken;

/** What the deployment has still to do. */
@Path("/background_work")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class BackgroundWorkResource {
  @Inject private Administrator administrator;
  @Inject private BackgroundWorkService work;

  /** All queues in numbers. */
  public record BackgroundWorkResponse(
      @JsonProperty("federation_items") long federationItems,
      @JsonProperty("failing_servers") long failingServers,
      long pushes,
      @JsonProperty("failing_pushes") long failingPushes,
      @JsonProperty("application_services") List<AppServiceBacklogResponse> appServices,
      @JsonProperty("room_purges") long roomPurges,
      @JsonProperty("scheduled_messages") long scheduledMessages,
      @JsonProperty("domain_removals") long domainRemovals) {
    static BackgroundWorkResponse of(BackgroundWork all) {
      return new BackgroundWorkResponse(
          all.federationItems(),
          all.failingServers(),
          all.pushes(),
          all.failingPushes(),
          all.appServices().stream().map(AppServiceBacklogResponse::of).toList(),
          all.roomPurges(),
          all.scheduledMessages(),
          all.domainRemovals());
    }
  }

  /** What waits for an application service; {@code retryAt} in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AppServiceBacklogResponse(
      String id, long events, int failures, @JsonProperty("retry_at") Long retryAt) {
    static AppServiceBacklogResponse of(AppServiceBacklog backlog) {
      return new AppServiceBacklogResponse(
          backlog.id(),
          backlog.events(),
          backlog.attempts(),
          backlog.retryAt().map(Instant::toEpochMilli).orElse(null));
    }
  }

  /** What waits for another server; times in milliseconds since the epoch. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DestinationResponse(
      String origin,
      String destination,
      long events,
      long edus,
      int failures,
      @JsonProperty("failing_since") Long failingSince,
      @JsonProperty("retry_at") Long retryAt) {
    static DestinationResponse of(Destination destination) {
      return new DestinationResponse(
          destination.origin().value(),
          destination.server().value(),
          destination.events(),
          destination.edus(),
          destination.failures(),
          destination.failingSince().map(Instant::toEpochMilli).orElse(null),
          destination.retryAt().map(Instant::toEpochMilli).orElse(null));
    }
  }

  @GET
  public BackgroundWorkResponse getBackgroundWork() {
    return BackgroundWorkResponse.of(work.get(administrator.caller()));
  }

  @GET
  @Path("/destinations")
  public PageResponse<DestinationResponse> listDestinations(@BeanParam PageQuery page) {
    return PageResponse.of(
        work.destinations(administrator.caller(), page.first(), page.count()),
        DestinationResponse::of);
  }

  @POST
  @Path("/destinations/{serverName}/retry")
  public Map<String, Object> retryDestination(@PathParam("serverName") String serverName) {
    work.retryServer(administrator.caller(), ServerName.parse(serverName));
    return Map.of();
  }

  @POST
  @Path("/application_services/{appServiceId}/retry")
  public Map<String, Object> retryAppService(@PathParam("appServiceId") String appServiceId) {
    work.retryAppService(administrator.caller(), appServiceId);
    return Map.of();
  }
}
