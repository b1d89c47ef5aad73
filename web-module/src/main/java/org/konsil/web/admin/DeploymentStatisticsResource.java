package org.konsil.web.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.konsil.administration.DeploymentStatistics;
import org.konsil.administration.StatisticsService;
import org.konsil.web.http.AccessToken;

/** The whole deployment in numbers. */
@Path("/statistics")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class DeploymentStatisticsResource {
  @Inject private Administrator administrator;
  @Inject private StatisticsService statistics;

  /** Domains, accounts that have not ended, rooms, and what media take without thumbnails. */
  public record DeploymentStatisticsResponse(
      long domains,
      long users,
      long guests,
      long rooms,
      @JsonProperty("media_files") long mediaFiles,
      @JsonProperty("media_bytes") long mediaBytes,
      @JsonProperty("fetched_media_bytes") long fetchedMediaBytes) {
    static DeploymentStatisticsResponse of(DeploymentStatistics figures) {
      return new DeploymentStatisticsResponse(
          figures.domains(),
          figures.users(),
          figures.guests(),
          figures.rooms(),
          figures.media().files(),
          figures.media().bytes(),
          figures.media().fetchedBytes());
    }
  }

  @GET
  public DeploymentStatisticsResponse getDeploymentStatistics() {
    return DeploymentStatisticsResponse.of(statistics.ofDeployment(administrator.caller()));
  }
}
