package org.konsil.web.ui.messenger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.UserId;

/**
 * Requests that live on the session cookie must prove that one of our pages made them. The cookie
 * is SameSite=Strict already; this holds also where a browser does not know that.
 */
@RequestScoped
class CsrfGuard {

  static final String HEADER = "X-Konsil-Csrf";

  @Inject SignedIn signedIn;

  /**
   * The signed-in user.
   *
   * @throws MatrixException M_MISSING_TOKEN without a session, M_FORBIDDEN when the header is not
   *     the session's
   */
  UserId requireUser(String header) {
    UserId user = signedIn.user().orElseThrow(MatrixException::missingToken);
    byte[] given = header == null ? new byte[0] : header.getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(given, signedIn.getCsrfToken().getBytes(StandardCharsets.UTF_8))) {
      throw MatrixException.forbidden("The request does not come from one of our pages");
    }
    return user;
  }
}
