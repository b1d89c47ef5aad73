package org.konsil.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;

/**
 * A refusal in the words of OAuth 2.0: "error" and "error_description" in the body, 400 unless said
 * otherwise. At the authorization endpoint it may be the client that is to be told, by a redirect.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc6749#section-5.2">RFC 6749, 5.2</a>
 */
public class OAuthException extends MatrixException {
  private static final long serialVersionUID = 1L;

  private final String error;
  private final String redirect;

  OAuthException(String error, String description) {
    this(error, description, null);
  }

  OAuthException(String error, String description, String redirect) {
    super(ErrorCode.M_UNKNOWN, description);
    this.error = error;
    this.redirect = redirect;
    status(400);
  }

  static OAuthException invalidRequest(String description) {
    return new OAuthException("invalid_request", description);
  }

  static OAuthException invalidGrant(String description) {
    return new OAuthException("invalid_grant", description);
  }

  static OAuthException invalidClient() {
    return new OAuthException("invalid_client", "The client is not registered");
  }

  /** The error code of OAuth 2.0. */
  public String error() {
    return error;
  }

  /** Where the browser is to go with the error; empty when the target cannot be trusted. */
  public Optional<String> redirect() {
    return Optional.ofNullable(redirect);
  }

  @Override
  public ObjectNode body() {
    return Json.object().put("error", error).put("error_description", getMessage());
  }
}
