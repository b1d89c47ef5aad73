package org.konsil.web.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.konsil.appservice.ThirdPartyService;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Third-party networks". */
@Path("/client/v3/thirdparty")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class ThirdPartyResource {
  @Inject private CurrentRequest current;
  @Inject private ThirdPartyService networks;
  @Context private UriInfo uri;

  @GET
  @Path("protocols")
  public ObjectNode getProtocols() {
    return networks.protocols(domain());
  }

  @GET
  @Path("protocol/{protocol}")
  public ObjectNode getProtocolMetadata(@PathParam("protocol") String protocol) {
    return networks.protocol(domain(), protocol);
  }

  @GET
  @Path("location/{protocol}")
  public ArrayNode queryLocationByProtocol(@PathParam("protocol") String protocol) {
    return networks.ofProtocol(domain(), "location", protocol, fields());
  }

  @GET
  @Path("user/{protocol}")
  public ArrayNode queryUserByProtocol(@PathParam("protocol") String protocol) {
    return networks.ofProtocol(domain(), "user", protocol, fields());
  }

  @GET
  @Path("location")
  public ArrayNode queryLocationByAlias(@QueryParam("alias") String alias) {
    return networks.ofMatrix(domain(), "location", Map.of("alias", required(alias, "alias")));
  }

  @GET
  @Path("user")
  public ArrayNode queryUserByID(@QueryParam("userid") String userId) {
    return networks.ofMatrix(domain(), "user", Map.of("userid", required(userId, "userid")));
  }

  private ServerName domain() {
    return current.requester().domain();
  }

  private static String required(String value, String name) {
    if (value == null) {
      throw MatrixException.missingParam(name + " is missing");
    }
    return value;
  }

  /** What the network itself is searched by; never the caller's token. */
  private Map<String, String> fields() {
    Map<String, String> fields = new TreeMap<>();
    uri.getQueryParameters().forEach((name, values) -> fields.put(name, values.get(0)));
    fields.keySet().removeAll(Set.of("access_token", "user_id", "device_id"));
    return fields;
  }
}
