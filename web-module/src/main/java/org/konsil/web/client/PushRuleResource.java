package org.konsil.web.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.konsil.core.error.MatrixException;
import org.konsil.core.json.Json;
import org.konsil.push.PushRuleService;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;

/** Client-server API, "Push rules: API". */
@Path("/client/v3/pushrules")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class PushRuleResource {
  @Inject private CurrentRequest current;
  @Inject private PushRuleService rules;

  @GET
  public ObjectNode getPushRules() {
    return Json.object().set("global", getPushRulesGlobal());
  }

  @GET
  @Path("/global")
  public ObjectNode getPushRulesGlobal() {
    return rules.rules(current.requester().user());
  }

  @GET
  @Path("/global/{kind}/{ruleId}")
  public ObjectNode getPushRule(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
    return rules.rule(current.requester(), kind, ruleId);
  }

  @PUT
  @Path("/global/{kind}/{ruleId}")
  public ObjectNode setPushRule(
      @PathParam("kind") String kind,
      @PathParam("ruleId") String ruleId,
      @QueryParam("before") String before,
      @QueryParam("after") String after,
      ObjectNode body) {
    rules.put(
        current.requester(),
        kind,
        ruleId,
        body,
        Optional.ofNullable(before),
        Optional.ofNullable(after));
    return Json.object();
  }

  @DELETE
  @Path("/global/{kind}/{ruleId}")
  public ObjectNode deletePushRule(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
    rules.delete(current.requester(), kind, ruleId);
    return Json.object();
  }

  @GET
  @Path("/global/{kind}/{ruleId}/enabled")
  public ObjectNode isPushRuleEnabled(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
    return Json.object().set("enabled", getPushRule(kind, ruleId).get("enabled"));
  }

  @PUT
  @Path("/global/{kind}/{ruleId}/enabled")
  public ObjectNode setPushRuleEnabled(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId, ObjectNode body) {
    rules.setEnabled(current.requester(), kind, ruleId, enabled(body));
    return Json.object();
  }

  @GET
  @Path("/global/{kind}/{ruleId}/actions")
  public ObjectNode getPushRuleActions(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId) {
    return Json.object().set("actions", getPushRule(kind, ruleId).get("actions"));
  }

  @PUT
  @Path("/global/{kind}/{ruleId}/actions")
  public ObjectNode setPushRuleActions(
      @PathParam("kind") String kind, @PathParam("ruleId") String ruleId, ObjectNode body) {
    rules.setActions(current.requester(), kind, ruleId, body.get("actions"));
    return Json.object();
  }

  private static boolean enabled(ObjectNode body) {
    JsonNode enabled = body.path("enabled");
    if (!enabled.isBoolean()) {
      throw MatrixException.badJson("enabled must be true or false");
    }
    return enabled.booleanValue();
  }
}
