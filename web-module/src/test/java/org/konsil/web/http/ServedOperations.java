package org.konsil.web.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads from the annotations which operations the resource classes serve. */
public final class ServedOperations {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^{}]*(\\{[^{}]*\\}[^{}]*)*\\}");

  /**
   * A served operation.
   *
   * @param name the method's name
   * @param resource the class's simple name
   * @param authenticated whether a token is needed
   * @param signed whether another server's signature is needed
   */
  public record Served(String name, String resource, boolean authenticated, boolean signed) {}

  private ServedOperations() {}

  /** By method and path, parameters without their names. */
  public static Map<String, Served> of(String prefix, Collection<Class<?>> classes) {
    Map<String, Served> served = new TreeMap<>();
    classes.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .flatMap(type -> Arrays.stream(type.getMethods()))
        .forEach(method -> add(served, prefix, method));
    return served;
  }

  /** The path of each resource class by its simple name; of alternatives the first. */
  static Map<String, String> classPaths(Collection<Class<?>> classes) {
    Map<String, String> paths = new TreeMap<>();
    classes.stream()
        .filter(type -> type.isAnnotationPresent(Path.class))
        .forEach(
            type -> {
              String path = expand(join("/_matrix", type.getAnnotation(Path.class).value())).get(0);
              paths.put(type.getSimpleName(), key("", path).trim());
            });
    return paths;
  }

  public static String key(String method, String path) {
    return method + " " + PARAMETER.matcher(path).replaceAll("{}").replaceAll("/+$", "");
  }

  private static void add(Map<String, Served> served, String prefix, Method method) {
    Class<?> type = method.getDeclaringClass();
    httpMethod(method)
        .ifPresent(
            verb -> {
              String own =
                  Optional.ofNullable(method.getAnnotation(Path.class)).map(Path::value).orElse("");
              boolean authenticated =
                  method.isAnnotationPresent(AccessToken.class)
                      || type.isAnnotationPresent(AccessToken.class);
              boolean signed =
                  method.isAnnotationPresent(SignedRequest.class)
                      || type.isAnnotationPresent(SignedRequest.class);
              Served entry =
                  new Served(method.getName(), type.getSimpleName(), authenticated, signed);
              for (String path :
                  expand(join(prefix, type.getAnnotation(Path.class).value(), own))) {
                served.put(key(verb, path), entry);
              }
            });
  }

  private static Optional<String> httpMethod(Method method) {
    return Stream.of(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(annotation -> annotation.isAnnotationPresent(HttpMethod.class))
        .map(annotation -> annotation.getAnnotation(HttpMethod.class).value())
        .findFirst();
  }

  private static String join(String... parts) {
    return String.join("/", parts).replaceAll("/+", "/");
  }

  /** The path, and those that {@link FormerPathFilter} leads to it. */
  private static List<String> expand(String path) {
    List<String> paths = new ArrayList<>(List.of(path));
    FormerPathFilter.NOW.forEach(
        (former, now) -> {
          if (path.contains("/_matrix" + now)) {
            paths.add(path.replace("/_matrix" + now, "/_matrix" + former));
          }
        });
    return paths;
  }
}
