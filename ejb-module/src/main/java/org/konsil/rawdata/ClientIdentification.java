package org.konsil.rawdata;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a client of TI-M calls itself (A_23104-02): seven values in {@code X-TIM-User-Agent}, since
 * browsers let nobody set {@code User-Agent}, else in that.
 *
 * @param productTypeVersion Produkttypversion
 * @param productVersion Produktversion
 * @param kind Ausprägung: Messenger-Client or Org-Admin-Client
 * @param platform mobil, stationaer or web
 * @param os its operating system
 * @param osVersion of the operating system
 * @param clientId by which the client is registered
 */
public record ClientIdentification(
    String productTypeVersion,
    String productVersion,
    String kind,
    String platform,
    String os,
    String osVersion,
    String clientId) {
  private static final int PARTS = 7;
  private static final int LONGEST = 256;

  /** What a client that does not say is. */
  static final ClientIdentification UNKNOWN = new ClientIdentification("", "", "", "", "", "", "");

  /** Empty for another client's header, or one that is longer than 256 characters. */
  public static Optional<ClientIdentification> parse(String header) {
    if (header == null || header.length() > LONGEST) {
      return Optional.empty();
    }
    List<String> parts = Arrays.stream(header.split(",", -1)).map(String::trim).toList();
    if (parts.size() != PARTS || parts.stream().anyMatch(ClientIdentification::isUnusable)) {
      return Optional.empty();
    }
    return Optional.of(
        new ClientIdentification(
            parts.get(0),
            parts.get(1),
            parts.get(2),
            parts.get(3),
            parts.get(4),
            parts.get(5),
            parts.get(6)));
  }

  private static boolean isUnusable(String part) {
    return part.isEmpty() || part.chars().anyMatch(Character::isISOControl);
  }
}
