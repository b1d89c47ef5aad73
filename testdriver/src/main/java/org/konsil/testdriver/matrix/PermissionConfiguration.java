package org.konsil.testdriver.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's permission configuration (A_25043, A_26390): who may invite. Exceptions turn the default
 * round, so that the same lists name whom an "allow all" blocks and whom a "block all" allows.
 */
public final class PermissionConfiguration {
  private static final String TYPE = "de.gematik.tim.account.permissionconfig.pro.v1";
  private static final String USERS = "userExceptions";
  private static final String SERVERS = "serverExceptions";
  private static final String GROUPS = "groupExceptions";

  private final MatrixApi api;
  private final String path;

  /**
   * @param api as the user
   */
  public PermissionConfiguration(MatrixApi api, String mxid) {
    this.api = api;
    this.path = MatrixApi.path("/_matrix/client/v3/user", mxid, "account_data", TYPE);
  }

  /** The default. */
  public enum Mode {
    ALLOW_ALL("allow all"),
    BLOCK_ALL("block all");

    private final String setting;

    Mode(String setting) {
      this.setting = setting;
    }
  }

  /** Exceptions of the default. */
  public record Exceptions(List<String> users, List<String> servers, List<String> groups) {
    public static final Exceptions NONE = new Exceptions(List.of(), List.of(), List.of());
  }

  public Mode mode() {
    return mode(read());
  }

  /** Sets the default; the exceptions of the other one end, for they would mean the contrary. */
  public void mode(Mode mode) {
    if (mode() != mode) {
      api.put(path, MatrixApi.object().put("defaultSetting", mode.setting));
    }
  }

  /**
   * The exceptions of this default; none while the other one is set.
   *
   * @param of the default that they are exceptions of
   */
  public Exceptions exceptions(Mode of) {
    ObjectNode configuration = read();
    return mode(configuration) == of
        ? new Exceptions(
            keys(configuration.path(USERS)),
            keys(configuration.path(SERVERS)),
            groups(configuration.path(GROUPS)))
        : Exceptions.NONE;
  }

  /**
   * @throws Refusal 400 while the other default is set
   */
  public void add(Mode of, Exceptions added) {
    ObjectNode configuration = require(of);
    added.users().forEach(configuration.withObject("/" + USERS)::putObject);
    added.servers().forEach(configuration.withObject("/" + SERVERS)::putObject);
    List<String> groups = new ArrayList<>(groups(configuration.path(GROUPS)));
    added.groups().stream().filter(group -> !groups.contains(group)).forEach(groups::add);
    put(configuration, groups);
  }

  /**
   * @throws Refusal 400 while the other default is set
   */
  public void remove(Mode of, Exceptions removed) {
    ObjectNode configuration = require(of);
    configuration.withObject("/" + USERS).remove(removed.users());
    configuration.withObject("/" + SERVERS).remove(removed.servers());
    List<String> groups = new ArrayList<>(groups(configuration.path(GROUPS)));
    groups.removeAll(removed.groups());
    put(configuration, groups);
  }

  private ObjectNode require(Mode of) {
    ObjectNode configuration = read();
    if (mode(configuration) != of) {
      throw new Refusal(400, "M_BAD_STATE", "The list belongs to the other authorization mode");
    }
    return configuration;
  }

  private void put(ObjectNode configuration, List<String> groups) {
    ArrayNode named = configuration.putArray(GROUPS);
    groups.forEach(group -> named.addObject().put("groupName", group));
    api.put(path, configuration);
  }

  private ObjectNode read() {
    try {
      return api.get(path).deepCopy();
    } catch (Refusal refusal) {
      if (refusal.status() == 404) {
        return MatrixApi.object().put("defaultSetting", Mode.ALLOW_ALL.setting);
      }
      throw refusal;
    }
  }

  private static Mode mode(JsonNode configuration) {
    return Mode.BLOCK_ALL.setting.equals(configuration.path("defaultSetting").asText())
        ? Mode.BLOCK_ALL
        : Mode.ALLOW_ALL;
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static List<String> groups(JsonNode exceptions) {
    List<String> groups = new ArrayList<>();
    exceptions.forEach(exception -> groups.add(exception.path("groupName").asText()));
    return groups;
  }
}
