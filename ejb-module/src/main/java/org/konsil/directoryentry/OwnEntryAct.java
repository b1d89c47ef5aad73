package org.konsil.directoryentry;

import java.util.Arrays;
import java.util.Locale;
import org.konsil.core.error.MatrixException;

/** What practitioners do with their own entry. */
public enum OwnEntryAct {
  PUBLISH,
  /** insured persons do not see it (AF_10376) */
  HIDE,
  SHOW,
  WITHDRAW;

  /**
   * @throws MatrixException M_INVALID_PARAM
   */
  public static OwnEntryAct of(String name) {
    return Arrays.stream(values())
        .filter(act -> act.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> MatrixException.invalidParam("There is no such act"));
  }
}
