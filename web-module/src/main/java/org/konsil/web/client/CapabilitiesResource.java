package org.konsil.web.client;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.konsil.config.KonsilConfig;
import org.konsil.core.roomversion.RoomVersion;
import org.konsil.web.http.AccessToken;
import org.konsil.web.http.CurrentRequest;
import org.konsil.web.http.GuestAccess;
import org.konsil.webpush.WebPushService;

/**
 * Client-server API, <a
 * href="https://spec.matrix.org/v1.19/client-server-api/#capabilities-negotiation">Capabilities
 * negotiation</a>.
 */
@Path("/client/v3/capabilities")
@ApplicationScoped
@AccessToken
@Produces(MediaType.APPLICATION_JSON)
public class CapabilitiesResource {
  private static final Map<String, Object> YES = Map.of("enabled", true);
  private static final Map<String, Object> NO = Map.of("enabled", false);

  @Inject private CurrentRequest current;
  @Inject private KonsilConfig config;
  @Inject private WebPushService webPush;

  @GET
  @GuestAccess
  public Map<String, Object> getCapabilities() {
    boolean tim = config.timPolicy();
    Map<String, Object> capabilities = new LinkedHashMap<>();
    capabilities.put("m.change_password", YES);
    capabilities.put("m.room_versions", roomVersions());
    capabilities.put("m.set_displayname", tim ? NO : YES);
    capabilities.put("m.set_avatar_url", YES);
    capabilities.put(
        "m.profile_fields",
        tim ? Map.of("enabled", true, "disallowed", List.of("displayname")) : YES);
    capabilities.put("m.3pid_changes", NO);
    capabilities.put("m.get_login_token", tim ? NO : YES);
    capabilities.put("m.forget_forced_upon_leave", NO);
    if (current.requester().domainAdmin()) {
      capabilities.put("m.account_moderation", Map.of("lock", true, "suspend", true));
    }
    capabilities.put("org.konsil.webpush", Map.of("enabled", true, "vapid", webPush.publicKey()));
    return Map.of("capabilities", capabilities);
  }

  private Map<String, Object> roomVersions() {
    return Map.of(
        "default",
        config.defaultRoomVersion(),
        "available",
        RoomVersion.all().stream().collect(Collectors.toMap(RoomVersion::id, version -> "stable")));
  }
}
