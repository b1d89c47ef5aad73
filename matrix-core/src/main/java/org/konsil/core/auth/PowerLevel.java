package org.konsil.core.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.konsil.core.roomversion.RoomVersion;

/**
 * Reads one power level. Room versions 1 to 9 accept strings that hold an integer, versions 1 to 5
 * floats as well, which are truncated.
 */
public final class PowerLevel {

  private PowerLevel() {}

  /** The level as that room version reads it; empty when absent or not readable. */
  public static Optional<Long> read(RoomVersion version, JsonNode value) {
    return read(value, !version.integerPowerLevels(), version.floatPowerLevels());
  }

  /** The level of a value that was let into a room of any version. */
  public static Optional<Long> lenient(JsonNode value) {
    return read(value, true, true);
  }

  private static Optional<Long> read(JsonNode value, boolean strings, boolean floats) {
    if (value == null) {
      return Optional.empty();
    }
    if (value.isIntegralNumber()) {
      return value.canConvertToLong() ? Optional.of(value.longValue()) : Optional.empty();
    }
    if (floats && value.isNumber()) {
      return truncate(value.doubleValue());
    }
    return strings && value.isTextual() ? parse(value.textValue()) : Optional.empty();
  }

  private static Optional<Long> truncate(double value) {
    return Double.isFinite(value) ? Optional.of((long) value) : Optional.empty();
  }

  /** Digits in base 10 with an optional sign, between any amount of white space. */
  private static Optional<Long> parse(String text) {
    String number = text.strip();
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      boolean sign = i == 0 && (c == '+' || c == '-');
      if (!sign && (c < '0' || c > '9')) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(Long.parseLong(number));
    } catch (NumberFormatException notInRange) {
      return Optional.empty();
    }
  }
}
