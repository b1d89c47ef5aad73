package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.konsil.core.error.MatrixException;
import org.konsil.oauth.DeviceAuthorizationService;
import org.konsil.oauth.OAuthClient;
import org.konsil.web.ui.messenger.PasswordForm;

/** A client without a browser asks to be let in: its user types the code that it shows. */
@Named("link")
@RequestScoped
public class LinkBean {
  private static final String CODE = "user_code";

  @Inject private DeviceAuthorizationService devices;
  @Inject private SignInForm form;
  @Inject private HttpServletRequest request;

  private String code;
  private OAuthClient client;
  private String error;
  private String done;

  /** Looks for the client that shows the typed code. */
  public void find() {
    if (code == null) {
      error = "link.error.code";
      return;
    }
    try {
      client = devices.find(code, form.address()).orElse(null);
      error = client == null ? "link.error.code" : null;
    } catch (MatrixException refused) {
      error = PasswordForm.textOf(refused.code());
    }
  }

  public void allow() {
    if (getClient() != null) {
      form.signIn()
          .ifPresent(user -> done = devices.allow(code, user) ? "link.allowed" : "link.late");
    }
  }

  public void deny() {
    if (getClient() != null) {
      devices.deny(code);
      done = "link.denied";
    }
  }

  /** The client that waits, or null; the address, or the form of its page, may bring its code. */
  public OAuthClient getClient() {
    if (client == null && error == null && request.getParameter(CODE) != null) {
      code = request.getParameter(CODE);
      find();
    }
    return client;
  }

  public String getClientName() {
    return client.name();
  }

  public String getClientHost() {
    return client.host();
  }

  /** Key of the text that says what went wrong, or null. */
  public String getError() {
    return error;
  }

  /** Key of the text that says how it ended, or null. */
  public String getDone() {
    return done;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
