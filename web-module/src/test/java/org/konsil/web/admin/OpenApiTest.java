package org.konsil.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.konsil.web.http.ServedOperations;
import org.konsil.web.http.ServedOperations.Served;
import org.yaml.snakeyaml.Yaml;

/** Holds the document of the administration API against the resources that serve it. */
class OpenApiTest {
  private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/(\\w+)");
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Set<String> VERBS = Set.of("get", "put", "post", "delete");

  private final Set<Class<?>> resources = new AdministrationApplication().getClasses();
  private final Map<String, Object> document = document();

  /** An operation of the document. */
  private record Described(String id, boolean authenticated, Map<String, Object> content) {}

  @Test
  void everyPathAndVerbIsInBoth() {
    assertThat(names(described(), Described::id)).isEqualTo(names(served(), Served::name));
  }

  @Test
  void whatNeedsATokenSaysSo() {
    assertThat(names(described(), Described::authenticated))
        .isEqualTo(names(served(), Served::authenticated));
  }

  @Test
  void everyOperationIsExplained() {
    described()
        .forEach(
            (key, operation) ->
                assertThat(operation.content()).as(key).containsKeys("summary", "responses"));
  }

  @Test
  void whatIsReferredToExists() {
    Set<String> missing = new TreeSet<>();
    REFERENCE
        .matcher(document.toString())
        .results()
        .filter(match -> !part("components", match.group(1)).containsKey(match.group(2)))
        .forEach(match -> missing.add(match.group()));
    assertThat(missing).isEmpty();
  }

  @Test
  void pathParametersAreDeclared() {
    part("paths")
        .forEach(
            (path, item) ->
                PATH_PARAMETER
                    .matcher(path)
                    .results()
                    .forEach(
                        match ->
                            assertThat(String.valueOf(map(item).get("parameters")))
                                .as(path)
                                .contains("#/components/parameters/" + match.group(1))));
  }

  /** Bodies are the records of the same name, member by member. */
  @Test
  void schemasHaveTheMembersOfTheirRecords() {
    Map<String, Class<?>> records =
        Stream.concat(resources.stream(), Stream.of(PageResponse.class))
            .flatMap(
                type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
            .filter(Class::isRecord)
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));
    assertThat(part("components", "schemas").keySet()).containsAll(records.keySet());
    records.forEach(
        (name, type) ->
            assertThat(part("components", "schemas", name, "properties").keySet())
                .as(name)
                .isEqualTo(members(type)));
  }

  private Map<String, Served> served() {
    return ServedOperations.of(AdministrationApplication.PREFIX, resources);
  }

  private Map<String, Described> described() {
    Map<String, Described> operations = new TreeMap<>();
    part("paths")
        .forEach(
            (path, item) ->
                map(item).entrySet().stream()
                    .filter(entry -> VERBS.contains(entry.getKey()))
                    .forEach(
                        entry ->
                            operations.put(
                                ServedOperations.key(
                                    entry.getKey().toUpperCase(),
                                    AdministrationApplication.PREFIX + path),
                                describe(map(entry.getValue())))));
    return operations;
  }

  private static Described describe(Map<String, Object> operation) {
    return new Described(
        String.valueOf(operation.get("operationId")),
        !operation.containsKey("security"),
        operation);
  }

  private static <T, R> Map<String, R> names(Map<String, T> operations, Function<T, R> view) {
    Map<String, R> names = new TreeMap<>();
    operations.forEach((key, operation) -> names.put(key, view.apply(operation)));
    return names;
  }

  private static Set<String> members(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(OpenApiTest::jsonName)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** On the field of the component: the accessor of a record carries it too. */
  private static String jsonName(RecordComponent component) {
    return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
        .map(JsonProperty::value)
        .filter(name -> !name.isEmpty())
        .orElse(component.getName());
  }

  private Map<String, Object> part(String... names) {
    Map<String, Object> part = document;
    for (String name : names) {
      part = map(part.get(name));
    }
    return part;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Map<String, Object> document() {
    try (InputStream in = OpenApiResource.class.getResourceAsStream(OpenApiResource.DOCUMENT)) {
      return new Yaml().load(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
