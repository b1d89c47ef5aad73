package org.konsil.org;

import org.konsil.core.id.UserId;

/** A password that was made up for an account; shown once, stored nowhere. */
public record InitialPassword(UserId user, String password) {
  @Override
  public String toString() {
    return "InitialPassword[" + user + "]";
  }
}
