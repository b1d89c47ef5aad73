package org.konsil.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.konsil.core.error.MatrixException;

/**
 * Where a page of results begins.
 *
 * @param offset how many results were told already, within the group if there is one
 * @param group the only group that is wanted
 */
record SearchToken(int offset, Optional<Group> group) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,6})(?:\\.(room_id|sender)\\.([A-Za-z0-9_-]+))?");

  static final SearchToken START = new SearchToken(0, Optional.empty());

  /** {@code key}: room_id or sender. */
  record Group(String key, String value) {}

  /**
   * @throws MatrixException M_INVALID_PARAM when it is none of ours
   */
  static SearchToken parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw MatrixException.invalidParam("Unknown 'next_batch'");
    }
    Optional<Group> group =
        Optional.ofNullable(matcher.group(2)).map(key -> new Group(key, decoded(matcher.group(3))));
    return new SearchToken(Integer.parseInt(matcher.group(1)), group);
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw MatrixException.invalidParam("Unknown 'next_batch'");
    }
  }

  @Override
  public String toString() {
    return offset
        + group
            .map(
                of ->
                    "."
                        + of.key()
                        + "."
                        + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(of.value().getBytes(StandardCharsets.UTF_8)))
            .orElse("");
  }
}
