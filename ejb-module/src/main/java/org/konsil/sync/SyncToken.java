package org.konsil.sync;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.core.error.MatrixException;

/**
 * Where a device stands: {@code s<stream>_<typing>_<presence>}.
 *
 * @param stream everything at or below it has been told
 * @param typing the typing changes that have been told
 * @param presence the presence changes that have been told
 */
public record SyncToken(long stream, long typing, long presence) {
  private static final Pattern FORM = Pattern.compile("s(\\d{1,18})_(\\d{1,18})_(\\d{1,18})");

  /** Before everything. */
  public static final SyncToken START = new SyncToken(0, 0, 0);

  /**
   * Reads a token; {@code M_INVALID_PARAM} when it is none of ours, {@code M_MISSING_PARAM} without
   * one.
   */
  public static SyncToken parse(String text) {
    if (text == null) {
      throw MatrixException.missingParam("A sync token is missing");
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw MatrixException.invalidParam("This is not a sync token of this server");
    }
    return new SyncToken(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Long.parseLong(matcher.group(3)));
  }

  /** The same, but no further than a stream position. */
  SyncToken cutTo(long position) {
    return new SyncToken(Math.min(stream, position), typing, presence);
  }

  @Override
  public String toString() {
    return "s" + stream + "_" + typing + "_" + presence;
  }
}
