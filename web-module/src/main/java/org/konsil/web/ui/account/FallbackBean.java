package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.konsil.config.DomainService;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;
import org.konsil.login.LoginService;
import org.konsil.login.UiaService;
import org.konsil.web.ui.messenger.PasswordForm;

/**
 * One stage of a user-interactive authentication, for clients that do not know it. The page keeps
 * nothing: stage and session travel with the form. Its script tells the client when it is done.
 */
@Named("fallback")
@RequestScoped
public class FallbackBean {
  private static final Map<String, String> KINDS =
      Map.of(
          LoginService.PASSWORD, "password",
          UiaService.REGISTRATION_TOKEN, "token",
          UiaService.DUMMY, "dummy");

  @Inject private UiaService uia;
  @Inject private DomainService domains;
  @Inject private HttpServletRequest request;

  private String secret;
  private String error;
  private boolean done;

  public void complete() {
    if (secret == null && !getKind().equals("dummy")) {
      error = "fallback.error.missing";
      return;
    }
    try {
      done =
          uia.completeOnPage(
              getSession(),
              domains.forHost(request.getHeader("Host")).name(),
              getStage(),
              secret,
              request.getRemoteAddr());
      error = done ? null : "fallback.error." + getKind();
    } catch (MatrixException refused) {
      error =
          refused.code() == ErrorCode.M_NOT_FOUND
              ? "fallback.late"
              : PasswordForm.textOf(refused.code());
    } finally {
      secret = null;
    }
  }

  /** What the stage asks for: password, token or dummy; other for one that we do not offer. */
  public String getKind() {
    return KINDS.getOrDefault(getStage(), "other");
  }

  public String getStage() {
    return parameter("stage");
  }

  public String getSession() {
    return parameter("session");
  }

  /** The same page, for its other language. */
  public String getQuery() {
    return "stage=" + encoded(getStage()) + "&session=" + encoded(getSession());
  }

  private String parameter(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public boolean isDone() {
    return done;
  }

  /** Key of the text that says what went wrong, or null. */
  public String getError() {
    return error;
  }

  /** Never given back to a page. */
  public String getSecret() {
    return null;
  }

  public void setSecret(String secret) {
    this.secret = secret;
  }
}
