package org.konsil.it.errors;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.konsil.core.json.Json;
import org.konsil.it.support.Checkout;
import org.konsil.it.support.MatrixClient;
import org.yaml.snakeyaml.Yaml;

/**
 * A row of docs/client-server-operations.tsv or docs/server-server-operations.tsv, or an operation
 * of the administration API.
 *
 * @param auth token, optional, none or appservice; of servers' operations signed or open
 * @param body json, none or something else
 */
record Operation(String method, String path, String id, String auth, String body) {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Pattern COVERED =
      Pattern.compile("\\| (\\w+(?:\\.\\w+)*) \\| `(\\S+ \\S+)` \\| (\\w+) \\|");

  /** Those of clients that docs/spec-coverage.md, which a test keeps true, calls served. */
  static List<Operation> served() {
    return served("client-server-operations.tsv", "spec-coverage.md");
  }

  /** Those of other servers, likewise. */
  static List<Operation> servedToServers() {
    return served("server-server-operations.tsv", "spec-coverage-federation.md");
  }

  /**
   * Those of the administration API.
   *
   * @param document its OpenAPI document, as the server gives it
   */
  static List<Operation> administering(String document) {
    JsonNode openApi = Json.mapper().valueToTree(new Yaml().load(document));
    String base = openApi.path("servers").path(0).path("url").asText();
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : openApi.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        JsonNode operation = verb.getValue();
        if (operation.has("operationId")) {
          boolean open =
              operation.path("security").isArray() && operation.get("security").isEmpty();
          operations.add(
              new Operation(
                  verb.getKey().toUpperCase(Locale.ROOT),
                  base + path.getKey(),
                  operation.path("operationId").asText(),
                  open ? "none" : "token",
                  operation.has("requestBody") ? "json" : "none"));
        }
      }
    }
    return operations;
  }

  private static List<Operation> served(String table, String coverage) {
    Path docs = Checkout.root().resolve("docs");
    try {
      Set<String> covered =
          Files.readAllLines(docs.resolve(coverage)).stream()
              .map(COVERED::matcher)
              .filter(Matcher::matches)
              .map(line -> line.group(1) + " " + line.group(2))
              .collect(Collectors.toSet());
      return Files.readAllLines(docs.resolve(table)).stream()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(row -> new Operation(row[1], row[2], row[3], row[4], row[5]))
          .filter(o -> covered.contains(o.id + " " + o.method + " " + o.path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean needsToken() {
    return auth.equals("token");
  }

  boolean takesJson() {
    return body.equals("json");
  }

  boolean names(String parameter) {
    return path.contains("{" + parameter + "}");
  }

  /** The path with these values, percent-encoded; a parameter without a value is called so. */
  String path(Map<String, String> values) {
    return PARAMETER
        .matcher(path)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    MatrixClient.encode(values.getOrDefault(match.group(1), match.group(1)))));
  }

  @Override
  public String toString() {
    return id + " " + method + " " + path;
  }
}
