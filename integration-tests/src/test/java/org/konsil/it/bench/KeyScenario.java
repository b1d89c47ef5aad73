package org.konsil.it.bench;

import java.util.List;
import org.konsil.core.json.Json;
import org.konsil.it.bench.Crew.Done;

/** One-time keys: users upload 50 at once, then they are claimed one by one, 32 at a time. */
final class KeyScenario implements Scenario {
  private static final int AT_ONCE = 32;
  private static final int USERS = 100;
  private static final int KEYS = 50;

  /** Of uploads, each user's: once to warm up and once that counts. */
  private static final int ROUNDS = 15;

  private static final int CLAIMS = USERS * 60;
  private static final String ALGORITHM = "signed_curve25519";

  @Override
  public void run(Target target, Scale scale, Figures figures) {
    List<Account> users = new Population(target).accounts(USERS);
    String[] devices = new String[USERS];
    try (Crew crew = new Crew(target, AT_ONCE)) {
      crew.times(USERS, (c, n) -> devices[(int) n] = device(c, users.get((int) n)));
      uploads(crew, users, devices, 0);
      figures.put("keys.upload.rate", uploads(crew, users, devices, ROUNDS).perSecond());
      crew.times(CLAIMS, (c, n) -> claim(c, users, devices, n));
      Done claims = crew.times(CLAIMS, (c, n) -> claim(c, users, devices, n));
      figures.put("keys.claim.rate", claims.perSecond());
    }
  }

  /** So many uploads of each user. */
  private static Done uploads(Crew crew, List<Account> users, String[] devices, int firstRound) {
    return crew.times(
        USERS * ROUNDS,
        (c, n) -> {
          int user = (int) (n % USERS);
          upload(c, users.get(user), devices[user], firstRound + n / USERS);
        });
  }

  private static String device(Connection connection, Account user) {
    return connection
        .get(Call.V3 + "/account/whoami", user.token())
        .ok()
        .json()
        .path("device_id")
        .textValue();
  }

  /** Servers take one-time keys as they are: a signature is for the devices to check. */
  private static void upload(Connection connection, Account user, String device, long round) {
    var body = Json.object();
    var keys = body.putObject("one_time_keys");
    for (int i = 0; i < KEYS; i++) {
      String id = String.format("%08d", round * KEYS + i);
      var key = keys.putObject(ALGORITHM + ":" + id);
      key.put(
          "key",
          (user.userId().hashCode() + id + "A".repeat(43)).replace("-", "").substring(0, 43));
      key.putObject("signatures").putObject(user.userId()).put("ed25519:" + device, "B".repeat(86));
    }
    connection.post(Call.V3 + "/keys/upload", user.token(), body.toString()).ok();
  }

  private static void claim(Connection connection, List<Account> users, String[] devices, long n) {
    int whose = (int) (n % USERS);
    var body = Json.object();
    body.putObject("one_time_keys")
        .putObject(users.get(whose).userId())
        .put(devices[whose], ALGORITHM);
    String token = users.get((whose + 1) % USERS).token();
    String text = connection.post(Call.V3 + "/keys/claim", token, body.toString()).ok().text();
    if (!text.contains(ALGORITHM)) {
      throw new IllegalStateException("no key left to claim: " + text);
    }
  }
}
