package org.konsil.usage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.konsil.account.Requester;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;

/**
 * What clients count of structured data (Structured Data Client Report API 1.0.0): kept by domain
 * and month, without the user.
 */
@Stateless
public class ClientReportService {
  private static final int MOST_KINDS = 100;
  private static final int LONGEST = 255;
  private static final long MOST_EVENTS = 1_000_000;

  @Inject private ClientReportStore store;
  @Inject private Clock clock;

  /**
   * Takes a report.
   *
   * @throws MatrixException M_BAD_JSON when it does not follow its schema
   */
  public void add(Requester requester, ObjectNode report) {
    requireStart(report.path("start").asText());
    List<UsageCount> counts = new ArrayList<>(counts(report, "sent"));
    counts.addAll(counts(report, "received"));
    String month = YearMonth.now(clock.withZone(ZoneOffset.UTC)).toString();
    counts.forEach(count -> store.insert(requester.domain(), month, count));
  }

  /** The sums of a month, such as 2026-11. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<UsageCount> sums(ServerName domain, YearMonth month) {
    return store.sums(domain, month.toString());
  }

  private static void requireStart(String start) {
    try {
      OffsetDateTime.parse(start);
    } catch (DateTimeException e) {
      throw MatrixException.badJson("start is not an ISO 8601 time with a zone");
    }
  }

  private static List<UsageCount> counts(ObjectNode report, String direction) {
    JsonNode entries = report.path(direction);
    if (entries.isMissingNode()) {
      return List.of();
    }
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MOST_KINDS) {
      throw MatrixException.badJson(direction + " is a list of 1 to " + MOST_KINDS + " entries");
    }
    Set<JsonNode> seen = new HashSet<>();
    List<UsageCount> counts = new ArrayList<>();
    for (JsonNode entry : entries) {
      if (!seen.add(entry)) {
        throw MatrixException.badJson(direction + " has an entry twice");
      }
      counts.add(
          new UsageCount(
              direction, text(entry, "Fachverfahren"), text(entry, "Version"), number(entry)));
    }
    return counts;
  }

  private static String text(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > LONGEST) {
      throw MatrixException.badJson(field + " is a text");
    }
    return value.asText();
  }

  private static long number(JsonNode entry) {
    JsonNode value = entry.path("Anzahl");
    if (!value.isIntegralNumber() || value.asLong() < 0 || value.asLong() > MOST_EVENTS) {
      throw MatrixException.badJson("Anzahl is a number up to " + MOST_EVENTS);
    }
    return value.asLong();
  }
}
