package org.konsil.web.ui.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.konsil.core.id.UserId;
import org.konsil.oauth.AuthorizationRequest;
import org.konsil.oauth.AuthorizationService;
import org.konsil.oauth.OAuthException;
import org.konsil.oauth.Parameters;

/**
 * A client asks to be let in. The page keeps nothing: the client's request travels with the form
 * and is checked anew.
 */
@Named("authorize")
@RequestScoped
public class AuthorizeBean {
  @Inject private AuthorizationService authorizations;
  @Inject private SignInForm form;
  @Inject private HttpServletRequest request;

  private AuthorizationRequest asked;
  private OAuthException refused;
  private String goTo;

  /** Before the page is shown: a request that the client got wrong goes back to it at once. */
  public void answer() {
    if (getAsked() == null && refused != null) {
      refused.redirect().ifPresent(AuthorizeBean::redirect);
    }
  }

  public void signIn() {
    if (getAsked() != null) {
      form.signIn().ifPresent(this::allow);
    }
  }

  public void register() {
    if (getAsked() != null) {
      form.register().ifPresent(this::allow);
    }
  }

  public void deny() {
    if (getAsked() != null) {
      goTo = authorizations.deny(asked);
    }
  }

  private void allow(UserId user) {
    goTo = authorizations.allow(asked, user);
  }

  /**
   * By hand, because targets like com.example.app:/callback are none that a container takes for
   * absolute.
   */
  private static void redirect(String location) {
    FacesContext faces = FacesContext.getCurrentInstance();
    HttpServletResponse response = (HttpServletResponse) faces.getExternalContext().getResponse();
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", location);
    faces.responseComplete();
  }

  /** The request; null when it is none that we may answer to. */
  public AuthorizationRequest getAsked() {
    if (asked == null && refused == null) {
      try {
        asked = authorizations.check(Parameters.ofQuery(getQuery()));
      } catch (OAuthException failure) {
        refused = failure;
      }
    }
    return asked;
  }

  public String getClientName() {
    return asked.client().name();
  }

  public String getClientHost() {
    return asked.client().host();
  }

  /** Terms and privacy policy of the client; null without. */
  public String getTerms() {
    return asked.client().metadata().tosUri();
  }

  public String getPolicy() {
    return asked.client().metadata().policyUri();
  }

  public String getTarget() {
    return asked.target();
  }

  public boolean isCreate() {
    return asked.createAccount();
  }

  public boolean isRegistrationOffered() {
    return authorizations.isRegistrationOffered();
  }

  public boolean isTokenNeeded() {
    return authorizations.isRegistrationTokenNeeded();
  }

  /** The same request with the other of the two: signing in, or a new account. */
  public String getOtherHref() {
    String plain = getQuery().replaceAll("(^|&)prompt=[^&]*", "");
    return "/authorize?" + (isCreate() ? plain : plain + "&prompt=create");
  }

  public String getLanguageQuery() {
    return "&" + getQuery().replaceAll("(^|&)lang=[^&]*", "");
  }

  /** The error code that the user has to be told, or null. */
  public String getRefusal() {
    return refused == null ? null : refused.error();
  }

  /** Where the browser goes once the user has decided, or null. */
  public String getGoTo() {
    return goTo;
  }

  /** The client's request: the query of the address, which the form carries on. */
  public String getQuery() {
    return Stream.of(request.getParameter("query"), request.getQueryString(), "")
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
