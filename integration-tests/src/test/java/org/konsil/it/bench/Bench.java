package org.konsil.it.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.konsil.core.json.Json;

/** Runs the scenarios against one server and writes their figures into a file. */
public final class Bench {
  private static final Map<String, Scenario> SCENARIOS = scenarios();

  private Bench() {}

  private static Map<String, Scenario> scenarios() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("sends", new SendScenario());
    scenarios.put("delivery", new DeliveryScenario());
    scenarios.put("sync", new SyncScenario());
    scenarios.put("keys", new KeyScenario());
    scenarios.put("media", new MediaScenario());
    scenarios.put("idle", new IdleScenario());
    scenarios.put("large", new LargeRoomScenario());
    scenarios.put("sliding", new SlidingSyncScenario());
    scenarios.put("growth", new GrowthScenario());
    return scenarios;
  }

  /**
   * Settings are system properties {@code bench.*}: name, url, secret, pid, databasePid, scale
   * (full or quick), only (names of scenarios, or empty for all), start (seconds) and file.
   */
  public static void main(String[] arguments) throws IOException {
    Target target =
        new Target(
            setting("name"),
            URI.create(setting("url")),
            setting("secret"),
            Long.parseLong(setting("pid")),
            Long.parseLong(setting("databasePid")));
    Scale scale = Scale.of(setting("scale"));
    List<String> only = List.of(setting("only").split(","));
    Figures figures = new Figures();
    figures.put("start.seconds", Double.parseDouble(setting("start")));
    for (Map.Entry<String, Scenario> scenario : SCENARIOS.entrySet()) {
      if (setting("only").isEmpty() || only.contains(scenario.getKey())) {
        System.err.println(target.name() + ": " + scenario.getKey());
        scenario.getValue().run(target, scale, figures);
      }
    }
    figures.put("memory.end", Processes.residentMib(target));
    write(Path.of(setting("file")), scale, figures);
  }

  /** Adds the figures to those that are in the file. */
  static void write(Path file, Scale scale, Figures figures) throws IOException {
    ObjectNode json =
        Files.exists(file) ? Json.parseObject(Files.readAllBytes(file)) : Json.object();
    json.put("scale.rooms", scale.rooms());
    json.put("scale.members", scale.members());
    json.put("scale.waiters", scale.waiters());
    json.put("scale.manyRooms", scale.manyRooms());
    json.put("scale.foreignMembers", scale.foreignMembers());
    figures.values().forEach(json::put);
    Files.write(file, Json.bytes(json));
  }

  static String setting(String name) {
    return System.getProperty("bench." + name, "");
  }
}
