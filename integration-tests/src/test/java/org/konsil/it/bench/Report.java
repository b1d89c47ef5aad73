package org.konsil.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.konsil.core.json.Json;

/** Puts the figures of both servers side by side, as Markdown on standard output. */
public final class Report {
  private final JsonNode konsil;
  private final Optional<JsonNode> peer;
  private final StringBuilder text = new StringBuilder();

  private Report(JsonNode konsil, Optional<JsonNode> peer) {
    this.konsil = konsil;
    this.peer = peer;
  }

  /** Arguments: the file of Konsil's figures and, when there is one, that of the peer's. */
  public static void main(String[] files) throws IOException {
    Optional<JsonNode> peer =
        files.length > 1 ? Optional.of(read(Path.of(files[1]))) : Optional.empty();
    System.out.print(new Report(read(Path.of(files[0])), peer).text());
  }

  private static JsonNode read(Path file) throws IOException {
    return Json.parse(Files.readAllBytes(file));
  }

  private String text() {
    text.append("| what | Konsil | Synapse | ratio | goal | floor | met |\n");
    text.append("| --- | ---: | ---: | ---: | ---: | ---: | --- |\n");
    Goal.ALL.stream().filter(Goal::isGoal).forEach(this::row);
    text.append("\nFor the reader of these figures:\n\n");
    text.append("| what | Konsil | Synapse | ratio |\n| --- | ---: | ---: | ---: |\n");
    Goal.ALL.stream().filter(goal -> !goal.isGoal()).forEach(this::row);
    if (konsil.has("growth.send.rooms.1")) {
      growth();
    }
    return text.toString();
  }

  /** How cost grows; Konsil's figure before the peer's. */
  private void growth() {
    text.append(
        "\nOne request after the other, medians in ms, Konsil / Synapse, as sizes grow:\n\n");
    text.append("| what | 1x | 10x | 100x |\n| --- | ---: | ---: | ---: |\n");
    for (String what : List.of("send", "sync", "join")) {
      for (String size : List.of("rooms", "members", "history")) {
        cell(what + ", " + size);
        for (int factor : List.of(1, 10, 100)) {
          String key = "growth." + what + "." + size + "." + factor;
          cell(konsil.has(key) ? number(konsil.path(key).doubleValue()) + theirs(key) : "-");
        }
        text.append("|\n");
      }
    }
  }

  private String theirs(String key) {
    return peer.filter(json -> json.has(key))
        .map(json -> " / " + number(json.path(key).doubleValue()))
        .orElse("");
  }

  private void row(Goal goal) {
    if (!konsil.has(goal.key())) {
      return;
    }
    double ours = konsil.path(goal.key()).doubleValue();
    Optional<Double> theirs =
        peer.filter(json -> json.has(goal.key())).map(json -> json.path(goal.key()).doubleValue());
    cell(what(goal));
    cell(value(ours, goal.unit()));
    cell(theirs.map(value -> value(value, goal.unit())).orElse("-"));
    cell(theirs.filter(value -> value != 0).map(value -> number(ours / value) + "x").orElse("-"));
    if (goal.isGoal()) {
      String sign = goal.better().sign() + " ";
      cell(goal.ratio() == 0 ? "-" : sign + number(goal.ratio()) + "x");
      cell(goal.floor() == 0 ? "-" : sign + value(goal.floor(), goal.unit()));
      cell(goal.met(ours, theirs) ? "yes" : "**no**");
    }
    text.append("|\n");
  }

  private String what(Goal goal) {
    return goal.what()
        .replace("%manyRooms", konsil.path("scale.manyRooms").asText())
        .replace("%rooms", konsil.path("scale.rooms").asText())
        .replace("%foreignMembers", konsil.path("scale.foreignMembers").asText())
        .replace("%members", konsil.path("scale.members").asText())
        .replace("%waiters", konsil.path("scale.waiters").asText());
  }

  private void cell(String value) {
    text.append("| ").append(value).append(' ');
  }

  private static String value(double value, String unit) {
    return number(value) + (unit.isEmpty() || unit.startsWith("/") ? unit : " " + unit);
  }

  /** Three digits that count, no more. */
  private static String number(double value) {
    double size = Math.abs(value);
    String format =
        size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, size < 0.1 && size > 0 ? "%.3f" : format, value);
  }
}
