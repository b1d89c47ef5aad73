package org.konsil.appservice;

import java.util.regex.Pattern;

/**
 * Identifiers that an application service is interested in.
 *
 * @param exclusive whether nobody else may make such
 */
public record Namespace(Pattern regex, boolean exclusive) {

  /** Whether the whole identifier fits. */
  boolean covers(String identifier) {
    return regex.matcher(identifier).matches();
  }
}
