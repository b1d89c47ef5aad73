package org.konsil.rawdata;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.konsil.rawdata.StockDataStore.Counted;

/**
 * Stock data of the deployment (Bestandsdaten) in the form in which they are delivered.
 *
 * @param takenAt when they were counted, ISO 8601, UTC
 * @param ciId how the service is called in the TI's IT service management
 * @param messengerServices hosted domains
 * @param users accounts that can be used, without guests
 * @param activeUsers those of them that were active within the last month
 */
@JsonPropertyOrder({
  "Abfragezeitpunkt",
  "CI_ID",
  "TIM-FD_Anzahl_Messenger-Service",
  "TIM-FD_Anzahl_Nutzer",
  "TIM-FD_Anzahl_aktNutzer"
})
public record StockData(
    @JsonProperty("Abfragezeitpunkt") String takenAt,
    @JsonProperty("CI_ID") String ciId,
    @JsonProperty("TIM-FD_Anzahl_Messenger-Service") long messengerServices,
    @JsonProperty("TIM-FD_Anzahl_Nutzer") long users,
    @JsonProperty("TIM-FD_Anzahl_aktNutzer") long activeUsers) {
  /** With milliseconds also where they are zero, and Z as its zone. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  static StockData of(Counted counted, String ciId) {
    return new StockData(
        ISO.format(counted.takenAt()),
        ciId,
        counted.services(),
        counted.users(),
        counted.activeUsers());
  }
}
