package org.konsil.policy;

import jakarta.enterprise.context.ApplicationScoped;
import org.konsil.core.error.MatrixException;

/** A_26520, A_28590: other servers do not get the list of public rooms; 403. */
@ApplicationScoped
class DirectoryQueryRule {
  void check() {
    throw MatrixException.forbidden("The list of public rooms is for the server's own users");
  }
}
