package org.konsil.directoryentry;

import java.util.Optional;

/**
 * A practitioner's own entry.
 *
 * @param published whether the directory names the account, as far as we know
 * @param hidden whether insured persons do not see it (AF_10376)
 * @param running whether something is being done, which may wait for a PIN
 * @param failure why the last act did not come about: a name of LoginFailure, or {@code DIRECTORY}
 *     when the directory did not go along
 */
public record OwnEntry(
    boolean published, boolean hidden, boolean running, Optional<String> failure) {
  static final OwnEntry NONE = new OwnEntry(false, false, false, Optional.empty());
}
