package org.konsil.testdriver.konsil;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.konsil.testdriver.TestDriverSettings;
import org.konsil.testdriver.matrix.MatrixApi;
import org.konsil.testdriver.matrix.Refusal;

/** The administration API, as a domain's administrator. */
@ApplicationScoped
public class Administration {
  private static final String USERS = "/_konsil/admin/v1/domains";

  private TestDriverSettings settings;
  private MatrixApi homeserver;

  /** For the container. */
  protected Administration() {}

  @Inject
  public Administration(TestDriverSettings settings, MatrixApi homeserver) {
    this.settings = settings;
    this.homeserver = homeserver;
  }

  /**
   * Makes an account.
   *
   * @return its password
   * @throws Refusal as the homeserver says
   */
  public String createUser(String domain, String localpart, String displayName) {
    ObjectNode user =
        MatrixApi.object().put("localpart", localpart).put("display_name", displayName);
    MatrixApi administrator = login(domain);
    try {
      JsonNode made = administrator.post(MatrixApi.path(USERS, domain) + "/users", user);
      return made.path("password").asText();
    } finally {
      administrator.post("/_matrix/client/v3/logout", MatrixApi.object());
    }
  }

  private MatrixApi login(String domain) {
    ObjectNode login =
        MatrixApi.object()
            .put("type", "m.login.password")
            .put("password", settings.administratorPassword());
    login
        .putObject("identifier")
        .put("type", "m.id.user")
        .put("user", "@" + settings.administrator() + ":" + domain);
    JsonNode session = homeserver.post("/_matrix/client/v3/login", login);
    return homeserver.as(session.path("access_token").asText());
  }
}
