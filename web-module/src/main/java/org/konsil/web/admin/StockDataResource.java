package org.konsil.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.administration.StockDataAdministrationService;
import org.konsil.rawdata.StockData;
import org.konsil.web.http.AccessToken;

/** Stock data of TI-M (A_22940), as they are delivered. */
@Path("/stock_data")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class StockDataResource {
  @Inject private Administrator administrator;
  @Inject private StockDataAdministrationService stock;

  /** What was counted of each month, the newest first. */
  public record StockDataResponse(List<StockData> months) {}

  @GET
  public StockDataResponse listStockData() {
    return new StockDataResponse(stock.months(administrator.caller()));
  }

  @GET
  @Path("/now")
  public StockData getStockData() {
    return stock.now(administrator.caller());
  }
}
