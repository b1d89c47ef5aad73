package org.konsil.it.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.konsil.core.json.Json;

/** Makes the accounts and rooms of a scenario, by the API that clients and operators use. */
final class Population {
  private static final int AT_ONCE = 8;
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /** A server that is loaded again has the accounts of the runs before. */
  private static final String RUN = Long.toString(System.currentTimeMillis() / 1000, 36);

  private final Target target;

  Population(Target target) {
    this.target = target;
  }

  List<Account> accounts(int count) {
    Account[] accounts = new Account[count];
    String prefix = "bench-" + RUN + "-" + NUMBERS.incrementAndGet() + "-";
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.times(count, (connection, i) -> accounts[(int) i] = register(connection, prefix + i));
    }
    return Arrays.asList(accounts);
  }

  /** A room that everybody may join, with these members; the first makes it. */
  String room(List<Account> members) {
    String room = room(members.get(0));
    join(room, members.subList(1, members.size()));
    return room;
  }

  String room(Account creator) {
    try (Connection connection = new Connection(target)) {
      return room(connection, creator);
    }
  }

  static String room(Connection connection, Account creator) {
    ObjectNode request = Json.object().put("preset", "public_chat").put("room_version", "10");
    request.put("name", "A room of the benchmark");
    return connection
        .post(Call.V3 + "/createRoom", creator.token(), request.toString())
        .ok()
        .json()
        .path("room_id")
        .textValue();
  }

  void join(String room, List<Account> accounts) {
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.times(accounts.size(), (connection, i) -> join(connection, room, accounts.get((int) i)));
    }
  }

  static void join(Connection connection, String room, Account account) {
    connection.post(Call.V3 + "/join/" + Call.encode(room), account.token(), "{}").ok();
  }

  /** Joins a room of another server. */
  static void join(Connection connection, String room, String via, Account account) {
    String server = Call.encode(via);
    String path = Call.V3 + "/join/" + Call.encode(room);
    connection.post(path + "?via=" + server + "&server_name=" + server, account.token(), "{}").ok();
  }

  /** Where a client that has seen everything goes on. */
  static String since(Connection connection, Account account) {
    String path = Call.V3 + "/sync?timeout=0&set_presence=offline";
    return connection.get(path, account.token()).ok().json().path("next_batch").textValue();
  }

  private Account register(Connection connection, String name) {
    String path = "/_synapse/admin/v1/register";
    String nonce = connection.get(path, null).ok().json().path("nonce").textValue();
    String password = "a password of the benchmark";
    ObjectNode body = Json.object().put("nonce", nonce).put("username", name);
    body.put("password", password).put("admin", false);
    body.put("mac", mac(String.join("\0", nonce, name, password, "notadmin")));
    var session = connection.post(path, null, body.toString()).ok().json();
    return new Account(
        session.path("user_id").textValue(), session.path("access_token").textValue());
  }

  private String mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(target.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
