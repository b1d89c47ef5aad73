package org.konsil.testdriver.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.konsil.testdriver.matrix.PermissionConfiguration.Exceptions;
import org.konsil.testdriver.matrix.PermissionConfiguration.Mode;
import org.konsil.testdriver.matrix.Refusal;

/** Who may invite the user (A_25045-02). */
@Path(DevicePath.DEVICE)
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PermissionResource {
  private static final String LIST = "/{list: allowedUsers|blockedUsers}";

  @Inject private DevicePath path;

  record User(String mxid) {}

  record Server(String serverName) {}

  /** Whom a list names. */
  record AuthorizationList(List<User> mxids, List<Server> serverNames, List<String> groupNames) {
    static AuthorizationList of(Exceptions exceptions) {
      return new AuthorizationList(
          exceptions.users().stream().map(User::new).toList(),
          exceptions.servers().stream().map(Server::new).toList(),
          exceptions.groups());
    }

    Exceptions exceptions() {
      return new Exceptions(
          mxids == null ? List.of() : mxids.stream().map(User::mxid).toList(),
          serverNames == null ? List.of() : serverNames.stream().map(Server::serverName).toList(),
          groupNames == null ? List.of() : groupNames);
    }
  }

  /** AllowAll or BlockAll, as a JSON string. */
  @GET
  @Path("/authorizationMode")
  public String authorizationMode() {
    return path.permissions().mode() == Mode.BLOCK_ALL ? "\"BlockAll\"" : "\"AllowAll\"";
  }

  @POST
  @Path("/authorizationMode")
  @Consumes(MediaType.WILDCARD)
  public void setAuthorizationMode(String given) {
    path.permissions().mode(mode(given));
  }

  @GET
  @Path(LIST)
  public AuthorizationList exceptions(@PathParam("list") String list) {
    return AuthorizationList.of(path.permissions().exceptions(modeOf(list)));
  }

  @POST
  @Path(LIST)
  public void add(@PathParam("list") String list, AuthorizationList added) {
    path.permissions().add(modeOf(list), required(added).exceptions());
  }

  @DELETE
  @Path(LIST)
  public void remove(@PathParam("list") String list, AuthorizationList removed) {
    path.permissions().remove(modeOf(list), required(removed).exceptions());
  }

  /** Who blocks all has a list of whom it allows, and the other way round. */
  private static Mode modeOf(String list) {
    return list.equals("allowedUsers") ? Mode.BLOCK_ALL : Mode.ALLOW_ALL;
  }

  private static Mode mode(String given) {
    return switch (given == null ? "" : given.replace("\"", "").strip()) {
      case "AllowAll" -> Mode.ALLOW_ALL;
      case "BlockAll" -> Mode.BLOCK_ALL;
      default -> throw new Refusal(400, "M_INVALID_PARAM", "AllowAll or BlockAll is needed");
    };
  }

  private static AuthorizationList required(AuthorizationList list) {
    if (list == null) {
      throw new Refusal(400, "M_NOT_JSON", "A list is needed");
    }
    return list;
  }
}
