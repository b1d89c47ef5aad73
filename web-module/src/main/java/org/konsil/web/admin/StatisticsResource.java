package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.administration.DomainStatistics;
import org.konsil.administration.StatisticsService;
import org.konsil.web.http.AccessToken;

/** A domain in numbers. */
@Path("/domains/{serverName}/statistics")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {
  @Inject private Administrator administrator;
  @Inject private StatisticsService statistics;

  /** Accounts by standing, rooms, reports that nobody has handled, and bytes of uploads. */
  public record StatisticsResponse(
      @JsonProperty("active_users") long active,
      @JsonProperty("locked_users") long locked,
      @JsonProperty("suspended_users") long suspended,
      long administrators,
      @JsonProperty("open_reports") long openReports,
      long rooms,
      @JsonProperty("media_bytes") long mediaBytes) {
    static StatisticsResponse of(DomainStatistics figures) {
      return new StatisticsResponse(
          figures.accounts().active(),
          figures.accounts().locked(),
          figures.accounts().suspended(),
          figures.accounts().administrators(),
          figures.accounts().openReports(),
          figures.rooms(),
          figures.mediaBytes());
    }
  }

  @GET
  public StatisticsResponse getStatistics(@PathParam("serverName") String serverName) {
    return StatisticsResponse.of(statistics.get(administrator.of(serverName)));
  }
}
