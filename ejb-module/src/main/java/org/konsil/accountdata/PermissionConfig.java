package org.konsil.accountdata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.Json;

/**
 * Who may invite a user: a default and exceptions that invert it (A_25043, A_25258, A_26390). Kept
 * in the user's global account data.
 *
 * @param allowAll the default: everyone, or nobody
 * @param users excepted users
 * @param servers excepted servers
 * @param insuredPersons whether users of health insurers' servers are excepted
 */
public record PermissionConfig(
    boolean allowAll, Set<UserId> users, Set<ServerName> servers, boolean insuredPersons) {
  /** The type of the account data. */
  public static final String TYPE = "de.gematik.tim.account.permissionconfig.pro.v1";

  private static final String ALLOW_ALL = "allow all";
  private static final String BLOCK_ALL = "block all";
  private static final String INSURED_PERSON = "isInsuredPerson";

  /**
   * Whether the sender may invite the user.
   *
   * @param senderIsInsured whether the federation list calls the sender's domain an insurer's
   */
  public boolean permits(UserId sender, boolean senderIsInsured) {
    boolean excepted =
        users.contains(sender)
            || servers.contains(sender.server())
            || (insuredPersons && senderIsInsured);
    return allowAll != excepted;
  }

  /** The configuration of a user who has not chosen yet. */
  public static PermissionConfig initial(boolean allowAll) {
    return new PermissionConfig(allowAll, Set.of(), Set.of(), false);
  }

  /** Reads account data by its schema; empty when it is malformed. */
  public static Optional<PermissionConfig> parse(JsonNode content) {
    String setting = content.path("defaultSetting").asText();
    JsonNode groups = content.path("groupExceptions");
    if (!content.isObject()
        || !(setting.equals(ALLOW_ALL) || setting.equals(BLOCK_ALL))
        || !isObjectOfObjects(content.path("userExceptions"))
        || !isObjectOfObjects(content.path("serverExceptions"))
        || !isListOfGroups(groups)) {
      return Optional.empty();
    }
    Set<UserId> users = new HashSet<>();
    for (Iterator<String> it = content.path("userExceptions").fieldNames(); it.hasNext(); ) {
      Optional<UserId> user = UserId.find(it.next());
      if (user.isEmpty()) {
        return Optional.empty();
      }
      users.add(user.get());
    }
    Set<ServerName> servers = new HashSet<>();
    for (Iterator<String> it = content.path("serverExceptions").fieldNames(); it.hasNext(); ) {
      Optional<ServerName> server = ServerName.find(it.next());
      if (server.isEmpty()) {
        return Optional.empty();
      }
      servers.add(server.get());
    }
    return Optional.of(
        new PermissionConfig(setting.equals(ALLOW_ALL), users, servers, !groups.isEmpty()));
  }

  /** The account data's content. */
  public ObjectNode toJson() {
    ObjectNode content = Json.object();
    content.put("defaultSetting", allowAll ? ALLOW_ALL : BLOCK_ALL);
    if (!servers.isEmpty()) {
      ObjectNode exceptions = content.putObject("serverExceptions");
      servers.forEach(server -> exceptions.putObject(server.value()));
    }
    if (!users.isEmpty()) {
      ObjectNode exceptions = content.putObject("userExceptions");
      users.forEach(user -> exceptions.putObject(user.value()));
    }
    if (insuredPersons) {
      ArrayNode groups = content.putArray("groupExceptions");
      groups.addObject().put("groupName", INSURED_PERSON);
    }
    return content;
  }

  private static boolean isObjectOfObjects(JsonNode node) {
    if (node.isMissingNode()) {
      return true;
    }
    boolean all = node.isObject();
    for (JsonNode value : node) {
      all &= value.isObject();
    }
    return all;
  }

  private static boolean isListOfGroups(JsonNode node) {
    if (node.isMissingNode()) {
      return true;
    }
    boolean all = node.isArray() && node.size() <= 1;
    for (JsonNode group : node) {
      all &= group.path("groupName").asText().equals(INSURED_PERSON);
    }
    return all;
  }
}
